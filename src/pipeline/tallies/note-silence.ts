import { dayOfHour } from '../../domain/calendar.ts'
import { FATES_OF_FEATURES, type Fate } from '../../domain/fate.ts'
import type { State } from '../../state/index.ts'
import type { TallyLines } from '../../tally/index.ts'
import { distinctDays, type Evidence, isGivenUp } from '../../timeline/index.ts'
import { keepFact, type SourceGap } from '../kept/facts.ts'
import { sourceGaps } from '../kept/log-gaps.ts'

/**
 * Notes of which hours nothing is known of a machine that nobody waits for any more: from its last look through its logs to the end of
 * the last day that may close. One that is taken out of `sources:` before has none.
 */
export function noteSilence(state: State, evidence: Evidence): void {
  const named = state.sources.named()
  const to = Math.floor((evidence.nowHour - evidence.graceHours) / 24) * 24 - 1
  const silent = evidence.sources.flatMap((one): readonly SourceGap[] => {
    const source = named.get(one.id)?.id
    if (source === undefined || one.scannedHour > to || !isGivenUp(one, evidence)) return []
    return [{ source, isSilence: true, from: one.scannedHour, to }]
  })
  if (silent.length === 0) return
  const isSilent = new Set(silent.map(({ source }) => source))
  const others = sourceGaps(state).filter(({ source, isSilence }) => isSilence !== true || !isSilent.has(source))
  keepFact(state, 'source-gaps', [...others, ...silent])
}

const OF_FEATURES: readonly Fate[] = FATES_OF_FEATURES

/**
 * What becomes of a silence with the next tally of its machine. What came after the look of this one is still unknown; of the rest those
 * days had lines of which it has more now, but for lines that no feature has: in no period anything of them is missing.
 */
export function afterSilence(
  gap: SourceGap,
  scannedHour: number,
  lines: readonly TallyLines[],
): { readonly open: readonly SourceGap[]; readonly daysFound: readonly SourceGap[] } {
  const from = Math.max(gap.from, scannedHour)
  const isWithin = (day: number): boolean => day >= dayOfHour(gap.from) && day <= dayOfHour(gap.to)
  const own = lines.filter(({ day, fate }) => isWithin(day) && OF_FEATURES.includes(fate))
  return {
    open: from > gap.to ? [] : [{ ...gap, from }],
    daysFound: distinctDays(own).map((day) => ({ source: gap.source, from: day * 24, to: day * 24 + 23 })),
  }
}
