import { dayText, firstDayOf, type DayIndex, periodText, type PeriodIndex } from '../../domain/calendar.ts'
import { PERIOD_KINDS, type PeriodKind } from '../../domain/dictionary.ts'
import type { Problem } from '../../domain/problem.ts'
import {
  type CountedTable,
  type NoiseSource,
  type ProtectedQuality,
  type ProtectedTable,
  isNoisy,
  type TableSpec,
} from '../../domain/table.ts'
import { measureUtility, protectAfter, protectQuality, protectTables, type Utility } from '../../protect/index.ts'
import type { CountPlan } from '../plan-count.ts'
import type { DayBook } from '../reading/days/day-book.ts'
import { beginPeriods, cutPeriods, gridOf, partialPeriods } from './partial-periods.ts'
import type { StandingEdition } from './read-edition-before.ts'

export type ProtectedCount = {
  /** Empty where an alarm went off, or the edition before would tell what they hide. */
  readonly tables: readonly ProtectedTable[]
  readonly quality: ProtectedQuality | undefined
  /** Days that editions before told of, and this one does not. */
  readonly gone: ReadonlySet<DayIndex>
  /** What protection left of each table, for the operator alone. */
  readonly utility: () => readonly Utility[]
  /** All that went wrong or deserves a word. */
  readonly problems: readonly Problem[]
}

/**
 * Protects what was counted in one go, by one pass over logs or as the sum of several.
 *
 * @param before the edition whose place it takes
 */
export function protectCounted(
  plan: CountPlan,
  book: DayBook,
  tables: readonly CountedTable[],
  noise: NoiseSource,
  before?: StandingEdition,
): ProtectedCount {
  const grid = gridOf(book, plan)
  const byKind = (periodsOf: typeof partialPeriods) =>
    new Map(PERIOD_KINDS.map((kind) => [kind, periodsOf(kind, grid, book, plan)] as const))
  const { features, since, k } = plan.configuration
  const facts = {
    features,
    grid,
    daily: book.daily(),
    tables,
    partial: byKind(partialPeriods),
    cut: byKind(cutPeriods),
    ...(since !== undefined && { since }),
  }
  const { tables: sealed, gone, problem } = protectBeside(facts, byKind(beginPeriods), noise, before)
  if (problem) return { tables: [], quality: undefined, gone, utility: () => [], problems: [problem] }
  return {
    tables: sealed,
    quality: protectQuality({ ...facts, ...(before && { before: { ...before, gone } }) }, sealed, k),
    gone,
    utility: () => measureUtility(facts, sealed),
    problems: remarkLeftOut(plan.specs, facts.partial),
  }
}

type AfterParameters = Parameters<typeof protectAfter>

function protectBeside(
  facts: Omit<AfterParameters[0], 'before'>,
  begin: AfterParameters[1],
  noise: NoiseSource,
  before: StandingEdition | undefined,
): Pick<ProtectedCount, 'tables' | 'gone'> & { readonly problem?: Problem | undefined } {
  if (before === undefined) return { tables: protectTables(facts, noise), gone: new Set() }
  const after = protectAfter({ ...facts, before }, begin, noise)
  return { ...after, problem: tellingOf(before, after) }
}

/** Why an edition must not take the place of the one before; undefined: it may. */
function tellingOf(
  { folder }: StandingEdition,
  { returned, moved }: Pick<ReturnType<typeof protectAfter>, 'returned' | 'moved'>,
): Problem | undefined {
  const told = returned.length > 0 ? returned : moved
  if (told.length === 0) return undefined
  const days = told.map(({ kind, period }) => firstDayOf(kind, period)).sort((a, b) => a - b)
  return {
    code: 'EDITIONS_TELL',
    folder,
    why: returned.length > 0 ? 'returned' : 'moved',
    months: [...new Set(days.map((day) => dayText(day).slice(0, 7)))],
    features: [...new Set(returned.length > 0 ? [] : moved.map(({ feature }) => feature))].sort(),
  }
}

/** The periods that tables with noise do not have, since lines may be missing. */
function remarkLeftOut(
  specs: readonly TableSpec[],
  partial: ReadonlyMap<PeriodKind, readonly PeriodIndex[]>,
): readonly Problem[] {
  return specs.filter(isNoisy).flatMap(({ name, period }): Problem[] => {
    const periods = (partial.get(period) ?? []).map((one) => periodText(period, one))
    return periods.length === 0 ? [] : [{ code: 'PERIODS_LEFT_OUT', table: name, periods }]
  })
}
