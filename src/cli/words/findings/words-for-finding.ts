import type { FindingCode } from '../../../domain/finding.ts'
import type { FindingWords } from './fixes.ts'
import { OF_DERIVED } from './of-derived.ts'
import { OF_DESCRIPTION } from './of-description.ts'
import { OF_FIGURES } from './of-figures.ts'
import { OF_FILES } from './of-files.ts'
import { OF_ROWS } from './of-rows.ts'

// A code without words stops the build.
const WORDS: Readonly<Record<FindingCode, FindingWords>> = {
  ...OF_FILES,
  ...OF_DESCRIPTION,
  ...OF_ROWS,
  ...OF_FIGURES,
  ...OF_DERIVED,
}

export function wordsForFinding(code: FindingCode): FindingWords {
  return WORDS[code]
}
