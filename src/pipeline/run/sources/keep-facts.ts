import type { State } from '../../../state/index.ts'
import type { TallyFile } from '../../../tally/index.ts'
import { keepFact } from '../../facts.ts'
import { keepNewestHour } from '../counted/days-of-state.ts'

/** What the metadata says of logs, of those of another machine too. */
export function keepFacts(state: State, tally: TallyFile): void {
  const { facts } = state
  for (const [name, lacks] of tally.formats) facts.keepFormat(name, lacks)
  for (const [series, measure] of tally.leftOut) facts.leaveOut(series, measure)
  if (tally.isPartialLog) keepFact(state, 'partial-log', true)
  keepNewestHour(state, tally.newestHour)
}
