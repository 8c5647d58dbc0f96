import { periodText, type PeriodIndex } from '../../../domain/calendar.ts'
import type { Counted } from '../../../domain/table.ts'
import { protectQuality } from '../../../protect/index.ts'
import type { Change } from '../../../domain/change.ts'
import type { State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { publishedTables } from '../editions/restore-published.ts'

/**
 * The fates of lines. Where a month has them already, a change of less than k would tell so few lines: the figure stays.
 *
 * @returns the months that had them, and have others now
 */
export function keepQuality(
  { plan, state }: { readonly plan: CountPlan; readonly state: State },
  counted: Counted,
  months: ReadonlySet<PeriodIndex>,
): readonly Change[] {
  // What a reader sees, not what was protected: a row that is not whole is in no sum.
  const shown = publishedTables(plan, state, state.editions.published())
  const { rows } = protectQuality(counted, shown, plan.configuration.k)
  const before = new Map(state.editions.quality().map(({ month, fate, lines }) => [`${month} ${fate}`, lines]))
  const kept = rows
    .filter(({ month }) => months.has(month))
    .map(({ month, fate, lines = null }) => {
      const shown = before.get(`${month} ${fate}`)
      // Sums of shown figures tell nothing that these do not.
      if (shown === undefined || fate === 'counted' || fate === 'failed') return { month, fate, lines }
      const isTold = shown !== null && lines !== null && Math.abs(lines - shown) >= plan.configuration.k
      return { month, fate, lines: isTold ? lines : shown }
    })
  state.editions.publishQuality(kept)
  const others = kept.filter(({ month, fate, lines }) => (before.get(`${month} ${fate}`) ?? lines) !== lines)
  const periods = [...new Set(others.map(({ month }) => periodText('month', month)))]
  return periods.length === 0 ? [] : [{ kind: 'periods-revised', table: 'quality', periods }]
}
