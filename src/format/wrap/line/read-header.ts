import { isLetter } from '../../scan/split-request.ts'
import { isDigit } from '../../time/read-time.ts'

const SPACE = 0x20
const COLON = 0x3a

// `d` stands for a digit
const ISO_FRONT = 'dddd-dd-ddTdd:dd:dd'

/** Where an ISO time that starts at `at` ends, at the next space; −1 where none starts. */
export function endOfIso(bytes: Uint8Array, at: number, end: number): number {
  return standsAs(ISO_FRONT, bytes, at, end) ? endOfWord(bytes, at + ISO_FRONT.length, end) : -1
}

/** True if the bytes at `at` look like `front`, in which `d` stands for a digit, and `w` for a letter. */
export function standsAs(front: string, bytes: Uint8Array, at: number, end: number): boolean {
  if (at + front.length > end) return false
  for (let i = 0; i < front.length; i++) {
    const want = front.charCodeAt(i)
    const byte = bytes[at + i]!
    if (!(want === 0x64 ? isDigit(byte) : want === 0x77 ? isLetter(byte) : byte === want)) return false
  }
  return true
}

/** Where the word at `at` ends: the next space, or `end`. */
export function endOfWord(bytes: Uint8Array, at: number, end: number): number {
  let stop = at
  while (stop < end && bytes[stop] !== SPACE) stop++
  return stop
}

/** After `<134>`, or `at` itself; −1 where something else is in the brackets. */
export function afterPriority(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== 0x3c) return at
  let stop = at + 1
  while (stop < end && isDigit(bytes[stop]!)) stop++
  const digits = stop - at - 1
  return stop < end && bytes[stop] === 0x3e && digits > 0 && digits <= 3 ? stop + 1 : -1
}

/** After the ` lb1 nginx[812]: ` that starts at `at`; the host may be missing, as nginx and HAProxy can be told to. −1 where it is none. */
export function afterTag(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== SPACE) return -1
  let word = at + 1
  let stop = endOfWord(bytes, word, end)
  if (!isTag(bytes, word, stop) && stop < end) {
    word = stop + 1
    stop = endOfWord(bytes, word, end)
  }
  if (!isTag(bytes, word, stop)) return -1
  return Math.min(stop + 1, end)
}

function isTag(bytes: Uint8Array, word: number, stop: number): boolean {
  return stop - word >= 2 && bytes[stop - 1] === COLON
}
