import type { Sight } from '../../../../source/index.ts'
import type { Input } from '../../../reading/input.ts'

/** A file that was looked at, and the log that it is a piece of by its name. */
export type LookedAt = { readonly input: Input; readonly sight: Sight; readonly log: string }
