import { firstDayOf, periodOf, type PeriodIndex } from '../domain/calendar.ts'
import type { Measure } from '../domain/dictionary.ts'
import type { Edition } from './editions.ts'
import { cellOf, seriesOf } from './gather-figures.ts'
import type { Ledger } from './series.ts'

/** What tables count of a month, by the fate of its lines. */
export const COUNT_OF_FATE: Readonly<Record<string, Measure>> = { counted: 'requests', failed: 'errors' }

/**
 * A total of all features of a month tells nothing where it is the sum of what is shown, as it has to be; where it is any other it
 * is taken for the true one.
 */
export function relateQuality(editions: readonly Edition[], ledger: Ledger): void {
  for (const edition of editions) {
    for (const { month, fate, lines, file } of edition.folder.fates) {
      const count = COUNT_OF_FATE[fate]
      if (count === undefined || lines === undefined) continue
      const shown = shownIn(edition, month, count)
      if (shown === undefined || shown === lines) continue
      const terms = monthFigures(edition, month, count, ledger).map((figure) => ({ figure, times: 1 }) as const)
      const files = [`${edition.folder.path}/${file}`]
      if (terms.length > 0) ledger.relations.push({ terms, low: lines, high: lines, why: 'quality', files })
    }
  }
}

/** The figures of a month of all features that a table has in it. */
export function monthFigures(edition: Edition, month: PeriodIndex, count: Measure, ledger: Ledger): readonly number[] {
  const seriesBy = seriesOf(edition, count, ledger)
  const features = new Set(
    edition.totals.flatMap(({ counts, rows, kind }) =>
      counts.includes(count)
        ? rows.flatMap(({ feature, period }) =>
            periodOf('month', firstDayOf(kind, period)) === month ? [feature] : [],
          )
        : [],
    ),
  )
  return [...features].map((feature) => cellOf(edition, seriesBy(feature), 'month', month, ledger).figure.id)
}

/** The sum of the shown figures of a month, of months where there are some, else of days; undefined: no table counts it. */
function shownIn({ totals }: Edition, month: PeriodIndex, count: Measure): number | undefined {
  for (const kind of ['month', 'day'] as const) {
    const table = totals.find((one) => one.kind === kind && one.counts.includes(count))
    const rows = table?.rows.filter(({ period }) => periodOf('month', firstDayOf(kind, period)) === month) ?? []
    const at = table?.counts.indexOf(count) ?? -1
    if (rows.length > 0) return rows.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0)
  }
  return undefined
}
