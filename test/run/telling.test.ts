import { appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-code.ts'
import { RunRefused, statusOf, type RunRequest } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { DAYS, serviceOf, type TestService } from './service-of.ts'

const DAY = 86_400_000
const HOUR = DAY / 24
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('telling')
const LONG = `protection: { k: 11, revision_window: 9999d, silence: 40d }\n${DAYS}`
const NOISY = `${DAYS.trimEnd().slice(0, -1)}, { by: [ month, feature, device ], measures: [ requests ], protection: cell-key } ]\n`

type Setting = { readonly folder: string; readonly service: TestService; readonly log: string }

function settle(yaml?: string, format?: string): Setting {
  const folder = fresh()
  const service = serviceOf(folder, yaml, format)
  mkdirSync(join(folder, 'logs'))
  return { folder, service, log: join(folder, 'logs/access.log') }
}

/** What a run on this day of March tells, by code: what it did not tell in the last day. */
async function toldOn(
  { service }: Setting,
  day: number,
  request: Partial<RunRequest> = {},
): Promise<readonly string[]> {
  try {
    const { news } = await service.run({ now: () => START + day * DAY }, { exitCodeOf, ...request })
    return news.map(({ code }) => code)
  } catch (error) {
    if (!(error instanceof RunRefused)) throw error
    return error.news.map(({ code }) => code)
  }
}

/** What is kept of the last run that was no answer to a question. */
async function lastOf({ service: { configuration } }: Setting, day: number) {
  const { lastRun, lagMs } = await statusOf(configuration, { now: START + day * DAY })
  return { exit: lastRun?.exitCode, lagMs }
}

describe('names of a draft that still bear the mark of init', () => {
  it('are told by each run until something is published, and then no more', async () => {
    const setting = settle(DAYS)
    const unreviewed = { names: 1, place: { file: 'comptage.yaml', line: 4, column: 20 } }
    Object.assign(setting.service.configuration, { unreviewed })
    const remarkOn = async (day: number) => {
      const { problems } = await setting.service.run({ now: () => START + day * DAY }, { exitCodeOf })
      return problems.find(({ code }) => code === 'REVIEW_LEFT')
    }
    for (let day = 0; day < 8; day++) appendFileSync(setting.log, linesOf(60, START + day * DAY))
    expect(await remarkOn(8)).toEqual({ code: 'REVIEW_LEFT', ...unreviewed })
    appendFileSync(setting.log, linesOf(60, START + 8 * DAY))
    expect(await remarkOn(9)).toBeUndefined()
    const { matters } = await statusOf(setting.service.configuration, { now: START + 9 * DAY })
    expect(matters).toMatchObject([{ what: 'problem', problem: { code: 'REVIEW_LEFT', ...unreviewed } }])
  })
})

/** A state that is older than what is published. */
async function behind(): Promise<Setting> {
  const setting = settle(DAYS)
  const { service, log } = setting
  writeFileSync(log, linesOf(60, START) + linesOf(60, START + DAY) + linesOf(9, START + 6 * DAY))
  await toldOn(setting, 6)
  cpSync(service.state, `${service.state}.before`, { recursive: true })
  appendFileSync(log, linesOf(60, START + 8 * DAY) + linesOf(9, START + 12 * DAY))
  await toldOn(setting, 12)
  rmSync(service.state, { recursive: true })
  cpSync(`${service.state}.before`, service.state, { recursive: true })
  return setting
}

describe('a run that is refused before it reads', () => {
  it.each<{ code: string; exit: number; make: () => Promise<Setting> }>([
    { code: 'OUTPUT_AHEAD', exit: 78, make: behind },
    { code: 'NOISE_KEY', exit: 78, make: () => without('noise.key') },
    { code: 'MARKS_KEY', exit: 78, make: () => without('marks.key') },
  ])('$code is told once a day, and kept as the last run', async ({ code, exit, make }) => {
    const setting = await make()
    expect(await toldOn(setting, 12.5)).toEqual([code])
    for (const hour of [1, 2, 19]) expect(await toldOn(setting, 12.5 + hour / 24)).toEqual([])
    expect(await toldOn(setting, 12.5, { tellsAll: true })).toEqual([code])
    expect(await toldOn(setting, 13.5)).toEqual([code])
    if (code !== 'MARKS_KEY') expect(await lastOf(setting, 14)).toMatchObject({ exit })
  })

  it('answers whoever asks, and keeps that as no run of its own', async () => {
    const setting = await behind()
    const period = { text: '2026-03-02', from: 20_514 as never, to: 20_514 as never }
    for (const hour of [0, 1])
      expect(await toldOn(setting, 12.5 + hour / 24, { revise: period })).toEqual(['OUTPUT_AHEAD'])
    expect(await lastOf(setting, 12.6)).toMatchObject({ exit: 0 })
    // It was told to somebody else.
    expect(await toldOn(setting, 12.6)).toEqual(['OUTPUT_AHEAD'])
  })

  it('closes what is due as soon as it is refused no more, however long that took', async () => {
    const setting = await behind()
    for (let day = 13; day < 30; day++) await toldOn(setting, day)
    rmSync(setting.service.output, { recursive: true })
    expect(await toldOn(setting, 30)).toEqual([])
    expect(await lastOf(setting, 30 + 1 / 24)).toEqual({ exit: 0, lagMs: HOUR })
    expect(setting.service.figures()['essai/day-feature.csv']).toContain('2026-03-09')
  })
})

async function without(key: string): Promise<Setting> {
  const setting = settle(NOISY)
  writeFileSync(setting.log, linesOf(60, START) + linesOf(60, START + DAY) + linesOf(9, START + 6 * DAY))
  await toldOn(setting, 12)
  rmSync(join(setting.service.state, key))
  return setting
}

type Silence = {
  readonly what: string
  readonly logs: readonly string[]
  readonly yaml?: string
  readonly format?: string
  readonly told: readonly [number, readonly string[]][]
}

describe('a silence', () => {
  // By the lines of others nobody knows it. From day 10 on none comes; 14 days are waited, and each fifth somebody looks.
  it.each<Silence>([
    { what: 'of all logs', logs: ['web1', 'web2'], told: [[25, ['SERVICE_SILENT']]] },
    { what: 'of the only log', logs: ['web1'], told: [[25, ['SERVICE_SILENT']]] },
    { what: 'of 40 days', logs: ['web1'], yaml: LONG, told: [[50, ['SERVICE_SILENT']]] },
    { what: 'of a log that has ended', logs: ['web1'], format: 'combined, until: 2026-03-10', told: [] },
  ])(
    '$what is told once by the clock, and by status as long as it lasts',
    async ({ logs, yaml, format, ...silence }) => {
      const setting = settle(yaml, format)
      const matters = async (day: number): Promise<readonly string[]> => {
        const status = await statusOf(setting.service.configuration, { now: START + day * DAY })
        return status.matters.map((matter) => ('problem' in matter ? matter.problem.code : matter.what))
      }
      const told: [number, readonly string[]][] = []
      for (let day = 0; day <= 60; day++) {
        if (day < 10)
          for (const log of logs) appendFileSync(join(setting.folder, `logs/${log}.log`), linesOf(9, START + day * DAY))
        if (day !== 9 && day % 5 > 0) continue
        const news = await toldOn(setting, day + 0.9)
        if (news.length > 0) told.push([day, news])
      }
      expect(told).toEqual(silence.told)
      expect(await matters(61)).toEqual(told.flatMap(([, codes]) => codes))
      appendFileSync(join(setting.folder, 'logs/web1.log'), linesOf(9, START + 61 * DAY))
      expect(await toldOn(setting, 61.9)).toEqual([])
      expect(await matters(62)).toEqual([])
    },
  )

  it('is none of logs that are years old when they are met', async () => {
    const setting = settle()
    appendFileSync(setting.log, linesOf(9, START))
    for (const day of [700, 705, 710, 714]) expect(await toldOn(setting, day)).toEqual([])
    expect(await toldOn(setting, 714.5)).toEqual(['SERVICE_SILENT'])
  })

  it('of a log is told once, and again where it falls silent anew', async () => {
    const setting = settle()
    const { folder } = setting
    const told: [number, readonly string[]][] = []
    for (let day = 0; day < 60; day++) {
      appendFileSync(join(folder, 'logs/web1.log'), linesOf(9, START + day * DAY))
      if (day < 5 || day === 30) appendFileSync(join(folder, 'logs/web2.log'), linesOf(8, START + day * DAY + HOUR))
      const news = await toldOn(setting, day + 0.9)
      if (news.length > 0) told.push([day, news])
    }
    expect(told).toEqual([
      [19, ['LOG_SILENT']],
      [56, ['LOG_SILENT']],
    ])
  })
})

describe('a log that begins later than what is published first', () => {
  const days = (from: number, lines: number, step = 1): string =>
    Array.from({ length: Math.ceil((30 - from) / step) }, (_, i) =>
      linesOf(lines, START + (from + i * step) * DAY),
    ).join('')
  // What is published begins with the second day, 2 March.
  it.each([
    { why: 'none', logs: [days(0, 60), days(0, 30)] },
    { why: 'one of the next day is whole', logs: [days(0, 60), days(1, 30)] },
    {
      why: 'one',
      logs: [days(0, 60), days(10, 30)],
      told: { firstDay: '2026-03-11', firstWhole: '2026-03-12', others: 0 },
    },
    {
      why: 'two, the last of them by name',
      logs: [days(0, 60), days(10, 30), days(12, 20)],
      told: { firstDay: '2026-03-13', firstWhole: '2026-03-14', others: 1 },
    },
    { why: 'one that is silent for as long is none', logs: [days(0, 60), days(8, 30, 8)] },
  ])('is told by the run that publishes it, and by a rehearsal, once: $why', async ({ logs, told }) => {
    const setting = settle(DAYS)
    for (const [i, text] of logs.entries()) writeFileSync(join(setting.folder, `logs/web${i}.log`), text)
    const problemsOf = async (day: number, request: Partial<RunRequest> = {}) => {
      const { problems } = await setting.service.run({ now: () => START + day * DAY }, request)
      return problems.filter(({ code }) => code === 'LOG_BEGINS_LATER')
    }
    const expected = told === undefined ? [] : [expect.objectContaining(told)]
    expect(await problemsOf(30.5, { dryRun: true })).toEqual(expected)
    expect(await problemsOf(30.5)).toEqual(expected)
    appendFileSync(join(setting.folder, 'logs/web0.log'), linesOf(9, START + 31 * DAY))
    expect(await problemsOf(34.5)).toEqual([])
  })
})
