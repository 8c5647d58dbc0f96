import { dayText, firstDayOf, lastDayOf, periodOf, periodsFrom, daysFrom } from '../domain/calendar.ts'
import type { DayIndex, PeriodIndex, Days } from '../domain/calendar.ts'
import type { PublishedRow } from '../domain/cell.ts'
import { COUNTED_BY, type CountedBy, type Release, type SeriesBreak } from '../domain/change.ts'
import { indexOf, type PeriodKind } from '../domain/dictionary.ts'
import { isSame } from '../domain/is-same.ts'
import { kindOf, seriesOf } from '../domain/series-of.ts'
import { isNoisy } from '../domain/table.ts'
import { protectionDays } from './in-force.ts'
import { type KeptTable, publicSettings, type Settings } from './settings.ts'
import type { Standing } from './standing.ts'

/** Which periods of a kind are closed: all up to the last, but for those that are held open. */
export type Frozen = {
  readonly kind: PeriodKind
  readonly through: PeriodIndex
  readonly held: readonly PeriodIndex[]
}

/** A period that is closed. */
export type Closed = { readonly kind: PeriodKind; readonly period: PeriodIndex }

/** What an earlier copy of a state has published, and what is closed in it. */
export type OwnPast = {
  readonly releases: readonly Release[]
  readonly settings: Settings | undefined
  readonly rows: readonly PublishedRow[]
  readonly isFrozen: Standing['isFrozen']
  /** All that it has closed is closed there: asked by kind. */
  readonly frozen: ReadonlyMap<PeriodKind, PeriodIndex>
  readonly held: (kind: PeriodKind) => ReadonlySet<PeriodIndex>
  /** The first day that has a line. */
  readonly firstDay: DayIndex
}

/** What stands in a folder. */
export type InFolder = {
  readonly history: readonly Release[]
  readonly settings: Settings
  readonly rows: readonly PublishedRow[]
  readonly frozen: readonly Frozen[]
}

/** What a folder has that an earlier state of its service has not: its releases and rows, and what closed since. */
export type CameLater = Omit<InFolder, 'frozen'> & { readonly closed: readonly Closed[] }

/**
 * Why a state cannot go on where a folder is: it has all of it; the folder is not what became of it; or what it counts by changed,
 * of which nothing is named where the state does not know what it was.
 */
export type WhyNotTakenUp =
  | { readonly why: 'state-in-use' | 'other-history' }
  | { readonly why: 'counted-otherwise'; readonly changed: readonly CountedBy[] }

/** What came after all that a state has published; or why it cannot go on there. */
export function takeUp(own: OwnPast, folder: InFolder): CameLater | WhyNotTakenUp {
  const [before, history] = [own.releases.length, folder.history]
  if (!isSame(history.slice(0, before), own.releases)) return { why: 'other-history' }
  const later = history.slice(before)
  if (later.length === 0) return { why: 'state-in-use' }
  if (own.settings === undefined) return { why: 'counted-otherwise', changed: [] }
  const settings = settingsLater(own.settings, folder.settings)
  if (settings === undefined || later.some(isBroken))
    return { why: 'counted-otherwise', changed: changedSince(own.settings, folder.settings, later) }
  const figures = figuresLater(own, folder)
  return figures === undefined ? { why: 'other-history' } : { ...figures, history: later, settings }
}

/** Lines of before a break, counted again, would count as those of after it. */
function isBroken({ changes }: Release): boolean {
  return changes.some((change) => 'date' in change)
}

/** Texts may be others; what a folder does not tell is as it was. Undefined: it was counted in another way since. */
function settingsLater(own: Settings, later: Settings): Settings | undefined {
  if (!isSame(withoutTexts(own), withoutTexts(later))) return undefined
  return { ...own, texts: later.texts, language: later.language, ...(later.signed && { signed: later.signed }) }
}

function withoutTexts(settings: Settings): unknown {
  return { ...publicSettings(settings), texts: undefined, language: undefined, signed: undefined }
}

/** Settings that have the name of what they are. */
const COMPARED = ['timezone', 'sources', 'robots', 'thresholds', 'features', 'families', 'tables'] as const

/** What else a break tells of. */
const BROKEN: Readonly<Record<SeriesBreak['kind'], CountedBy>> = {
  ...{ 'feature-redefined': 'features', 'feature-renamed': 'features', 'feature-returned': 'features' },
  ...{ 'table-returned': 'tables', 'protection-changed': 'tables', 'threshold-changed': 'thresholds' },
  ...{ 'measure-removed': 'tables', 'measure-added': 'tables', 'measure-returned': 'tables' },
  ...{ 'timezone-changed': 'timezone', 'hosts-changed': 'hosts', 'sources-changed': 'sources' },
  ...{ 'robots-changed': 'robots', 'formats-changed': 'formats' },
}

/** In the order of the list of names, each once. */
function changedSince(own: Settings, later: Settings, releases: readonly Release[]): readonly CountedBy[] {
  const isTranslated = own.language !== later.language
  const told = (settings: Settings) => publicSettings(isTranslated ? withoutTitles(settings) : settings)
  const [before, after] = [told(own), told(later)]
  const breaks = releases.flatMap(({ changes }) =>
    changes.flatMap((change) => ('date' in change ? BROKEN[change.kind] : [])),
  )
  const changed = new Set<CountedBy>([...COMPARED.filter((key) => !isSame(before[key], after[key])), ...breaks])
  if (isTranslated) changed.add('language')
  return COUNTED_BY.filter((one) => changed.has(one))
}

/** Those that the configuration gives none follow its language. */
function withoutTitles(settings: Settings): Settings {
  return { ...settings, features: settings.features.map((feature) => ({ ...feature, title: {} })) }
}

/** Rows and periods that came later, beside all that was published and closed before. Undefined: that is not there any more. */
function figuresLater(own: OwnPast, { rows, frozen }: InFolder): Pick<CameLater, 'rows' | 'closed'> | undefined {
  const later = rowsLater(own.rows, rows)
  if (later === undefined || !frozen.every((one) => holdsAll(own, one))) return undefined
  const closed = closedThere(frozen, own)
  const known = new Set(closed.map(({ kind, period }) => `${kind} ${period}`))
  return later.every(({ series, period }) => known.has(`${kindOf(series)} ${period}`))
    ? { rows: later, closed }
    : undefined
}

/** The rows of periods that were not published. Undefined: what was published stands there with other figures, or not at all. */
function rowsLater(own: readonly PublishedRow[], rows: readonly PublishedRow[]): readonly PublishedRow[] | undefined {
  const periods = new Set(own.map(periodOfRow))
  const figures = new Set(own.filter(hasFigure).map(keyOf))
  const again = rows.filter((row) => periods.has(periodOfRow(row)))
  const shown = again.filter(hasFigure)
  const areSame = shown.length === figures.size && shown.every((row) => figures.has(keyOf(row)))
  const stands = new Set(again.map(periodOfRow))
  return areSame && stands.size === periods.size ? rows.filter((row) => !periods.has(periodOfRow(row))) : undefined
}

// A measure that came later stands empty in earlier rows.
const hasFigure = ({ count }: PublishedRow): boolean => count !== null
const periodOfRow = ({ series, period }: PublishedRow): string => `${series} ${period}`

function keyOf({ series, period, revision, feature, cell, measure, count }: PublishedRow): string {
  return JSON.stringify([series, period, revision, feature, cell, measure, count])
}

/** Whether all that is closed here is closed there. */
function holdsAll(own: OwnPast, { kind, through, held }: Frozen): boolean {
  const last = own.frozen.get(kind) ?? -1
  const heldHere = own.held(kind)
  return through >= last && held.every((period) => period > last || heldHere.has(period))
}

/**
 * What is closed there and not here, with and without rows, and of kinds that no table has: a line of one must not be taken for late
 * before it is known whether its day is whole, or a week that was under way would be published without its days in a closed month.
 *
 * @param own nothing, where the state is new
 */
export function closedThere(
  frozen: readonly Frozen[],
  { firstDay, isFrozen }: Pick<OwnPast, 'firstDay'> & Partial<Pick<OwnPast, 'isFrozen'>>,
): readonly Closed[] {
  return frozen.flatMap(({ kind, through, held }) => {
    const isHeld = new Set(held)
    return periodsFrom(periodOf(kind, firstDay), through).flatMap((period) =>
      isFrozen?.(kind, period) === true || isHeld.has(period) ? [] : { kind, period },
    )
  })
}

/**
 * The first day of each table of a folder: nothing of it is decided before. One without a row has missed what is closed, and nothing
 * else that anybody could tell: a month that was under way is whole where all its lines are found again. If it has noise, it may have
 * come after others, and begins no earlier than they have as much noise as beside it.
 */
export function firstDaysOf({
  settings: { tables },
  rows,
  frozen,
}: Pick<InFolder, 'settings' | 'rows' | 'frozen'>): ReadonlyMap<string, number> {
  const first = new Map<string, PeriodIndex>()
  for (const { series, period } of rows) if (period < (first.get(series) ?? Infinity)) first.set(series, period)
  const hasNoise = ({ protections }: KeptTable): boolean => protections.some(isNoisy)
  const noisier = protectionDays(tables.filter(hasNoise)).at(-1) ?? 0
  return new Map(
    tables.map((table) => {
      const period = first.get(seriesOf(table))
      const least = period === undefined && hasNoise(table) ? noisier : 0
      return [seriesOf(table), Math.max(firstDayOf(table.period, period ?? firstOpen(table, frozen)), least)]
    }),
  )
}

function firstOpen({ period: kind }: KeptTable, frozen: readonly Frozen[]): PeriodIndex {
  const closed = frozen.find((one) => one.kind === kind)
  return closed === undefined ? indexOf<'period'>(0) : indexOf<'period'>(Math.min(closed.through + 1, ...closed.held))
}

/** From their day on a line counts otherwise, whatever its own day is. */
const COUNTED_ANEW: ReadonlySet<SeriesBreak['kind']> = new Set([
  'feature-redefined',
  'hosts-changed',
  'robots-changed',
  'sources-changed',
  'timezone-changed',
])

/**
 * How a service is counted in a state that is new. What had changed while days were open holds for all of them: their lines are read
 * again as they count now. Such a break is told once more, of the first of these days; a feature that is gone ended before.
 */
export function readAnew(
  { settings, frozen }: Pick<InFolder, 'settings' | 'frozen'>,
  told: readonly SeriesBreak[],
): { readonly settings: Settings; readonly breaks: readonly SeriesBreak[] } {
  const ends = frozen.map(({ kind, through }) => lastDayOf(kind, through) + 1)
  const held = frozen.flatMap(({ kind, held }) => held.map((period) => firstDayOf(kind, period)))
  const day = indexOf<'day'>(Math.min(Math.max(1, ...ends), ...held))
  const [date, before] = [dayText(day), dayText(indexOf<'day'>(day - 1))]
  const later = told.filter((change) => COUNTED_ANEW.has(change.kind) && change.date > date)
  const last = new Map(later.map((change) => [`${change.kind} ${'feature' in change ? change.feature : ''}`, change]))
  const features = settings.features.map((feature) =>
    (feature.ended ?? '') > before ? { ...feature, ended: before } : feature,
  )
  return { settings: { ...settings, features }, breaks: [...last.values()].map((change) => ({ ...change, date })) }
}

/** The logs of a service, as a run finds them. */
type Witnesses = {
  /** Whether every entry of `logs:` finds one. */
  readonly areAllFound: boolean
  readonly logs: readonly {
    readonly lastDay: number
    /** Its days with a line, from a day on. */
    readonly daysSince: (day: number) => readonly number[]
  }[]
}

/**
 * Whether each log has lines on all of these days, and on the day before and after, which a hole between two rotated files may have cut. One
 * that ended before is no witness. Where a log is silent on a day at times, nobody knows whether that is a hole, and of one that is not
 * found nobody knows anything.
 */
export function haveLinesAround({ areAllFound, logs }: Witnesses, { from, to }: Days): boolean {
  return (
    areAllFound &&
    logs
      .filter(({ lastDay }) => lastDay >= from)
      .every(({ lastDay, daysSince }) => {
        const days = new Set(daysSince(from - 1))
        return daysFrom(from - 1, Math.min(to + 1, lastDay)).every((day) => days.has(day))
      })
  )
}
