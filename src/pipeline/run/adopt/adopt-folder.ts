import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { PublishedRow } from '../../../domain/cell.ts'
import { keptRows } from '../../kept/published-rows.ts'
import { periodOfText } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import { QUANTILES } from '../../../domain/measure.ts'
import { type Problem, ProblemError } from '../../../domain/problem.ts'
import { seriesOf, kindOf } from '../../../domain/series-of.ts'
import { breaksOf, foldersOf, type ReleaseLedger } from '../../../publish/index.ts'
import type { State } from '../../../state/index.ts'
import {
  type Frozen,
  type KeptTable,
  type Settings,
  SETTINGS_SHAPE,
  closedThere,
  takeUp,
  firstDaysOf,
  readAnew,
  type CameLater,
  type Closed,
} from '../../../timeline/index.ts'
import { daysWithLines, noteOwnBeginning } from '../../kept/days-of-state.ts'
import { readSettings, keepSettings } from '../../kept/kept-settings.ts'
import { readStanding } from '../../kept/read-timeline.ts'
import { releasesOf, changeAsJson } from '../../kept/releases.ts'
import { type FigureTable, figureTablesOf } from '../../verify/derive-eras.ts'
import type { ReadEdition } from '../../verify/read/read-edition.ts'
import { readWhole } from '../../verify/read/read-whole.ts'
import { keepFact } from '../../kept/fact-codecs.ts'
import { keepFormats } from '../../kept/keep-formats.ts'
import { hasKey, hasMadeKey, noteLostKey } from '../../kept/drawn-periods.ts'

/**
 * Takes what was published over: both tiers' rows, their revisions, versions and days. They are frozen, and stand as adopted
 * until their lines are counted again. A state that is new takes all of it, an earlier copy of the one that published it what
 * came after.
 *
 * @param folder of one dataset, or the one that holds both
 * @throws ProblemError ADOPT_REFUSED
 */
export function adoptFolder(state: State, service: string, folder: string): void {
  const isNew = releasesOf(state).length === 0
  if (isNew && state.logs.linesConsumed() > 0) throw refusal('counted-only', folder)
  const { read, first } = readTiers(folder, service)
  const { ledger, service: of } = first.book.publication
  if (ledger === undefined) throw refusal('of-count', folder)
  if (of.id !== service) throw refusal('other-service', folder)
  const taken = takenFrom(read, first, ledger)
  if (taken === undefined) throw refusal('damaged', folder)
  if (isNew) state.commit(() => keepAll(state, taken))
  else goOnThere(state, taken, folder)
}

function goOnThere(state: State, taken: Taken, folder: string): void {
  const later = takeUp(pastOf(state), { ...taken, history: taken.publication.history ?? [] })
  if ('why' in later) throw new ProblemError({ code: 'ADOPT_REFUSED', folder, ...later })
  state.commit(() => keepLater(state, taken, later))
}

/** What an earlier copy of a state has published. */
function pastOf(state: State): Parameters<typeof takeUp>[0] {
  const { editions } = state
  return {
    releases: releasesOf(state),
    settings: readSettings(state),
    rows: editions.published(),
    isFrozen: readStanding(state).isFrozen,
    frozen: editions.frozenThrough(),
    held: editions.held,
    firstDay: daysWithLines(state)[0] ?? indexOf<'day'>(0),
  }
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

/** Undefined: it is not what it should be. */
function takenFrom(read: readonly ReadEdition[], first: ReadEdition, ledger: ReleaseLedger): Taken | undefined {
  // A run that was killed between the two: nobody knows which is right.
  if (!read.every(({ book }) => isSameVersion(book.publication, first.book.publication))) return undefined
  const series = read.flatMap(figureTablesOf).map(({ spec }) => seriesOf(spec))
  if (new Set(series).size < series.length) return undefined
  const { data: settings } = SETTINGS_SHAPE.safeParse(ledger.settings)
  if (settings === undefined) return undefined
  // The ledger of each folder lists the revisions of its own tables.
  const rows = read.map((edition) => rowsOf(edition, edition.book.publication.ledger ?? ledger, settings))
  const frozen = ledger.closed.map(frozenOf)
  if (!rows.every((some) => some !== undefined) || !frozen.every((one) => one !== undefined)) return undefined
  const { publication } = first.book
  return { publication, grid: first.grid, quality: first.quality, rows: rows.flat(), frozen, settings }
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

function frozenOf({ kind, through, open }: ReleaseLedger['closed'][number]): Frozen | undefined {
  const last = periodOfText(kind, through)
  const held = open.flatMap((text) => periodOfText(kind, text) ?? [])
  return last === undefined || held.length < open.length ? undefined : { kind, through: last, held }
}

/** Undefined: a table or a feature that the settings do not have, or a figure smaller than they let out. */
function rowsOf(edition: ReadEdition, ledger: ReleaseLedger, settings: Settings): readonly PublishedRow[] | undefined {
  const known = new Set(settings.features.map(({ id }) => id))
  const rows: PublishedRow[] = []
  for (const table of figureTablesOf(edition)) {
    const kept = settings.tables.find((one) => seriesOf(one) === seriesOf(table.spec))
    if (kept === undefined || !isWithin(known, table.rows)) return undefined
    if (hasSmallCount(table, kept)) return undefined
    // One by one: a million arguments are too many for a call.
    for (const row of keptRowsOf(table, ledger)) rows.push(row)
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

function keptRowsOf({ spec, rows }: FigureTable, { revisions }: ReleaseLedger): readonly PublishedRow[] {
  const revised = new Map(
    revisions.flatMap(({ table, period, revision }) =>
      table === spec.name ? [[periodOfText(spec.period, period), revision] as const] : [],
    ),
  )
  return keptRows(spec, rows, (period) => revised.get(period) ?? 0)
}

/** Keeps all of a folder in a state that is new. */
function keepAll(state: State, taken: Taken): void {
  const { rows, grid, frozen, publication } = taken
  const [firstDay = indexOf<'day'>(0)] = grid
  const { settings, breaks } = readAnew(taken, breaksOf(publication.history ?? []))
  keepFrozen(state, { ...taken, settings }, [
    ...rows.map(({ series, period }) => ({ kind: kindOf(series), period })),
    ...closedThere(frozen, { firstDay }),
  ])
  for (const [series, first] of firstDaysOf(taken)) state.facts.keepSeries(series, first)
  state.editions.note(breaks.map(changeAsJson))
  if (!hasMadeKey(state) || !settings.tables.some(hasKey)) return
  noteLostKey(state)
  state.editions.note([changeAsJson({ kind: 'noise-key-replaced' })])
}

/** Keeps what came after an earlier copy of the state. What that one was about to tell, a version of the folder has told. */
function keepLater(state: State, taken: Taken, { history, closed, rows, settings }: CameLater): void {
  noteOwnBeginning(state)
  state.editions.dropNoted()
  const months = new Set(state.editions.quality().map(({ month }) => month))
  const quality = taken.quality.filter(({ month }) => !months.has(month))
  const publication = { ...taken.publication, history }
  keepFrozen(state, { ...taken, publication, quality, rows, settings }, closed)
}

function keepFrozen(
  state: State,
  { publication, grid, quality, rows, frozen, settings }: Taken,
  closed: readonly Closed[],
): void {
  state.editions.publish(rows)
  state.facts.takeFact('percentiles-ordered')
  for (const { kind, period } of closed) state.adoptions.keep({ kind, period, verdict: 'open' })
  state.editions.publishQuality(quality.map(({ month, fate, lines }) => ({ month, fate, lines: lines ?? null })))
  for (const { kind, through, held } of frozen) state.editions.freeze(kind, through, held)
  state.adoptions.keepDays(grid)
  keepHistory(state, publication)
  keepSettings(state, settings)
  state.editions.note([changeAsJson({ kind: 'state-adopted' })])
}

function keepHistory(state: State, { formats, isPartialLog, history = [] }: Taken['publication']): void {
  keepFormats(state.facts, formats)
  if (isPartialLog === true) keepFact(state, 'partial-log', true)
  for (const { version, created, changes } of history)
    state.editions.release({ version, created, changes: changes.map(changeAsJson) })
}

/** What stands in a folder, as far as it is what it should be. */
type Taken = Pick<ReadEdition, 'grid' | 'quality'> & {
  readonly publication: ReadEdition['book']['publication']
  /** Of both tiers. */
  readonly rows: readonly PublishedRow[]
  readonly frozen: readonly Frozen[]
  readonly settings: Settings
}
