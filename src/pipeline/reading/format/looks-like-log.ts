import { detectFormat } from '../../../format/index.ts'

// A thousand lines are enough to tell, and an archive may have one of megabytes.
const MOST_BYTES = 262_144

/** Whether a format reads nine of ten of these lines, so that they are a log and not what they were taken for. */
export function looksLikeLog(bytes: Uint8Array): boolean {
  return 'scanner' in detectFormat({ bytes, start: 0, end: Math.min(bytes.length, MOST_BYTES) })
}
