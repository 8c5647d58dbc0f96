import { dayText } from '../../domain/calendar.ts'
import type { SeriesBreak } from '../../domain/change.ts'
import { indexOf, type Measure } from '../../domain/dictionary.ts'
import { seriesOf } from '../../domain/series-of.ts'
import { awayOf, dayAt, holeAtEnd } from '../in-force.ts'
import type { KeptFeature, KeptTable, Settings } from '../settings.ts'
import type { SettingsCompared } from './compare-settings.ts'
import { withAway, type Away } from './away.ts'
import { withDropped } from './dropped.ts'
import { lostBetween } from './lost-between.ts'
import type { SettingsChange } from './settings-change.ts'

/** Since which day another machine counts something, as it does now; 0: since its beginning. Of a feature that is gone, not. */
type Beginnings = {
  readonly feature: (id: string) => number
  readonly table: (series: string) => number
  readonly measure: (series: string, measure: Measure) => number
  readonly definition: (id: string) => number
  /** Zone, hosts, list of robots. */
  readonly all: number
}

/** What the machine that publishes knows. */
type PublishedFacts = {
  /** What it calls the other one. */
  readonly machine: string
  /** The first day after all that is closed; 0: nothing is. */
  readonly firstOpen: number
  readonly hasFeature: (id: string) => boolean
  readonly hasTable: (series: string) => boolean
  readonly sinceOf: (series: string) => number
  /** The breaks that were told, or will be. */
  readonly breaks: readonly SeriesBreak[]
  /** The day on which the other one is known to have counted something, as this one did, before either of them left it; 0: none is. */
  readonly countedOn: Pick<Beginnings, 'feature' | 'table' | 'measure'>
}

/**
 * What is published of several machines begins with the last that counts it: before, its sum would be one of some of them. Where
 * something changed its meaning the days between the first machine and the last are a mixture, and both have a break.
 */
export function beginWithLast(settings: Settings, begun: Beginnings, facts: PublishedFacts): SettingsCompared {
  const features = settings.features.map((was) => ({ was, ...ofFeature(was, begun.feature(was.id), facts) }))
  const tables = settings.tables.map((table) => ofTable(table, begun, facts))
  const kept = features.map(({ kept: feature }) => feature)
  const hasDays = settings.tables.some(({ period, ended }) => period === 'day' && ended === undefined)
  return {
    settings: { ...settings, features: kept, tables: tables.map(({ kept: table }) => table) },
    changes: [
      ...[...features, ...tables].flatMap(({ changes }) => changes),
      ...lostBetween(features, { ...facts, hasDays }),
      ...kept.flatMap((feature) => redefined(feature, begun, facts)),
      ...changedForAll(begun, facts),
    ],
    starts: new Map(tables.flatMap(({ starts }) => starts)),
  }
}

type Begun<Kept> = { readonly kept: Kept; readonly changes: readonly SettingsChange[] }

function ofFeature(feature: KeptFeature, first: number, facts: PublishedFacts): Begun<KeptFeature> {
  const { id, away = [] } = feature
  if (feature.ended !== undefined) return { kept: endWithFirst(feature, feature.ended, first, facts), changes: [] }
  if (away.length === 0 && !facts.hasFeature(id))
    return { kept: first > beginOf(feature) ? { ...feature, since: dateText(first) } : feature, changes: [] }
  const back = comeBack(away, { first, counted: facts.countedOn.feature(id) }, facts)
  if (back === undefined) return { kept: feature, changes: [] }
  const { from, to, date } = back
  const change = { kind: 'feature-returned', feature: id, from, date } as const
  const dropped = withDropped(feature, [{ from, to }])
  return { kept: { ...withAway(feature, back.away), ...dropped }, changes: [{ change }] }
}

/** One that is gone has its last day on the machine that left it first, where what came later is not published. */
function endWithFirst(feature: KeptFeature, ended: string, first: number, { firstOpen }: PublishedFacts): KeptFeature {
  const end = Math.max(first, firstOpen) - 1
  if (first === 0 || dateText(end) >= ended || holeAtEnd(feature) !== undefined) return feature
  return { ...feature, ended: dateText(end), ...withDropped(feature, [{ from: dateText(end + 1), to: ended }]) }
}

type Hole = {
  /** Undefined: it has no figure before. */
  readonly from: string | undefined
  readonly to: string
  /** The day after it. */
  readonly date: string
  /** The holes with which it is one. */
  readonly wider: readonly Gap[]
}
type Gap = { readonly from?: string; readonly to?: string }

/** When another machine counts something again, and when it did before. */
type Other = { readonly first: number; readonly counted: number }

/**
 * The open days before the last machine counts it again; with those around, where they are a hole already. A hole is all of it that
 * holds every day on which the other one may have been without: what it left before this one did, or found again later, widens it.
 */
function holeBefore(gaps: readonly Gap[], { first, counted }: Other, firstOpen: number): Hole | undefined {
  if (first <= Math.max(firstOpen, counted)) return undefined
  const without = Math.max(firstOpen, counted)
  const wider = gaps.filter((gap) => endOf(gap) + 1 >= without && startOf(gap) <= first)
  const [start, end] = [Math.min(...wider.map(startOf)), Math.max(first - 1, ...wider.map(endOf))]
  if (wider.some((gap) => startOf(gap) <= without && endOf(gap) >= first - 1)) return undefined
  const from = start <= without ? start : firstOpen
  return { from: from > 0 ? dateText(from) : undefined, to: dateText(end), date: dateText(end + 1), wider }
}

const startOf = (gap: Gap): number => dayAt(gap.from) ?? 0
const endOf = (gap: Gap): number => dayAt(gap.to) ?? Infinity

/** What is published, or was, is not counted until the last machine counts it again. */
function comeBack(
  away: Away,
  other: Other,
  { firstOpen }: PublishedFacts,
): { readonly from: string; readonly to: string; readonly date: string; readonly away: Away } | undefined {
  const hole = holeBefore(away, other, firstOpen)
  if (hole?.from === undefined) return undefined
  const { from, to, date, wider } = hole
  const kept = [...away.filter((one) => !wider.includes(one)), { from, to }]
  return { from, to, date, away: kept.sort((a, b) => (a.from < b.from ? -1 : 1)) }
}

function ofTable(
  table: KeptTable,
  begun: Beginnings,
  facts: PublishedFacts,
): Begun<KeptTable> & { readonly starts: readonly (readonly [string, ReturnType<typeof indexOf<'day'>>])[] } {
  const { name, away = [], ended } = table
  if (ended !== undefined) return { kept: table, changes: [], starts: [] }
  const series = seriesOf(table)
  const first = begun.table(series)
  const measures = ofMeasures(table, begun, facts)
  if (away.length === 0 && !facts.hasTable(series))
    return { ...measures, starts: first > facts.sinceOf(series) ? [[series, indexOf<'day'>(first)]] : [] }
  const back = comeBack(away, { first, counted: facts.countedOn.table(series) }, facts)
  if (back === undefined) return { ...measures, starts: [] }
  const { from, date } = back
  const change = { kind: 'table-returned', table: name, from, date } as const
  return {
    kept: withAway(measures.kept, back.away),
    changes: [...measures.changes, { change }],
    starts: [],
  }
}

function ofMeasures(
  table: KeptTable,
  begun: Beginnings,
  { firstOpen, hasTable, countedOn }: PublishedFacts,
): Begun<KeptTable> {
  const { lacking = [], measures, name } = table
  const series = seriesOf(table)
  const open = hasTable(series) ? firstOpen : 0
  const holes = measures.flatMap((measure) => {
    const own = lacking.filter((one) => one.measure === measure)
    const other = { first: begun.measure(series, measure), counted: countedOn.measure(series, measure) }
    const hole = holeBefore(own, other, open)
    return hole === undefined ? [] : { ...hole, measure }
  })
  if (holes.length === 0) return { kept: table, changes: [] }
  const widened = new Set<unknown>(holes.flatMap(({ wider }) => wider))
  const anew = holes.map(({ measure, from, to }) => ({ measure, ...(from !== undefined && { from }), to }))
  return {
    kept: { ...table, lacking: [...lacking.filter((one) => !widened.has(one)), ...anew] },
    changes: holes.map(({ measure, from, date }) => ({
      change: { ...(from === undefined ? NEW : { ...BACK, from }), table: name, measure, date },
    })),
  }
}

const NEW = { kind: 'measure-added' } as const
const BACK = { kind: 'measure-returned' } as const

function redefined(
  feature: KeptFeature,
  begun: Beginnings,
  { breaks, firstOpen }: PublishedFacts,
): readonly SettingsChange[] {
  const { id } = feature
  if (feature.ended !== undefined) return []
  const own = breaks.filter((one) => one.kind === 'feature-redefined' && one.feature === id)
  const day = mixedFrom(begun.definition(id), own, firstOpen)
  if (day === undefined || day <= beginOf(feature)) return []
  return [{ change: { kind: 'feature-redefined', feature: id, date: dateText(day) } }]
}

const OF_ALL: ReadonlySet<SeriesBreak['kind']> = new Set(['timezone-changed', 'hosts-changed', 'robots-changed'])

/** Told in the order of their days: of a zone, what is told last holds. */
function changedForAll(begun: Beginnings, { breaks, firstOpen }: PublishedFacts): readonly SettingsChange[] {
  const own = breaks.filter(({ kind }) => OF_ALL.has(kind))
  const day = mixedFrom(begun.all, own, firstOpen)
  if (day === undefined) return []
  const date = dateText(day)
  const last = own.reduce((latest, one) => (one.date > latest ? one.date : latest), '')
  const again = own.filter((one) => one.date === last)
  return [...again.map((change) => ({ ...change, date })), ...(date < last ? again : [])].map((change) => ({ change }))
}

/**
 * The day on which a machine begins to count otherwise, where no break is told of it; or the first open one, where it had begun
 * before, and this machine has since.
 */
function mixedFrom(day: number, told: readonly SeriesBreak[], firstOpen: number): number | undefined {
  const [begins, opens] = [dateText(day), dateText(firstOpen)]
  if (day >= firstOpen) return day === 0 || told.some(({ date }) => date === begins) ? undefined : day
  const isTold = told.some(({ date }) => date >= begins && date <= opens)
  return day > 0 && !isTold && told.some(({ date }) => date > opens) ? firstOpen : undefined
}

function beginOf(feature: KeptFeature): number {
  return Math.max(dayAt(feature.since) ?? 0, ...awayOf(feature).map(({ to }) => to + 1))
}

function dateText(day: number): string {
  return dayText(indexOf<'day'>(day))
}
