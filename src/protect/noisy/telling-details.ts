import type { PeriodIndex } from '../../domain/calendar.ts'
import type { Feature } from '../../domain/feature.ts'
import { FOLDED, tierOf, type Grid, type ProtectedRow, type ReadableTable, type Rows } from '../../domain/table.ts'
import type { TellingTotal } from '../disclosure/telling-totals.ts'
import { gridPeriods } from '../grid-periods.ts'
import type { PeriodAround } from './decide-breakdown.ts'
import { NOISE_RULES } from './noise-rules.ts'
import { partsOf } from './parts-of.ts'
import { publishedMargins } from './published-margins.ts'

/** A breakdown of a feature in a period that should have been hidden. */
export type TellingDetail = Omit<TellingTotal, 'isTelling'> & {
  /** The summary hides the period, or the figure that shown cells are a part of; else one category has nearly all of a small total. */
  readonly isHiddenAbove: boolean
}

/** Holds the details at `cell-key` to what the summary shows beside them, from what a reader sees alone. */
export function tellingDetails(
  tables: readonly ReadableTable[],
  grid: Grid,
  features: readonly Pick<Feature, 'id' | 'clients'>[],
): readonly TellingDetail[] {
  const margins = publishedMargins(tables, grid)
  const clientsOf = new Map(features.map(({ id, clients }) => [id, clients]))
  return tables.flatMap(({ spec, rows }) => {
    const { name, protection, measures, period: kind } = spec
    if (protection.level !== 'cell-key' || tierOf(spec) !== 'detail') return []
    const breakdowns = breakdownsOf(rows)
    return gridPeriods(kind, grid).flatMap((period) =>
      (breakdowns.get(period.period) ?? []).flatMap(({ feature, rows: own }) =>
        measures.flatMap((measure, m): readonly TellingDetail[] => {
          const members = own.filter(({ categories }) => categories.some((word) => word !== FOLDED))
          const words = members.map(({ categories }) => categories)
          const parts = partsOf(spec, measure, words, clientsOf.get(feature) ?? 'humans')
          const around = margins({ spec, measure, parts }, period, feature)
          const fault = faultOf(figuresOf(members, m), figuresOf(own, m), around, protection.k)
          if (fault === undefined) return []
          return [{ table: name, period: period.period, feature, measure, isHiddenAbove: fault === 'hidden-above' }]
        }),
      ),
    )
  })
}

type Fault = 'hidden-above' | 'dominated'

type Figures = readonly (number | undefined)[]

function figuresOf(rows: readonly ProtectedRow[], m: number): Figures {
  return rows.map(({ counts }) => counts[m])
}

/** @param all with what was folded */
function faultOf(cells: Figures, all: Figures, { isShown, margin, parts }: PeriodAround, k: number): Fault | undefined {
  const judge = (
    figures: Figures,
    largest: number,
    one: Pick<PeriodAround, 'isShown' | 'margin'>,
  ): Fault | undefined => {
    if (figures.every((figure) => figure === undefined)) return undefined
    if (one.isShown === false) return 'hidden-above'
    return one.margin !== undefined && NOISE_RULES.isDominated(one.margin, largest, k) ? 'dominated' : undefined
  }
  const ofParts = parts.map(({ cells: positions, isSum, ...part }) => {
    const figures = positions.map((c) => cells[c])
    return judge(figures, largestOf(figures), isSum && positions.length > 1 ? part : { ...part, margin: undefined })
  })
  return [judge(all, largestOf(cells), { isShown, margin }), ...ofParts].find((fault) => fault !== undefined)
}

function largestOf(figures: Figures): number {
  return figures.reduce<number>((largest, figure = 0) => Math.max(largest, figure), 0)
}

type Breakdown = { readonly feature: string; readonly rows: ProtectedRow[] }

// Rows of a breakdown stand one after the other.
function breakdownsOf(rows: Rows): ReadonlyMap<PeriodIndex, readonly Breakdown[]> {
  const found = new Map<PeriodIndex, Breakdown[]>()
  for (const row of rows) {
    const those = found.get(row.period) ?? []
    found.set(row.period, those)
    const last = those.at(-1)
    if (last?.feature === row.feature) last.rows.push(row)
    else those.push({ feature: row.feature, rows: [row] })
  }
  return found
}
