import type { Sight } from '../../../../source/index.ts'
import type { Input } from '../../../reading/input.ts'

/** A file that was looked at, and the log that it is a piece of by its name. */
export type LookedAt = {
  readonly input: Input
  readonly sight: Sight
  readonly log: string
  /**
   * Where all of it stands in another log, whether it is being copied: `seen`, it waited at the last look and has grown since;
   * `perhaps`, it was written to within the day.
   */
  readonly copying: 'seen' | 'perhaps' | 'no'
}
