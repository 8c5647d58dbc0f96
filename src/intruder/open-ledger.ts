import { firstDayOf, lastDayOf, periodOf, periodsFrom, type Days, type PeriodIndex } from '../domain/calendar.ts'
import type { PeriodKind } from '../domain/dictionary.ts'
import type { Figure, FigureName, Relation } from './bounded-figures.ts'

/** All figures of one measure of one feature, however many editions tell of them. */
export type FigureSeries = {
  readonly service: string
  readonly feature: string
  /** How lines were cut into it; figures of another cut are others. */
  readonly cut: string
  readonly measure: string
  /** By what `keyOfCell` says. */
  readonly cells: Map<string, Cell>
}

/** A figure of a period, as some editions have it. */
export type Cell = {
  readonly figure: Figure
  readonly kind: PeriodKind
  readonly period: PeriodIndex
  /** How often later lines had changed the figures of its feature. */
  readonly version: number
  /** More lines may have come, or some were missing: said of no other edition. */
  readonly open: string
  /** The days that it counts. */
  readonly days: Days
  /** The edition that told of it first. */
  readonly rank: number
}

export function keyOfCell(kind: PeriodKind, period: PeriodIndex, version: number, open = ''): string {
  return `${kind} ${period} ${version}${open}`
}

/** Where all figures and relations are gathered. */
export type FigureLedger = {
  readonly figures: Figure[]
  readonly relations: Relation[]
  readonly series: Map<string, FigureSeries>
}

export function openLedger(): FigureLedger {
  return { figures: [], relations: [], series: new Map() }
}

/** Any whole number from 0 on. */
export function addFigure({ figures }: Pick<FigureLedger, 'figures'>, of: FigureName): Figure {
  const bounds = { low: 0, high: Infinity }
  const figure: Figure = {
    id: figures.length,
    of,
    bounds,
    ground: 'count',
    shownIn: undefined,
    hiddenIn: undefined,
    k: 0,
  }
  figures.push(figure)
  return figure
}

/** Parts add up to a whole, which is more by `high` at most. */
export function addSum(
  { relations }: Pick<FigureLedger, 'relations'>,
  whole: number,
  parts: readonly number[],
  why: Relation['why'],
  high = 0,
): void {
  const terms = [{ figure: whole, times: 1 } as const, ...parts.map((figure) => ({ figure, times: -1 }) as const)]
  relations.push({ terms, low: 0, high, why, files: [] })
}

/**
 * What belongs to the parts of a longer period adds up to what belongs to it: without that, bounds of both would not know of each other.
 *
 * @param belonging figures, by the figure that each belongs to
 */
export function addSumsOf({ relations }: FigureLedger, belonging: ReadonlyMap<number, number>): void {
  for (const { terms, ...rest } of relations.filter(({ why }) => why === 'parts')) {
    const own = terms.flatMap(({ figure, times }) => {
      const id = belonging.get(figure)
      return id === undefined ? [] : [{ figure: id, times }]
    })
    if (own.length === terms.length) relations.push({ ...rest, terms: own })
  }
}

/** The months that a period touches. */
export function monthsOf(kind: PeriodKind, period: PeriodIndex): readonly PeriodIndex[] {
  return periodsFrom(periodOf('month', firstDayOf(kind, period)), periodOf('month', lastDayOf(kind, period)))
}
