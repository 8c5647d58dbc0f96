import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pathOf } from '../machine.js'
import { ROOT, testFolder } from './run-comptage.ts'

describe.skipIf(pathOf('mawk') === undefined)('the guard of speed', () => {
  // A second and a half of processor, for every program of Node.
  const slow = join(testFolder('slow').fresh({ 'slow.cjs': 'while (process.cpuUsage().user < 1.5e6);' }), 'slow.cjs')

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
