import {
  daysFrom,
  daysOf,
  firstDayOf,
  periodOf,
  periodsFrom,
  periodText,
  type Days,
  type PeriodIndex,
} from '../../domain/calendar.ts'
import { MEASURES, PERIOD_KINDS, type PeriodKind } from '../../domain/dictionary.ts'
import { isInService, type Feature } from '../../domain/feature.ts'
import type { FindingCode, Report } from '../../domain/finding.ts'
import { QUANTILES } from '../../domain/measure.ts'
import { rememberLast } from '../../domain/once.ts'
import type { TableSpec } from '../../domain/table.ts'
import type { ReadablePublication } from '../../publish/index.ts'
import { firstRows, figureKey, placeOf } from './check-figures.ts'
import { protectionBefore, figureTablesOf } from './derive-eras.ts'
import type { ReadEdition } from './read/read-edition.ts'
import { sumsOf, type SumBounds, type TableSums } from './sums-of.ts'

/**
 * Tables without noise that tell of the same uses do not contradict each other, where one of them is exact: a period is the sum of the
 * shorter ones, and of its categories. Between two at the threshold the rules say more, which are applied again elsewhere.
 */
export function checkTotals(edition: ReadEdition, other: ReadEdition | undefined, report: Report): void {
  const editions = other === undefined ? [edition] : [edition, other]
  const publications = editions.map(({ book }) => book.publication)
  const levelOf = (spec: TableSpec) =>
    rememberLast(
      (period: PeriodIndex) => protectionBefore(spec, firstDayOf(spec.period, period) + 1, publications).level,
    )
  const tables = editions.flatMap(figureTablesOf)
  // Most services have none, and all of their rows would be summed.
  if (!tables.some(({ spec }) => wasExact(spec, publications))) return
  for (const measure of MEASURES.filter((one) => !QUANTILES.has(one))) {
    const all = tables.flatMap((table) => sumsOf(table, measure, levelOf(table.spec)))
    const found = pairsOf(all).flatMap((pair) => differencesOf(pair, edition))
    tellDifferences(found, edition, report)
  }
}

function wasExact({ name, protection }: TableSpec, publications: readonly ReadablePublication[]): boolean {
  const earlier = publications.flatMap((one) => one.earlier?.get(name) ?? [])
  return [protection, ...earlier.map((one) => one.protection)].some(({ level }) => level === 'exact')
}

type Pair = { readonly total: TableSums; readonly parts: TableSums }

/** Each with those of a shorter kind, and once with those of its own. */
function pairsOf(all: readonly TableSums[]): readonly Pair[] {
  const kindOf = ({ table }: TableSums): number => PERIOD_KINDS.indexOf(table.spec.period)
  return all.flatMap((total, t) =>
    all
      .filter((parts, p) => kindOf(parts) < kindOf(total) || (kindOf(parts) === kindOf(total) && p > t))
      .map((parts) => ({ total, parts })),
  )
}

type Difference = Pair & {
  readonly feature: string
  readonly period: PeriodIndex
  /** The first period of the parts. */
  readonly first: PeriodIndex
  /** What both say, and cannot both be. */
  readonly figures: { readonly total: number; readonly parts: number }
}

function differencesOf({ total, parts }: Pair, edition: ReadEdition): readonly Difference[] {
  const sumIn = openSums(parts, total.table.spec.period, edition)
  return edition.book.publication.features.flatMap((feature) =>
    [...(total.bounds.get(feature.id) ?? [])].flatMap(([period, whole]): readonly Difference[] => {
      const sum = sumIn(feature, period)
      if (sum === undefined || !(total.isExact(period) || parts.isExact(sum.first))) return []
      const figures = contradiction(whole, sum)
      return figures === undefined ? [] : [{ total, parts, feature: feature.id, period, first: sum.first, figures }]
    }),
  )
}

function contradiction(total: SumBounds, parts: SumBounds): Difference['figures'] | undefined {
  if (parts.low > total.high) return { total: total.high, parts: parts.low }
  return parts.high < total.low ? { total: total.low, parts: parts.high } : undefined
}

/**
 * The sum of the parts of a longer period, which may have more: where one has no row though lines came, since its table came or went, or it
 * is held open; and where the feature ended, since later lines may have been counted before that was told.
 */
function openSums({ table, bounds }: TableSums, longer: PeriodKind, { grid, book: { publication } }: ReadEdition) {
  const { period: kind } = table.spec
  const days = new Set<number>(grid)
  const mayCount = (feature: Feature, from: number, to: number): boolean =>
    daysFrom(from, to).some((day) => days.has(day) && isInService(feature, day, day))
  const isCutShort = ({ until }: Feature, { from, to }: Days): boolean =>
    publication.history !== undefined && kind !== longer && until !== undefined && until >= from && until < to
  /** The part as far as it lies within. */
  const partIn = (feature: Feature, one: PeriodIndex, whole: Days): SumBounds | undefined => {
    const { from, to } = daysOf(kind, one)
    const part = from >= whole.from && to <= whole.to ? bounds.get(feature.id)?.get(one) : undefined
    const isOpen = part === undefined && mayCount(feature, Math.max(from, whole.from), Math.min(to, whole.to))
    return isOpen ? { low: 0, high: Infinity } : part
  }

  return (feature: Feature, period: PeriodIndex): (SumBounds & { readonly first: PeriodIndex }) | undefined => {
    const whole = daysOf(longer, period)
    const all = periodsFrom(periodOf(kind, whole.from), periodOf(kind, whole.to))
    const first = all.find((one) => firstDayOf(kind, one) >= whole.from && bounds.get(feature.id)?.has(one))
    if (first === undefined) return undefined
    let [low, high] = [0, isCutShort(feature, whole) ? Infinity : 0]
    for (const one of all) {
      const part = partIn(feature, one, whole)
      low += part?.low ?? 0
      high += part?.high ?? 0
    }
    return { first, low, high }
  }
}

/** What is wrong in the other folder alone is said there. */
function tellDifferences(found: readonly Difference[], { book }: ReadEdition, report: Report): void {
  const names = new Set(book.sheets.map(({ name }) => name))
  const isOwn = ({ table }: TableSums): boolean => names.has(table.spec.name)
  const cells = found.flatMap((one) => {
    const { total, parts, feature, period, first } = one
    const [above, beneath] = [sayingOf(one, 'total'), sayingOf(one, 'parts')]
    const code: FindingCode = isOwn(total) && isOwn(parts) ? 'TOTAL_DIFFERS' : 'TIERS_SUM_DIFFERS'
    if (isOwn(total)) return [{ code, of: total, feature, period, found: above, expected: beneath }]
    return isOwn(parts) ? [{ code, of: parts, feature, period: first, found: beneath, expected: above }] : []
  })
  for (const of of new Set(cells.map((cell) => cell.of))) {
    const own = cells.filter((cell) => cell.of === of)
    const rows = firstRows(own, of.table.rows)
    for (const cell of own) {
      const row = rows.get(figureKey(cell))
      const { code, found, expected } = cell
      if (row !== undefined) report({ code, ...placeOf(row), field: of.measure, found, expected })
    }
  }
}

function sayingOf({ total, period, feature, figures }: Difference, of: keyof Difference['figures']): string {
  return `${periodText(total.table.spec.period, period)} ${feature} ${figures[of]}`
}
