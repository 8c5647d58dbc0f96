import { daysOf, firstDayOf, periodOf, type DayIndex, type PeriodIndex } from '../domain/calendar.ts'
import { MEASURES, type PeriodKind } from '../domain/dictionary.ts'
import { groupBy } from '../domain/group-by.ts'
import { standsBeside } from '../domain/measure.ts'
import type { EditionInTime } from './editions-in-time.ts'
import { cellIn, seriesIn } from './gather-figures.ts'
import type { RowInFolder, PublishedTable } from './published-folder.ts'
import type { Cell, FigureLedger, FigureSeries } from './open-ledger.ts'

/**
 * What is hidden for no sake but its own is below the threshold. A reader knows which figures those are: all but the companions, since
 * the rule by which they are chosen is published. A companion is the first working day after the first hidden one of a longer
 * period.
 */
export function boundHidden(editions: readonly EditionInTime[], ledger: FigureLedger): void {
  const longer = longerKinds(editions)
  const kindsOf = (service: string): readonly PeriodKind[] => longer.get(service) ?? []
  const tables = editions.flatMap((edition) => edition.totals.map((table) => ({ edition, table })))
  const others = new Set<Cell>([
    ...tables.flatMap(({ edition, table }) => [
      ...companionsIn(edition, table, kindsOf(edition.folder.service), ledger),
    ]),
    ...[...ledger.series.values()].flatMap((series) => [...companionsOfAll(series, kindsOf(series.service))]),
  ])
  for (const { edition, table } of tables) {
    for (const one of hiddenIn(edition, table, ledger)) if (!others.has(one.cell)) bound(one)
  }
}

function bound({ cell: { figure }, k }: { readonly cell: Cell; readonly k: number }): void {
  if (figure.shownIn !== undefined) return
  figure.bounds = { low: 0, high: Math.min(figure.bounds.high, k - 1) }
  figure.ground = 'below-threshold'
}

/** By service, the kinds of periods that stand above days in any table of any edition, or are to: those with noise included. */
function longerKinds(editions: readonly EditionInTime[]): ReadonlyMap<string, readonly PeriodKind[]> {
  const kinds = new Map<string, Set<PeriodKind>>()
  for (const { folder } of editions) {
    const own = kinds.get(folder.service) ?? new Set<PeriodKind>()
    kinds.set(folder.service, own)
    for (const { kind } of folder.tables) own.add(kind)
    for (const kind of folder.announced) own.add(kind)
  }
  return new Map([...kinds].map(([service, own]) => [service, [...own]]))
}

type Told = readonly { readonly day: PeriodIndex; readonly isHidden: boolean }[]

/** Entries are hidden for the sake of those that are none, too. */
const ALONE: readonly string[] = MEASURES.filter((measure) => standsBeside(measure) === undefined)

function columnsOf({ counts }: PublishedTable): readonly number[] {
  return counts.flatMap((count, c) => (ALONE.includes(count) ? [c] : []))
}

/** The hidden figures of the shortest periods of an edition that are whole. */
function* hiddenIn(edition: EditionInTime, table: PublishedTable, ledger: FigureLedger) {
  if (edition.folder.tables.some(({ kind }) => daysIn(kind) < daysIn(table.kind))) return
  for (const c of columnsOf(table)) {
    const seriesBy = seriesIn(edition, table.counts[c] ?? '', ledger)
    const hidden = table.rows.filter((row) => isHidden(row, c, table))
    for (const { period, feature } of hidden.filter((row) => isWhole(row, table, edition))) {
      const { level, k } = table.protectionOf(firstDayOf(table.kind, period))
      if (level === 'threshold') yield { cell: cellIn(edition, seriesBy(feature), table.kind, period, ledger), k }
    }
  }
}

function isHidden({ counts, period }: RowInFolder, c: number, table: PublishedTable): boolean {
  return counts[c] === undefined && !table.counts.slice(c, c + 1).some((count) => table.lacks(count, period))
}

function isWhole({ period }: RowInFolder, { kind }: PublishedTable, { openOf, span }: EditionInTime): boolean {
  const { from, to } = daysOf(kind, period)
  return from >= span.from && to <= span.to && openOf(kind, period) === ''
}

function daysIn(kind: PeriodKind): number {
  return { day: 1, week: 7, month: 30, quarter: 91, year: 365 }[kind]
}

/** Days that an edition may hide whatever they count. */
function* companionsIn(
  edition: EditionInTime,
  table: PublishedTable,
  kinds: readonly PeriodKind[],
  ledger: FigureLedger,
) {
  if (table.kind !== 'day') return
  for (const rows of groupBy(table.rows, ({ feature }) => feature).values()) {
    for (const c of columnsOf(table)) {
      const series = seriesIn(edition, table.counts[c] ?? '', ledger)(rows[0]?.feature ?? '')
      for (const day of companionsFor(emptyIn(rows, c, table), kinds)) yield cellIn(edition, series, 'day', day, ledger)
    }
  }
}

/** Whether an empty cell of a count that was not made is a hidden one, a folder does not tell: it may be either. */
function emptyIn(rows: readonly RowInFolder[], c: number, table: PublishedTable): readonly Told[] {
  return [
    rows.map(({ period, counts }) => ({ day: period, isHidden: counts[c] === undefined })),
    rows.map((row) => ({ day: row.period, isHidden: isHidden(row, c, table) })),
  ]
}

/** Days that stay hidden since an earlier edition hid others. */
function* companionsOfAll({ cells, measure }: FigureSeries, kinds: readonly PeriodKind[]) {
  if (!ALONE.includes(measure)) return
  const days = [...cells.values()]
    .filter(({ kind }) => kind === 'day')
    .toSorted((a, b) => a.period - b.period)
    .map((cell) => ({ cell, day: cell.period, isHidden: cell.figure.hiddenIn !== undefined }))
  const found = new Set(companionsFor([days], kinds))
  for (const { cell, day } of days) if (found.has(day)) yield cell
}

/** Days that may be a companion: a day of which no row tells may be taken for a hidden one, or for none. */
function companionsFor(readings: readonly Told[], kinds: readonly PeriodKind[]): readonly PeriodIndex[] {
  const every = readings.flatMap((days) => kinds.flatMap((kind) => blocksOf(days, kind)))
  return every.flatMap(({ from, days }) => [...companionOf(days), ...companionOf(days, from)])
}

/** The days of which rows tell, in order, by the longer period that they lie in. */
function blocksOf(days: Told, kind: PeriodKind): readonly { readonly from: DayIndex; readonly days: Told }[] {
  const blocks: { from: DayIndex; to: DayIndex; days: Told[number][] }[] = []
  for (const one of days) {
    const last = blocks.at(-1)
    if (last !== undefined && one.day <= last.to) last.days.push(one)
    else blocks.push({ ...daysOf(kind, periodOf(kind, firstDayOf('day', one.day))), days: [one] })
  }
  return blocks
}

/** The first working day after a hidden one. @param from where it is told, a day from there on without a row is a hidden one */
function companionOf(days: Told, from = Infinity): readonly PeriodIndex[] {
  const isAfterUntold = (at: number): boolean => (days[at]?.day ?? 0) > from + at
  const first = days.findIndex(({ isHidden }, at) => isHidden || isAfterUntold(at))
  const after = first < 0 ? [] : days.slice(isAfterUntold(first) ? first : first + 1)
  return after.flatMap(({ day }) => (day % 7 < 5 ? [day] : [])).slice(0, 1)
}
