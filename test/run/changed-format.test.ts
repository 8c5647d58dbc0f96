import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { readConfiguration } from '../../src/config/index.ts'
import { dayText } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { ProblemError, type Problem } from '../../src/domain/problem.ts'
import type { Configuration } from '../../src/domain/service.ts'
import { isTrouble, REAL_TOOLS, runService, statusOf, type RunDone, type RunStatus } from '../../src/pipeline/index.ts'
import { readFact } from '../../src/pipeline/kept/fact-codecs.ts'
import { openState, type State } from '../../src/state/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'

const { fresh } = testFolder('changed-format')
const START = Date.UTC(2026, 2, 10)

const HOUR = 3_600_000
/** Between two runs. */
const STEP = 4

type Server = {
  /** Writes some lines of an hour, each so many times, one kind after the other; then runs. */
  readonly turn: (
    hour: number,
    lines: { readonly good?: number; readonly bad?: number },
    name?: string,
  ) => Promise<RunDone>
  readonly run: (now: number) => Promise<RunDone>
  readonly configure: (more: { readonly format?: string; readonly limit?: string }) => void
  readonly append: (from: string, to: string) => void
  readonly linesRead: () => Promise<number>
  /** The last day that another machine, which counts with the lines of this one, is told to wait for. */
  readonly malformedThrough: () => Promise<string>
  readonly status: (now: number) => Promise<RunStatus>
  /** Of the table of days. */
  readonly uses: () => Readonly<Record<string, string>>
  readonly path: (name: string) => string
}

const CHANGED =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_time .'

/** @param output the line of the configuration */
function serverOf(output = 'output: open-data'): Server {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  let [format, limit] = ['combined', '5%']
  const configuration = (): Configuration => {
    const yaml = `service: { id: essai, name: Essai }
timezone: UTC
since: 2026-03-10
logs: [ { path: "logs/*", format: ${format} } ]
features: [ { id: aide, match: [ /aide, /simulateur, /LEAK ] } ]
datasets: [ { by: [ day, feature ], measures: [ requests ] } ]
malformed_limit: ${limit}
protection: { grace: 6h }
${output}
state: state
`
    const read = readConfiguration(yaml, 'comptage.yaml', { folder })
    if (read.configuration === undefined) throw new ProblemError(...read.problems)
    return read.configuration
  }
  const run = (now: number): Promise<RunDone> =>
    runService({ configuration: configuration(), exitCodeOf }, { ...REAL_TOOLS, now: () => now })
  const inState = async <T>(ask: (state: State) => T): Promise<T> => {
    const state = await openState(join(folder, 'state'), 'read')
    try {
      return ask(state)
    } finally {
      state.close()
    }
  }
  return {
    run,
    path: (name) => join(folder, 'logs', name),
    configure: (more) => {
      format = more.format ?? format
      limit = more.limit ?? limit
    },
    append: (from, to) => {
      appendFileSync(join(folder, 'logs', to), readFileSync(join(folder, 'logs', from)))
    },
    turn: (hour, { good = 0, bad = 0 }, name = 'access.log') => {
      const at = START + hour * HOUR
      const changed = linesOf(bad, at).replaceAll('\n', ' 0.123 .\n')
      const path = join(folder, 'logs', name)
      appendFileSync(path, linesOf(good, at) + changed)
      utimesSync(path, (at + HOUR) / 1000, (at + HOUR) / 1000)
      return run(at + HOUR)
    },
    linesRead: () => inState(({ logs }) => logs.linesConsumed()),
    malformedThrough: () =>
      inState((state) => dayText(indexOf<'day'>(readFact(state, 'last-scan')?.malformedThrough ?? -1))),
    status: (now) => statusOf(configuration(), { now }),
    uses: () => {
      const file = join(folder, 'open-data', 'essai', 'data', 'day-feature.csv')
      const rows = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(1) : []
      return Object.fromEntries(rows.map((row) => [row.split(',')[0] ?? '', row.split(',')[2] ?? '']))
    },
  }
}

const exitCodeOf = (problems: readonly Problem[]): number => (problems.some(isTrouble) ? 65 : 0)
const codesOf = ({ problems }: RunDone): readonly string[] => problems.map(({ code }) => code)
const malformedOf = ({ problems }: RunDone): readonly Problem[] =>
  problems.filter(({ code }) => code === 'TOO_MANY_MALFORMED' || code === 'FEW_MALFORMED')

/** Runs at these hours. @returns what the last one did */
async function turns(
  { turn }: Server,
  from: number,
  to: number,
  lines: Parameters<Server['turn']>[1],
): Promise<RunDone> {
  let done = await turn(from, lines)
  for (let hour = from + STEP; hour < to; hour += STEP) done = await turn(hour, lines)
  return done
}

/** A day of which a part is in another format, and twelve hours more. */
async function mixedDay(server: Server): Promise<void> {
  await turns(server, 0, 12, { good: 30, bad: 30 })
  await turns(server, 12, 36, { good: 60 })
}
const WHOLE_DAY = 6 * 60
const LIST = `[ combined, ${JSON.stringify(CHANGED)} ]`

it('of half the lines of each run keeps the day open and is named, since when, in status too', async () => {
  const server = serverOf()
  const { status, uses } = server
  await turns(server, 0, 20, { good: 30, bad: 30 })
  const done = await turns(server, 20, 60, { good: 60 })
  expect(uses()).toEqual({ '2026-03-11': String(WHOLE_DAY) })
  const told = { code: 'TOO_MANY_MALFORMED', days: { first: '2026-03-10', last: '2026-03-10', count: 1 } }
  expect(malformedOf(done)).toMatchObject([told])
  const { matters, closed } = await status(START + 60 * HOUR)
  expect(matters).toMatchObject([{ what: 'problem', problem: told }])
  expect(closed.find(({ kind }) => kind === 'day')?.held).toMatchObject([
    { from: '2026-03-10', to: '2026-03-10', waitsFor: { format: true } },
  ])
  expect(closed.find(({ kind }) => kind === 'month')?.last).toBeUndefined()
})

it('is read again in a list of formats, and the day is published whole', async () => {
  const server = serverOf()
  const { run, turn, configure, uses, linesRead, status } = server
  await mixedDay(server)
  expect(uses()).toEqual({})
  configure({ format: LIST })
  expect(malformedOf(await run(START + 36 * HOUR))).toEqual([])
  expect(uses()).toEqual({ '2026-03-10': String(WHOLE_DAY) })
  expect(await linesRead()).toBe(9 * 60)
  expect(await status(START + 36 * HOUR)).toMatchObject({ isBalanced: true, matters: [], fates: { malformed: 0 } })
  // Nothing is counted a second time, and what is new is read by the first that fits.
  await turn(36, { bad: 60 })
  await turns(server, 40, 60, { good: 60 })
  expect(uses()).toEqual({ '2026-03-10': String(WHOLE_DAY), '2026-03-11': String(WHOLE_DAY) })
})

it('is read again where the new format stands alone: what was counted stands', async () => {
  const server = serverOf()
  await mixedDay(server)
  server.configure({ format: JSON.stringify(CHANGED) })
  await server.run(START + 36 * HOUR)
  expect(server.uses()).toEqual({ '2026-03-10': String(WHOLE_DAY) })
  expect((await server.status(START + 36 * HOUR)).isBalanced).toBe(true)
})

it('is read again in an archive that was read to its end', async () => {
  const server = serverOf()
  await mixedDay(server)
  const path = server.path('access.log')
  writeFileSync(`${path}.1.gz`, gzipSync(readFileSync(path)))
  rmSync(path)
  await server.turn(36, { good: 20 })
  server.configure({ format: LIST })
  await server.run(START + 37 * HOUR)
  expect(server.uses()).toEqual({ '2026-03-10': String(WHOLE_DAY) })
})

it('is accepted by a higher limit', async () => {
  const server = serverOf()
  await mixedDay(server)
  expect(server.uses()).toEqual({})
  server.configure({ limit: '60%' })
  expect(malformedOf(await server.run(START + 36 * HOUR))).toEqual([])
  expect(server.uses()).toEqual({ '2026-03-10': String(WHOLE_DAY - 3 * 30) })
})

it('holds each day that lines without a date may be of', async () => {
  const { turn, uses } = serverOf()
  let done: RunDone | undefined
  for (let hour = 0; hour < 80; hour += 2 * STEP) {
    await turn(hour, { good: 30 }, 'other.log')
    done = await turn(hour, hour < 20 ? { good: 20 } : { bad: 20 })
  }
  expect(uses()).toEqual({})
  expect(malformedOf(done!)).toMatchObject([{ days: { first: '2026-03-10', last: '2026-03-13', count: 4 } }])
})

it('holds what a file may hold of which no line is dated', async () => {
  const { turn, uses, status } = serverOf()
  for (let hour = 0; hour < 60; hour += 2 * STEP) {
    await turn(hour, { good: 30 }, 'other.log')
    expect(malformedOf(await turn(hour, { bad: 20 }))).toMatchObject([{ share: 1, line: 1 }])
  }
  expect(uses()).toEqual({})
  // The file was read: it is its lines that are waited for.
  const { closed } = await status(START + 60 * HOUR)
  expect(closed[0]).toMatchObject({ kind: 'day', waitsFor: { file: false, format: true } })
})

it('is told by a machine that publishes nothing', async () => {
  const { turn, malformedThrough } = serverOf('')
  await turn(0, { good: 30 }, 'other.log')
  await turn(46, { bad: 20 })
  expect(await malformedThrough()).toBe('2026-03-11')
})

it('is told by the line of the file, not by the line of what is new', async () => {
  const { turn } = serverOf()
  await turn(0, { good: 300 })
  expect(malformedOf(await turn(1, { good: 4, bad: 190 }))).toMatchObject([{ line: 305 }])
})

it('is told so where another log was appended to the file', async () => {
  const { turn, append } = serverOf()
  await turn(0, { good: 300 })
  append('access.log', 'access.log-2026-03')
  await turn(1, { good: 300 }, 'access.log.1')
  append('access.log.1', 'access.log-2026-03')
  expect(malformedOf(await turn(2, { good: 4, bad: 190 }, 'access.log-2026-03'))).toMatchObject([{ line: 605 }])
})

it('is a warning where so few do not fit that the day is published', async () => {
  const server = serverOf()
  await turns(server, 0, 12, { good: 20, bad: 3 })
  const done = await turns(server, 12, 36, { good: 20 })
  expect(codesOf(done)).toEqual(['FEW_MALFORMED'])
  expect(malformedOf(done)).toMatchObject([{ share: 9 / 129, days: { count: 1 } }])
  expect(server.uses()).toEqual({ '2026-03-10': '120' })
})
