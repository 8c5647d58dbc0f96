import { basename, dirname, join } from 'node:path'
import { existsSync } from 'node:fs'
import { firstDayOf, periodOfText } from '../../../domain/calendar.ts'
import { indexOf, QUANTILES, type PeriodKind } from '../../../domain/dictionary.ts'
import { ProblemError, type Problem } from '../../../domain/problem.ts'
import type { Grid } from '../../../domain/table.ts'
import { foldersOf, type ReleaseLedger } from '../../../publish/index.ts'
import type { PublishedRow, State } from '../../../state/index.ts'
import { tablesOf, type FigureTable } from '../../verify/figure-tables.ts'
import type { ReadEdition } from '../../verify/read/read-edition.ts'
import { readWhole } from '../../verify/read/read-whole.ts'
import { noteLostKey } from '../noise/lost-key.ts'
import { hasMadeKey } from '../noise/made-key.ts'
import { changeText, releasesOf } from '../releases.ts'
import { kindOf, seriesOf } from '../../series-of.ts'
import { keepSettings } from '../settings/kept-settings.ts'
import { SETTINGS_SHAPE, type KeptTable, type Settings } from '../settings/settings.ts'

/**
 * Takes what was published over into a state that is new: both tiers' rows, their revisions, versions and days. They are
 * frozen, and stand as adopted until their lines are counted again.
 *
 * @param folder of one dataset, or the one that holds both
 * @throws ProblemError ADOPT_REFUSED
 */
export function adoptFolder(state: State, service: string, folder: string): void {
  if (releasesOf(state).length > 0 || state.logs.linesConsumed() > 0) throw refusal('state-in-use', folder)
  const { read, first } = readTiers(folder, service)
  const { ledger, service: of } = first.book.publication
  if (ledger === undefined) throw refusal('of-count', folder)
  if (of.id !== service) throw refusal('other-service', folder)
  const taken = takenFrom(read, first, ledger)
  if (taken === undefined) throw refusal('damaged', folder)
  state.commit(() => keepAll(state, first, taken))
}

function refusal(why: Extract<Problem, { readonly code: 'ADOPT_REFUSED' }>['why'], folder: string): ProblemError {
  return new ProblemError({ code: 'ADOPT_REFUSED', folder, why })
}

/** Every folder of the dataset, which was never without one that another names. */
function readTiers(
  folder: string,
  service: string,
): { readonly read: readonly ReadEdition[]; readonly first: ReadEdition } {
  const { there, missing } = foldersAt(folder, service)
  const found = there.map(readWhole)
  const read = found.filter((one) => 'book' in one)
  const [first] = read
  if (read.length < found.length) throw refusal('damaged', folder)
  if (first === undefined) throw refusal('nothing-there', folder)
  // What was published in it is closed, and would never come again.
  if (first.book.otherFolder !== undefined && missing !== undefined) throw refusal('tier-missing', missing)
  return { read, first }
}

/** What stands in a ledger and in rows, as far as it is what it should be. */
type Taken = {
  readonly rows: readonly PublishedRow[]
  readonly frozen: readonly Frozen[]
  readonly settings: Settings
}

function takenFrom(read: readonly ReadEdition[], first: ReadEdition, ledger: ReleaseLedger): Taken | undefined {
  // A run that was killed between the two: nobody knows which is right.
  if (!read.every(({ book }) => isSameVersion(book.publication, first.book.publication))) return undefined
  const series = read.flatMap(tablesOf).map(({ spec }) => seriesOf(spec))
  if (new Set(series).size < series.length) return undefined
  const { data: settings } = SETTINGS_SHAPE.safeParse(ledger.settings)
  if (settings === undefined) return undefined
  const rows = read.map((edition) => rowsOf(edition, ledger, settings))
  const frozen = ledger.closed.map(frozenOf)
  if (!rows.every((some) => some !== undefined) || !frozen.every((one) => one !== undefined)) return undefined
  return { rows: rows.flat(), frozen, settings }
}

/** The folders of both tiers, by the names that they have where the folder that is named is a copy, too. */
function foldersAt(
  folder: string,
  service: string,
): { readonly there: readonly string[]; readonly missing: string | undefined } {
  const isOne = existsSync(join(folder, 'datapackage.json'))
  const root = isOne ? dirname(folder) : folder
  const isCopy = isOne && !foldersOf(service).includes(basename(folder))
  const names = foldersOf(isCopy ? basename(folder).replace(/-detail$/, '') : service)
  const paths = names.map((name) => join(root, name))
  const isThere = (path: string): boolean => existsSync(join(path, 'datapackage.json'))
  return { there: paths.filter(isThere), missing: paths.find((path) => !isThere(path)) }
}

type Publication = ReadEdition['book']['publication']

function isSameVersion(one: Publication, other: Publication): boolean {
  return one.version === other.version && one.created === other.created && one.service.id === other.service.id
}

type Frozen = { readonly kind: PeriodKind; readonly through: number; readonly open: readonly number[] }

function frozenOf({ kind, through, open }: ReleaseLedger['closed'][number]): Frozen | undefined {
  const last = periodOfText(kind, through)
  const held = open.flatMap((text) => periodOfText(kind, text) ?? [])
  return last === undefined || held.length < open.length ? undefined : { kind, through: last, open: held }
}

function keepAll(
  state: State,
  { book: { publication }, grid, quality }: ReadEdition,
  { rows, frozen, settings }: Taken,
): void {
  state.editions.publish(rows)
  for (const { series, period } of rows) state.adoptions.keep({ kind: kindOf(series), period, verdict: 'open' })
  state.editions.publishQuality(quality.map(({ month, fate, lines }) => ({ month, fate, lines: lines ?? null })))
  for (const { kind, through, open } of frozen) state.editions.freeze(kind, through, open)
  state.adoptions.keepDays(grid)
  keepHistory(state, publication)
  for (const table of settings.tables) state.facts.keepSeries(seriesOf(table), beginOf(table, rows, grid))
  keepSettings(state, settings)
  state.editions.note([changeText({ kind: 'state-adopted' })])
  if (!hasMadeKey(state) || !settings.tables.some(hasKey)) return
  noteLostKey(state)
  state.editions.note([changeText({ kind: 'noise-key-replaced' })])
}

/** The first day of a table: nothing of it is decided before. One without a row begins after all that is known. */
function beginOf(table: KeptTable, rows: readonly PublishedRow[], grid: Grid): number {
  const series = seriesOf(table)
  let first = Infinity
  for (const row of rows) if (row.series === series) first = Math.min(first, row.period)
  return first === Infinity ? (grid.at(-1) ?? -1) + 1 : firstDayOf(table.period, indexOf<'period'>(first))
}

function keepHistory(state: State, { formats, isPartialLog, history = [] }: Publication): void {
  for (const { name, lacks } of formats) state.facts.keepFormat(name, lacks)
  if (isPartialLog === true) state.facts.keepFact('partial-log', 'true')
  for (const { version, created, changes } of history)
    state.editions.release({ version, created, changes: changes.map(changeText) })
}

function hasKey({ protections }: KeptTable): boolean {
  return protections.some(({ protection }) => protection.level === 'cell-key')
}

/** Undefined: a table or a feature that the settings do not have, or a figure smaller than they let out. */
function rowsOf(edition: ReadEdition, ledger: ReleaseLedger, settings: Settings): readonly PublishedRow[] | undefined {
  const known = new Set(settings.features.map(({ id }) => id))
  const rows: PublishedRow[] = []
  for (const table of tablesOf(edition)) {
    const kept = settings.tables.find((one) => seriesOf(one) === seriesOf(table.spec))
    if (kept === undefined || !isWithin(known, table.rows)) return undefined
    if (hasSmallCount(table, kept)) return undefined
    // One by one: a million arguments are too many for a call.
    for (const row of rowsOfTable(table, ledger)) rows.push(row)
  }
  return rows
}

function isWithin(known: ReadonlySet<string>, rows: FigureTable['rows']): boolean {
  for (const { feature } of rows) if (!known.has(feature)) return false
  return true
}

function hasSmallCount({ spec: { measures }, rows }: FigureTable, { protections }: KeptTable): boolean {
  const least = Math.min(...protections.map(({ protection }) => (protection.level === 'exact' ? 0 : protection.k)))
  const isCount = measures.map((measure) => !QUANTILES.has(measure))
  for (const { counts } of rows)
    if (counts.some((count = Infinity, m) => count < least && isCount[m] === true)) return true
  return false
}

function rowsOfTable({ spec, rows }: FigureTable, { revisions }: ReleaseLedger): readonly PublishedRow[] {
  const series = seriesOf(spec)
  const revised = new Map(
    revisions.flatMap(({ table, period, revision }) =>
      table === spec.name ? [[periodOfText(spec.period, period), revision] as const] : [],
    ),
  )
  const places = new Map<number, number>()
  return [...rows].flatMap(({ period, feature, categories, counts }) => {
    const place = places.get(period) ?? 0
    places.set(period, place + 1)
    return spec.measures.map((measure, m): PublishedRow => ({
      series,
      period,
      place,
      revision: revised.get(period) ?? 0,
      feature,
      cell: categories.join(' '),
      measure,
      count: counts[m] ?? null,
    }))
  })
}
