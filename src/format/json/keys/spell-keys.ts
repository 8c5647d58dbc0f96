import type { FirstBytes } from '../../named-format.ts'
import { eachLine } from '../../scan/find-bytes.ts'
import { JSON_OBJECT } from '../walk-object.ts'
import { compileKeys, type KeyMap, type Notation } from './key-map.ts'

/**
 * The keys of the map that stand in the first lines of a log, as the log spells them: so later ones can be compared byte by
 * byte. No keys at all there: the map as it is.
 *
 * @param map paths of one key
 * @param anyCase the keys of the map are in small letters, those of the log in any
 */
export function spellKeys(map: KeyMap, first: FirstBytes, anyCase: boolean, notation: Notation): KeyMap {
  const spellings = readSpellings(map, first, anyCase, notation)
  let position = 0
  const spelt = [...map].flatMap(([field, paths]) => {
    const found = paths.flatMap(() => spellings[position++] ?? []).map((key) => [key])
    return found.length === 0 ? [] : [[field, found] as const]
  })
  return spelt.length === 0 ? map : new Map(spelt)
}

/** The keys of objects of JSON, of referrer and agent only those that the first lines have: a server may be told to leave them out. */
export function headersIn(keys: KeyMap, first: FirstBytes | undefined): KeyMap {
  if (first === undefined) return keys
  const spelt = spellKeys(keys, first, false, JSON_OBJECT)
  return new Map([...keys].filter(([field]) => spelt.has(field) || (field !== 'referrer' && field !== 'agent')))
}

/** The spelling of each candidate of the map that is in the lines. */
function readSpellings(
  map: KeyMap,
  first: FirstBytes,
  anyCase: boolean,
  { walk, endOfKey }: Notation,
): readonly (string | undefined)[] {
  const { root, spans } = compileKeys(map, [], anyCase)
  const lengths = [...map.values()].flat().map(([key]) => String(key).length)
  const marks = new Int32Array(2 * spans.length)
  const spellings: (string | undefined)[] = lengths.map(() => undefined)
  const { bytes } = first
  eachLine(first, (start, end) => {
    marks.fill(-1)
    if (walk(root, bytes, start, end, marks) >= 0) return
    for (const [i, length] of lengths.entries())
      if (marks[2 * i]! >= 0) spellings[i] ??= keyBefore(bytes, endOfKey(bytes, marks[2 * i]!), length)
  })
  return spellings
}

/** A key of the map, which differs in capitals at most. */
function keyBefore(bytes: Uint8Array, end: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(end - length, end))
}
