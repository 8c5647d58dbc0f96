import type { Measure, PeriodKind } from '../../src/domain/dictionary.ts'
import { decideFigures } from '../../src/protect/disclosure/decide-figures.ts'
import { DISCLOSURE_RULES, type DisclosureRules } from '../../src/protect/disclosure/disclosure-rules.ts'
import { writeRows } from '../../src/protect/write-rows.ts'
import { countedOf, feature, januaryDays, spec, type DayCounts } from './counted-of.ts'

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
  readonly days: number
  /** Every world the reader thinks possible; where days can be exchanged, one order of each is enough. */
  readonly worlds: readonly World[]
  readonly measures: Partial<Record<PeriodKind, readonly Measure[]>>
  readonly rules?: Partial<DisclosureRules>
}

/**
 * Groups all worlds by what is published of them, and asks for each hidden figure which values it has in its group.
 *
 * A world is a feature: nothing passes from one feature to another. Days that look alike are exchangeable, so they share
 * their candidates, and their order does not part groups.
 */
export function auditInversion({ k, days, worlds, measures, rules }: AuditPlan): Audit {
  const kinds = Object.entries(measures) as [PeriodKind, readonly Measure[]][]
  const ids = worlds.map((_, w) => feature(`w${String(w).padStart(9, '0')}`))
  const counted = countedOf(
    kinds.map(([kind, published]) => spec(kind, k, published)),
    januaryDays(days),
    ids,
    worlds,
  )
  const decided = decideFigures(counted, { ...DISCLOSURE_RULES, ...rules })
  const tables = counted.tables.map((table) => ({ kind: table.spec.period, rows: writeRows(table, counted, decided) }))

  const candidates = new Map<string, Map<string, Set<number>>>()
  worlds.forEach((world, w) => {
    const total = sumOf(world)
    const seen = tables.flatMap(({ kind, rows }) => {
      const periods = kind === 'day' ? world : [total]
      return periods.map((truth, p) => {
        const { counts } = rows[p * worlds.length + w]!
        return { kind, truth, counts, text: `${kind} ${counts.map((count) => count ?? '?').join(' ')}` }
      })
    })
    const group = seen
      .map(({ text }) => text)
      .sort()
      .join('|')
    const hidden = candidates.get(group) ?? new Map<string, Set<number>>()
    candidates.set(group, hidden)
    for (const { kind, truth, counts, text } of seen) {
      const published = measures[kind]!
      const note = (name: string, value: number) => {
        const key = `${text} ${name}`
        hidden.set(key, (hidden.get(key) ?? new Set()).add(value))
      }
      published.forEach((measure, m) => {
        if (counts[m] === undefined) note(measure, truth[measure] ?? 0)
      })
      // Requests that are no entries have no column, but are as telling.
      const others = (truth.requests ?? 0) - (truth.entries ?? 0)
      if (published.includes('entries') && (counts[published.indexOf('entries')] === undefined || others < k)) {
        note('others', others)
      }
    }
  })
  const sizes = [...candidates.values()].flatMap((hidden) => [...hidden.values()].map((values) => values.size))
  return {
    hidden: sizes.length,
    pinned: sizes.filter((size) => size === 1).length,
    fewest: sizes.reduce((least, size) => Math.min(least, size), Infinity),
  }
}

function sumOf(world: World): DayCounts {
  const sum = (measure: Measure) => world.reduce((total, one) => total + (one[measure] ?? 0), 0)
  return { requests: sum('requests'), entries: sum('entries'), errors: sum('errors') }
}

/** All ways to give `days` days one of the values each, in ascending order only. */
export function multisets<T>(values: readonly T[], days: number): readonly (readonly T[])[] {
  if (days === 0) return [[]]
  return values.flatMap((value, v) => multisets(values.slice(v), days - 1).map((rest) => [value, ...rest]))
}

export function requestDays(most: number): readonly DayCounts[] {
  return Array.from({ length: most + 1 }, (_, requests) => ({ requests }))
}

export function entryDays(most: number): readonly DayCounts[] {
  return requestDays(most).flatMap(({ requests = 0 }) =>
    Array.from({ length: requests + 1 }, (_, entries) => ({ requests, entries })),
  )
}
