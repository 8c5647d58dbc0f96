import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from './run-comptage.ts'

const CACHES = readdirSync(join(ROOT, 'dist/program')).filter((name) => name.includes('.cjs.'))
const SCRIPTS = ['main', 'counter-thread', 'unpack-thread']
const cachesOf = (script: string) => CACHES.filter((name) => name.startsWith(`${script}.cjs.`))
const [CACHE_OF_MAIN = ''] = cachesOf('main')

let copy: string
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'comptage-cache-'))
  for (const part of ['bin', 'dist/program', 'package.json'])
    cpSync(join(ROOT, part), join(copy, part), { recursive: true })
})
afterAll(() => rmSync(copy, { recursive: true }))

const isRefused = (script: string, node = process.execPath) =>
  execFileSync(
    node,
    ['-e', `console.log(require('./bin/load-program.js').compile('${script}.cjs').script.cachedDataRejected)`],
    { cwd: copy, encoding: 'utf8' },
  ).trim()

describe.each(SCRIPTS)('the code cache that the build makes of %s.cjs', (script) => {
  it('is taken by the Node that made it', () => {
    expect(cachesOf(script)).toHaveLength(1)
    expect(isRefused(script)).toBe('false')
  })

  it('is not even looked at by another build of the same version, which may die of it', () => {
    const another = join(copy, 'node')
    cpSync(process.execPath, another)
    expect(isRefused(script, another)).toBe('undefined')
    rmSync(another)
  })

  it('is left where a word of the script was edited and its length is the same', () => {
    const path = join(copy, `dist/program/${script}.cjs`)
    const before = readFileSync(path, 'latin1')
    writeFileSync(path, before.replace('const ', 'var   '), 'latin1')
    expect(isRefused(script)).toBe('undefined')
    writeFileSync(path, before, 'latin1')
    expect(isRefused(script)).toBe('false')
  })
})

// Node's code caches of its own modules fit the flags that it starts with: without them a thread takes 51 ms to start, with them 26.
it('leaves the flags of V8 as they are while the program is loaded, and while a thread is', () => {
  const look = `
    const { cachedDataVersionTag } = require('node:v8')
    const { Worker } = require('node:worker_threads')
    const tags = [cachedDataVersionTag()]
    const look = () => tags.push(cachedDataVersionTag())
    const { compile } = require('./bin/load-program.js')
    const { run } = compile('main.cjs')
    look()
    run()
    look()
    new Worker('', { eval: true })
    setImmediate(() => {
      look()
      console.log(tags.map((tag) => (tag === tags[0] ? 'usual' : 'other')).join(' '))
    })`
  const flags = execFileSync(process.execPath, ['-e', look], { cwd: copy, encoding: 'utf8' })
  expect(flags.trim()).toBe(`usual usual ${process.version.startsWith('v20.') ? 'other' : 'usual'} usual`)
})

describe('the code cache of the program', () => {
  it('changes nothing: without it the program is compiled, and says the same', () => {
    const version = () =>
      execFileSync(process.execPath, [join(copy, 'bin/comptage.js'), '--version'], { encoding: 'utf8' })
    const before = version()
    rmSync(join(copy, 'dist/program', CACHE_OF_MAIN))
    expect(isRefused('main')).toBe('undefined')
    expect(version()).toBe(before)
  })

  it('holds code, and nothing of what was counted to make it', () => {
    const cache = readFileSync(join(ROOT, 'dist/program', CACHE_OF_MAIN), 'latin1')
    expect(cache).toContain('openKernel')
    expect(cache).not.toContain('comptage-build-')
  })
})
