import { appendFileSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Sqlite } from '../sqlite.ts'
import { describe, expect, it } from 'vitest'
import { dayText } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { statusOf } from '../../src/pipeline/index.ts'
import { historyFolder } from './histories.ts'
import { linesOf } from './lines-of.ts'
import { configurationIn, runAt } from './machines.ts'
import { configuredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
/** Within a week, so that no clock seems to jump. */
const STEP_DAYS = 6.9
/** Of each turn. */
const FILES = 2
const { root } = historyFolder()

type Kept = { readonly streams: number; readonly runs: number; readonly bytes: number }

/** A service that runs every few days, and whose rotation keeps a log for one run. All lines are of one day, so that time alone adds nothing. */
function settle(name: string): { readonly turn: (turn: number) => Promise<void>; readonly kept: () => Kept } & Place {
  const folder = join(root(), name)
  const logs = join(folder, 'logs')
  mkdirSync(logs, { recursive: true })
  const configuration = configurationIn(folder, 'logs: [ { path: "logs/*", format: combined } ]\n')
  writeFileSync(join(logs, 'kept.log.gz'), gzipSync(linesOf(20, START + 1000)))
  writeFileSync(join(logs, 'kept-plain.log'), linesOf(20, START + 3_600_000))
  const path = join(folder, 'state/state.db')
  return {
    configuration,
    turn: async (turn) => {
      for (let file = 0; file < FILES; file++) {
        rmSync(join(logs, `access.log.${(turn - 1) * FILES + file}.gz`), { force: true })
        const text = linesOf(12, START + (turn * FILES + file) * 7000)
        writeFileSync(join(logs, `access.log.${turn * FILES + file}.gz`), gzipSync(text))
      }
      await runAt(configuration, START + turn * STEP_DAYS * DAY)
    },
    kept: () => {
      const db = new Sqlite(path, { readonly: true })
      const count = (table: string): number => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
      const kept = { streams: count('stream'), runs: count('run'), bytes: statSync(path).size }
      db.close()
      return kept
    },
  }
}

type Place = { readonly configuration: ReturnType<typeof configurationIn> }

describe('a state', () => {
  it('keeps what was met in the last 400 days, and grows no more', async () => {
    const { configuration, turn, kept } = settle('pruned')
    const sizes: Kept[] = []
    for (let n = 0; n < 74; n++) {
      await turn(n)
      if (n === 60 || n === 73) sizes.push(kept())
    }
    const [before, after] = sizes
    // 400 days are 58 turns; two logs never went.
    expect(after).toMatchObject({ streams: 59 * FILES + 2, runs: 59 })
    expect(after?.streams).toBe(before?.streams)
    expect(after?.bytes).toBeLessThanOrEqual((before?.bytes ?? 0) * 1.05)
    // Nothing was read twice that lay there all the time, and the sums hold.
    const status = await statusOf(configuration, { now: START })
    expect(status).toMatchObject({ linesRead: 74 * FILES * 12 + 40, isBalanced: true })
  }, 120_000)

  it('forgets nothing by a clock that is wrong, nor while a file cannot be read', async () => {
    const { configuration, turn, kept } = settle('wrong-clock')
    for (let n = 0; n < 3; n++) await turn(n)
    const { streams } = kept()
    for (const day of [3653, 3654, 3660]) await runAt(configuration, START + day * DAY)
    expect(kept().streams).toBe(streams)
    for (const day of [20, 21]) await runAt(configuration, START + day * DAY)
    writeFileSync(join(root(), 'wrong-clock/logs/damaged.gz'), gzipSync('x').subarray(0, 12))
    for (let day = 27; day < 500; day += 6) await runAt(configuration, START + day * DAY)
    expect(kept().streams).toBe(streams)
    rmSync(join(root(), 'wrong-clock/logs/damaged.gz'))
    await runAt(configuration, START + 501 * DAY)
    expect(kept().streams).toBeLessThan(streams)
  }, 60_000)
})

it('deletes true counts when their window is over, also after a table has ended', async () => {
  const folder = join(root(), 'ended')
  const features = ['{ id: a, match: [ /a ] }']
  const day = '  - { by: [ day, feature ] }\n'
  const since = 'since: 2026-03-01\ndatasets:\n'
  mkdirSync(join(folder, 'logs'), { recursive: true })
  const write = (from: number, to: number): void => {
    for (let d = from; d < to; d++) {
      const [, date, month, year] = new Date(START + d * DAY).toUTCString().split(' ')
      appendFileSync(
        join(folder, 'logs/access.log'),
        `203.0.113.9 - - [${date}/${month}/${year}:12:00:00 +0000] "GET /a HTTP/1.1" 200 9 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"\n`.repeat(
          20,
        ),
      )
    }
  }
  const both = configuredService(folder, features, `${since}${day}  - { by: [ week, feature ] }\n`)
  write(0, 40)
  await both.run(40.5)
  const one = configuredService(folder, features, `${since}${day}`)
  // 35 days after the end of a month, and when that is known, its days are deleted.
  for (const [from, to, kept] of [
    [40, 60, '2026-03-01'],
    [60, 80, '2026-04-01'],
    [80, 100, '2026-05-01'],
    [100, 120, '2026-05-01'],
    [120, 150, '2026-06-01'],
  ] as const) {
    write(from, to)
    expect((await one.run(to + 0.5)).problems).toEqual([])
    const db = new Sqlite(join(folder, 'state', 'state.db'), { readonly: true })
    const first = db
      .prepare<[], number>("SELECT min(period) FROM cell WHERE series = 'day' AND period >= 0")
      .pluck()
      .get()
    db.close()
    expect(dayText(indexOf<'day'>(first ?? 0)), `on day ${to}`).toBe(kept)
  }
})
