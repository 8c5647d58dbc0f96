import { periodOf, type PeriodIndex } from '../../src/domain/calendar.ts'
import type { Measure, PeriodKind } from '../../src/domain/dictionary.ts'
import type { Counted, CountedTable, Released, ReleasedFigures } from '../../src/domain/table.ts'
import { DISCLOSURE_RULES, type DisclosureRules } from '../../src/protect/disclosure/disclosure-rules.ts'
import { keepBack } from '../../src/protect/disclosure/keep-back.ts'
import { releasedFigures } from '../../src/protect/disclosure/released-figures.ts'
import { RULES, writeTables, type DecidedTable } from '../../src/protect/protect-tables.ts'
import { countedOf, feature, januaryDays, spec, type DayCounts } from './counted-of.ts'

/** What was counted of each day in time, and what came late for it. */
export type LateWorld = { readonly days: readonly DayCounts[]; readonly late: readonly DayCounts[] }

export type RevisionPlan = {
  readonly k: number
  readonly worlds: readonly LateWorld[]
  readonly measures: readonly Measure[]
  /** Whether the month is published before the late lines are counted, or after. */
  readonly isMonthClosed: boolean
  /** Whether the table of months is taken away once its month is published: its row stands. */
  readonly isMonthGone?: boolean
  /** Whether all of a revised feature is decided anew, as if nothing of it stood published. */
  readonly isDecidedAnew?: boolean
  readonly rules?: Partial<DisclosureRules>
}

export type RevisionAudit = {
  /** Figures that are hidden in the last edition, each with everything that a reader can see. */
  readonly hidden: number
  /** Of those, the ones of which a single value is possible. */
  readonly pinned: number
  readonly fewest: number
  /** Features of which the late lines were counted. */
  readonly revised: number
  /** Figures that differ between two editions by 1 … k − 1. */
  readonly told: number
}

/** Publishes every world, counts its late lines if that may be, publishes it anew, and asks what a reader of both can tell. */
export function auditRevision(plan: RevisionPlan): RevisionAudit {
  const { k, worlds, measures, isMonthClosed, isMonthGone = false, isDecidedAnew = false, rules = {} } = plan
  const grid = januaryDays(worlds[0]!.days.length)
  const features = worlds.map((_, w) => feature(`w${String(w).padStart(9, '0')}`))
  const specs = (['day', 'month'] as const).map((kind) => spec(kind, k, measures))
  const month = periodOf('month', grid[0]!)
  const open = new Map<PeriodKind, readonly PeriodIndex[]>(isMonthClosed ? [] : [['month', [month]]])
  const own = { ...DISCLOSURE_RULES, ...rules }
  const write = (counted: Counted): readonly DecidedTable[] => writeTables(counted, {}, { ...RULES, ...own })

  const before = countedOf(
    specs,
    grid,
    features,
    worlds.map(({ days }) => days),
  )
  const after = countedOf(
    specs,
    grid,
    features,
    worlds.map(({ days, late }) => days.map((day, d) => sumOf([day, late[d] ?? {}]))),
  )
  const first = write({ ...before, partial: open })
  const released: Released['tables'] = isMonthClosed ? first : first.slice(0, 1)
  const late = new Set(features.flatMap(({ id }, w) => (worlds[w]!.late.some((day) => sumIn(day) > 0) ? id : [])))
  const ofToday = (tables: readonly CountedTable[]) => tables.slice(0, isMonthGone ? 1 : 2)
  const keptOf = keepBack({ before: { ...after, partial: open, tables: ofToday(before.tables) }, released }, own)
  const kept = keptOf(ofToday(after.tables), late)
  const revised = new Set(features.map(({ id }) => id).filter((id) => !kept.has(id)))
  const counted = { ...after, tables: ofToday(mixed(before.tables, after.tables, features, revised)) }
  const anew = isDecidedAnew && { standing: standingBut(released, revised) }
  const made = write({ ...counted, partial: open, released: { tables: released, revised, ...anew } })
  const second = isMonthGone ? [...made, ...first.slice(1)] : made
  // In the end every month is published.
  const last = write({
    ...counted,
    released: { tables: isMonthClosed ? second : second.slice(0, 1), revised: new Set() },
  })
  return lookAt({ k, measures, worlds, editions: isMonthClosed ? [first, second] : [first, second, last], revised })
}

function standingBut(tables: Released['tables'], revised: ReadonlySet<string>): ReleasedFigures {
  const book = releasedFigures(tables)
  return (kind, period, id, measure) => (revised.has(id) ? undefined : book(kind, period, id, measure))
}

/** The late lines of some features alone. */
function mixed(
  before: readonly CountedTable[],
  after: readonly CountedTable[],
  features: Counted['features'],
  revised: ReadonlySet<string>,
): readonly CountedTable[] {
  return after.map((table, t) => {
    const width = table.spec.measures.length
    const slabs = [...table.slabs].map(([period, slab]) => {
      const old = before[t]!.slabs.get(period)!
      const chosen = slab.map((count, i) => (revised.has(features[Math.floor(i / width)]!.id) ? count : old[i]!))
      return [period, chosen] as const
    })
    return { ...table, slabs: new Map(slabs) }
  })
}

type Seen = Pick<RevisionPlan, 'k' | 'measures' | 'worlds'> & {
  readonly editions: readonly (readonly DecidedTable[])[]
  readonly revised: ReadonlySet<string>
}

/** What a reader may want to know: a measure, or one less another that is a part of it. */
const FIGURES: readonly (readonly Measure[])[] = [['requests'], ['entries'], ['requests', 'entries']]

/** @param counts by measure. @returns undefined where one of them is hidden */
function shownOf(
  counts: readonly (number | undefined)[],
  figure: readonly Measure[],
  measures: readonly Measure[],
): number | undefined {
  const shown = figure.flatMap((measure) => counts[measures.indexOf(measure)] ?? [])
  return shown.length < figure.length ? undefined : less(shown)
}

/** The first, less the second if there is one. */
function less([whole = 0, part = 0]: readonly number[]): number {
  return whole - part
}

function lookAt({ k, measures, worlds, editions, revised }: Seen): RevisionAudit {
  const days = worlds[0]!.days.length
  const figuresOf = (tables: readonly DecidedTable[], w: number): readonly (readonly (number | undefined)[])[] => [
    ...Array.from({ length: days }, (_, d) => tables[0]!.rows[d * worlds.length + w]!.counts),
    tables[1]!.rows[w]!.counts,
  ]
  const most = Math.max(...worlds.flatMap((world) => world.days.map(({ requests = 0 }) => requests)))
  const candidates = new Map<string, Set<number>>()
  let told = 0
  worlds.forEach(({ days: counted, late }, w) => {
    const seen = editions.map((tables) => figuresOf(tables, w))
    // A companion that takes more than any day has is in no world.
    if (seen.some((figures) => isTruncated(figures, most))) return
    const text = JSON.stringify(seen)
    const isRevised = revised.has(`w${String(w).padStart(9, '0')}`)
    const truth = counted.map((day, d) => sumOf([day, isRevised ? (late[d] ?? {}) : {}]))
    const note = (name: string, value: number): void => {
      const key = `${text} ${name}`
      candidates.set(key, (candidates.get(key) ?? new Set()).add(value))
    }
    ;[...truth, sumOf(truth)].forEach((counts, place) => {
      FIGURES.forEach((figure, name) => {
        if (!figure.every((measure) => measures.includes(measure))) return
        const valueOf = (of: DayCounts): number => less(figure.map((measure) => of[measure] ?? 0))
        const [was, is] = [seen[0]!, seen.at(-1)!].map((edition) => shownOf(edition[place]!, figure, measures))
        if (is === undefined) note(`${place} ${name}`, valueOf(counts))
        // What was small in the first edition is not to be known from the second either.
        if (was === undefined && place < days) note(`${place} ${name} before`, valueOf(counted[place]!))
        if (was !== undefined && is !== undefined && was !== is && is - was < k) told++
      })
    })
  })
  const sizes = [...candidates.values()].map(({ size }) => size)
  return {
    hidden: sizes.length,
    pinned: sizes.filter((size) => size === 1).length,
    fewest: Math.min(...sizes),
    revised: revised.size,
    told,
  }
}

/** @param figures of the days, then of the month */
function isTruncated(figures: readonly (readonly (number | undefined)[])[], most: number): boolean {
  const total = figures.at(-1) ?? []
  const restOf = (m: number): number =>
    figures.slice(0, -1).reduce((rest, counts) => rest - (counts[m] ?? 0), total[m] ?? 0)
  return total.some((_, m) => restOf(m) > most)
}

function sumOf(counts: readonly DayCounts[]): DayCounts {
  const sum = (measure: Measure): number => counts.reduce((total, one) => total + (one[measure] ?? 0), 0)
  return { requests: sum('requests'), entries: sum('entries'), errors: sum('errors') }
}

function sumIn(day: Readonly<Partial<Record<Measure, number>>>): number {
  return Object.values(day).reduce((sum, count) => sum + count, 0)
}
