import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { statusReport } from '../../src/cli/report/status/status-report.ts'
import { statusOf } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { DAYS, serviceOf } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('seen-again')

const masked = (text: string): string => text.replaceAll(/(203\.0\.113\.)\d+/g, '$10')
const dayLines = (day: number, count = 60): string => linesOf(count, START + day * DAY)

type Logs = {
  readonly read: (name: string) => string
  readonly write: (name: string, text: string | Uint8Array) => void
  readonly path: (name: string) => string
  readonly run: (
    day: number,
    checkpoint?: (name: string) => void,
  ) => Promise<{ readonly news: readonly unknown[]; readonly lines: number }>
  /** What is not well, and what is said of late lines. */
  readonly status: (day: number) => Promise<readonly [matters: readonly string[], late: string]>
}

/** Ten days in a file each, all of them read; those of the first week are closed. */
async function tenDays(count?: number): Promise<Logs> {
  const folder = fresh()
  const service = serviceOf(folder, DAYS)
  mkdirSync(join(folder, 'logs'))
  const path = (name: string): string => join(folder, 'logs', name)
  const logs: Logs = {
    path,
    read: (name) => readFileSync(path(name), 'utf8'),
    write: (name, text) => writeFileSync(path(name), text),
    run: (day, checkpoint = () => undefined) => service.run({ now: () => START + day * DAY, checkpoint }),
    status: async (day) => {
      const now = START + day * DAY
      const status = await statusOf(service.configuration, { now })
      const codes = status.matters.map((matter) => (matter.what === 'problem' ? matter.problem.code : matter.what))
      return [
        codes,
        statusReport(status, now)
          .split('\n')
          .filter((line) => line.startsWith('late'))
          .join(),
      ]
    },
  }
  for (let day = 0; day < 10; day++) logs.write(`access.log.${10 - day}`, dayLines(day, count))
  await logs.run(10)
  return logs
}

describe('a log that was edited after it was read', () => {
  it('is told once, and by status while it is there; a revision is not proposed without that doubt', async () => {
    const { read, write, run, status, path } = await tenDays()
    expect(await status(10.1)).toEqual([[], ''])
    for (const name of ['access.log.9', 'access.log.8']) write(name, masked(read(name)))
    const told = { code: 'LOG_SEEN_AGAIN', log: path('access.log'), files: 2, lines: 120, lastDay: '2026-03-03' }
    expect(await run(10.2)).toMatchObject({ lines: 120, news: [told] })
    const [matters, late] = await status(10.2)
    expect(matters).toEqual(['LOG_SEEN_AGAIN'])
    expect(late).toBe(
      'late        120 lines of 2026-03, perhaps read before, in logs that were edited since (LOG_SEEN_AGAIN): then comptage run --revise 2026-03 would publish them twice',
    )
    expect(await run(11.5)).toMatchObject({ lines: 0, news: [] })
    expect((await status(11.5))[0]).toEqual(['LOG_SEEN_AGAIN'])
    for (const name of ['access.log.9', 'access.log.8']) rmSync(path(name))
    await run(11.6)
    expect(await status(11.6)).toEqual([[], late])
  })

  it('in a day that is open too', async () => {
    const { read, write, run } = await tenDays()
    write('access.log.1', masked(read('access.log.1')))
    expect(await run(10.2)).toMatchObject({ news: [{ code: 'LOG_SEEN_AGAIN', files: 1, lastDay: '2026-03-10' }] })
  })
})

it('a log that was edited is told by the next run, where the one that read it was stopped behind that', async () => {
  const { read, write, run } = await tenDays()
  write('access.log.9', masked(read('access.log.9')))
  const stop = (name: string): void => {
    if (name === 'after commit') throw new Error('stopped')
  }
  await expect(run(10.2, stop)).rejects.toThrow('stopped')
  expect(await run(10.3)).toMatchObject({ lines: 0, news: [{ code: 'LOG_SEEN_AGAIN', files: 1, lines: 60 }] })
  expect(await run(10.4)).toMatchObject({ news: [] })
})

it('a log that was edited is told once all files of it were read', async () => {
  const { read, write, run, path } = await tenDays()
  write('access.log.9', masked(read('access.log.9')))
  const damaged = gzipSync(dayLines(9))
  write('access.log.11.gz', damaged.subarray(0, damaged.length >> 1))
  expect(await run(10.2)).toMatchObject({ news: [{ code: 'LOG_DAMAGED' }] })
  expect(await run(10.3)).toMatchObject({ news: [] })
  rmSync(path('access.log.11.gz'))
  expect(await run(10.4)).toMatchObject({ lines: 0, news: [{ code: 'LOG_SEEN_AGAIN', files: 1, lines: 60 }] })
  expect(await run(10.5)).toMatchObject({ news: [] })
})

/** Rows of hours, of which the last was not over. */
const rowsOf = (from: number, to: number, ofLast: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => {
    const hour = new Date(START + (from + i) * 3_600_000).toISOString().slice(0, 13).replace('T', ' ')
    return `${hour},/aide,200,${from + i < to ? 40 : ofLast}\n`
  }).join('')
const HEADER = 'hour,path,status,count\n'

describe('of rows that were counted before', () => {
  it.each([
    { why: 'an export that is made anew, with more hours', next: HEADER + rowsOf(0, 9, 40), lines: 401, told: 401 },
    { why: 'the same hours, once they are over', next: HEADER + rowsOf(0, 8, 40), lines: 361, told: 361 },
    {
      why: 'in another order',
      next: rowsOf(0, 9, 40).replace(/^([^\n]*\n)(.*)/s, `${HEADER}$2$1`),
      lines: 401,
      told: 401,
    },
    { why: 'rows that were appended', next: HEADER + rowsOf(0, 8, 9) + rowsOf(9, 12, 40), lines: 160 },
    { why: 'an export of what comes after', next: HEADER + rowsOf(9, 20, 40), lines: 481 },
    { why: 'the rest of the last hour, and what comes after', next: HEADER + rowsOf(8, 20, 31), lines: 512 },
  ])('$why', async ({ next, lines, told }) => {
    const folder = fresh({ 'logs/rows.csv': HEADER + rowsOf(0, 8, 9) })
    const service = serviceOf(folder, 'datasets: [ { by: [ day, feature ], measures: [ requests ] } ]\n', 'counted')
    const runOn = (day: number): ReturnType<typeof service.run> => service.run({ now: () => START + day * DAY })
    expect(await runOn(1)).toMatchObject({ lines: 330 })
    writeFileSync(join(folder, 'logs/rows.csv'), next)
    const run = await runOn(1.1)
    expect(run.lines).toBe(lines)
    expect(run.news.filter(({ code }) => code === 'LOG_SEEN_AGAIN')).toMatchObject(
      told === undefined ? [] : [{ files: 1, lines: told, lastDay: '2026-03-01' }],
    )
    expect(await runOn(1.2)).toMatchObject({ lines: 0, news: [] })
  })
})

describe('nothing is said of a log', () => {
  it.each<{
    readonly why: string
    readonly change: (logs: Logs) => void
    readonly count?: number
    readonly late: RegExp
  }>([
    {
      why: 'that is there too',
      change: ({ read, write }) => write('access.log.9.bak', masked(read('access.log.9'))),
      late: /: comptage run --revise/,
    },
    {
      why: 'of other lines',
      change: ({ read, write }) => write('access.log.9', masked(read('access.log.9')).split('\n').slice(1).join('\n')),
      late: /: comptage run --revise/,
    },
    {
      why: 'of few lines',
      count: 19,
      change: ({ read, write }) => write('access.log.9', masked(read('access.log.9'))),
      late: /^late/,
    },
    {
      why: 'that was compressed',
      change: ({ read, write, path }) => {
        write('access.log.9.gz', gzipSync(read('access.log.9')))
        rmSync(path('access.log.9'))
      },
      late: /^$/,
    },
  ])('$why', async ({ change, count, late }) => {
    const logs = await tenDays(count)
    change(logs)
    expect(await logs.run(10.2)).toMatchObject({ news: [] })
    const [matters, said] = await logs.status(10.2)
    expect(matters).toEqual([])
    expect(said).toMatch(late)
    expect(said).not.toContain('LOG_SEEN_AGAIN')
  })
})
