import { daysOf, type PeriodIndex } from '../domain/calendar.ts'
import type { PeriodKind } from '../domain/dictionary.ts'
import type { EditionInTime } from './editions-in-time.ts'
import type { PublishedProtection, PublishedTable } from './published-folder.ts'
import { addFigure, keyOfCell, type Cell, type FigureLedger, type FigureSeries } from './open-ledger.ts'

/** Notes every figure of a table of totals, shown or hidden, once for all editions that tell the same of it. */
export function gatherFigures(editions: readonly EditionInTime[], ledger: FigureLedger): void {
  for (const edition of editions) {
    for (const table of edition.totals) gatherTable(edition, table, ledger)
  }
}

function gatherTable(edition: EditionInTime, table: PublishedTable, ledger: FigureLedger): void {
  const protections = new Map<PeriodIndex, PublishedProtection>()
  const columns = table.counts.map((measure) => seriesIn(edition, measure, ledger))
  for (const { period, feature, counts, file } of table.rows) {
    const protection = protections.get(period) ?? table.protectionOf(daysOf(table.kind, period).from)
    protections.set(period, protection)
    const file_ = `${edition.folder.path}/${file}`
    counts.forEach((count, c) => {
      const series = columns[c]?.(feature)
      // One with noise is no true count: it bounds one, as categories do.
      const isNoisy = protection.level === 'cell-key' && count !== undefined
      if (series !== undefined && !isNoisy)
        note(cellIn(edition, series, table.kind, period, ledger), count, protection, file_)
    })
  }
}

export function seriesIn(
  { folder }: EditionInTime,
  measure: string,
  { series }: FigureLedger,
): (feature: string) => FigureSeries {
  const { service, cutOf } = folder
  const known = new Map<string, FigureSeries>()
  return (feature) => {
    const found = known.get(feature)
    if (found !== undefined) return found
    const cut = cutOf(feature)
    const key = [service, feature, cut, measure].join('\n')
    const one = series.get(key) ?? { service, feature, cut, measure, cells: new Map<string, Cell>() }
    series.set(key, one)
    known.set(feature, one)
    return one
  }
}

/** The figure of a period as an edition has it. */
export function cellIn(
  { openOf, versionOf, span, rank }: EditionInTime,
  series: FigureSeries,
  kind: PeriodKind,
  period: PeriodIndex,
  ledger: FigureLedger,
): Cell {
  const { service, feature, measure, cells } = series
  const [open, version] = [openOf(kind, period), versionOf(feature, kind, period)]
  const key = keyOfCell(kind, period, version, open)
  const found = cells.get(key)
  if (found !== undefined) return found
  const { from, to } = daysOf(kind, period)
  const days =
    open === '' ? { from, to } : { from: from > span.from ? from : span.from, to: to < span.to ? to : span.to }
  const figure = addFigure(ledger, { service, feature, measure, kind, period, what: 'count' })
  const cell = { figure, kind, period, version, open, days, rank }
  cells.set(key, cell)
  return cell
}

function note({ figure }: Cell, count: number | undefined, protection: PublishedProtection, file: string): void {
  if (protection.level !== 'exact') figure.k = Math.max(figure.k, protection.k)
  if (count === undefined) figure.hiddenIn ??= file
  else if (figure.shownIn === undefined) {
    figure.bounds = { low: count, high: count }
    figure.ground = protection.level === 'exact' ? 'exact' : 'shown'
    figure.shownIn = file
  }
}
