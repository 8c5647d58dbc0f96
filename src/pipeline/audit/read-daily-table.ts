import type { ObservedFeature } from '../../domain/audit.ts'
import type { DayIndex } from '../../domain/calendar.ts'
import { indexOf, type Measure } from '../../domain/dictionary.ts'
import type { Finding, FindingCode } from '../../domain/finding.ts'
import { ProblemError, type DatasetFault } from '../../domain/problem.ts'
import type { Protection } from '../../domain/table.ts'
import { tablesOf } from '../verify/figure-tables.ts'
import { readWhole } from '../verify/read/read-whole.ts'

/** What is published of a feature on one day; undefined is hidden, or not in the table. */
export type PublishedDay = {
  readonly day: DayIndex
  readonly feature: string
  readonly uses: number | undefined
  readonly entries: number | undefined
  readonly errors: number | undefined
}

/** The table by day and feature of a published folder. */
export type DailyTable = {
  readonly features: readonly Pick<ObservedFeature, 'id' | 'from' | 'until'>[]
  readonly rows: readonly PublishedDay[]
  readonly hasEntries: boolean
  /** The largest number of uses that a hole may stand for. */
  readonly largestHidden: number
}

/**
 * Reads that table; a folder that is not as it was published is refused.
 *
 * @throws ProblemError DATASET_DAMAGED; AUDIT_NO_DAYS: it has no such table
 */
export function readDailyTable(path: string): DailyTable {
  const edition = readWhole(path)
  if ('code' in edition) throw damaged(edition)
  const table = tablesOf(edition).find(({ spec }) => spec.period === 'day' && spec.dimensions.length === 0)
  if (table?.spec.measures.includes('requests') !== true) throw new ProblemError({ code: 'AUDIT_NO_DAYS', path })
  const { name, measures, protection } = table.spec
  const { features, earlier } = edition.book.publication
  const place = (measure: Measure): number => measures.indexOf(measure)
  const [uses, entries, errors] = [place('requests'), place('entries'), place('errors')]
  return {
    features: features.map(({ id, from, until }) => ({
      id,
      ...(from !== undefined && { from }),
      ...(until !== undefined && { until }),
    })),
    rows: Array.from(table.rows, ({ period, feature, counts }) => ({
      day: indexOf<'day'>(period),
      feature,
      uses: counts[uses],
      entries: counts[entries],
      errors: counts[errors],
    })),
    hasEntries: entries >= 0,
    largestHidden: Math.max(...[{ protection }, ...(earlier?.get(name) ?? [])].map(largestHiddenAt)),
  }
}

function largestHiddenAt({ protection }: { readonly protection: Protection }): number {
  return protection.level === 'exact' ? 0 : protection.k - 1
}

const FAULTS: Partial<Record<FindingCode, DatasetFault>> = {
  FILE_MISSING: 'absent',
  FILE_NOT_REGULAR: 'absent',
  FILE_UNREADABLE: 'unreadable',
  JSON_SYNTAX: 'not-json',
  SUMS_UNLISTED: 'not-listed',
  CHECKSUM_DIFFERS: 'checksum',
}

function damaged({ code, file, field }: Finding): ProblemError {
  const why = FAULTS[code] ?? 'unexpected'
  return new ProblemError({ code: 'DATASET_DAMAGED', file, why, ...(field !== undefined && { property: field }) })
}
