import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ProblemError } from '../../../src/domain/problem.ts'
import {
  auditState,
  checkState,
  exportState,
  planCount,
  skipFile,
  statusOf,
  whatWouldChange,
} from '../../../src/pipeline/index.ts'
import { testFolder } from '../../cli/run-comptage.ts'
import { Sqlite } from '../../sqlite.ts'
import { linesOf } from '../../run/lines-of.ts'
import { serviceOf } from '../../run/service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const PAGE_BYTES = 4096
const { fresh } = testFolder('damaged-state')

// Of a page that is free, or is not read: that no file waits.
const TOLD = ['STATE_UNSOUND', 'STATE_FAILED', 'SKIP_NOT_WAITING']

/** The codes of what it told; an error that is no problem is a crash. */
async function toldBy(act: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await act()
    return []
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return error.problems.map(({ code }) => code)
  }
}

it('a damaged database is told as such by whatever opens it, whichever page it is', async () => {
  const folder = fresh()
  const service = serviceOf(folder)
  mkdirSync(join(folder, 'logs'))
  writeFileSync(
    join(folder, 'logs/access.log'),
    linesOf(60, START) + linesOf(60, START + DAY) + linesOf(9, START + 6 * DAY),
  )
  const now = START + 6 * DAY
  await service.run({ now: () => now })
  const path = join(service.state, 'state.db')
  const whole = readFileSync(path)
  const db = new Sqlite(path, { readonly: true })
  const free = Number(db.pragma('freelist_count', { simple: true }))
  db.close()
  const cut = whole.subarray(0, Math.floor(whole.length / 2))
  const pages = Array.from({ length: whole.length / PAGE_BYTES }, (_, page) =>
    Buffer.from(whole).fill(0xa5, page * PAGE_BYTES, (page + 1) * PAGE_BYTES),
  )
  let sound = 0
  for (const damaged of [cut, ...pages]) {
    const told: string[][] = []
    for (const act of [
      () => checkState(service.configuration),
      () => statusOf(service.configuration, { now }),
      () => whatWouldChange(planCount(service), undefined),
      () => skipFile(service.configuration, join(folder, 'logs/access.log')),
      () => exportState({ configuration: service.configuration, tally: join(folder, 'made.tally') }),
      () => auditState(service.configuration, { state: service.state }),
      () => service.run({ now: () => now + 1 }),
    ]) {
      writeFileSync(path, damaged)
      rmSync(`${path}-journal`, { force: true })
      told.push([...(await toldBy(act))])
    }
    for (const code of told.flat()) expect(TOLD).toContain(code)
    expect(told[1]?.length).toBe(told[0]?.length)
    if (told[0]?.length === 0) sound += 1
  }
  // What is in a page that is free is nothing.
  expect(sound).toBeLessThanOrEqual(free)
})
