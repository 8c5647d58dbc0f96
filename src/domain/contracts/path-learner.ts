import type { RequestView } from './classifiers.ts'

/**
 * Learns from the words of paths: the one exception to the rule that no text leaves the gate. Only `src/learn/` has one,
 * and only `comptage init` hands it to a gate (ADR 32).
 */
export type PathLearner = {
  /** @param isAbsolute the target names its host itself, as to a proxy */
  readonly take: (request: RequestView, isAbsolute: boolean) => void
}

/** What a path segment may be, as the gate knows it. */
export type SegmentVocabulary = {
  /** Whether a word, in small letters, stands in the paths of any service. */
  readonly isGeneric: (word: string) => boolean
  /** Whether a text, in small letters, is no more than letters to the eye: no number, address, code, date … */
  readonly isPlain: (text: string) => boolean
}
