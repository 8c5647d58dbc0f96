import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dayOfText, periodOf, periodOfText, periodsFrom, periodText } from '../../src/domain/calendar.ts'
import type { PeriodKind } from '../../src/domain/dictionary.ts'
import { periodInWords } from '../../src/publish/words.ts'
import { periodNamed, verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { Copy, seal } from '../verify/published.ts'
import { findingsIn } from './findings-in.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('adopting-lost')
const FEATURES = ['{ id: aide, match: [ /aide ] }', '{ id: simulateur, match: [ /simulateur ] }']

const days = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => linesOf(60, START + (from + i) * DAY)).join('')

const LEVELS = {
  threshold: '',
  exact: ', protection: exact, accept_risk: true',
  dp: ', measures: [ requests ], protection: dp',
} as const
type Level = keyof typeof LEVELS

function tablesOf(level: Level, kinds: readonly PeriodKind[]): string {
  const tables = kinds.map((kind) => `{ by: [ ${kind}, feature ]${LEVELS[level]} }`)
  return `since: 2026-02-09\ndatasets: [ ${tables.join(', ')} ]\n`
}

type Lost = { readonly service: ConfiguredService; readonly log: string }

/** What was published before the loss. */
const before = new Map<string, string>()

/** Lost on 3 April, when all up to 31 March is published; of the logs those from `kept` on are left. */
async function lost(level: Level, kinds: readonly PeriodKind[], kept: number): Promise<Lost> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs', 'access.log')
  const service = configuredService(folder, FEATURES, tablesOf(level, kinds))
  writeFileSync(log, days(-20, 33))
  const key = `${level} ${kinds.join(' ')}`
  const published = before.get(key)
  if (published !== undefined) cpSync(published, service.output, { recursive: true })
  else {
    await service.run(33.98)
    before.set(key, join(folder, 'as-it-was'))
    cpSync(service.output, join(folder, 'as-it-was'), { recursive: true })
    rmSync(join(folder, 'state'), { recursive: true })
  }
  writeFileSync(log, days(kept, 33))
  await service.run(33.99, { adopt: service.output })
  return { service, log }
}

function textOf({ service }: Lost, file: string): string {
  return readFileSync(join(service.output, 'essai', file), 'utf8')
}

function rowsOf(world: Lost, kind: PeriodKind): readonly string[] {
  return textOf(world, `data/${kind}-feature.csv`).trimEnd().split('\n').slice(1)
}

/** The periods of a table that have no row, between the first and the last that have. */
function missing(world: Lost, kind: PeriodKind): readonly string[] {
  const there = new Set(rowsOf(world, kind).map((row) => row.split(',')[0]!))
  const periods = [...there].map((text) => periodOfText(kind, text)!)
  const all = periodsFrom(Math.min(...periods), Math.max(...periods)).map((period) => periodText(kind, period))
  return all.filter((text) => !there.has(text))
}

function named(world: Lost, kind: PeriodKind): readonly string[] {
  const said = textOf(world, 'CHANGELOG.md').matchAll(
    /Periods of `([a-z]+)-feature` that will never be published: (.*?)\. /g,
  )
  const all = periodsFrom(periodOf(kind, dayOfText('2026-01-01')!), periodOf(kind, dayOfText('2026-12-31')!))
  const inWords = new Map(all.map((period) => [periodInWords(kind, period, 'en'), periodText(kind, period)]))
  return [...said].flatMap(([, of, words]) =>
    of === kind ? words!.split(/, | and /).map((text) => inWords.get(text)!) : [],
  )
}

describe.each<{ readonly level: Level; readonly kinds: readonly PeriodKind[] }>([
  { level: 'threshold', kinds: ['day', 'month'] },
  { level: 'threshold', kinds: ['day', 'week'] },
  { level: 'threshold', kinds: ['week'] },
  { level: 'threshold', kinds: ['month'] },
  { level: 'exact', kinds: ['day', 'week'] },
  { level: 'exact', kinds: ['week', 'quarter'] },
  { level: 'dp', kinds: ['day', 'month'] },
])('what is missing after a loss, at $level in $kinds', ({ level, kinds }) => {
  it.each([-20, 30, 31, 33, 37, 63])('is told, and the folder is found right: logs from day %i on', async (kept) => {
    const world = await lost(level, kinds, kept)
    for (const end of [Math.max(kept, 33) + 5, 95]) {
      writeFileSync(world.log, days(kept, end))
      await world.service.run(end + 0.98)
      expect(findingsIn(world.service.output)).toEqual([])
    }
    for (const kind of kinds) {
      const told = named(world, kind)
      expect(told).toEqual(expect.arrayContaining([...missing(world, kind)]))
      expect(rowsOf(world, kind).filter((row) => told.includes(row.split(',')[0]!))).toEqual([])
      if (kept === -20) expect(told).toEqual([])
    }
  })
})

describe('days of which the logs are gone', () => {
  const LOST = ['2026-04-01', '2026-04-02', '2026-04-03', '2026-04-04', '2026-04-05', '2026-04-06', '2026-04-07']

  async function wentOn(level: Level = 'threshold'): Promise<Lost> {
    const world = await lost(level, ['day', 'month'], 37)
    writeFileSync(world.log, days(37, 50))
    await world.service.run(50.98)
    return world
  }

  it('are named by changelog, read-me and page, in both languages, and as no more than that', async () => {
    const world = await wentOn()
    expect(named(world, 'day')).toEqual(LOST)
    expect(textOf(world, 'CHANGELOG.md')).toMatch(
      /`day-feature` qui ne seront jamais publiées\s:.* 1er avril 2026, .* et 7 avril 2026\. /,
    )
    expect(textOf(world, 'README.md')).toContain('that will never be published: 1 April 2026 – 7 April 2026. ')
    expect(textOf(world, 'LISEZMOI.md')).toMatch(/jamais publiées\s: 1er avril 2026 – 7 avril 2026\. /)
    const pages = [textOf(world, 'index.html'), textOf(world, 'index.en.html')]
    for (const page of pages) expect(page).not.toMatch(/missing log|journal manquant/)
    expect(pages[0]).toMatch(
      /Périodes de day-feature\.csv qui ne seront jamais publiées\s: 1er avril 2026 – 7 avril 2026\. /,
    )
    expect(pages[1]).toContain('Periods of day-feature.csv that will never be published: 1 April 2026 – 7 April 2026. ')
  })

  it('are missed by verify where the list of versions does not name them', async () => {
    const { service } = await wentOn()
    const copy = new Copy(service.output, fresh())
    const text = copy.read('essai/datapackage.json')
    copy.write('essai/datapackage.json', text.replace(/"2026-04-03",\s*/, ''))
    seal(copy)
    const { findings } = verifyFolder({ folder: copy.path('essai') })
    expect(findings).toContainEqual(expect.objectContaining({ code: 'PERIOD_MISSING', found: '2026-04-03' }))
    expect(findings.filter(({ code }) => code === 'PERIOD_MISSING')).toHaveLength(1)
  })

  it('let the folder be taken over once more', async () => {
    const { service } = await wentOn()
    const folder = join(service.output, '..')
    renameSync(join(folder, 'state'), join(folder, 'gone-again'))
    await service.run(50.99, { adopt: service.output })
    expect(findingsIn(service.output)).toEqual([])
  })

  it('are published after all where their logs are found, and named no more', async () => {
    const world = await wentOn('exact')
    writeFileSync(join(world.log, '..', 'found.log'), days(30, 36))
    await world.service.run(51.2)
    await world.service.run(51.3, { revise: periodNamed('2026-04')! })
    expect(rowsOf(world, 'day')).toContain('2026-04-05,aide,20,20,0')
    expect(missing(world, 'day')).toEqual([])
    for (const text of ['README.md', 'LISEZMOI.md']) expect(textOf(world, text)).not.toMatch(/never be|jamais publiées/)
    expect(findingsIn(world.service.output)).toEqual([])
  })
})
