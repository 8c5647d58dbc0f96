import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { has, pathOf } from '../machine.js'
import { ROOT, testFolder } from './run-comptage.ts'

describe.skipIf(!has('mawk') || !has('time'))('the guard of speed', () => {
  // A second and a half of processor, for every program of Node; to ask for it takes the system longer than a round of nothing.
  const script = 'while (process.cpuUsage().user < 1.5e6) for (let i = 0; i < 1e6; i++);'
  const slow = join(testFolder('slow').fresh({ 'slow.cjs': script }), 'slow.cjs')

  function guard(bound: number, options = ''): { readonly status: number | null; readonly ratio: number } {
    const args = ['bench/ci.js', '--lines', '20000', '--rounds', '1', '--bound', String(bound)]
    const { status, stdout } = spawnSync(process.execPath, args, {
      ...{ cwd: ROOT, encoding: 'utf8' },
      env: { ...process.env, NODE_OPTIONS: options },
    })
    return { status, ratio: Number(stdout.split(': ')[1]?.split(' times')[0]) }
  }

  it('fails where the program became slow', () => {
    const { status, ratio } = guard(1000)
    expect(status).toBe(0)
    expect(guard(2 * ratio, `--require ${slow}`)).toMatchObject({ status: 1 })
  })
})

describe('the bench', () => {
  const folder = testFolder('bench')

  /** A machine on which mawk fails, so that it is told by its arguments. */
  function guardWith(...programs: readonly string[]): { readonly path: string; readonly stderr: string } {
    const path = folder.fresh({ mawk: '#!/bin/sh\nexit 1\n' })
    chmodSync(join(path, 'mawk'), 0o755)
    for (const name of programs) symlinkSync(pathOf(name) ?? '', join(path, name))
    const args = ['bench/ci.js', '--lines', '1', '--rounds', '1']
    const { stderr } = spawnSync(process.execPath, args, {
      ...{ cwd: ROOT, encoding: 'utf8' },
      env: { ...process.env, PATH: path, TMPDIR: path },
    })
    return { path, stderr }
  }

  it('says that GNU time is missing, and does not compare what it does not know', () => {
    expect(guardWith('which', 'sh').stderr).toContain('Error: GNU time is missing')
  })

  it.skipIf(!has('time'))('writes its log where the machine has its temporary files', () => {
    const { path, stderr } = guardWith('which', 'sh', 'time', 'true')
    expect(stderr).toMatch(new RegExp(`time -v -o .* ${path}/comptage-bench-\\w+/combined.log: exit code 1`))
  })

  it('writes a log ten times over anew where it was stopped before', () => {
    const path = folder.fresh({ 'some.log': 'a line\n', 'some-tenfold.log.part': 'half a l' })
    const script = `import { tenfoldOf } from './bench/make-log.js'; await tenfoldOf('${path}/some.log')`
    spawnSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: ROOT })
    expect(readFileSync(join(path, 'some-tenfold.log'), 'utf8')).toBe('a line\n'.repeat(10))
  })
})
