import type { DayIndex } from '../../domain/calendar.ts'
import { usesAround } from '../../domain/duration.ts'
import { showPartTotal, type AroundPart, type Beneath } from './part-beneath.ts'

/** A day that may be hidden whatever it counts. */
type Candidate = { readonly day: DayIndex; readonly count: number }

/** What a second edition would make of a figure of the first. */
export type FigureChange = {
  readonly by: number
  /** Whether a figure that was published bounds it: that of a longer period, or of entries that of their requests, where these were few. */
  readonly isWithin: boolean
  readonly wasShown: boolean
  readonly isShown: boolean
}

/** The decisions that hide a count. A record, so that the attack tests can weaken one and see it caught. */
export type DisclosureRules = {
  /** Whether a count may be shown at all. */
  readonly showCount: (count: number, k: number) => boolean
  /** The same of one that is published beside its whole: entries beside requests. */
  readonly showPart: (part: number, whole: number, k: number) => boolean
  /** Whether a quantile of the durations of so many uses may be shown. */
  readonly showQuantile: (share: number, uses: number, k: number) => boolean
  /** Which of the days after the first hidden one of a longer period, in order, is its companion; −1: none. */
  readonly companionOf: (after: readonly Candidate[], k: number) => number
  /** Whether a longer period may be shown above the shorter ones. */
  readonly showTotal: (beneath: Beneath, k: number) => boolean
  /** The same of one that is published beside its whole. */
  readonly showPartTotal: (around: AroundPart, k: number) => boolean
  /** Whether a longer period may be shown before all of its lines are in. */
  readonly showPartialTotal: () => boolean
  /** The same of a quantile of the durations of any period. */
  readonly showPartialQuantile: () => boolean
  /** Whether a period may be shown of which the days asked for leave out some. */
  readonly showCut: () => boolean
  /** Whether late lines may change a figure that was published, shown or hidden. */
  readonly showChange: (change: FigureChange, k: number) => boolean
}

export const DISCLOSURE_RULES: DisclosureRules = {
  showCount,
  showPart,
  showQuantile,
  companionOf,
  showTotal,
  showPartTotal,
  // Tonight's edition of a month less last night's is the day between, hidden or not.
  showPartialTotal: () => false,
  // Whoever adds uses between two editions would ask one question more of each.
  showPartialQuantile: () => false,
  // Two cuts that differ by a day tell that day.
  showCut: () => false,
  showChange,
}

// Zero is hidden like any small count.
function showCount(count: number, k: number): boolean {
  return count >= k
}

// The others are known then too, so both have to be large.
function showPart(part: number, whole: number, k: number): boolean {
  return part >= k && whole - part >= k
}

// It is told of more than 2k uses around it, and k lie beyond them: 4k uses for the median, 40k for the 95th percentile. So
// fewer than k that are far off are none of those that it is told of, or it would say how many they are.
function showQuantile(share: number, uses: number, k: number): boolean {
  const { within, beyond } = usesAround(uses, share)
  return within > 2 * k && beyond >= k
}

// The first working day: a reader knows which it is, and it is no quiet day of a service that rests at weekends. A day chosen
// by its count would tell of it: the next large one pins 8 % of hidden days, the smallest large one 12 %.
function companionOf(after: readonly Candidate[]): number {
  return after.findIndex(({ day }) => day % 7 < 5)
}

// Nothing hidden beneath: the total says nothing new, unless it counts what no row beneath it does. Where it may, it is hidden even
// if it does not: shown then alone, it would tell that nothing came. Beside a hidden figure that is one hidden figure more.
// Otherwise any one of the hidden counts may be 0 … k − 1 and all others 0, since the companion has what is left. Where the
// total is hidden the rest is below k, and that leaves as many.
function showTotal({ hidden, hasCompanion, open, dropped, rest }: Beneath, k: number): boolean {
  // Any of them may have all of the rest.
  if (open > 0) return rest >= k
  if (hidden === 0) return dropped === 0 && rest === 0
  return hasCompanion && rest >= k
}

// The difference of two editions is a figure too. A figure that appears says that it was just below k, and one that goes
// says the same of what goes with it. A reader who knows from a total by how much a hidden one grew knows which values leave it
// hidden before and after. So with entries: beside requests that grew from 3 to 8 all of the 5 are entries, or none.
function showChange({ by, isWithin, wasShown, isShown }: FigureChange, k: number): boolean {
  if (wasShown !== isShown) return false
  return by === 0 || (by >= k && (isShown || !isWithin))
}
