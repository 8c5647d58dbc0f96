import type { WhyUnread } from '../domain/why-unread.ts'

/** What is known of a file by the key of its bytes on the disk, before it is opened. */
export type KnownByKey = {
  /** It was read to its end, as this stream, or given up. */
  readonly done: number | undefined
  readonly isSkipped: boolean
  /** Why it was not read at the last look, since which it did not change. */
  readonly waits: () => WhyUnread | undefined
  /** Whether lines of it that did not fit a format may fit those of today: asked where it was read. */
  readonly isToReadAgain: () => boolean
}

/**
 * Whether a file must be opened: thousands of archives that were read are passed in a moment (`passed`). `part`: a copy that was
 * compared to its end, which is no longer by now.
 */
export function judgeUnopened({ done, isSkipped, waits, isToReadAgain }: KnownByKey): 'passed' | 'part' | 'open' {
  if ((done !== undefined || isSkipped) && !isToReadAgain()) return 'passed'
  return waits() === 'part' ? 'part' : 'open'
}
