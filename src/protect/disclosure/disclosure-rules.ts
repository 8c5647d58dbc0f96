/** What is known of the periods beneath a total once the shown figures are taken away. */
export type Beneath = {
  /** How many figures beneath are hidden. */
  readonly hidden: number
  /** How many have no figure at all, shown or hidden, since no table told of them then: they may be of any size. */
  readonly open: number
  /** The total minus every shown figure beneath. */
  readonly rest: number
}

/** What is known around the `entries` of a longer period; `others` are the requests that are no entries. */
export type AroundEntries = {
  readonly requestsShown: boolean
  readonly requests: Beneath
  readonly entries: Beneath
  readonly others: Beneath
}

/** What a second edition would make of a figure of the first. */
export type Change = {
  readonly by: number
  readonly wasShown: boolean
  readonly isShown: boolean
}

/** The decisions that hide a count. A record, so that the attack tests can weaken one and see it caught. */
export type DisclosureRules = {
  /** Whether a count may be shown at all. */
  readonly showCount: (count: number, k: number) => boolean
  /** The same for `entries`, published beside `requests`. */
  readonly showEntries: (entries: number, requests: number, k: number) => boolean
  /** Whether a quantile of the durations of so many uses may be shown. */
  readonly showQuantile: (share: number, uses: number, k: number) => boolean
  /** Whether a longer period may be shown above the shorter ones. */
  readonly showTotal: (beneath: Beneath, k: number) => boolean
  /** The same for `entries`. */
  readonly showEntriesTotal: (around: AroundEntries, k: number) => boolean
  /** Whether a longer period may be shown before all of its lines are in. */
  readonly showPartialTotal: () => boolean
  /** Whether a period may be shown of which the days asked for leave out some. */
  readonly showCut: () => boolean
  /** Whether late lines may change a figure that was published, shown or hidden. */
  readonly showChange: (change: Change, k: number) => boolean
}

export const DISCLOSURE_RULES: DisclosureRules = {
  showCount,
  showEntries,
  showQuantile,
  showTotal,
  showEntriesTotal,
  // Tonight's edition of a month less last night's is the day between, hidden or not.
  showPartialTotal: () => false,
  // Two cuts that differ by a day tell that day.
  showCut: () => false,
  showChange,
}

// Zero is hidden like any small count.
function showCount(count: number, k: number): boolean {
  return count >= k
}

// Both sides of the requests are known then, so both have to be large.
function showEntries(entries: number, requests: number, k: number): boolean {
  return entries >= k && requests - entries >= k
}

// At least k uses took longer: 2k for the median, 20k for the 95th percentile.
function showQuantile(share: number, uses: number, k: number): boolean {
  return uses * (1 - share) >= k - 1e-6
}

// Nothing hidden beneath: the total says nothing new, unless it counts what no row beneath it does.
// Otherwise: three hidden, a rest that could itself be shown, and half of the small values still possible for each.
// Without the last, 0.34 % of hidden cells are pinned; with the total always shown, 16 %.
function showTotal({ hidden, open, rest }: Beneath, k: number): boolean {
  // Any of them may have all of the rest.
  if (open > 0) return rest >= k
  if (hidden === 0) return rest === 0
  return hidden >= 3 && rest >= k && candidates(hidden, rest, k) >= Math.ceil(k / 2)
}

/** How many values a reader can still believe of one of `hidden` small counts that sum to `rest`. */
function candidates(hidden: number, rest: number, k: number): number {
  return Math.min(k - 1, rest) - Math.max(0, rest - (hidden - 1) * (k - 1)) + 1
}

// Entries are hidden where either they or the other requests are few, and no reader knows which: one side is enough.
// Choosing the side by the true counts would tell which.
function showEntriesTotal({ requestsShown, requests, entries, others }: AroundEntries, k: number): boolean {
  return requestsShown && requests.hidden === 0 && (showTotal(entries, k) || showTotal(others, k))
}

// The difference of two editions is a figure too. A figure that appears says that it was just below k, and one that goes
// says the same of what goes with it.
function showChange({ by, wasShown, isShown }: Change, k: number): boolean {
  return (by === 0 || by >= k) && wasShown === isShown
}
