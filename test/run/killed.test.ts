import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { openState } from '../../src/state/index.ts'
import { COMPTAGE, runProgram, testFolder, type Run } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { serviceOf } from './service-of.ts'

const KILLS = Number(process.env['COMPTAGE_KILLS'] ?? 24)
const CALLS = ['pwrite64', 'fsync', 'fdatasync', 'rename', 'unlink', 'fcntl', 'openat', 'close', 'ftruncate', 'write']
const DAY = 86_400_000

const { fresh } = testFolder('killed')
let mayTrace = false

beforeAll(() => {
  mayTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
})

describe('a run that is killed', () => {
  it(
    `loses no line and counts none twice, at ${KILLS} system calls`,
    async (context) => {
      if (!mayTrace) context.skip('strace may not trace here')
      const folder = fresh()
      const service = serviceOf(folder)
      mkdirSync(join(folder, 'logs'))
      const live = join(folder, 'logs/access.log')
      const start = Date.now() - 12 * DAY
      let written = ''
      let killed = 0
      // Without a generator of its own a failure could not be repeated.
      let seed = 20261125
      const random = (below: number): number => {
        seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
        return Math.floor((seed / 0x80000000) * below)
      }
      for (let kill = 0; kill < KILLS; kill++) {
        const lines = linesOf(40, start + kill * Math.min(DAY / 3, (11 * DAY) / KILLS))
        written += lines
        appendFileSync(live, lines)
        if (kill % 5 === 4) rotate(join(folder, 'logs'), kill)
        const call = CALLS[random(CALLS.length)] ?? 'close'
        const when = 1 + random(call === 'openat' || call === 'close' ? 300 : call === 'fcntl' ? 120 : 40)
        const { signal } = await runKilled(folder, call, when)
        if (signal === 'SIGKILL') killed += 1
        await expectIntact(service.state)
      }
      const last = await runProgram(process.execPath, [COMPTAGE, 'run'], { cwd: folder })
      expect(last).toMatchObject({ code: 0, stdout: '', stderr: '' })
      const state = await openState(service.state, 'read')
      const counted = state.logs.linesConsumed()
      state.close()
      expect(counted).toBe(written.split('\n').length - 1)
      // A kill that never comes proves nothing.
      expect(killed).toBeGreaterThan(KILLS / 3)
      expect(leftovers(folder)).toEqual([])

      const batch = serviceOf(fresh())
      mkdirSync(join(batch.state, '../logs'))
      writeFileSync(join(batch.state, '../logs/access.log'), written)
      await batch.run()
      expect(service.figures()).toEqual(batch.figures())
    },
    60_000 + KILLS * 4000,
  )
})

function runKilled(folder: string, call: string, when: number): Promise<Run> {
  const inject = `inject=${call}:signal=KILL:when=${when}`
  return runProgram('strace', ['-f', '-qq', '-o', '/dev/null', '-e', inject, process.execPath, COMPTAGE, 'run'], {
    cwd: folder,
  })
}

function rotate(logs: string, kill: number): void {
  const live = join(logs, 'access.log')
  const archived = join(logs, `access.log-${20260000 + kill}`)
  renameSync(live, archived)
  writeFileSync(live, '')
  if (kill % 2 === 0) return
  writeFileSync(`${archived}.gz`, gzipSync(linesIn(archived)))
  rmSync(archived)
}

function linesIn(path: string): string {
  return spawnSync('cat', [path], { encoding: 'utf8', maxBuffer: 1e8 }).stdout
}

/** After every kill: the database opens, and every line consumed has one fate. */
async function expectIntact(folder: string): Promise<void> {
  if (!readdirSync(join(folder, '..')).includes('state') || !readdirSync(folder).includes('state.db')) return
  const state = await openState(folder)
  const sum = state.counts.allFates().reduce((lines, row) => lines + row.lines, 0)
  const consumed = state.logs.linesConsumed()
  state.close()
  expect(sum).toBe(consumed)
}

/** Temporary files of ours that nobody took away. */
function leftovers(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'))
}
