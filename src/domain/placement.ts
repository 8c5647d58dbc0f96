/**
 * Where lines are placed: in the `period` that they belong to; by `day`, since they came too late for it, or this machine
 * publishes none; or by day, too, but `aside`: their period was taken over from a folder, and it is not known yet whether all
 * of its lines are there; or `again`: they are not, so it stays as it was taken over, and these lines, which it may have, count in none.
 */
export type Placement = 'period' | 'day' | 'aside' | 'again'

/** Of lines that count in no period, and will not unless a revision takes them. */
export const TOO_LATE: ReadonlySet<Placement> = new Set<Placement>(['day', 'again'])

/**
 * Why a revision would not publish late lines of a day, whatever they are: the true counts beside them are deleted; they are
 * not late, and the next run counts them; their period was taken over from a folder, or is published exactly, and nobody accepts the
 * risk of one more exact figure; a table or a measure that has figures of then was away when they were counted; or all that holds them has noise that was drawn for good, or figures of a table that is gone beside it.
 */
export type WhyNotRevised =
  | 'forgotten'
  | 'counted-next'
  | 'adopted'
  | 'exact'
  | 'counted-without'
  | 'drawn'
  | 'beside-gone'

/**
 * Why late lines stay apart: that; or a hidden figure would be told, no feature has them, or no period that holds them is published, since its
 * first lines are missing.
 */
export type Stays = WhyNotRevised | 'kept-back' | 'uncounted' | 'partial'
