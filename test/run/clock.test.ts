import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { periodNamed, statusOf, verifyFolder, type RunRequest } from '../../src/pipeline/index.ts'
import { dateTime } from '../../src/pipeline/wall-clock.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { findingsIn } from './findings-in.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, serviceOf, type TestService } from './service-of.ts'

const { fresh } = testFolder('clock')
const DAY = 86_400_000
const SECOND = 1 / 86_400
const START = Date.UTC(2026, 2, 1)
const TABLES = 'datasets: [ { by: [ day, feature ], protection: exact, accept_risk: true } ]\n'

const HISTORY = z
  .object({ comptage: z.object({ history: z.array(z.object({ created: z.string() })) }) })
  .transform(({ comptage }) => comptage.history.map(({ created }) => created))

type World = {
  readonly write: (from: number, to: number) => void
  /** @returns the codes of problems */
  readonly run: (day: number, request?: Partial<RunRequest>) => Promise<readonly string[]>
  readonly last: () => string | undefined
  /** When each was made. */
  readonly versions: () => readonly string[]
  readonly findings: () => readonly unknown[]
  /** What `status` says is not well. */
  readonly matters: (day: number) => Promise<readonly string[]>
}

function settle(every = 1): World {
  const folder = fresh()
  const service: TestService = serviceOf(folder, TABLES)
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs/access.log')
  writeFileSync(log, '')
  return {
    write: (from, to) => {
      for (let day = from; day < to; day += every) appendFileSync(log, linesOf(60, START + day * DAY))
    },
    run: async (day, request) => {
      const { problems } = await service.run({ now: () => START + day * DAY }, request)
      return problems.map(({ code }) => code)
    },
    versions: () => HISTORY.parse(JSON.parse(readFileSync(join(service.output, 'essai/datapackage.json'), 'utf8'))),
    findings: () => findingsIn(service.output),
    matters: async (day) => {
      const { matters } = await statusOf(service.configuration, { now: START + day * DAY })
      return matters.map((matter) => (matter.what === 'problem' ? matter.problem.code : matter.what))
    },
    last: () => service.figures()['essai/day-feature.csv']?.trim().split('\n').at(-1)?.slice(0, 10),
  }
}

const text = (day: number): string => new Date(START + day * DAY).toISOString().slice(0, 10)

describe('a run that comes seldom', () => {
  it.each([
    { why: 'every week, a second later each time', apart: 7 },
    { why: 'every month', apart: 30 },
  ])('closes what is over: $why', async ({ apart }) => {
    const { write, run, last } = settle()
    for (let turn = 0, from = 0; turn < 5; turn++) {
      const now = 8 + turn * (apart + SECOND)
      write(from, Math.floor(now))
      from = Math.floor(now)
      expect(await run(now)).toEqual([])
      expect(last()).toBe(text(from - 3))
    }
  })

  it('of a service that is seldom used closes from the second on', async () => {
    const { write, run } = settle(12)
    write(0, 31)
    expect(await run(31)).toEqual([])
    write(36, 62)
    expect(await run(62)).toEqual(['CLOCK_JUMPED'])
    write(72, 93)
    expect(await run(93)).toEqual([])
    write(108, 124)
    expect(await run(124)).toEqual([])
    // Much more than the runs are apart.
    expect(await run(500)).toEqual(['CLOCK_JUMPED'])
  })
})

describe('a clock that jumped ahead', () => {
  it('closes nothing where runs are rare, either', async () => {
    const { write, run, last } = settle()
    for (const now of [8, 15.1, 22.2]) {
      write(now - 7, now)
      expect(await run(now)).toEqual([])
    }
    const before = last()
    write(22, 24)
    expect(await run(34)).toEqual(['CLOCK_JUMPED'])
    expect(last()).toBe(before)
  })

  it.each([
    { why: 'and stamps the lines too', first: 45 },
    { why: 'of this machine alone', first: 8 },
  ])('closes nothing: $why', async ({ first }) => {
    const { write, run, last } = settle()
    write(0, 8)
    await run(8)
    const before = last()
    write(first, first + 2)
    expect(await run(first === 8 ? 48 : 47)).toEqual(['CLOCK_JUMPED'])
    expect(last()).toBe(before)
    // It is right again.
    expect(await run(8.1)).toEqual(['CLOCK_JUMPED'])
    expect(last()).toBe(before)
  })
})

describe('a version', () => {
  it.each([
    // Each run: the day by the clock, the days of its lines, and whether March is revised.
    {
      why: 'after a first run with the clock a month ahead',
      runs: [[38, 0, 8], [9, 8, 9], [9.1], [12, 9, 12], [14, 12, 14]],
    },
    { why: 'after one a day ahead, and a revision', runs: [[8, 0, 8], [10, 8, 9], [9.1], [9.2, 2, 3, 1]] },
    {
      why: 'after two in a row, years ahead',
      runs: [[8, 0, 8], [3008, 8, 9], [3008.1], [9.1], [9.2, 9, 10], [12, 10, 12]],
    },
    {
      why: 'after a revision with the clock years ahead',
      runs: [
        [8, 0, 8],
        [3008, 2, 3, 1],
        [9, 8, 9],
        [10, 9, 10],
        [12, 10, 12],
      ],
    },
  ])('is never older than the one before: $why', async ({ runs }) => {
    const { write, run, versions, findings } = settle()
    for (const [day = 0, from = 0, to = 0, revises] of runs) {
      write(from, to)
      await run(day, revises === undefined ? {} : { revise: periodNamed('2026-03')! })
      expect(findings()).toEqual([])
    }
    const dates = versions()
    // Else nothing was put to the test.
    expect(dates.length).toBeGreaterThan(2)
    expect(dates).toEqual([...dates].sort())
  })

  it('that was made with the clock ahead is told by status until its date', async () => {
    const { write, run, matters } = settle()
    write(0, 8)
    await run(38)
    expect(await matters(38.001)).toEqual([])
    expect(await matters(9)).toContain('VERSION_AHEAD')
    expect(await matters(37.99)).toContain('VERSION_AHEAD')
    expect(await matters(38.1)).not.toContain('VERSION_AHEAD')
  })

  it('made by a run whose clock jumped years ahead is dated by the run before', async () => {
    const { write, run, versions } = settle()
    write(0, 8)
    await run(8)
    write(2, 3)
    await run(8.1)
    await run(3008, { revise: periodNamed('2026-03')! })
    expect(versions().map((created) => created.slice(0, 13))).toEqual(['2026-03-09T00', '2026-03-09T02'])
  })
})

describe('dateTime', () => {
  it.each([
    { zone: 'UTC', is: '2026-12-31T23:30:05Z', why: 'no offset' },
    { zone: 'Europe/Paris', is: '2027-01-01T00:30:05+01:00', why: 'the next day' },
    { zone: 'America/Martinique', is: '2026-12-31T19:30:05-04:00', why: 'behind' },
    { zone: 'Asia/Kathmandu', is: '2027-01-01T05:15:05+05:45', why: 'no whole hour' },
    { zone: 'America/St_Johns', is: '2026-12-31T20:00:05-03:30', why: 'behind, no whole hour' },
  ])('$zone: $why', ({ zone, is }) => {
    const instant = Date.UTC(2026, 11, 31, 23, 30, 5, 600)
    expect(dateTime(instant, zone)).toBe(is)
    expect(Date.parse(dateTime(instant, zone))).toBe(instant - 600)
  })
})

describe('a version that is made in the night', () => {
  it('has the date of the service, in every file', async () => {
    const folder = fresh()
    const url = 'publication: { url: "https://data.example.fr/" }\ntimezone: Europe/Paris\n'
    const { output, run } = configuredService(folder, ['{ id: aide, match: [ /aide ] }'], `${url}${TABLES}`)
    mkdirSync(join(folder, 'logs'))
    const lines = [-65, -64, -60].map((date) => linesOf(60, START + date * DAY))
    writeFileSync(join(folder, 'logs/access.log'), lines.join(''))
    // 1 January 2026, 00:30 in Paris.
    await run(-60 + 23.5 / 24)
    const read = (path: string) => readFileSync(join(output, 'essai', path), 'utf8')
    expect(read('datapackage.json')).toContain('"created": "2026-01-01T00:30:00+01:00"')
    expect(read('LISEZMOI.md')).toContain('Version du 1er janvier 2026.')
    expect(read('CHANGELOG.md')).toContain('## 1.0.0 — 1er janvier 2026 / 1 January 2026')
    expect(read('REUSE.toml')).toContain('2026 Essai')
    expect(read('dcat.jsonld')).toContain('"@value": "2026-01-01"')
    expect(read('index.html')).toContain('"dateModified":"2026-01-01"')
    expect(verifyFolder({ folder: join(output, 'essai') }).findings).toEqual([])
  })
})
