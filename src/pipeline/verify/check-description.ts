import { dayText, firstDayOf, lastDayOf, periodOf, periodText, type PeriodIndex } from '../../domain/calendar.ts'
import type { Measure, PeriodKind } from '../../domain/dictionary.ts'
import type { Report } from '../../domain/finding.ts'
import { wholeOf } from '../../domain/measure.ts'
import { type TableSpec, tierOf } from '../../domain/table.ts'
import { hasThreshold, wrongSpecs } from '../../protect/index.ts'
import { MOST_ROWS, nextVersion, toldNow, type ReadablePublication } from '../../publish/index.ts'
import type { PlacedRow } from '../../verify/index.ts'
import { PROGRAM_VERSION } from '../program-version.ts'
import { disclosuresOf } from '../disclosures-of.ts'
import {
  erasOf,
  protectionBefore,
  figureTablesOf,
  thresholdChanges,
  thresholdTold,
  type FigureTable,
} from './derive-eras.ts'
import { wrongBreakDays, wrongInForce } from './check-breaks.ts'
import { DESCRIPTION_FILE, type ReadEdition } from './read/read-edition.ts'
import { isSame } from '../../domain/is-same.ts'
import { CUT, featuresCut, tableCut } from '../cut-of.ts'

/** What the description says, held against itself and the figures. */
export function checkDescription(edition: ReadEdition, report: Report): void {
  const tell: Tell = (code, field, found) =>
    report({ code, file: DESCRIPTION_FILE, field, ...(found !== undefined && { found }) })
  checkVersions(edition, tell)
  checkRevisions(edition, tell)
  checkPartial(edition, tell)
  checkProtection(edition, tell)
  checkParts(edition, report)
  for (const place of wrongCuts(edition)) tell('DESCRIPTION_DIFFERS', place)
  for (const [field, found] of wrongInForce(edition)) tell('DESCRIPTION_DIFFERS', field, found)
  for (const [field, found] of wrongBreakDays(edition)) tell('HISTORY_DIFFERS', field, found)
}

function checkVersions({ book: { publication, span } }: ReadEdition, tell: Tell): void {
  const { version, created, history } = publication
  if (span !== undefined && created.slice(0, 10) < dayText(span.to)) tell('CREATED_TOO_EARLY', 'created', created)
  history?.forEach((release, position) => {
    checkRelease(release, history[position - 1], tell)
    const isLast = position === history.length - 1
    if (isLast && (release.version !== version || release.created !== created))
      tell('HISTORY_DIFFERS', 'comptage.history', release.version)
  })
}

type Release = NonNullable<ReadEdition['book']['publication']['history']>[number]

function checkRelease(release: Release, before: Release | undefined, tell: Tell): void {
  const place = `comptage.history ${release.version}`
  const expected = before === undefined ? '1.0.0' : nextVersion(before.version, release.changes)
  if (release.version !== expected) tell('VERSION_RECIPE', place, release.version)
  if (!isToldBy(release, before)) tell('HISTORY_DIFFERS', `${place} changes`)
  if (before !== undefined && Date.parse(before.created) > Date.parse(release.created))
    tell('HISTORY_DIFFERS', `${place} created`, release.created)
}

/** The first tells of itself, and of breaks in the way of counting while nothing was published yet. */
function isToldBy({ changes }: Release, before: Release | undefined): boolean {
  const begun = changes.filter(({ kind }) => kind === 'dataset-begun').length
  if (before !== undefined) return begun === 0 && changes.length > 0
  return begun <= 1 && changes.every((change) => change.kind === 'dataset-begun' || 'date' in change)
}

/** What was published again is told in the list of versions, as often as it was. */
function checkRevisions({ book: { publication } }: ReadEdition, tell: Tell): void {
  const { history, ledger } = publication
  const told = toldNow(history).flatMap(({ changes }) => changes.filter((change) => change.kind === 'periods-revised'))
  ledger?.revisions.forEach(({ table, period, revision }, position) => {
    const times = told.filter((change) => change.table === table && change.periods.includes(period)).length
    if (times < revision) tell('REVISION_UNTOLD', `comptage.ledger.revisions.${position}`, `${table} ${period}`)
  })
}

function checkPartial({ book, grid }: ReadEdition, tell: Tell): void {
  for (const [position, { table }] of book.sheets.entries()) {
    if (table === undefined) continue
    const { spec, partial } = table
    const periods = new Set(grid.map((day) => periodOf(spec.period, day)))
    for (const period of partial)
      if (!periods.has(period))
        tell('PARTIAL_UNKNOWN', `resources.${position}.comptage.partial`, periodText(spec.period, period))
  }
}

/** Past a number of rows a table has one file a year; the plain name is the latest. */
function checkParts({ book, parts, rows }: ReadEdition, report: Report): void {
  for (const { name, table } of book.sheets) {
    const own = parts.get(name) ?? []
    const isSmall = own.reduce((sum, part) => sum + part.rows, 0) <= MOST_ROWS
    if (table === undefined || (own.length === 1 && isSmall)) continue
    const yearsOf = yearsByFile(table.spec.period, rows.get(name) ?? [])
    const wrong = own.filter(({ path }) => isSmall || !isOneYear(path, yearsOf.get(path)))
    for (const { path } of wrong) report({ code: 'PARTS_DIFFER', file: path })
  }
}

function isOneYear(path: string, years: ReadonlySet<string> | undefined): boolean {
  const named = /-(\d{4})\.csv$/.exec(path)?.[1]
  return years?.size === 1 && (named === undefined || years.has(named))
}

function yearsByFile(kind: PeriodKind, rows: Iterable<PlacedRow>): ReadonlyMap<string, ReadonlySet<string>> {
  const periods = new Map<string, Set<PeriodIndex>>()
  let before: PlacedRow | undefined
  for (const row of rows) {
    const { period, file } = row
    if (period === before?.period && file === before.file) continue
    before = row
    const there = periods.get(file)
    if (there === undefined) periods.set(file, new Set([period]))
    else there.add(period)
  }
  const yearsOf = (some: ReadonlySet<PeriodIndex>) => new Set([...some].map((one) => periodText(kind, one).slice(0, 4)))
  return new Map([...periods].map(([file, some]) => [file, yearsOf(some)]))
}

type Disclosure = ReturnType<ReadablePublication['disclosures']['get']>

/** @param field of the description */
type Tell = (code: Parameters<Report>[0]['code'], field: string, found?: string) => void

/** How each table is protected, beside the others: tables come and go, so each day has those that tell of it. */
function checkProtection(edition: ReadEdition, tell: Tell): void {
  const { disclosures, programVersion } = edition.book.publication
  const specs = figureTablesOf(edition).map(({ spec }) => spec)
  const placeOf = (table: string): string =>
    `resources.${specs.findIndex(({ name }) => name === table)}.comptage.protection`
  for (const table of wrongThresholds(edition)) tell('THRESHOLD_DIFFERS', placeOf(table), `${table}: threshold`)
  for (const { table, wrong } of wrongRules(edition))
    tell(wrong === 'numbers' ? 'PROTECTION_NUMBERS' : 'TABLE_RULE_BROKEN', placeOf(table), `${table}: ${wrong}`)
  for (const [position, [table, disclosure]] of [...disclosuresOf(specs)].entries())
    if (!isGiven(guessesOf(disclosures.get(table)), guessesOf(disclosure), programVersion === PROGRAM_VERSION))
      tell('DISCLOSURE_DIFFERS', `resources.${position}.comptage.disclosure`)
}

// The table that tells a request anyway may lie in the other folder.
function guessesOf(disclosure: Disclosure): readonly (number | undefined)[] {
  return [disclosure?.presence, disclosure?.profile, disclosure?.twice?.presence, disclosure?.twice?.profile]
}

/** Another version, which may have bounded it less closely, may say that more can be guessed, and none that less can be. */
function isGiven(said: ReturnType<typeof guessesOf>, given: ReturnType<typeof guessesOf>, isOurs: boolean): boolean {
  return given.every((share, i) => share === said[i] || (!isOurs && share !== undefined && share < (said[i] ?? 0)))
}

/** Each once. */
function wrongRules(edition: ReadEdition): Iterable<ReturnType<typeof wrongSpecs>[number]> {
  const { publication } = edition.book
  const levels = new Map(figureTablesOf(edition).map(({ spec }) => [spec.name, spec.protection.level]))
  // What is drawn no more had its first day, which nobody asks for now.
  const isAsked = ({ table, wrong }: ReturnType<typeof wrongSpecs>[number]): boolean =>
    wrong !== 'dp-needs-since' || levels.get(table) === 'dp'
  const all = [...specsTogether(edition)].flatMap((specs) => wrongTogether(specs, publication)).filter(isAsked)
  return new Map(all.map((one) => [`${one.table} ${one.wrong}`, one])).values()
}

function wrongTogether(specs: readonly TableSpec[], { k, since }: ReadablePublication): ReturnType<typeof wrongSpecs> {
  const own = specs.flatMap(({ protection }) => thresholdTold(protection)).at(0) ?? k
  // Thresholds are held to each other by the day on which their periods began.
  return wrongSpecs(specs, own, since !== undefined).filter(({ wrong }) => wrong !== 'threshold')
}

/**
 * The tables that tell of one day, as they were protected then, each such list once. Of `count` all; and one without a row
 * stands alone.
 */
function specsTogether(edition: ReadEdition): Iterable<readonly TableSpec[]> {
  const tables = figureTablesOf(edition)
  const { publication } = edition.book
  if (publication.history === undefined) return [tables.map(({ spec }) => spec)]
  const ofDay = new Map<number, TableSpec[]>()
  for (const { spec, rows } of tables)
    for (const [period, measures] of measuresByPeriod(spec, rows)) {
      const first = firstDayOf(spec.period, period)
      const then = { ...spec, measures, protection: protectionBefore(spec, first + 1, [publication]) }
      for (let day: number = first; day <= lastDayOf(spec.period, period); day++)
        ofDay.set(day, [...(ofDay.get(day) ?? []), then])
    }
  const alone = tables.filter(({ rows }) => rows.length === 0).map(({ spec }) => [spec])
  return new Map([...ofDay.values(), ...alone].map((specs) => [JSON.stringify(specs), specs])).values()
}

/** Each period that has rows, and its measures: one that counts a part of the requests, and has no figure there, needs no noise. */
function measuresByPeriod(spec: TableSpec, rows: FigureTable['rows']): ReadonlyMap<PeriodIndex, TableSpec['measures']> {
  const shown = new Map<PeriodIndex, Set<Measure>>()
  for (const { period, counts } of rows) {
    const known = shown.get(period) ?? new Set()
    for (const [m, measure] of spec.measures.entries()) if (counts[m] !== undefined) known.add(measure)
    shown.set(period, known)
  }
  const needed = (known: ReadonlySet<Measure>) =>
    spec.measures.filter((measure) => wholeOf(measure) === undefined || known.has(measure))
  return new Map([...shown].map(([period, known]) => [period, needed(known)]))
}

function periodsOf(rows: FigureTable['rows']): ReadonlySet<FigureTable['partial'][number]> {
  const found = new Set<FigureTable['partial'][number]>()
  for (const { period } of rows) found.add(period)
  return found
}

/** A table, and the first days of its periods. */
type Begun = { readonly spec: TableSpec; readonly days: readonly number[] }

/**
 * The tables whose threshold is not that of the others whose periods began in the same era; in the newest it is that of the
 * dataset, unless a change is told of which no period here has begun yet.
 */
function wrongThresholds(edition: ReadEdition): readonly string[] {
  const { publication } = edition.book
  const { k } = publication
  const begun = figureTablesOf(edition).map(({ spec, rows }): Begun => ({
    spec,
    days: [...periodsOf(rows)].map((period) => firstDayOf(spec.period, period)),
  }))
  const newest = Math.max(-Infinity, ...begun.flatMap(({ days }) => days.at(-1) ?? []))
  const changes = thresholdChanges(publication)
  const isToCome = changes.some((change) => change.k === k && change.from > newest)
  const wrong = erasOf([publication], k).flatMap(({ from, to }) => {
    const own = begun
      .filter(({ days }) => days.some((day) => day >= from && day < to))
      .map(({ spec }) => asBefore(spec, to, publication))
    const expected = newest < to && !isToCome ? k : own.flatMap(({ protection }) => thresholdTold(protection)).at(0)
    return expected === undefined ? [] : own.filter(({ protection }) => !hasThreshold(protection, expected))
  })
  const without = begun
    .filter(({ days }) => days.length === 0)
    .map(({ spec }) => asBefore(spec, Infinity, publication))
    .filter(({ protection }) => !hasThreshold(protection, k))
  return [...new Set([...wrong, ...without].map(({ name }) => name))]
}

function asBefore(spec: TableSpec, day: number, publication: ReadablePublication): TableSpec {
  return { ...spec, protection: protectionBefore(spec, day, [publication]) }
}

/**
 * What `count` says of what cuts its figures, held against the description: it decides by it whether an edition would be cut anew. Of
 * patterns and sites that nobody publishes it has a byte each, which nothing here follows.
 *
 * @returns the places of what does not follow from the rest, as `comptage.cut.threshold`
 */
function wrongCuts({ book: { publication, tier } }: ReadEdition): readonly string[] {
  if (publication.cut === undefined) return []
  const { data: cut } = CUT.safeParse(publication.cut)
  if (cut === undefined) return ['comptage.cut']
  const { k, timezone, tables, features } = publication
  // Those of the other level of detail are in its folder; only theirs have further dimensions, or only they have none.
  const own = cut.tables.filter((table) => table.slice(0, table.indexOf(':')).includes(' ') === (tier === 'detail'))
  const specs = tables.map(({ spec }) => spec).filter((spec) => tierOf(spec) === tier)
  const parts = {
    threshold: cut.threshold === String(k),
    timezone: cut.timezone === timezone,
    tables: isSame(own, specs.map(tableCut).sort()),
    // Another version may take other digests. Whether letters count as they are is told nowhere.
    features:
      publication.programVersion !== PROGRAM_VERSION ||
      (['sensitive', 'insensitive'] as const).some((letterCase) =>
        isSame(sorted(cut.features), sorted(featuresCut({ features, case: letterCase }))),
      ),
  }
  return Object.entries(parts).flatMap(([part, follows]) => (follows ? [] : `comptage.cut.${part}`))
}

function sorted(record: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(record)
    .map((entry) => entry.join(' '))
    .sort()
}
