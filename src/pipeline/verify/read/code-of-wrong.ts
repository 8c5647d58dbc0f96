import type { FindingCode } from '../../../domain/finding.ts'

const CODES: readonly (readonly [RegExp, FindingCode])[] = [
  [/^licenses\b/, 'LICENCE_UNKNOWN'],
  [/^(?:name|homepage|comptage\.otherFolder|comptage\.service\.id)$/, 'NAME_DIFFERS'],
  [/^comptage\.tier$/, 'TIER_DIFFERS'],
  [/^resources\.\d+\.schema\b/, 'COLUMN_UNKNOWN'],
  [/^resources\.\d+\.comptage\.partial\b/, 'PARTIAL_UNKNOWN'],
]

/** The code of a place of the description that cannot be read back. */
export function codeOfWrong(place: string): FindingCode {
  return CODES.find(([pattern]) => pattern.test(place))?.[1] ?? 'DESCRIPTION_SHAPE'
}
