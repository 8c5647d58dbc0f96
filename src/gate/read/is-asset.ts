import { ASSET_EXTENSIONS } from '../../domain/feature.ts'
import type { RequestBuffer } from '../request-buffer.ts'

const LONGEST = Math.max(...ASSET_EXTENSIONS.map((extension) => extension.length))
// A table of 256 slots for two dozen words: the slot of an extension is told by its first, last and number of letters.
const SLOTS = 256
const WORDS = ASSET_EXTENSIONS.map((text) => new TextEncoder().encode(text))
const TABLE: readonly (readonly Uint8Array[])[] = Array.from({ length: SLOTS }, (_, slot) =>
  WORDS.filter((word) => slotOf(word, 0, word.length) === slot),
)

/** True if the last segment of the path ends in one of ASSET_EXTENSIONS, in any case. */
export function isAsset(request: RequestBuffer): boolean {
  const last = request.segments - 1
  if (last < 0) return false
  const bytes = request.pathBytes
  const end = request.ends[last]!
  const furthest = Math.max(request.starts[last]!, end - LONGEST - 1)
  for (let dot = end - 1; dot >= furthest; dot--) if (bytes[dot] === 0x2e) return isExtension(bytes, dot + 1, end)
  return false
}

function isExtension(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return false
  const words = TABLE[slotOf(bytes, start, end)]!
  for (const word of words) if (isWord(bytes, start, end, word)) return true
  return false
}

function isWord(bytes: Uint8Array, start: number, end: number, word: Uint8Array): boolean {
  if (end - start !== word.length) return false
  for (let i = 0; i < word.length; i++) if ((bytes[start + i]! | 0x20) !== word[i]) return false
  return true
}

function slotOf(bytes: Uint8Array, start: number, end: number): number {
  return ((bytes[start]! | 0x20) * 7 + (bytes[end - 1]! | 0x20) * 3 + (end - start)) & (SLOTS - 1)
}
