import { firstDayOf, periodOf, type PeriodIndex } from '../domain/calendar.ts'
import { MEASURES, type Measure } from '../domain/dictionary.ts'
import { linesCounted, type LinesCounted } from '../domain/measure.ts'
import type { EditionInTime } from './editions-in-time.ts'
import { cellIn, seriesIn } from './gather-figures.ts'
import type { PublishedFate } from './published-folder.ts'
import type { FigureLedger } from './open-ledger.ts'

type CountOfFate = LinesCounted & { readonly count: Measure }

/** The measures that count lines of a fate: all of them, or else some. */
export function countsOf(fate: string): readonly CountOfFate[] {
  const counts = MEASURES.flatMap((count) => {
    const lines = linesCounted(count)
    return lines?.fate === fate ? [{ count, ...lines }] : []
  })
  return counts.some(({ isAll }) => isAll) ? counts.filter(({ isAll }) => isAll) : counts
}

/**
 * A total of all features of a month tells nothing where it is the sum of what is shown, as it has to be; where it is any other it
 * is taken for the true one, or of a measure that counts some of those lines for the most that there are.
 */
export function relateQuality(editions: readonly EditionInTime[], ledger: FigureLedger): void {
  for (const edition of editions) {
    for (const fate of edition.folder.fates)
      for (const counted of countsOf(fate.fate)) relateTotal(edition, fate, counted, ledger)
  }
}

function relateTotal(
  edition: EditionInTime,
  { month, lines, file }: PublishedFate,
  { count, isAll }: CountOfFate,
  ledger: FigureLedger,
): void {
  const shown = shownIn(edition, month, count)
  if (lines === undefined || shown === undefined || (isAll && shown === lines)) return
  const terms = monthFigures(edition, month, count, ledger).map((figure) => ({ figure, times: 1 }) as const)
  const files = [`${edition.folder.path}/${file}`]
  if (terms.length > 0) ledger.relations.push({ terms, low: isAll ? lines : 0, high: lines, why: 'quality', files })
}

/** The figures of a month of all features that a table has in it. */
export function monthFigures(
  edition: EditionInTime,
  month: PeriodIndex,
  count: Measure,
  ledger: FigureLedger,
): readonly number[] {
  const seriesBy = seriesIn(edition, count, ledger)
  const features = new Set(
    edition.totals.flatMap(({ counts, rows, kind }) =>
      counts.includes(count)
        ? rows.flatMap(({ feature, period }) =>
            periodOf('month', firstDayOf(kind, period)) === month ? [feature] : [],
          )
        : [],
    ),
  )
  return [...features].map((feature) => cellIn(edition, seriesBy(feature), 'month', month, ledger).figure.id)
}

/** The sum of the shown figures of a month, of months where some is shown, else of days; undefined: no table counts it. */
function shownIn({ totals }: EditionInTime, month: PeriodIndex, count: Measure): number | undefined {
  let none: 0 | undefined
  for (const kind of ['month', 'day'] as const) {
    const table = totals.find((one) => one.kind === kind && one.counts.includes(count))
    const rows = table?.rows.filter(({ period }) => periodOf('month', firstDayOf(kind, period)) === month) ?? []
    const at = table?.counts.indexOf(count) ?? -1
    const shown = rows.flatMap(({ counts }) => counts[at] ?? [])
    if (shown.length > 0) return shown.reduce((sum, count) => sum + count, 0)
    if (rows.length > 0) none = 0
  }
  return none
}
