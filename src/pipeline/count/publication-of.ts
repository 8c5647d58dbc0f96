import { AGENT_LIST } from '../../agent/index.ts'
import { dayText, type DayIndex } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { Problem } from '../../domain/problem.ts'
import { isNoisy } from '../../domain/table.ts'
import { disclosuresOf } from '../disclosures-of.ts'
import type { Publication } from '../../publish/index.ts'
import type { CountedLogs } from './count-logs.ts'
import type { DayBook } from '../reading/days/day-book.ts'
import type { FormatRead } from '../reading/format/formats-read.ts'
import { cutOf } from '../cut-of.ts'
import { gridOf, lastClosedDay, partialPeriods } from './partial-periods.ts'
import { PROGRAM_VERSION } from '../program-version.ts'

// What `count` publishes is made anew each time, from all it reads: there is no earlier version to follow.
export const VERSION_OF_COUNT = '1.0.0'

/** How the time of such a version ends. */
export const MIDNIGHT = 'T00:00:00Z'

/** What was counted and protected, of logs or as a sum of tallies. */
type Published = Pick<CountedLogs, 'plan' | 'tables' | 'quality' | 'gone'> & {
  readonly book: DayBook
  readonly problems: readonly Pick<Problem, 'code'>[]
  readonly formats: readonly FormatRead[]
}

/** What the published folders say of a count. Undefined where an alarm left no tables. */
export function publicationOf(counted: Published): Publication | undefined {
  const { plan, book, tables, quality, gone, formats, problems } = counted
  if (quality === undefined) return undefined
  const grid = gridOf(book, plan)
  return {
    ...plan.configuration,
    families: plan.configuration.families.map(({ value }) => value),
    tables,
    quality,
    grid,
    partial: new Map(
      tables.map(({ spec }) => [spec.name, isNoisy(spec) ? [] : partialPeriods(spec.period, grid, book, plan)]),
    ),
    disclosures: disclosuresOf(tables.map(({ spec }) => spec)),
    version: VERSION_OF_COUNT,
    // Never a line's own time: midnight of the last day.
    created: `${dayText(grid.at(-1) ?? indexOf<'day'>(0))}${MIDNIGHT}`,
    programVersion: PROGRAM_VERSION,
    robots: AGENT_LIST,
    formats,
    cut: cutOf(plan),
    through: lastClosedDay(book, plan),
    ...(gone.size > 0 && { gone: rangesOf(gone) }),
    ...(problems.some(({ code }) => code === 'SERVER_LOG_PARTIAL') && { isPartialLog: true }),
  }
}

/** Days that follow one another, by their first and last. */
function rangesOf(days: ReadonlySet<DayIndex>): NonNullable<Publication['gone']> {
  const sorted = [...days].sort((a, b) => a - b)
  const firsts = sorted.filter((day, i) => day - (sorted[i - 1] ?? -2) > 1)
  const lasts = sorted.filter((day, i) => (sorted[i + 1] ?? Infinity) - day > 1)
  return firsts.map((from, i) => ({ from, to: lasts[i] ?? from }))
}
