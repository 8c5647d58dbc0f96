import { dayAfter, type DayIndex, dayOfText, dayText } from '../../domain/calendar.ts'
import { indexOf, type Measure } from '../../domain/dictionary.ts'
import { isSame } from '../../domain/is-same.ts'
import { wholeOf } from '../../domain/measure.ts'
import { seriesOf } from '../../domain/series-of.ts'
import { isNoisy } from '../../domain/table.ts'
import { dayAt, holeAtEnd, protectionOn } from '../in-force.ts'
import { freeName } from '../shown-tables.ts'
import type { KeptTable } from '../settings.ts'
import { announcedReturn, stayingAway, withAway, type Away } from './away.ts'
import { compareProtection, endProtection, withThresholds, type WithThresholds } from './compare-protection.ts'
import type { DaysAround, SettingsChange } from './settings-change.ts'

type Protection = KeptTable['protections'][number]['protection']

type Compared = {
  readonly tables: readonly KeptTable[]
  readonly changes: readonly SettingsChange[]
  /** What is counted anew, and the first day of which all of it is. */
  readonly starts: ReadonlyMap<string, DayIndex>
}

/** What became of each table, told by what it counts. One that is gone is kept, and ends with the first day of which lines may come. */
export function compareTables(
  before: readonly KeptTable[],
  wanted: readonly KeptTable[],
  days: WithThresholds,
): Compared {
  const isWanted = (table: KeptTable): boolean => wanted.some((other) => seriesOf(other) === seriesOf(table))
  const still = wanted.map((table) =>
    follow(
      table,
      before.find((other) => seriesOf(other) === seriesOf(table)),
      days,
    ),
  )
  const gone = before.filter((table) => !isWanted(table))
  const left = gone.map((table) => leave(table, freeName(table, namesBeside(table, [...wanted, ...gone])), days))
  const tables = [...still, ...left].map(({ table }) => table)
  return {
    tables,
    changes: [...renamed(tables, before, days), ...[...still, ...left].flatMap(({ changes }) => changes)],
    starts: new Map(still.flatMap(({ starts }) => starts)),
  }
}

/** One that was to come back stays away. */
function leave(table: KeptTable, name: string, days: DaysAround): Pick<Followed, 'table' | 'changes'> {
  if (table.ended !== undefined) return { table: { ...table, name }, changes: [] }
  const { away = [], ...known } = table
  const ended = dayText(days.first)
  const back = announcedReturn(table, days)
  const { protections, changes } = endProtection(name, table, ended, days)
  const left = { ...known, name, protections: [...protections], ended }
  const removed: SettingsChange = { change: { kind: 'table-removed', table: name } }
  if (back === undefined) return { table: withAway(left, away), changes: [removed, ...changes] }
  return {
    table: withAway(left, stayingAway(away, back, days)),
    changes: [notBegun({ table: name }, back.to), removed, ...changes],
  }
}

/** @param last the day before something was to begin */
function notBegun(what: { readonly table: string; readonly measure?: Measure }, last: DayIndex): SettingsChange {
  return { change: { kind: 'not-begun', ...what, planned: dayText(dayAfter(last)) } }
}

function namesBeside(table: KeptTable, all: readonly KeptTable[]): readonly string[] {
  return all.filter((other) => other !== table).map(({ name }) => name)
}

/** Whoever reads the files by their names has to know. One that ended without a row has no file, and begins as new. */
function renamed(
  tables: readonly KeptTable[],
  before: readonly KeptTable[],
  { lackingSince }: DaysAround,
): readonly SettingsChange[] {
  const renamed = tables.flatMap((table) => {
    const known = before.find((other) => seriesOf(other) === seriesOf(table))
    if (known === undefined || known.name === table.name) return []
    const hasFile = known.ended === undefined || lackingSince(seriesOf(table)) !== 'never'
    return hasFile ? [{ table: table.name, before: known.name }] : []
  })
  return renamed.length === 0 ? [] : [{ change: { kind: 'tables-renamed', tables: renamed } }]
}

type Followed = {
  readonly table: KeptTable
  readonly changes: readonly SettingsChange[]
  readonly starts: readonly (readonly [string, DayIndex])[]
}

function follow(table: KeptTable, known: KeptTable | undefined, days: WithThresholds): Followed {
  const [wanted] = table.protections
  const away = known === undefined ? 'never' : tableAway(table.name, known, wanted?.protection, days)
  if (known === undefined || wanted === undefined || away === 'never') return begin(table, days)
  const turned = compareProtection(table.name, known, wanted.protection, days)
  const lacked = lackMeasures(table, known, days)
  const kept = withAway({ ...table, protections: [...turned.protections], ...lacked.past }, away.days)
  const changes = [...away.changes, ...lacked.changes, ...turned.changes]
  const isReshaped = !isSame(table.measures, known.measures)
  return {
    table: kept,
    changes: [...(isReshaped ? [columnsChanged(table.name)] : []), ...changes],
    starts: [],
  }
}

function begin(table: KeptTable, days: WithThresholds): Followed {
  return {
    table: { ...table, protections: [...withThresholds(table.protections, days)] },
    changes: [{ change: { kind: 'table-added', table: table.name } }],
    starts: [[seriesOf(table), startOf(table.protections[0]?.protection, days)]],
  }
}

/** The days of which no period is published, with those since it ended; `never`: it has no past. */
function tableAway(
  name: string,
  known: KeptTable,
  wanted: Protection | undefined,
  days: DaysAround,
): { readonly days: Away; readonly changes: readonly SettingsChange[] } | 'never' {
  const { away = [], ended } = known
  if (ended === undefined) return { days: away, changes: [] }
  const since = days.lackingSince(seriesOf(known))
  if (since === 'never') return since
  const past = holeAtEnd(known) === undefined ? away : away.slice(0, -1)
  const from = dayText(since ?? leftOff(known, ended, days))
  const begins = startAgain(known, wanted, days)
  const to = dayText(indexOf<'day'>(begins - 1))
  if (from > to) return { days: past, changes: [] }
  const change = { kind: 'table-returned', table: name, from, date: dayText(begins) } as const
  return { days: [...past, { from, to }], changes: [{ change }] }
}

/** The day on which it ended was counted in part; but the last one that a folder tells of, which was taken over, was published. */
function leftOff(known: KeptTable, ended: string, { newest, hasRows }: DaysAround): DayIndex {
  const hole = holeAtEnd(known)
  if (hole !== undefined) return hole.from
  const day = dayOfText(ended) ?? newest
  return hasRows(known, day) ? dayAfter(day) : day
}

type Lacking = NonNullable<KeptTable['lacking']>

/** A measure ends and comes back as a table does, and no earlier than its own. The day that it ends with is counted in part. */
function lackMeasures(
  { name, measures, protections: [wanted] }: KeptTable,
  known: KeptTable,
  days: DaysAround,
): { readonly past: Pick<KeptTable, 'lacking'>; readonly changes: readonly SettingsChange[] } {
  const { newest, firstAnew } = days
  const { measures: before } = known
  const added = measures.filter((measure) => !before.includes(measure))
  const isBack = (one: Lacking[number]): boolean => one.to === undefined && added.includes(one.measure)
  const lacking = (known.lacking ?? []).map((one) => (isBack(one) ? withClosed(one, known, days) : one))
  const again = startAgain(known, wanted?.protection, days)
  const noEarlier = (day: DayIndex): DayIndex =>
    known.ended === undefined ? day : indexOf<'day'>(Math.max(day, again))
  const from = dayText(noEarlier(firstAnew))
  const beginOf = (measure: Measure): DayIndex => (wholeOf(measure) === undefined ? noEarlier(dayAfter(newest)) : again)
  const lastWithout = (measure: Measure): string => dayText(indexOf<'day'>(beginOf(measure) - 1))
  const gone = before.filter((measure) => !measures.includes(measure))
  // Through the day before it was to come back, or to begin, where it does not.
  const undoneThrough = ({ measure, to }: Lacking[number]): DayIndex | undefined => {
    const last = dayAt(to)
    return last !== undefined && last >= newest && gone.includes(measure) ? last : undefined
  }
  const undone = new Set(lacking.flatMap((one) => (undoneThrough(one) === undefined ? [] : one.measure)))
  const ended = gone.filter((measure) => !undone.has(measure))
  const back = lacking.filter(isBack)
  const fresh = added.filter((measure) => !back.some((one) => one.measure === measure))
  const now = [
    ...lacking.flatMap((one): Lacking => {
      if (undoneThrough(one) !== undefined)
        return one.from === undefined ? [] : [{ measure: one.measure, from: one.from }]
      return [isBack(one) ? { ...one, to: lastWithout(one.measure) } : one]
    }),
    ...fresh.map((measure) => ({ measure, to: lastWithout(measure) })),
    ...ended.map((measure) => ({ measure, from })),
  ]
  return {
    past: now.length > 0 ? { lacking: now } : {},
    changes: [
      ...lacking.flatMap((one) => {
        const last = undoneThrough(one)
        return last === undefined ? [] : notBegun({ table: name, measure: one.measure }, last)
      }),
      ...ended.map((measure): SettingsChange => ({
        change: { kind: 'measure-removed', table: name, measure, date: from },
      })),
      ...fresh.map((measure): SettingsChange => ({
        change: { kind: 'measure-added', table: name, measure, date: dayText(beginOf(measure)) },
      })),
      ...back.map(({ measure, from: since = from }): SettingsChange => ({
        change: { kind: 'measure-returned', table: name, measure, from: since, date: dayText(beginOf(measure)) },
      })),
    ],
  }
}

/** What closed meanwhile lacks it too, though it was counted then. */
function withClosed(one: Lacking[number], known: KeptTable, { closedWithout }: DaysAround): Lacking[number] {
  const since = dayAt(one.from)
  return since === undefined ? one : { ...one, from: dayText(closedWithout(known, one.measure, since)) }
}

export function columnsChanged(table: string): SettingsChange {
  return { change: { kind: 'columns-changed', table } }
}

// One more noisy figure of a request needs more noise in all of them, which begins with the next of the longest periods.
function startOf(protection: Protection | undefined, { newest, nextLongest }: DaysAround): DayIndex {
  return protection !== undefined && isNoisy({ protection }) ? nextLongest : dayAfter(newest)
}

/** The first day of what comes back, or is new of a table: one that is to hide from then on may have noise until then. */
function startAgain(known: KeptTable, wanted: Protection | undefined, days: DaysAround): DayIndex {
  const starts = [wanted, protectionOn(known, days.newest)].map((protection) => startOf(protection, days))
  return indexOf<'day'>(Math.max(...starts))
}
