import { appendFileSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { exitCodeOf } from '../../../src/cli/exit-code.ts'
import { statusCheck } from '../../../src/cli/report/status/status-check.ts'
import { statusReport } from '../../../src/cli/report/status/status-report.ts'
import { RunRefused, statusOf, type RunRequest } from '../../../src/pipeline/index.ts'
import { testFolder } from '../../cli/run-comptage.ts'
import { linesOf } from '../../run/lines-of.ts'
import { configuredService, DAYS } from '../../run/service-of.ts'
import { Sqlite } from '../../sqlite.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('why-open')
const [SIMULATEUR, AIDE] = ['{ id: simulateur, match: [ /simulateur ] }', '{ id: aide, match: [ /aide ] }']
const RENAMED = '{ id: simulateur, title: Simuler, match: [ /simulateur ] }'
const MONTHS = 'datasets: [ { by: [ month, feature ] } ]\n'
const QUARTERS = 'datasets: [ { by: [ month, feature ] }, { by: [ quarter, feature ] } ]\nsince: 2026-01-01\n'
const ENDED = `${DAYS}logs: [ { path: "logs/*", format: combined, until: 2026-03-31 } ]\n`
const NO_LINE = 'the first line since the configuration changed (or 24 h without one)'

function days(from: number, to: number, count = 60): string {
  return Array.from({ length: to - from + 1 }, (_, i) => linesOf(count, START + (from + i) * DAY)).join('')
}

function misfits(day: number): string {
  return days(day, day).replaceAll(' 200 ', ' none ')
}

/** A service whose days are counted from the first of March 2026 on. */
function live(tables = DAYS) {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  let service = configuredService(folder, [SIMULATEUR], tables)
  return {
    path: (name: string) => join(folder, name),
    write: (text: string, name = 'logs/access.log') => appendFileSync(join(folder, name), text),
    /** A file that nobody can read, last written on a day. */
    damage: (day: number) => {
      const path = join(folder, `logs/access.log-${day}.gz`)
      writeFileSync(path, gzipSync(days(day, day)).subarray(0, -40))
      utimesSync(path, new Date(), new Date(START + day * DAY))
    },
    configure: (more: string, features = [SIMULATEUR]) => {
      service = configuredService(folder, features, more)
    },
    run: async (day: number, request: Partial<RunRequest> = {}) =>
      service.run(day, { exitCodeOf, ...request }).catch((error: unknown) => {
        if (!(error instanceof RunRefused)) throw error
      }),
    status: (day: number) => statusOf(service.configuration, { now: START + day * DAY }),
  }
}

type Service = ReturnType<typeof live>

/** Lines of two days that have not come. */
async function liveAhead({ write, run }: Service): Promise<number> {
  write(days(0, 4))
  await run(5)
  write(days(10, 11))
  await run(7)
  return 7
}

type Case = {
  readonly why: string
  readonly tables?: string
  /** What the operator and the server do. @returns when `status` is asked */
  readonly lives: (service: Service) => Promise<number>
  /** What is said of each kind of period. */
  readonly says: readonly string[]
  /** The same for programs: what the next waits for. */
  readonly waits: readonly string[]
  readonly matters?: readonly string[]
  readonly check?: 'WARNING' | 'CRITICAL'
}

const PART = 'none closed yet (not published, as the logs begin within: 2026-03)'
const SAYS_AHEAD = [
  'day: closed up to 2026-03-04; the next waits for a line that is not dated ahead of this machine’s clock (or the day of those that are)',
  `month: ${PART}; the next is due in 56 days`,
]

/** Each reason for which a run closes nothing, or not all that is over. What ends by itself is nothing for a monitor. */
const CASES: readonly Case[] = [
  {
    why: 'it is not over',
    lives: async ({ write, run }) => {
      write(days(0, 6))
      await run(7)
      return 7.25
    },
    says: ['day: closed up to 2026-03-05; the next is due in 18 h', `month: ${PART}; the next is due in 56 days`],
    waits: ['day: time', 'month: time'],
  },
  {
    why: 'no later line came',
    lives: async ({ write, run }) => {
      write(days(0, 6))
      await run(10)
      return 10
    },
    says: [
      'day: closed up to 2026-03-06; the next waits for a later line',
      `month: ${PART}; the next is due in 53 days`,
    ],
    waits: ['day: lines', 'month: time'],
  },
  {
    why: 'the newest lines are ahead of the clock',
    lives: liveAhead,
    says: SAYS_AHEAD,
    waits: ['day: ahead', 'month: time'],
    matters: ['DATES_AHEAD'],
    check: 'WARNING',
  },
  {
    why: 'the newest lines are ahead of the clock, and the program is another since',
    lives: async (service) => {
      const day = await liveAhead(service)
      const db = new Sqlite(service.path('state/state.db'))
      db.exec("UPDATE fact SET value = json_set(value, '$.program', '0.1.0') WHERE name = 'problems'")
      db.close()
      return day
    },
    says: SAYS_AHEAD,
    waits: ['day: ahead', 'month: time'],
  },
  {
    why: 'lines were ahead, and the server is right again',
    lives: async ({ write, run }) => {
      write(days(0, 4))
      await run(5)
      write(days(10, 11))
      await run(6)
      write(days(5, 5))
      await run(7)
      return 9
    },
    says: [
      'day: closed up to 2026-03-05; the next waits for a later line',
      `month: ${PART}; the next is due in 54 days`,
    ],
    waits: ['day: lines', 'month: time'],
  },
  {
    why: 'lines were ahead, and their days have come since',
    lives: async ({ write, run }) => {
      write(days(0, 4))
      await run(5)
      write(days(10, 11))
      await run(7)
      await run(12)
      return 12
    },
    says: ['day: closed up to 2026-03-10; the next is due in 24 h', `month: ${PART}; the next is due in 51 days`],
    waits: ['day: time', 'month: time'],
  },
  {
    why: 'a file was not read',
    lives: async ({ write, damage, run }) => {
      write(days(0, 9))
      damage(4)
      await run(10)
      return 10
    },
    says: [
      'day: none closed yet; the next waits for a file that was not read',
      `month: ${PART}; the next is due in 53 days`,
    ],
    waits: ['day: file', 'month: time'],
    matters: ['LOG_DAMAGED'],
    check: 'CRITICAL',
  },
  {
    why: 'a log is silent',
    lives: async ({ write, run }) => {
      write(days(0, 9))
      write(days(0, 4, 7), 'logs/b.log')
      await run(10)
      return 10
    },
    says: [
      'day: closed up to 2026-03-04; the next waits for lines of logs/b.log',
      `month: ${PART}; the next is due in 53 days`,
    ],
    waits: ['day: logs', 'month: time'],
    matters: ['awaited'],
    check: 'WARNING',
  },
  {
    why: 'the folder of a log is not there, as where a share is not mounted',
    tables: `${DAYS}logs: [ { path: "logs/*", format: combined }, { path: "more/*", format: combined } ]\n`,
    lives: async ({ write, path, run }) => {
      mkdirSync(path('more'))
      write(days(0, 5))
      write(days(0, 4, 7), 'more/b.log')
      await run(6)
      rmSync(path('more'), { recursive: true })
      write(days(6, 9))
      await run(10)
      return 10
    },
    says: [
      'day: closed up to 2026-03-04; the next waits for lines of more/b.log',
      `month: ${PART}; the next is due in 53 days`,
    ],
    waits: ['day: logs', 'month: time'],
    matters: ['LOG_NOT_FOUND', 'awaited'],
    check: 'CRITICAL',
  },
  {
    why: 'another machine has sent nothing',
    tables: `${DAYS}sources: [ { id: web1, path: web1.tally } ]\n`,
    lives: async ({ write, run }) => {
      write(days(0, 9))
      await run(10)
      return 10
    },
    says: ['day: none closed yet; the next waits for the tally of web1', `month: ${PART}; the next is due in 53 days`],
    waits: ['day: machines', 'month: time'],
    matters: ['TALLY_UNREADABLE', 'awaited'],
    check: 'CRITICAL',
  },
  {
    why: 'a file was not read that may hold lines of the first day alone',
    lives: async ({ write, damage, run }) => {
      write(days(0, 9))
      damage(0)
      await run(10)
      return 10
    },
    says: [
      'day: none closed yet; the next waits for 2026-03-01: a file that was not read',
      `month: ${PART}; the next is due in 53 days`,
    ],
    waits: ['day: before file', 'month: time'],
    matters: ['LOG_DAMAGED'],
    check: 'CRITICAL',
  },
  {
    why: 'lines do not fit',
    tables: `${DAYS}malformed_limit: 5%\n`,
    lives: async ({ write, run }) => {
      write(days(0, 3) + misfits(4) + days(4, 9))
      await run(10)
      return 10
    },
    says: [
      'day: closed up to 2026-03-04; the next waits for lines that do not fit their format',
      `month: ${PART}; the next is due in 53 days`,
    ],
    waits: ['day: format', 'month: time'],
    matters: ['TOO_MANY_MALFORMED'],
    check: 'CRITICAL',
  },
  {
    why: 'months wait for one before them, in their quarter',
    tables: `${QUARTERS}malformed_limit: 5%\n`,
    lives: async ({ write, run }) => {
      write(days(-59, -49) + misfits(-48) + days(-48, 65))
      await run(66)
      return 66
    },
    says: [
      'month: closed up to 2026-04, but for 2026-01 (waits for lines that do not fit their format), but for 2026-02 to 2026-03 (waits for 2026-01: lines that do not fit their format); the next is due in 28 days',
      'quarter: none closed yet; the next waits for lines that do not fit their format',
    ],
    waits: ['month: time', 'quarter: format'],
    matters: ['TOO_MANY_MALFORMED'],
    check: 'CRITICAL',
  },
  {
    why: 'too many of a month do not fit, though few of each day, and few of the quarter',
    tables: `${QUARTERS}malformed_limit: 5%\n`,
    lives: async ({ write, run }) => {
      for (let day = -59; day <= 65; day++)
        write(days(day, day) + (day < -28 ? misfits(day).split('\n', 4).join('\n') + '\n' : ''))
      await run(66)
      return 66
    },
    says: [
      'month: closed up to 2026-04, but for 2026-01 (waits for lines that do not fit their format), but for 2026-02 to 2026-03 (waits for 2026-01: lines that do not fit their format); the next is due in 28 days',
      'quarter: closed up to 2026-Q1; the next is due in 58 days',
    ],
    waits: ['month: time', 'quarter: time'],
    matters: ['TOO_MANY_MALFORMED'],
    check: 'CRITICAL',
  },
  {
    why: 'what held it is mended, and no run has been since',
    tables: `${QUARTERS}malformed_limit: 5%\n`,
    lives: async ({ write, configure, run }) => {
      write(days(-59, -49) + misfits(-48) + days(-48, 65))
      await run(66)
      configure(QUARTERS)
      return 66
    },
    says: [
      'month: closed up to 2026-04, but for 2026-01 to 2026-03 (can close); the next is due in 28 days',
      'quarter: none closed yet; the next can close',
    ],
    waits: ['month: time', 'quarter: '],
    matters: ['TOO_MANY_MALFORMED'],
    check: 'CRITICAL',
  },
  {
    why: 'the grace became longer',
    tables: `${QUARTERS}malformed_limit: 5%\n`,
    lives: async ({ write, configure, run }) => {
      write(days(-59, -49) + misfits(-48) + days(-48, 65))
      await run(66)
      configure(`${QUARTERS}protection: { grace: 100d }\n`)
      return 66
    },
    says: [
      'month: closed up to 2026-04, but for 2026-01 to 2026-03 (waits for its end and protection.grace); the next is due in 126 days',
      'quarter: none closed yet; the next is due in 65 days',
    ],
    waits: ['month: time', 'quarter: time'],
    matters: ['TOO_MANY_MALFORMED'],
    check: 'CRITICAL',
  },
  {
    why: 'a change of the configuration waits for a line',
    lives: async ({ write, configure, run }) => {
      write(days(0, 30))
      await run(32)
      configure(ENDED, [SIMULATEUR, AIDE])
      await run(33)
      await run(33.9)
      return 33.9
    },
    says: [`day: closed up to 2026-03-30; the next waits for ${NO_LINE}`, `month: ${PART}; the next is due in 29 days`],
    waits: ['day: change', 'month: time'],
  },
  {
    why: 'the same change, which no run has met',
    lives: async ({ write, configure, run }) => {
      write(days(0, 30))
      await run(32)
      configure(ENDED, [SIMULATEUR, AIDE])
      return 33.9
    },
    says: [
      `day: closed up to 2026-03-30; the next waits for a later line, ${NO_LINE}`,
      `month: ${PART}; the next is due in 29 days`,
    ],
    waits: ['day: lines change', 'month: time'],
  },
  {
    why: 'the same change, a day after a run met it',
    lives: async ({ write, configure, run }) => {
      write(days(0, 30))
      await run(32)
      configure(ENDED, [SIMULATEUR, AIDE])
      await run(33)
      return 34
    },
    says: ['day: closed up to 2026-03-30; the next can close', `month: ${PART}; the next is due in 29 days`],
    waits: ['day: ', 'month: time'],
  },
  {
    why: 'the same change, and no later line either',
    lives: async ({ write, configure, run }) => {
      write(days(0, 30))
      await run(32)
      configure(DAYS, [SIMULATEUR, AIDE])
      await run(33)
      return 33.9
    },
    says: [
      `day: closed up to 2026-03-30; the next waits for a later line, ${NO_LINE}`,
      `month: ${PART}; the next is due in 29 days`,
    ],
    waits: ['day: lines change', 'month: time'],
  },
  {
    why: 'a text was changed, which waits for nothing',
    lives: async ({ write, configure, run }) => {
      write(days(0, 30))
      await run(32)
      configure(ENDED, [RENAMED])
      await run(33.9)
      return 33.9
    },
    says: [
      'day: closed up to 2026-03-31',
      'month: closed up to 2026-03 (not published, as the logs begin within: 2026-03)',
    ],
    waits: ['day: ', 'month: '],
  },
  {
    why: 'the run was refused',
    lives: async ({ write, path, run }) => {
      write(days(0, 10))
      await run(11)
      rmSync(path('state'), { recursive: true })
      await run(12)
      return 12
    },
    says: [],
    waits: [],
    matters: ['OUTPUT_AHEAD'],
    check: 'CRITICAL',
  },
  {
    why: 'the folder that was published was taken over, and a log was not found',
    lives: async ({ write, path, run }) => {
      write(days(0, 10))
      await run(11)
      for (const name of ['state', 'logs']) rmSync(path(name), { recursive: true })
      await run(14, { adopt: path('open-data') })
      return 14
    },
    says: ['day: closed up to 2026-03-09; the next waits for a later line'],
    waits: ['day: lines'],
    matters: ['LOG_NOT_FOUND'],
    check: 'CRITICAL',
  },
  {
    why: 'the run was a rehearsal',
    lives: async ({ write, run }) => {
      write(days(0, 6))
      await run(7)
      write(days(7, 8))
      await run(8, { dryRun: true })
      return 8
    },
    says: ['day: closed up to 2026-03-05; the next can close', `month: ${PART}; the next is due in 55 days`],
    waits: ['day: ', 'month: time'],
  },
  {
    why: 'nothing is published here',
    tables: `# no output:\n${DAYS}`,
    lives: async ({ write, run }) => {
      write(days(0, 9))
      await run(10)
      return 10
    },
    says: [],
    waits: [],
  },
  {
    why: 'the clock jumped, though a later line came',
    lives: async ({ write, run }) => {
      write(days(0, 7))
      await run(11)
      write(days(8, 20))
      await run(50)
      return 50
    },
    says: [
      'day: closed up to 2026-03-07; the next waits for the clock of this machine, which jumped',
      `month: ${PART}; the next is due in 13 days`,
    ],
    waits: ['day: clock', 'month: time'],
    matters: ['CLOCK_JUMPED'],
    check: 'WARNING',
  },
  {
    why: 'the folder cannot be written: all that is over has closed',
    lives: async ({ write, path, run }) => {
      writeFileSync(path('open-data'), '')
      write(days(0, 10))
      await run(11)
      return 11
    },
    says: ['day: closed up to 2026-03-09; the next is due in 24 h', `month: ${PART}; the next is due in 52 days`],
    waits: ['day: time', 'month: time'],
    matters: ['WRITE_FAILED'],
    check: 'CRITICAL',
  },
  {
    why: 'no table has such periods any more, but those that it had counted wait',
    lives: async ({ write, damage, configure, run }) => {
      write(days(0, 9))
      damage(4)
      await run(10)
      configure(MONTHS)
      write(days(10, 11))
      await run(12)
      return 12
    },
    says: [
      'day: none closed yet; the next waits for a file that was not read',
      `month: ${PART}; the next is due in 51 days`,
    ],
    waits: ['day: file', 'month: time'],
    matters: ['LOG_DAMAGED'],
    check: 'CRITICAL',
  },
  {
    why: 'no table has such periods any more, and nothing waits',
    lives: async ({ write, configure, run }) => {
      write(days(0, 9))
      await run(10)
      configure(MONTHS)
      write(days(10, 15))
      await run(16)
      return 16
    },
    says: [`month: ${PART}; the next is due in 47 days`],
    waits: ['month: time'],
  },
  {
    why: 'the next has no line, and closes with the next that has one',
    lives: async ({ write, run }) => {
      write(days(0, 0) + days(60, 60))
      await run(63)
      return 63
    },
    says: [
      'day: closed up to 2026-03-31 (not published: 2026-03-01); the next with a line, 2026-04-30, waits for a later line',
      'month: closed up to 2026-03 (not published, as the logs begin within: 2026-04) (not published: 2026-03); the next waits for a later line',
    ],
    waits: ['day: lines', 'month: lines'],
  },
  {
    why: 'no line was ever read',
    lives: async ({ write, run }) => {
      write('')
      await run(10)
      return 10
    },
    says: [],
    waits: [],
  },
]

it.each(CASES)('$why', async ({ tables, lives, says, waits, matters = [], check = 'OK' }) => {
  const service = live(tables)
  const day = await lives(service)
  const [status, now] = [await service.status(day), START + day * DAY]
  const rows = statusReport(status, now)
    .replaceAll(`${service.path('')}/`, '')
    .split('\n')
    .filter((line) => /^(?:day|month|quarter) /.test(line))
  expect(rows.map((row) => row.replace(/ +/, ': '))).toEqual(says)
  expect(status.closed.map(({ kind, waitsFor }) => `${kind}: ${namesIn(waitsFor)}`)).toEqual(waits)
  expect(status.matters.map((one) => (one.what === 'problem' ? one.problem.code : one.what))).toEqual(matters)
  expect(statusCheck('essai', status, now).line.split(' ')[1]).toBe(check)
})

function namesIn(waitsFor: object): string {
  return Object.entries(waitsFor)
    .filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== false))
    .map(([name]) => name)
    .join(' ')
}
