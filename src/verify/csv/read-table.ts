import { firstDayOf, lastDayOf, periodOfText, periodText, type PeriodIndex } from '../../domain/calendar.ts'
import { isInService, isInterrupted } from '../../domain/feature.ts'
import type { Finding, Report } from '../../domain/finding.ts'
import { rememberLast } from '../../domain/once.ts'
import type { Rows } from '../../domain/table.ts'
import type { Published } from '../folder/open-published.ts'
import type { ColumnRule } from './column-rule.ts'
import { packRows, type PlacedRow } from './pack-rows.ts'
import { readSheet } from './read-sheet.ts'
import { mostRowsOf, ranksOf, rowsEach, type RowRule } from './row-rule.ts'

/** A table of figures as it was read. */
type ReadTable = {
  readonly rows: Rows<PlacedRow>
  /** By file, right or wrong. */
  readonly rowsOf: ReadonlyMap<string, number>
}

/** What is said of more rows than are checked. */
export function tooMany(found: number, most: number): Pick<Finding, 'code' | 'found' | 'expected'> {
  return { code: 'TABLE_TOO_LARGE', found: { is: 'rows', count: found }, expected: { is: 'rows-at-most', count: most } }
}

/** The files of a table, in the order of time. */
type TableFiles = { readonly files: readonly string[]; readonly columns: readonly ColumnRule[] }

/**
 * Reads a table of figures. Only rows that may be there are kept.
 *
 * @param mostRows of a table that may have more the form alone is checked
 */
export function readTable(
  published: Published,
  { files, columns }: TableFiles,
  rule: RowRule,
  mostRows: number,
  report: Report,
): ReadTable {
  const due = mostRowsOf(rule)
  const isChecked = due <= mostRows
  const follower = followRows(rule, report)
  const kept = packRows(rule.measures)
  const rowsOf = new Map<string, number>()
  const firstMeasure = columns.length - rule.measures
  const periodOf = rememberLast((text: string) => periodOfText(rule.kind, text))

  function take(file: string, cells: readonly string[], line: number): void {
    if (!isChecked) return
    const [text = '', feature = ''] = cells
    const period = periodOf(text)
    if (period === undefined) return
    const place = { file, line, period, feature, categories: cells.slice(2, firstMeasure) }
    if (follower.follow(place)) kept.add({ ...place, counts: cells.slice(firstMeasure).map(countOf) })
  }

  for (const file of files)
    rowsOf.set(
      file,
      readSheet(published, file, columns, (cells, line) => take(file, cells, line), report),
    )
  if (isChecked) follower.end(files.at(-1) ?? '')
  else report({ file: files.at(-1) ?? '', ...tooMany(due, mostRows) })
  return { rows: kept.rows, rowsOf }
}

function countOf(cell: string): number | undefined {
  return cell === '' ? undefined : Number(cell)
}

/** Where a row stands. */
type RowPlace = {
  readonly file: string
  readonly line: number
  readonly period: PeriodIndex
  readonly feature: string
  readonly categories: readonly string[]
}

/** Follows the keys of a table from row to row: order, holes, and rows that should not be there. */
type RowFollower = {
  /** Whether the row may be there. */
  readonly follow: (row: RowPlace) => boolean
  /** After the last row. @param file where a missing row would stand */
  readonly end: (file: string) => void
}

type Key = readonly [period: PeriodIndex, feature: number, combination: number]
type Fault = Pick<Finding, 'code' | 'found'>

function followRows(rule: RowRule, report: Report): RowFollower {
  const { kind, features, periods } = rule
  const ranks = ranksOf(rule)
  const known = new Set(periods)
  const seen = new Set<PeriodIndex>()
  /** Rows of each feature, in the period that is read. */
  const rowsOf = new Int32Array(features.length)
  /** The words of each dimension in that period. */
  const there = rule.categories.map(() => new Set<string>())
  const hasBegun = new Uint8Array(features.length)
  let last: Key | undefined
  let reading: { readonly period: PeriodIndex; readonly place: RowPlace } | undefined

  function follow(row: RowPlace): boolean {
    const key = keyOf(row)
    const fault = 'code' in key ? key : faultOf(key, row)
    if (fault !== undefined) {
      report({ ...fault, file: row.file, line: row.line })
      return false
    }
    if (!('code' in key)) count(key, row)
    return true
  }

  function keyOf({ period, feature, categories }: RowPlace): Key | Fault {
    const f = ranks.feature(feature)
    const c = ranks.combination(categories)
    if (f === undefined) return { code: 'FEATURE_UNKNOWN', found: feature }
    const isKnown = c !== undefined && (c > 0 || rule.isFolded(period))
    return isKnown ? [period, f, c] : { code: 'WORD_UNKNOWN', found: categories.join(' ') }
  }

  function faultOf(key: Key, { period, feature }: RowPlace): Fault | undefined {
    const order = last === undefined ? 1 : compare(key, last)
    if (order === 0) return { code: 'KEY_TWICE', found: feature }
    if (order < 0) return { code: 'ROW_ORDER', found: feature }
    last = key
    if (!known.has(period)) return { code: 'DATE_OUTSIDE_GRID', found: periodText(kind, period) }
    if (rule.isOpen(period)) return { code: 'PERIOD_OPEN', found: periodText(kind, period) }
    const isDue = isServed(key[1], period) && !rule.isAway(period)
    return isDue ? undefined : { code: 'ROW_OUTSIDE_SERVICE', found: feature }
  }

  function count([period, feature]: Key, place: RowPlace): void {
    if (period !== reading?.period) {
      endPeriod()
      reading = { period, place }
    }
    rowsOf[feature] = (rowsOf[feature] ?? 0) + 1
    place.categories.forEach((word, i) => there[i]?.add(word))
  }

  function isServed(feature: number, period: PeriodIndex): boolean {
    const days = features[feature]
    if (days === undefined) return false
    const [first, last] = [firstDayOf(kind, period), lastDayOf(kind, period)]
    return isInService(days, first, last) && !isInterrupted(days.away, first, last)
  }

  function endPeriod(): void {
    if (reading === undefined) return
    const { period, place } = reading
    seen.add(period)
    const due = rowsEach(rule, period, there)
    features.forEach(({ id }, feature) => {
      if (!lacksRows(feature, period, due)) return
      const found = `${periodText(kind, period)} ${id}`
      report({ code: 'ROW_MISSING', file: place.file, line: place.line, found, expected: { is: 'rows', count: due } })
    })
    rowsOf.fill(0)
    for (const words of there) words.clear()
    reading = undefined
  }

  function lacksRows(feature: number, period: PeriodIndex, due: number): boolean {
    const rows = rowsOf[feature] ?? 0
    if (rows > 0) hasBegun[feature] = 1
    if (rows === due) return false
    return rows > 0 || (isServed(feature, period) && (!rule.mayBeginLate || hasBegun[feature] === 1))
  }

  function mayLack(period: PeriodIndex): boolean {
    return rule.isOpen(period) || rule.isWithheld(period) || rule.isAway(period)
  }

  function end(file: string): void {
    endPeriod()
    // Periods are read in their order: the first and the last are the ends.
    const all = [...seen]
    const [first, final] = rule.isComplete ? [-Infinity, Infinity] : [all[0] ?? Infinity, all.at(-1) ?? -Infinity]
    const missing = periods.filter(
      (period) => period >= first && period <= final && !seen.has(period) && !mayLack(period),
    )
    for (const period of missing)
      if (features.some((_, feature) => isServed(feature, period)))
        report({ code: 'PERIOD_MISSING', file, found: periodText(kind, period) })
  }

  return { follow, end }
}

function compare(a: Key, b: Key): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}
