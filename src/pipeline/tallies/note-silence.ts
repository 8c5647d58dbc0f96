import type { State } from '../../state/index.ts'
import { type Evidence, isGivenUp } from '../../timeline/index.ts'
import { keepFact, type SourceGap } from '../kept/fact-codecs.ts'
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

/** What becomes of a silence with the next tally of its machine: what came after the look of this one is still unknown. */
export function afterSilence(
  gap: SourceGap,
  scannedHour: number,
): { readonly open: readonly SourceGap[]; readonly told: readonly SourceGap[] } {
  const from = Math.max(gap.from, scannedHour)
  return {
    open: from > gap.to ? [] : [{ ...gap, from }],
    told: from > gap.from ? [{ source: gap.source, from: gap.from, to: Math.min(gap.to, from - 1) }] : [],
  }
}
