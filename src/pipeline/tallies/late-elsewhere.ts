import type { DayIndex } from '../../domain/calendar.ts'
import { seriesOf } from '../../domain/series-of.ts'
import type { TableSpec } from '../../domain/table.ts'
import type { State } from '../../state/index.ts'
import type { TallyFile } from '../../tally/index.ts'
import { distinctDays } from '../../timeline/index.ts'
import { keepFact, readFact } from '../kept/fact-codecs.ts'
import { noteDays } from '../kept/late-without.ts'
import type { CountPlan } from '../plan-count.ts'
import { BEGUN } from './begun.ts'

/**
 * Notes of which days another machine counted late lines before it had a table or a measure back that has figures of them: its tally
 * says since when it has it, and the one before said otherwise, or had no line of that day yet.
 */
export function noteLateElsewhere(
  { plan, state }: { readonly plan: CountPlan; readonly state: State },
  id: string,
  begun: TallyFile['begun'],
  late: readonly { readonly day: DayIndex }[],
): void {
  const known = readFact(state, 'begun-sources') ?? {}
  const [before, now] = [new Map(known[id]), new Map(begun)]
  const newestTaken = Math.max(-1, ...(state.sources.source(id)?.logs ?? []).map(([lastDay]) => lastDay))
  const isAnew = (name: string, day: DayIndex): boolean => {
    const [since, told] = [now.get(name) ?? 0, before.get(name) ?? 0]
    // Away and back once more before its next day began, it says the same day as before: nothing tells that it was not.
    return day < since && (since > told || since > newestTaken)
  }
  const backOn = (day: DayIndex): readonly (readonly [TableSpec, TableSpec['measures']])[] =>
    plan.specs.map((spec) => {
      const series = seriesOf(spec)
      return [spec, spec.measures.filter((one) => isAnew(series, day) || isAnew(BEGUN.measure(series, one), day))]
    })
  for (const day of distinctDays(late)) noteDays(state, [day], new Map(backOn(day)))
  keepFact(state, 'begun-sources', { ...known, [id]: begun })
}
