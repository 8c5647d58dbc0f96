import type { State } from '../../../state/index.ts'
import type { TallyFile } from '../../../tally/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { seriesOf } from '../../series-of.ts'
import { keepNewestHour } from './newest-hour.ts'

/** What the metadata says of logs, of those of another machine too. */
export function keepFacts({ specs }: CountPlan, state: State, tally: TallyFile): void {
  const { facts } = state
  for (const [name, lacks] of tally.formats) facts.keepFormat(name, lacks)
  for (const [series, measure] of tally.leftOut)
    for (const spec of specs) if (seriesOf(spec) === series) facts.leaveOut(spec.name, measure)
  if (tally.isPartialLog) facts.keepFact('partial-log', 'true')
  keepNewestHour(state, tally.newestHour)
}
