import type { Branch } from '../tree/branch.ts'
import type { Word } from '../tree/word-of.ts'

/** A feature in the making: a branch, and the steps that lead to it (undefined: whatever is no word). */
export type Chosen = {
  readonly branch: Branch
  readonly steps: readonly (Word | undefined)[]
  /** It is the page at the root alone. */
  readonly isHome: boolean
}
