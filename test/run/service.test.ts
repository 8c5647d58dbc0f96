import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { ProblemError } from '../../src/domain/problem.ts'
import { periodNamed, statusOf, type RunDone, type RunRequest } from '../../src/pipeline/index.ts'
import { readConfiguration } from '../../src/config/index.ts'
import { openState } from '../../src/state/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { serviceOf, type TestService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('service')
const THRESHOLD = `datasets: [ { by: [ day, feature ] }, { by: [ month, feature ] } ]\n`

type Setting = { readonly folder: string; readonly service: TestService; readonly logs: string }

function settle(yaml?: string, options?: { readonly format?: string }): Setting {
  const folder = fresh()
  const service = serviceOf(folder, yaml, options?.format)
  mkdirSync(join(folder, 'logs'))
  return { folder, service, logs: join(folder, 'logs') }
}

const at = (day: number): { now: () => number } => ({ now: () => START + day * DAY })

async function codesOf(run: Promise<RunDone>): Promise<readonly string[]> {
  return run.then(
    ({ problems }) => problems.map(({ code }) => code),
    (error: unknown) => {
      if (error instanceof ProblemError) return error.problems.map(({ code }) => code)
      throw error
    },
  )
}

async function linesIn(service: TestService): Promise<number> {
  const state = await openState(service.state, 'read')
  const lines = state.logs.linesConsumed()
  state.close()
  return lines
}

function ledgerIn(service: TestService): unknown {
  const text = readFileSync(join(service.output, 'essai/datapackage.json'), 'utf8')
  return (JSON.parse(text) as { comptage: { ledger: unknown } }).comptage.ledger
}

const revise = (text: string): Partial<RunRequest> => {
  const period = periodNamed(text)
  return period === undefined ? {} : { revise: period }
}

describe('one log under many names', () => {
  it('is read once: copied, compressed, found by two entries, moved to another folder', async () => {
    const { folder, service, logs } = settle()
    const text = linesOf(400, START)
    writeFileSync(join(logs, 'access.log'), text)
    await service.run(at(1))
    writeFileSync(join(logs, 'access.log.1.gz'), gzipSync(text))
    writeFileSync(join(logs, 'a copy'), text)
    await service.run(at(1.1))
    renameSync(join(logs, 'access.log'), join(logs, 'moved'))
    await service.run(at(1.2))
    expect(await linesIn(service)).toBe(400)
    expect(readdirSync(folder)).toContain('state')
  })

  it('of several hosts that begin alike, each is its own', async () => {
    const { service, logs } = settle()
    const check = linesOf(1, START)
    for (const host of ['a.log', 'b.log', 'c.log']) writeFileSync(join(logs, host), check + linesOf(5, START + DAY))
    // The same bytes in three logs: three logs.
    await service.run(at(2))
    expect(await linesIn(service)).toBe(18)
  })

  it('of which half was fetched: waits, and tells of it after a day', async () => {
    const { service, logs } = settle()
    const text = linesOf(100, START)
    writeFileSync(join(logs, 'access.log'), text)
    await service.run(at(1))
    writeFileSync(join(logs, 'access.log.1'), text.slice(0, 5000))
    rmSync(join(logs, 'access.log'))
    expect(await codesOf(service.run(at(1.5)))).toEqual([])
    expect(await codesOf(service.run(at(3)))).toEqual(['LOG_WAITING'])
    writeFileSync(join(logs, 'access.log.1'), text)
    expect(await codesOf(service.run(at(3.1)))).toEqual([])
    expect(await linesIn(service)).toBe(100)
  })
})

describe('a format that is found', () => {
  it('stays, where a rotated log begins with too few lines to tell', async () => {
    const { service, logs } = settle(undefined, { format: 'auto' })
    writeFileSync(join(logs, 'access.log'), linesOf(60, START))
    await service.run(at(1))
    renameSync(join(logs, 'access.log'), join(logs, 'access.log.1'))
    writeFileSync(join(logs, 'access.log'), linesOf(1, START + DAY))
    expect(await codesOf(service.run(at(1.5)))).toEqual([])
    appendFileSync(join(logs, 'access.log'), linesOf(2, START + 2 * DAY))
    expect(await codesOf(service.run(at(2.5)))).toEqual([])
    expect(await linesIn(service)).toBe(63)
  })

  it('with columns that the log names half-way, is known to the next run', async () => {
    const { service, logs } = settle(undefined, { format: 'w3c' })
    const line = (hour: number): string => `2026-03-01 ${String(hour).padStart(2, '0')}:00:00 GET /aide 200\n`
    const turned = (hour: number): string => `200 /aide GET 2026-03-01 ${String(hour).padStart(2, '0')}:00:00\n`
    const log = join(logs, 'u.log')
    writeFileSync(log, `#Fields: date time cs-method cs-uri-stem sc-status\n${line(1)}${line(2)}`)
    await service.run(at(1))
    appendFileSync(log, `${line(3)}#Fields: sc-status cs-uri-stem cs-method date time\n${turned(4)}`)
    await service.run(at(1.1))
    appendFileSync(log, turned(5))
    await service.run(at(1.2))
    const state = await openState(service.state, 'read')
    const fates = state.counts.allFates()
    state.close()
    expect(fates.filter(({ fate }) => fate === 'malformed')).toEqual([])
    expect(fates.find(({ fate }) => fate === 'counted')?.lines).toBe(5)
  })

  it('whose lines have no date goes on into the next day, also in another run', async () => {
    const { service, logs } = settle(undefined, { format: 'w3c' })
    const linesAt = (...clocks: readonly string[]): string => clocks.map((clock) => `${clock} GET /aide 200\n`).join('')
    const log = join(logs, 'u.log')
    writeFileSync(log, `#Date: 2026-03-01 22:00:00\n#Fields: time cs-method cs-uri-stem sc-status\n`)
    appendFileSync(log, linesAt('23:00:03', '08:15:00'))
    await service.run(at(1.5))
    appendFileSync(log, linesAt('21:59:59', '07:00:00'))
    await service.run(at(5))
    // The first day is not whole, the third may not be over.
    expect(service.figures()['essai/day-feature.csv']).toContain('2026-03-02,aide,2')
  })
})

describe('a period', () => {
  it('that is published stays as it is until it is revised, and the changelog says so', async () => {
    const { service, logs } = settle()
    const log = join(logs, 'access.log')
    writeFileSync(
      log,
      linesOf(60, START) + linesOf(60, START + DAY) + linesOf(60, START + 2 * DAY) + linesOf(9, START + 6 * DAY),
    )
    await service.run(at(6))
    const before = service.figures()
    expect(before['essai/day-feature.csv']).toContain('2026-03-02,aide,20')
    appendFileSync(log, linesOf(30, START + DAY))
    expect((await service.run(at(6.1))).changed).toEqual([])
    expect(service.figures()).toEqual(before)
    const revised = await service.run(at(6.2), revise('2026-03-02'))
    expect(revised.changes).toContainEqual({ kind: 'periods-revised', table: 'day-feature', periods: ['2026-03-02'] })
    expect(service.figures()['essai/day-feature.csv']).toContain('2026-03-02,aide,30')
    expect(readFileSync(join(service.output, 'essai/CHANGELOG.md'), 'utf8')).toContain('`day-feature`: 2 March 2026.')
    expect(ledgerIn(service)).toMatchObject({
      closed: [{ kind: 'day', through: '2026-03-03', open: [] }],
      revisions: [{ table: 'day-feature', period: '2026-03-02', revision: 1 }],
    })
    // The rest of what was asked is done all the same, and the run has an end.
    appendFileSync(log, linesOf(3, START + 6.2 * DAY))
    for (const day of [6.3, 6.4]) {
      const { lines, news } = await service.run(at(day), revise('2026-03-02'))
      expect({ lines, news }).toEqual({
        lines: day < 6.4 ? 3 : 0,
        news: [{ code: 'NOTHING_LATE', period: '2026-03-02' }],
      })
    }
    const { lastRun } = await statusOf(service.configuration, { now: START + 6.5 * DAY })
    expect(lastRun).toMatchObject({ ended: START + 6.4 * DAY })
  })

  it('that is gone from the folder, or was altered there, is back after the next run', async () => {
    const { service, logs } = settle()
    writeFileSync(join(logs, 'access.log'), linesOf(60, START) + linesOf(60, START + DAY) + linesOf(9, START + 6 * DAY))
    await service.run(at(6))
    expect((await service.run(at(6.1))).changed).toEqual([])
    const [gone, altered] = ['day-feature.csv', 'month-feature.csv'].map((name) =>
      join(service.output, 'essai/data', name),
    )
    rmSync(gone ?? '')
    appendFileSync(altered ?? '', 'LEAK')
    expect((await service.run(at(6.2))).changed).toEqual([gone, altered])
    expect((await service.run(at(6.3))).changed).toEqual([])
  })

  it('of which late lines would tell a hidden figure keeps them apart', async () => {
    const { service, logs } = settle(THRESHOLD)
    const log = join(logs, 'access.log')
    writeFileSync(log, linesOf(60, START) + linesOf(60, START + DAY) + linesOf(9, START + 6 * DAY))
    await service.run(at(6))
    const before = service.figures()
    appendFileSync(log, linesOf(9, START + DAY))
    await service.run(at(6.1))
    const { problems } = await service.run(at(6.2), revise('2026-03-02'))
    const back = { code: 'LATE_KEPT_BACK', days: ['2026-03-02'] }
    expect(problems).toMatchObject([
      { ...back, why: 'kept-back', features: ['aide', 'simulateur'] },
      { ...back, why: 'uncounted', features: [] },
    ])
    expect(service.figures()['essai/day-feature.csv']).toBe(before['essai/day-feature.csv'])
  })

  it('waits for a log that cannot be read, and for a clock that jumped', async () => {
    const { service, logs } = settle()
    writeFileSync(join(logs, 'access.log'), linesOf(60, START) + linesOf(60, START + DAY) + linesOf(9, START + 6 * DAY))
    const archive = gzipSync(linesOf(50, START + DAY))
    writeFileSync(join(logs, 'access.log.1.gz'), archive.subarray(0, 100))
    expect(await codesOf(service.run(at(6)))).toEqual(['LOG_DAMAGED'])
    expect(service.figures()).toEqual({})
    writeFileSync(join(logs, 'access.log.1.gz'), archive)
    expect(await codesOf(service.run(at(60)))).toEqual(['CLOCK_JUMPED'])
    expect(service.figures()).toEqual({})
    await service.run(at(60.1))
    expect(service.figures()['essai/day-feature.csv']).toContain('2026-03-02,aide')
  })
})

describe('a feature that is new', () => {
  it('begins with the day after, and leaves what is published as it is', async () => {
    const { folder, service, logs } = settle()
    const log = join(logs, 'access.log')
    writeFileSync(log, linesOf(60, START) + linesOf(60, START + DAY))
    await service.run(at(2))
    const later = serviceOf(folder, undefined, 'combined', '  - { id: nouvelle, match: [ /LEAK ] }\n')
    appendFileSync(log, linesOf(60, START + DAY * 1.5) + linesOf(60, START + 2 * DAY) + linesOf(9, START + 8 * DAY))
    await later.run(at(8))
    const days = service.figures()['essai/day-feature.csv'] ?? ''
    expect(days).toContain('2026-03-03,nouvelle,20')
    expect(days).not.toContain('2026-03-02,nouvelle')
    expect(days).toContain('2026-03-02,aide,40')
  })
})

describe('a state', () => {
  it('that lost its key, is newer, or is older than the folder is refused, and nothing is written', async () => {
    const { service, logs } = settle()
    const log = join(logs, 'access.log')
    writeFileSync(log, linesOf(60, START) + linesOf(60, START + DAY) + linesOf(9, START + 6 * DAY))
    await service.run(at(6))
    const before = service.figures()
    renameSync(join(service.state, 'marks.key'), join(service.state, 'kept'))
    expect(await codesOf(service.run(at(6.1)))).toEqual(['MARKS_KEY'])
    writeFileSync(join(service.state, 'marks.key'), new Uint8Array(32), { mode: 0o600 })
    expect(await codesOf(service.run(at(6.1)))).toEqual(['MARKS_KEY'])
    renameSync(join(service.state, 'kept'), join(service.state, 'marks.key'))
    expect(await codesOf(service.run(at(6.1)))).toEqual([])
    renameSync(service.state, `${service.state}-lost`)
    expect(await codesOf(service.run(at(6.2)))).toEqual(['OUTPUT_AHEAD'])
    expect(service.figures()).toEqual(before)
    // Nothing is read either, so that the state can still take the folder over.
    const state = await openState(service.state, 'read')
    expect(state.logs.linesConsumed()).toBe(0)
    state.close()
  })

  it('holds no text of a log, in clear or as a plain hash, and is its user’s alone', async () => {
    const { service, logs } = settle()
    const text = linesOf(300, START)
    writeFileSync(join(logs, 'access.log'), text)
    await service.run({ ...at(4) })
    const [line = ''] = text.split('\n')
    const pieces = ['LEAK', '203.0.113.', 'Firefox', 'Mozilla', '/LEAK']
    const heads = [line, `${line}\n`, text.slice(0, 64), text.slice(0, 4096), text.slice(-256), '203.0.113.0']
    const hashes = heads.flatMap((head) =>
      ['md5', 'sha1', 'sha256'].flatMap((kind) => {
        const hash = createHash(kind).update(head).digest()
        return (['hex', 'base64url', 'latin1'] as const).map((form) => hash.toString(form).slice(0, 16))
      }),
    )
    for (const name of readdirSync(service.state)) {
      const bytes = readFileSync(join(service.state, name), 'latin1')
      for (const piece of [...pieces, ...hashes]) expect(bytes.includes(piece), `${name}: ${piece}`).toBe(false)
    }
  })
})

describe('statusOf', () => {
  let done: Awaited<ReturnType<typeof statusOf>>
  beforeAll(async () => {
    const { folder, service, logs } = settle()
    const log = join(logs, 'access.log')
    writeFileSync(log, linesOf(60, START) + linesOf(60, START + DAY) + linesOf(9, START + 6 * DAY))
    await service.run(at(6))
    appendFileSync(log, linesOf(3, START + DAY))
    await service.run(at(6.5))
    const { configuration } = readConfiguration(readFileSync(join(folder, 'comptage.yaml'), 'utf8'), 'c', { folder })
    if (configuration === undefined) throw new Error('no configuration')
    done = await statusOf(configuration, { now: START + 7 * DAY })
  })

  it('tells what was read, what is late, and since when all is well', () => {
    expect(done).toMatchObject({
      linesRead: 132,
      isBalanced: true,
      lagMs: DAY / 2,
      version: '1.0.0',
      late: [{ day: '2026-03-02', lines: 3 }],
      fates: { late: 3 },
      waiting: [],
    })
    expect(done.closed).toContainEqual(expect.objectContaining({ kind: 'day', last: '2026-03-02' }))
  })
})

describe('a month', () => {
  const MONTHS = `datasets:
  - { by: [ day, feature ], measures: [ requests ], protection: exact, accept_risk: true }
  - { by: [ month, feature ], measures: [ requests ], protection: exact, accept_risk: true }
`
  it.each([
    { why: 'one line of long ago', before: [-10_000, -9_000], first: '2026-03-06' },
    { why: 'a day, and then some without a line', before: [-1], first: '2026-03-05' },
    { why: 'the day on which the service opened', before: [], more: 'since: 2026-03-01\n', first: '2026-03-06' },
    { why: 'a year in which the service was open', before: [], more: 'since: 2025-03-01\n', first: '2026-03-06' },
  ])('is not whole where the log begins in it, after $why', async ({ before, more = '', first }) => {
    const { service, logs } = settle(`${more}${MONTHS}`)
    const days = [...before, ...Array.from({ length: 33 }, (_, i) => 4 + i)]
    writeFileSync(join(logs, 'access.log'), days.map((day) => linesOf(60, START + day * DAY)).join(''))
    await service.run(at(37.5))
    const figures = service.figures()
    expect(figures['essai/day-feature.csv']?.split('\n')[1]).toBe(`${first},aide,20`)
    expect(figures['essai/month-feature.csv']).not.toContain('2026-03,')
    expect(figures['essai/gaps.csv']?.trim().split('\n')).toHaveLength(1)
  })
})
