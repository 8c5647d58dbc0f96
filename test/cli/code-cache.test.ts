import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from './run-comptage.ts'

const CACHES = readdirSync(join(ROOT, 'dist/program')).filter((name) => name.startsWith('main.cjs.'))
const [CACHE_NAME = ''] = CACHES

describe('the code cache that the build makes', () => {
  let copy: string
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'comptage-cache-'))
    for (const part of ['bin', 'dist/program', 'package.json'])
      cpSync(join(ROOT, part), join(copy, part), { recursive: true })
  })
  afterAll(() => rmSync(copy, { recursive: true }))

  const version = () =>
    execFileSync(process.execPath, [join(copy, 'bin/comptage.js'), '--version'], { encoding: 'utf8' })
  const isRefused = (node = process.execPath) =>
    execFileSync(
      node,
      ['-e', "import('./bin/load-program.js').then((m) => console.log(m.loadProgram().script.cachedDataRejected))"],
      { cwd: copy, encoding: 'utf8' },
    ).trim()

  it('is taken by the Node that made it', () => {
    expect(CACHES).toHaveLength(1)
    expect(isRefused()).toBe('false')
  })

  it('is not even looked at by another build of the same version, which may die of it', () => {
    const another = join(copy, 'node')
    cpSync(process.execPath, another)
    expect(isRefused(another)).toBe('undefined')
    rmSync(another)
  })

  it('is left where a word of the program was edited and its length is the same', () => {
    const program = join(copy, 'dist/program/main.cjs')
    const before = readFileSync(program, 'latin1')
    writeFileSync(program, before.replaceAll('comptage count', 'comptage coumt'), 'latin1')
    expect(isRefused()).toBe('undefined')
    writeFileSync(program, before, 'latin1')
    expect(isRefused()).toBe('false')
  })

  it('changes nothing: without it the program is compiled, and says the same', () => {
    const before = version()
    rmSync(join(copy, 'dist/program', CACHE_NAME))
    expect(isRefused()).toBe('undefined')
    expect(version()).toBe(before)
  })

  it('holds code, and nothing of what was counted to make it', () => {
    const cache = readFileSync(join(ROOT, 'dist/program', CACHE_NAME), 'latin1')
    expect(cache).toContain('openKernel')
    expect(cache).not.toContain('comptage-build-')
  })
})
