import type { SegmentVocabulary } from '../../domain/contracts/path-learner.ts'
import { byteText } from './plain-segment.ts'
import { GENERIC_WORDS } from './generic-words.ts'
import { SEGMENT_KINDS } from './segment-kinds.ts'

const GENERIC = new Set(GENERIC_WORDS)
const PLAIN_KINDS: readonly string[] = ['{slug}', '{word}']

/** What shapes know of segments, for a learner of words. */
export const SEGMENT_VOCABULARY: SegmentVocabulary = {
  isGeneric: (word) => GENERIC.has(word),
  isPlain: (text) => {
    const bytes = byteText(text)
    const kind = SEGMENT_KINDS.find(([, fits]) => fits(bytes))
    return kind !== undefined && PLAIN_KINDS.includes(kind[0])
  },
}
