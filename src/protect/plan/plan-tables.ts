import { MEASURES, type Dimension, type PeriodKind } from '../../domain/dictionary.ts'
import type { Place, Written } from '../../domain/place.ts'
import type { Problem } from '../../domain/problem.ts'
import {
  isNoisy,
  tierOf,
  type ProtectionLevel,
  type TableRequest,
  type TableRule,
  type TableSpec,
} from '../../domain/table.ts'
import { defaultMeasures } from '../measures.ts'
import { mostGuessed } from './describe-protection.ts'
import { protectionOf } from './protection-of.ts'
import { brokenRules, viewsOf, type TableDraft } from './broken-rules.ts'

export type PlanOptions = {
  /** The threshold: counts below it are hidden. */
  readonly k: number
  /** Replaces the level of every table. */
  readonly override?: ProtectionLevel
  /** Accepts the risk of every table at `exact`. */
  readonly acceptRisk?: boolean
  /** Whether the first day of the service is known. */
  readonly hasSince?: boolean
  /** How often somebody may guess right at most from a table with noise. */
  readonly promise?: number
  /** Possible cells of one measure in one period: features × categories. */
  readonly cells: (dimensions: readonly Dimension[]) => number
}

/** The tables that may be counted, and why others may not: with any problem, none should be published. */
export type TablePlan = {
  readonly specs: readonly TableSpec[]
  readonly problems: readonly BrokenRule[]
  readonly brokenPromises: readonly BrokenPromise[]
}

type BrokenPromise = Extract<Problem, { readonly code: 'PROMISE_BROKEN' }>
type BrokenRule = Extract<Problem, { readonly code: 'TABLE_RULE' }>

type NamedDraft = TableDraft & { readonly name: string; readonly place: Place }

const MOST_CELLS = 1_000_000

// Periods that are open or may be revised at one time: the 35 days of a revision, and those not closed yet.
const OPEN_PERIODS: Readonly<Record<PeriodKind, number>> = { day: 38, week: 7, month: 3, quarter: 2, year: 2 }

/**
 * Holds the operator's tables to the rules of the list of tables.
 *
 * Hint: a table at `exact` fills the holes of every other table that counts the same requests. Its accepted risk is
 * theirs too, and has to be said wherever they are described.
 */
export function planTables(requests: readonly Written<TableRequest>[], options: PlanOptions): TablePlan {
  const drafts = requests.map((request) => draftOf(request, options))
  const { override, ...written } = options
  const asWritten = requests.map((request) => draftOf(request, written))
  const specs: TableSpec[] = []
  const problems: BrokenRule[] = []
  const brokenPromises: BrokenPromise[] = []
  for (const [position, draft] of drafts.entries()) {
    const broken = [...brokenRules(draft, drafts), ...tooManyCells(draft, options)]
    const before = asWritten.slice(position, position + 1).flatMap((own) => brokenRules(own, asWritten))
    const isByOption = (rule: TableRule): boolean => override !== undefined && !before.includes(rule)
    problems.push(...broken.map((rule) => ({ ...problemOf(draft, rule), ...(isByOption(rule) && BY_OPTION) })))
    if (broken.length > 0) continue
    const spec = specOf(draft, protectionOf(draft.level, options.k, viewsOf(drafts)))
    specs.push(spec)
    brokenPromises.push(...brokenPromiseOf(spec, draft, options))
  }
  return { specs, problems, brokenPromises }
}

// The level that the command line names breaks it.
const BY_OPTION = { isByOption: true } as const

function draftOf(
  { value, place }: Written<TableRequest>,
  { override, acceptRisk = false, hasSince = false }: PlanOptions,
): NamedDraft {
  const { name, period, dimensions } = value
  const summary = tierOf(value) === 'summary'
  const wanted = value.measures ?? defaultMeasures(dimensions)
  return {
    name,
    place,
    period,
    dimensions,
    measures: MEASURES.filter((measure) => wanted.includes(measure)),
    level: override ?? value.level ?? (summary ? 'threshold' : 'cell-key'),
    acceptRisk: acceptRisk || value.acceptRisk,
    hasSince,
  }
}

function tooManyCells({ period, dimensions }: TableDraft, { cells }: PlanOptions): readonly TableRule[] {
  return cells(dimensions) * OPEN_PERIODS[period] > MOST_CELLS ? ['too-many-cells'] : []
}

function problemOf({ name, place }: NamedDraft, rule: TableRule): BrokenRule {
  return { code: 'TABLE_RULE', place, table: name, rule }
}

/** Tables without noise promise something else: that what is hidden cannot be computed. */
function brokenPromiseOf(
  spec: TableSpec,
  { name, place }: NamedDraft,
  { promise = 1 }: PlanOptions,
): readonly BrokenPromise[] {
  const guessed = isNoisy(spec) ? mostGuessed(spec, 1) : 0
  return guessed <= promise ? [] : [{ code: 'PROMISE_BROKEN', place, table: name, guessed, promise }]
}

function specOf({ name, period, dimensions, measures }: NamedDraft, protection: TableSpec['protection']): TableSpec {
  return { name, period, dimensions, measures, protection }
}
