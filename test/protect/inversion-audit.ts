import type { DayIndex } from '../../src/domain/calendar.ts'
import type { Measure, PeriodKind } from '../../src/domain/dictionary.ts'
import { decideFigures } from '../../src/protect/disclosure/decide-figures.ts'
import { DISCLOSURE_RULES, type DisclosureRules } from '../../src/protect/disclosure/disclosure-rules.ts'
import { writeRows } from '../../src/protect/write-rows.ts'
import { countedOf, feature, spec, type DayCounts } from './counted-of.ts'

/** The days of one feature. */
type World = readonly DayCounts[]

export type Audit = {
  /** Hidden figures, each with everything that a reader can see. */
  readonly hidden: number
  /** Hidden figures of which only one value is possible. */
  readonly pinned: number
  /** The least number of values possible for a hidden figure. */
  readonly fewest: number
}

export type AuditPlan = {
  readonly k: number
  /** The days of the grid, in their order; their month has no other. */
  readonly days: readonly DayIndex[]
  /** The largest count of a day in these worlds, by measure. */
  readonly most: DayCounts
  /** Every world the reader thinks possible, its days in their order. */
  readonly worlds: readonly World[]
  readonly measures: Partial<Record<PeriodKind, readonly Measure[]>>
  readonly rules?: Partial<DisclosureRules>
}

/** So many features at once. */
const WORLDS_AT_ONCE = 20_000

/**
 * Groups all worlds by what is published of them, and asks for each hidden figure which values it has in its group.
 *
 * A world is a feature: nothing passes from one feature to another. Where the rest of a total is more than a day has in any
 * world, a companion that takes all of it is in none: such groups are passed over.
 */
export function auditInversion({ k, days, most, worlds, measures, rules }: AuditPlan): Audit {
  const groups = new Map<string, Set<number>[]>()
  for (let from = 0; from < worlds.length; from += WORLDS_AT_ONCE) {
    const some = worlds.slice(from, from + WORLDS_AT_ONCE)
    const published = publish({ k, days, most, worlds: some, measures, ...(rules && { rules }) })
    some.forEach((world, w) => lookAt(world, published(w), { k, most }, groups))
  }
  const sizes = [...groups.values()].flatMap((places) => Object.values(places).map((values) => values.size))
  return {
    hidden: sizes.length,
    pinned: sizes.filter((size) => size === 1).length,
    fewest: sizes.reduce((least, size) => Math.min(least, size), Infinity),
  }
}

type Published = readonly {
  readonly kind: PeriodKind
  readonly measures: readonly Measure[]
  readonly rows: readonly (readonly (number | undefined)[])[]
}[]

function publish({ k, days, worlds, measures, rules }: AuditPlan): (world: number) => Published {
  const kinds = Object.entries(measures) as [PeriodKind, readonly Measure[]][]
  const ids = worlds.map((_, w) => feature(`w${String(w).padStart(9, '0')}`))
  const specs = kinds.map(([kind, published]) => spec(kind, k, published))
  const counted = countedOf(specs, days, ids, worlds)
  const decided = decideFigures(counted, { ...DISCLOSURE_RULES, ...rules })
  const tables = counted.tables.map((table) => ({ ...table.spec, rows: writeRows(table, counted, decided) }))
  return (w) =>
    tables.map(({ period, measures: own, rows }) => ({
      kind: period,
      measures: own,
      rows: Array.from({ length: rows.length / worlds.length }, (_, p) => rows[p * worlds.length + w]!.counts),
    }))
}

function lookAt(
  world: World,
  tables: Published,
  { k, most }: Pick<AuditPlan, 'k' | 'most'>,
  groups: Map<string, Set<number>[]>,
): void {
  const total = sumOf(world)
  const truthOf = (kind: PeriodKind): World => (kind === 'day' ? world : [total])
  if (isTruncated(tables, most)) return
  const key = tables
    .map(({ rows }) => rows.map((counts) => counts.map((count) => count ?? '?').join(' ')).join(','))
    .join('|')
  const hidden = groups.get(key) ?? []
  groups.set(key, hidden)
  let place = 0
  const note = (value: number): void => {
    const values = hidden[place] ?? new Set()
    hidden[place] = values.add(value)
  }
  for (const { kind, measures, rows } of tables)
    rows.forEach((counts, p) => {
      const truth = truthOf(kind)[p]!
      measures.forEach((measure, m) => {
        if (counts[m] === undefined) note(truth[measure] ?? 0)
        place++
      })
      // Requests that are no entries have no column, but are as telling.
      const e = measures.indexOf('entries')
      const others = (truth.requests ?? 0) - (truth.entries ?? 0)
      if (e >= 0 && (counts[e] === undefined || others < k)) note(others)
      place++
    })
}

/** Whether the rest of a shown total is more than a day has in any world. */
function isTruncated(tables: Published, most: DayCounts): boolean {
  const [beneath, above] = ['day', 'month'].map((kind) => tables.find((table) => table.kind === kind))
  return (above?.measures ?? []).some((measure, m) => {
    const at = beneath?.measures.indexOf(measure) ?? -1
    const all = above?.rows[0]?.[m]
    if (all === undefined || at < 0) return false
    return (beneath?.rows ?? []).reduce((rest, counts) => rest - (counts[at] ?? 0), all) > (most[measure] ?? 0)
  })
}

function sumOf(world: World): DayCounts {
  const sum = (measure: Measure) => world.reduce((total, one) => total + (one[measure] ?? 0), 0)
  return { requests: sum('requests'), entries: sum('entries'), errors: sum('errors') }
}

/** All ways to give each of some days one of the values. */
export function sequences<T>(values: readonly T[], days: number): readonly (readonly T[])[] {
  if (days === 0) return [[]]
  return sequences(values, days - 1).flatMap((rest) => values.map((value) => [...rest, value]))
}

export function requestDays(most: number): readonly DayCounts[] {
  return Array.from({ length: most + 1 }, (_, requests) => ({ requests }))
}

export function entryDays(most: number): readonly DayCounts[] {
  return requestDays(most).flatMap(({ requests = 0 }) =>
    Array.from({ length: requests + 1 }, (_, entries) => ({ requests, entries })),
  )
}
