import { PERIOD_KINDS } from '../../domain/dictionary.ts'
import type { Problem } from '../../domain/problem.ts'
import type { CountedTable, NoiseSource, ProtectedQuality, ProtectedTable } from '../../domain/table.ts'
import { measureUtility, protectQuality, protectTables, type Utility } from '../../protect/index.ts'
import type { Book } from '../reading/days/day-book.ts'
import { cutPeriods, gridOf, partialPeriods } from './partial-periods.ts'
import type { CountPlan } from '../plan-count.ts'
import { remarkLeftOut } from './remark-left-out.ts'

type ProtectedCount = {
  readonly tables: readonly ProtectedTable[]
  readonly quality: ProtectedQuality
  /** What protection left of each table, for the operator alone. */
  readonly utility: () => readonly Utility[]
  readonly problems: readonly Problem[]
}

/** Protects what was counted in one go, by one pass over logs or as the sum of several. */
export function protectCounted(
  plan: CountPlan,
  book: Book,
  tables: readonly CountedTable[],
  noise: NoiseSource,
): ProtectedCount {
  const grid = gridOf(book, plan)
  const partial = new Map(PERIOD_KINDS.map((kind) => [kind, partialPeriods(kind, grid, book, plan)]))
  const { features, since, k } = plan.configuration
  const facts = {
    features,
    grid,
    daily: book.daily(),
    tables,
    partial,
    cut: new Map(PERIOD_KINDS.map((kind) => [kind, cutPeriods(kind, grid, book, plan)])),
    ...(since !== undefined && { since }),
  }
  const sealed = protectTables(facts, noise)
  return {
    tables: sealed,
    quality: protectQuality(facts, sealed, k),
    utility: () => measureUtility(facts, sealed),
    problems: remarkLeftOut(plan.specs, partial),
  }
}
