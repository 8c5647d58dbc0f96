import { dayText, periodOf, periodText, type PeriodIndex } from '../../domain/calendar.ts'
import type { PeriodKind } from '../../domain/dictionary.ts'
import type { Report } from '../../domain/finding.ts'
import { MOST_ROWS, nextVersion, toldNow } from '../../publish/index.ts'
import type { PlacedRow } from '../../verify/index.ts'
import { checkProtection, type Tell } from './check-protection.ts'
import { DESCRIPTION_FILE, type ReadEdition } from './read/read-edition.ts'

/** What the description says, held against itself and the figures. */
export function checkDescription(edition: ReadEdition, report: Report): void {
  const tell: Tell = (code, field, found) =>
    report({ code, file: DESCRIPTION_FILE, field, ...(found !== undefined && { found }) })
  checkVersions(edition, tell)
  checkRevisions(edition, tell)
  checkPartial(edition, tell)
  checkProtection(edition, tell)
  checkParts(edition, report)
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
