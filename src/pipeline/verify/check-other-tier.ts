import { periodText } from '../../domain/calendar.ts'
import type { Measure } from '../../domain/dictionary.ts'
import type { Report } from '../../domain/finding.ts'
import { countsUsesAlone, isNoisy } from '../../domain/table.ts'
import { BESIDE_TABLES } from '../../domain/change.ts'
import type { PlacedRow } from '../../verify/index.ts'
import { placeOf } from './check-figures.ts'
import { erasOf, rowsIn, specIn, tablesOf, type FigureTable } from './eras.ts'
import type { ReadEdition } from './read/read-edition.ts'

/** Two folders of one service, side by side, say the same of it, and their figures do not contradict each other. */
export function checkOtherTier(edition: ReadEdition, other: ReadEdition, report: Report): void {
  for (const name of BESIDE_TABLES) compareShared(name, edition, other, report)
  for (const [field, own, theirs] of sayings(edition, other))
    if (own !== theirs) report({ code: 'TIERS_DIFFER', file: 'datapackage.json', field, found: own, expected: theirs })
  checkAllSums(edition, other, report)
}

function checkAllSums(edition: ReadEdition, other: ReadEdition, report: Report): void {
  const [summary, detail] = edition.book.tier === 'summary' ? [edition, other] : [other, edition]
  const publications = [detail.book.publication, summary.book.publication]
  for (const era of erasOf(publications, edition.book.publication.k)) {
    const tablesIn = (one: ReadEdition): readonly FigureTable[] =>
      tablesOf(one).map((table) => ({ ...table, spec: specIn(table, era, publications), rows: rowsIn(table, era) }))
    for (const table of tablesIn(detail).filter(isWhole)) checkSums(table, tablesIn(summary), edition, report)
  }
}

function compareShared(name: string, edition: ReadEdition, other: ReadEdition, report: Report): void {
  const [own, theirs] = [edition, other].map(({ parts }) => parts.get(name)?.[0])
  if (own === undefined || theirs === undefined || own.sha256 === theirs.sha256) return
  report({ code: 'TIERS_DIFFER', file: own.path, found: `../${other.book.name}/${theirs.path}` })
}

function sayings(
  { book: { publication: a } }: ReadEdition,
  { book: { publication: b } }: ReadEdition,
): readonly (readonly [string, string, string])[] {
  return [
    ['version', a.version, b.version],
    ['created', a.created, b.created],
    ['comptage.service', JSON.stringify(a.service), JSON.stringify(b.service)],
    ['comptage.families', JSON.stringify(a.families ?? []), JSON.stringify(b.families ?? [])],
    ['comptage.voice', JSON.stringify(a.voice), JSON.stringify(b.voice)],
    ['comptage.timezone', a.timezone, b.timezone],
    ['comptage.k', String(a.k), String(b.k)],
    ['comptage.exact', exactIn(a), exactIn(b)],
    ['comptage.exactBefore', (a.exactBefore ?? []).join(' '), (b.exactBefore ?? []).join(' ')],
    ['comptage.cut', JSON.stringify(a.cut), JSON.stringify(b.cut)],
    ['comptage.history', JSON.stringify(a.history ?? []), JSON.stringify(b.history ?? [])],
  ]
}

function exactIn({ tables }: ReadEdition['book']['publication']): string {
  return tables.flatMap(({ spec }) => (spec.protection.level === 'exact' ? [spec.name] : [])).join(' ')
}

function isWhole({ spec }: FigureTable): boolean {
  return spec.protection.level === 'exact' && countsUsesAlone(spec)
}

/** The categories of an exact table add up to what the summary shows. */
function checkSums(detail: FigureTable, summary: readonly FigureTable[], edition: ReadEdition, report: Report): void {
  const isSummary = edition.book.tier === 'summary'
  const above = summary.find(({ spec }) => spec.period === detail.spec.period && !isNoisy(spec))
  if (above === undefined) return
  for (const measure of detail.spec.measures.filter((one) => above.spec.measures.includes(one))) {
    const sums = sumsOf(detail, measure)
    const m = above.spec.measures.indexOf(measure)
    for (const row of above.rows) {
      const [count, sum] = [row.counts[m], sums.get(`${row.period} ${row.feature}`)]
      if (count === undefined || sum === undefined || sum.count === count) continue
      const key = `${periodText(above.spec.period, row.period)} ${row.feature}`
      const figures = [
        { row, text: `${key} ${count}` },
        { row: sum.row, text: `${key} ${sum.count}` },
      ] as const
      tellSum(isSummary ? figures : [figures[1], figures[0]], measure, report)
    }
  }
}

type Told = { readonly row: PlacedRow; readonly text: string }

function tellSum([own, theirs]: readonly [Told, Told], field: Measure, report: Report): void {
  report({ code: 'TIERS_SUM_DIFFERS', ...placeOf(own.row), field, found: own.text, expected: theirs.text })
}

type Sum = { count: number; readonly row: PlacedRow }

function sumsOf({ spec, rows }: FigureTable, measure: Measure): ReadonlyMap<string, Sum> {
  const m = spec.measures.indexOf(measure)
  const sums = new Map<string, Sum>()
  for (const row of rows) {
    const key = `${row.period} ${row.feature}`
    const there = sums.get(key)
    if (there === undefined) sums.set(key, { count: row.counts[m] ?? 0, row })
    else there.count += row.counts[m] ?? 0
  }
  return sums
}
