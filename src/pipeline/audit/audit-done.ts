import type { Audited } from '../../audit/index.ts'
import type { Days } from '../../domain/calendar.ts'
import type { Problem } from '../../domain/problem.ts'
import type { CommonShapes } from '../check/count-shapes.ts'
import type { LedgerEntry } from '../reading/ledger.ts'
import type { RobotCount } from './open-audit-book.ts'

/** Two periods to compare instead of the last weeks: before, then now. */
export type ComparedPeriods = readonly [before: Days, now: Days]

/** A shape of paths that are answered 404, and the feature whose path it resembles. */
export type DeadRoute = { readonly shape: string; readonly requests: number; readonly feature: string }

/**
 * On how many days a figure of a feature is hidden: of now, or of the period before. What is shown of it is the least that there was.
 * `lastUse`: after the last day that shows a use.
 */
export type HiddenDays = Readonly<Record<'uses' | 'usesBefore' | 'entries' | 'errors' | 'lastUse', number>>

/** An audit, with what its source can tell beside. But for a folder's, true counts: for the operator alone. */
export type AuditDone = {
  readonly audited: Audited
  /** Where the figures come from; those of a published folder are what its hidden figures allow. */
  readonly source: 'logs' | 'state' | 'folder'
  /** What the source can tell: errors of the service apart from the client's, entries, robots and shapes of paths. */
  readonly tells: { readonly errorsApart: boolean; readonly entries: boolean; readonly robots: boolean }
  /** What is hidden of a feature, or not published; by its id, where there is any. */
  readonly hidden: ReadonlyMap<string, HiddenDays>
  readonly gaps: readonly Days[]
  readonly quality: Pick<LedgerEntry, 'linesRead' | 'fates'> | undefined
  readonly robots: readonly RobotCount[]
  readonly deadRoutes: readonly DeadRoute[]
  /** Of the paths that no feature has, those with at least k requests. */
  readonly unmatched: CommonShapes
  readonly problems: readonly Problem[]
}

/** What is left empty by a source that has no lines. */
export const NO_LINES = {
  robots: [],
  deadRoutes: [],
  unmatched: { shown: [], others: 0 },
  problems: [],
} as const
