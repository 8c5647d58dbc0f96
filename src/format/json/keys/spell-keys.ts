import type { FirstBytes } from '../../named-format.ts'
import { compileKeys, type KeyMap } from './key-map.ts'
import { walkObject } from '../walk-object.ts'

const MOST_LINES = 1000
const LF = 0x0a
const QUOTE = 0x22
const COLON = 0x3a

/**
 * The keys of the map that stand in the first lines of a log, as the log spells them: so later ones can be compared byte by
 * byte. No keys at all there: the map as it is.
 *
 * @param map paths of one key
 * @param anyCase the keys of the map are in small letters, those of the log in any
 */
export function spellKeys(map: KeyMap, first: FirstBytes, anyCase: boolean): KeyMap {
  const spellings = readSpellings(map, first, anyCase)
  let position = 0
  const spelt = [...map].flatMap(([field, paths]) => {
    const found = paths.flatMap(() => spellings[position++] ?? []).map((key) => [key])
    return found.length === 0 ? [] : [[field, found] as const]
  })
  return spelt.length === 0 ? map : new Map(spelt)
}

/** The spelling of each candidate of the map that is in the lines. */
function readSpellings(
  map: KeyMap,
  { bytes, start, end }: FirstBytes,
  anyCase: boolean,
): readonly (string | undefined)[] {
  const { root, spans } = compileKeys(map, [], anyCase)
  const lengths = [...map.values()].flat().map(([key]) => String(key).length)
  const marks = new Int32Array(2 * spans.length)
  const spellings: (string | undefined)[] = lengths.map(() => undefined)
  let at = start
  for (let line = 0; at < end && line < MOST_LINES; line++) {
    const lf = bytes.indexOf(LF, at)
    const stop = lf < 0 || lf >= end ? end : lf
    marks.fill(-1)
    if (walkObject(root, bytes, at, stop, marks) < 0)
      for (const [i, length] of lengths.entries())
        if (marks[2 * i]! >= 0) spellings[i] ??= keyBefore(bytes, marks[2 * i]!, length)
    at = stop + 1
  }
  return spellings
}

/** A key of the map, which differs in capitals at most. */
function keyBefore(bytes: Uint8Array, value: number, length: number): string {
  let at = value
  while (bytes[at] !== COLON || at === value) at--
  while (bytes[at] !== QUOTE) at--
  return String.fromCharCode(...bytes.subarray(at - length, at))
}
