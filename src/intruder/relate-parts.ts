import { dayAfter, firstDayOf, lastDayOf, periodOf, type DayIndex, type Days } from '../domain/calendar.ts'
import type { PeriodKind } from '../domain/dictionary.ts'
import type { EditionInTime } from './editions-in-time.ts'
import type { Ground } from './bounded-figures.ts'
import { addFigure, addSum, keyOfCell, type Cell, type FigureLedger, type FigureSeries } from './open-ledger.ts'

/**
 * Each longer period is the sum of the shorter ones, and of the days of which no table tells; or more, where its feature ends within and later
 * days were counted before that was told.
 */
export function relateParts(editions: readonly EditionInTime[], ledger: FigureLedger): void {
  const silent = silentDays(editions)
  for (const series of ledger.series.values()) {
    const kinds = new Set([...series.cells.values()].map(({ kind }) => kind))
    for (const cell of [...series.cells.values()]) {
      relateOpen(cell, series, ledger)
      const beneath = BENEATH[cell.kind].filter((kind) => kinds.has(kind))
      const edition = editions[cell.rank]
      if (beneath.length === 0 || edition === undefined) continue
      addParts(cell, series, beneath, edition, silent.get(series.service) ?? NONE, ledger)
    }
  }
}

/** The periods that a longer one is made of, the longest first. */
const BENEATH: Readonly<Record<PeriodKind, readonly PeriodKind[]>> = {
  day: [],
  week: ['day'],
  month: ['day'],
  quarter: ['month', 'day'],
  year: ['quarter', 'month', 'day'],
}
const NONE: ReadonlySet<DayIndex> = new Set()

/** By service, days that some edition says to have had no line. */
function silentDays(editions: readonly EditionInTime[]): ReadonlyMap<string, ReadonlySet<DayIndex>> {
  const silent = new Map<string, Set<DayIndex>>()
  for (const { folder } of editions) {
    const days = silent.get(folder.service) ?? new Set<DayIndex>()
    silent.set(folder.service, days)
    for (const { from, to } of folder.gaps) for (let day = from; day <= to; day = dayAfter(day)) days.add(day)
  }
  return silent
}

/** What an edition counts of a period that is not whole is some of what another counts of all of it. */
function relateOpen(
  { open, kind, period, version, figure }: Cell,
  { cells }: FigureSeries,
  ledger: FigureLedger,
): void {
  const whole = open === '' ? undefined : cells.get(keyOfCell(kind, period, version))
  if (whole !== undefined) addSum(ledger, whole.figure.id, [figure.id], 'open', Infinity)
}

function addParts(
  cell: Cell,
  series: FigureSeries,
  beneath: readonly PeriodKind[],
  edition: EditionInTime,
  silent: ReadonlySet<DayIndex>,
  ledger: FigureLedger,
): void {
  const { validity, isCutShort, away } = edition.folder
  const { from, to }: Record<'from' | 'to', number> = { ...ALWAYS, ...validity.get(series.feature) }
  const parts: number[] = []
  const untold: DayIndex[] = []
  for (let day = cell.days.from; day <= cell.days.to;) {
    const part = partAt(day, cell, series, beneath, edition)
    if (part === undefined) untold.push(day)
    else parts.push(part.figure.id)
    day = dayAfter(part === undefined ? day : lastDayOf(part.kind, part.period))
  }
  if (parts.length === 0) return
  const left = untold.filter((day) => day >= from && day <= to && !silent.has(day))
  if (left.length > 0) parts.push(restOf(cell, groundOf(left, away.get(series.feature)), ledger))
  const isMore = to < cell.days.to && isCutShort(series.feature)
  addSum(ledger, cell.figure.id, parts, 'parts', isMore ? Infinity : 0)
}

const ALWAYS = { from: -Infinity, to: Infinity }

function groundOf(days: readonly DayIndex[], away: readonly Days[] = []): Ground {
  return days.every((day) => away.some(({ from, to }) => day >= from && day <= to)) ? 'away' : 'count'
}

/** Days that no table tells of are hidden all together. */
function restOf({ figure }: Cell, ground: Ground, ledger: FigureLedger): number {
  const rest = addFigure(ledger, { ...figure.of, what: 'rest' })
  rest.ground = ground
  rest.hiddenIn = figure.shownIn ?? figure.hiddenIn
  rest.k = figure.k
  return rest.id
}

/** The longest of the periods beneath that has a day and lies within, as the edition has it, else as another has it. */
function partAt(
  day: DayIndex,
  { days }: Cell,
  series: FigureSeries,
  beneath: readonly PeriodKind[],
  { openOf, versionOf }: EditionInTime,
): Cell | undefined {
  for (const kind of beneath) {
    const period = periodOf(kind, day)
    if (firstDayOf(kind, period) !== day || lastDayOf(kind, period) > days.to) continue
    const own = versionOf(series.feature, kind, period)
    const found =
      series.cells.get(keyOfCell(kind, period, own, openOf(kind, period))) ??
      series.cells.get(keyOfCell(kind, period, own))
    if (found !== undefined) return found
  }
  return undefined
}
