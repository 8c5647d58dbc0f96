import { dayText, periodOf, periodText, type PeriodIndex } from '../../domain/calendar.ts'
import type { PeriodKind } from '../../domain/dictionary.ts'
import type { Report } from '../../domain/finding.ts'
import { describeProtection, wrongSpecs } from '../../protect/index.ts'
import { MOST_ROWS, nextVersion } from '../../publish/index.ts'
import type { TableSpec } from '../../domain/table.ts'
import type { PlacedRow } from '../../verify/index.ts'
import { erasOf, isOfEra } from './eras.ts'
import { tablesOf } from './figure-tables.ts'
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

type Tell = (code: Parameters<Report>[0]['code'], field: string, found?: string) => void

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
  // The first tells of breaks alone, in the way of counting while nothing was published yet.
  const { changes } = release
  const isTold = before === undefined ? changes.every((change) => 'date' in change) : changes.length > 0
  if (!isTold) tell('HISTORY_DIFFERS', `${place} changes`)
  if (before !== undefined && Date.parse(before.created) > Date.parse(release.created))
    tell('HISTORY_DIFFERS', `${place} created`, release.created)
}

/** What was published again is told in the list of versions, as often as it was. */
function checkRevisions({ book: { publication } }: ReadEdition, tell: Tell): void {
  const { history = [], ledger } = publication
  const told = history.flatMap(({ changes }) => changes.filter((change) => change.kind === 'periods-revised'))
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

function checkProtection(edition: ReadEdition, tell: Tell): void {
  const { publication } = edition.book
  const { k, since } = publication
  const tables = tablesOf(edition)
  const specs = tables.map(({ spec }) => spec)
  const eras = erasOf([publication], k)
  // One that has no row since the threshold changed is told with the one before.
  const held = tables.map((table) => (isOfEra(table, eras) ? withThreshold(table.spec, k) : table.spec))
  for (const { table, wrong } of wrongSpecs(held, k, since !== undefined)) {
    const code =
      wrong === 'numbers' ? 'PROTECTION_NUMBERS' : wrong === 'threshold' ? 'THRESHOLD_DIFFERS' : 'TABLE_RULE_BROKEN'
    tell(code, `resources.${specs.findIndex(({ name }) => name === table)}.comptage.protection`, `${table}: ${wrong}`)
  }
  for (const [position, { spec, presence, profile }] of describeProtection(specs).entries()) {
    const said = publication.disclosures.get(spec.name)
    if (said?.presence !== presence || said.profile !== profile)
      tell('DISCLOSURE_DIFFERS', `resources.${position}.comptage.disclosure`)
  }
}

function withThreshold(spec: TableSpec, k: number): TableSpec {
  const { protection } = spec
  const hasThreshold = protection.level === 'threshold' || protection.level === 'cell-key'
  return hasThreshold ? { ...spec, protection: { ...protection, k } } : spec
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
