import { wholeOf } from '../../domain/measure.ts'
import type { Dimension, Measure, PeriodKind } from '../../domain/dictionary.ts'
import { seriesOf } from '../../domain/series-of.ts'
import { isNoisy, MOST_VIEWS, type ProtectionLevel, type TableRule } from '../../domain/table.ts'
import { refusalsOf } from '../measures.ts'

/** A table as it would be published. */
export type TableDraft = {
  readonly period: PeriodKind
  readonly dimensions: readonly Dimension[]
  readonly measures: readonly Measure[]
  readonly level: ProtectionLevel
  readonly acceptRisk: boolean
  /** Whether the first day of the service is known. */
  readonly hasSince: boolean
}

/** The rules that a table breaks, by itself or beside the others; a clash is laid to the later table. */
export function brokenRules(draft: TableDraft, all: readonly TableDraft[]): readonly TableRule[] {
  const alone = TABLE_RULES.filter(([, breaks]) => breaks(draft)).map(([rule]) => rule)
  return [
    ...alone,
    ...refusalsOf(draft),
    ...brokenTwinRule(draft, all),
    ...brokenPeriodRules(draft, all.filter(isNoiseFree)),
    ...brokenViewRule(draft, all),
  ]
}

/**
 * T, the noisy figures that one request is part of: one a noisy table, and one more for each measure that counts some of
 * the requests of another, as entries do. An error is another request, and a table of another period another figure.
 */
export function viewsOf(drafts: readonly Pick<TableDraft, 'level' | 'measures'>[]): number {
  return drafts
    .filter((draft) => isNoisy({ protection: draft }))
    .reduce((views, { measures }) => views + 1 + measures.filter((one) => wholeOf(one) !== undefined).length, 0)
}

const TABLE_RULES: readonly (readonly [TableRule, (draft: TableDraft) => boolean])[] = [
  // A breakdown adds up to what the time margins hide.
  ['threshold-on-breakdown', ({ level, dimensions }) => level === 'threshold' && dimensions.length > 0],
  ['exact-needs-accept-risk', ({ level, acceptRisk }) => level === 'exact' && !acceptRisk],
  // Its grid must not depend on what was counted.
  ['dp-needs-since', ({ level, hasSince }) => level === 'dp' && !hasSince],
  ['hour-only-by-month', ({ dimensions, period }) => dimensions.includes('hour') && period !== 'month'],
  // A matrix of features: most of its cells are small.
  ['from-only-by-month', ({ dimensions, period }) => dimensions.includes('from') && !isLong(period)],
  ['two-dimensions-by-month', ({ dimensions, period }) => dimensions.length === 2 && !isLong(period)],
  ['more-than-two-dimensions', ({ dimensions }) => dimensions.length > 2],
]

// A state and a tally keep what is counted by period and dimensions, whatever the table is called: two would be added up.
function brokenTwinRule(draft: TableDraft, all: readonly TableDraft[]): readonly TableRule[] {
  const first = all.findIndex((other) => seriesOf(other) === seriesOf(draft))
  return first < all.indexOf(draft) ? ['counted-twice'] : []
}

/**
 * The time margins are sound for two nested kinds of period: a third, or weeks that straddle months, is one equation too
 * many. Tables at `exact` count too: their risk is accepted for what they show, not for a ladder of holes beside them.
 * Where no table is at `threshold` nothing is hidden, and there is nothing to keep.
 */
function brokenPeriodRules(draft: TableDraft, noiseFree: readonly TableDraft[]): readonly TableRule[] {
  const position = noiseFree.indexOf(draft)
  if (position === -1 || !noiseFree.some(({ level }) => level === 'threshold')) return []
  const before = new Set(noiseFree.slice(0, position).map(({ period }) => period))
  if (before.has(draft.period)) return []
  return PERIOD_RULES.filter(([, breaks]) => breaks(draft.period, before)).map(([rule]) => rule)
}

const PERIOD_RULES: readonly (readonly [
  TableRule,
  (period: PeriodKind, before: ReadonlySet<PeriodKind>) => boolean,
])[] = [
  ['three-noise-free-periods', (_, before) => before.size >= 2],
  ['week-beside-longer', isWeekBesideLonger],
]

function isWeekBesideLonger(period: PeriodKind, before: ReadonlySet<PeriodKind>): boolean {
  return period === 'week' ? [...before].some(isLong) : isLong(period) && before.has('week')
}

// Laid to the table with which there are too many.
function brokenViewRule(draft: TableDraft, all: readonly TableDraft[]): readonly TableRule[] {
  const upToHere = all.slice(0, all.indexOf(draft) + 1)
  return isNoisy({ protection: draft }) && viewsOf(upToHere) > MOST_VIEWS ? ['too-many-views'] : []
}

function isNoiseFree({ level }: TableDraft): boolean {
  return level === 'threshold' || level === 'exact'
}

function isLong(period: PeriodKind): boolean {
  return period !== 'day' && period !== 'week'
}
