import type { FindingText } from '../../domain/finding.ts'

/** A place where two values differ. */
export type Difference = { readonly field: string; readonly found: FindingText; readonly expected: FindingText }

/** Differences of one file that are worth telling: the rest follows from them, or is found in the next round. */
const MOST = 5

/**
 * Where a value of JSON is not what it should be, whatever the order of keys.
 *
 * @param passes whether what stands under this key is not compared: texts, which another version words otherwise
 */
export function compareJson(
  found: unknown,
  expected: unknown,
  passes: (key: string) => boolean = () => false,
): readonly Difference[] {
  const differences: Difference[] = []
  compare(found, expected, '')
  return differences

  function compare(a: unknown, b: unknown, place: string): void {
    if (differences.length >= MOST) return
    if (isObject(a) && isObject(b) && Array.isArray(a) === Array.isArray(b)) compareInside(a, b, place)
    else if (a !== b) differences.push({ field: place, found: textOf(a), expected: textOf(b) })
  }

  function compareInside(a: object, b: object, place: string): void {
    const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
    for (const key of new Set([...left.keys(), ...right.keys()]))
      if (!passes(key)) compare(left.get(key), right.get(key), place === '' ? key : `${place}.${key}`)
  }
}

export const NOTHING: FindingText = { is: 'nothing' }

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function textOf(value: unknown): FindingText {
  return value === undefined ? NOTHING : JSON.stringify(value)
}
