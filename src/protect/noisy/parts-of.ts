import type { Measure } from '../../domain/dictionary.ts'
import type { Feature } from '../../domain/feature.ts'
import type { TableSpec } from '../../domain/table.ts'
import { figuresTold, withinOf, type SummaryFigure } from '../measures.ts'

/** Cells of a breakdown that stand inside a published figure. */
export type BreakdownPart = SummaryFigure & {
  /** Positions among the cells. */
  readonly cells: readonly number[]
  /** The figure is their sum; else they count more than it does: requests of every status. */
  readonly isSum: boolean
}

/** The parts of a breakdown that published figures count, whole or not; the breakdown as a whole is none of them. */
export function partsOf(
  { dimensions }: Pick<TableSpec, 'dimensions'>,
  measure: Measure,
  cells: readonly (readonly string[])[],
  clients: Feature['clients'],
): readonly BreakdownPart[] {
  const figures = new Map(
    dimensions
      .flatMap((dimension) => figuresTold(measure, dimension))
      .map((figure) => [`${figure.measure} ${String(figure.isOthers)}`, figure] as const),
  )
  return [...figures.values()].map((figure) => {
    const within = dimensions.map((dimension) => withinOf(figure, dimension))
    return {
      ...figure,
      cells: cells.flatMap((words, c) => (within.every(({ holds }, d) => holds(String(words[d]), clients)) ? [c] : [])),
      isSum: within.every(({ isSum }) => isSum),
    }
  })
}
