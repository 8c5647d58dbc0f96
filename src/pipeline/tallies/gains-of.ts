import type { State } from '../../state/index.ts'
import { forgottenThrough } from '../kept/forgotten.ts'
import { keyOfLines, keyOfRow, type TallyFile, type TallyLines, type TallyRow } from '../../tally/index.ts'

/**
 * What a tally has more than was taken of its machine before. Undefined: it has less of something. Of days whose counts are
 * deleted here lines are compared alone, without their features: nothing else of them is left to compare with.
 */
export function gainsOf(
  state: State,
  id: string,
  tally: Pick<TallyFile, 'lines' | 'rows'>,
  isKnown: (row: TallyRow) => boolean,
): { readonly lines: readonly TallyLines[]; readonly rows: readonly TallyRow[] } | undefined {
  const { sources } = state
  const through = forgottenThrough(state)
  const isKept = ({ day }: { readonly day: number }): boolean => day < 0 || day > through
  const told = tally.lines.map((line) => (isKept(line) ? line : { ...line, feature: '' }))
  const lines = differenceOf(sources.fates(id), summedUp(told), keyOfLines, countOfLines, withLines)
  // Rows of tables and features that the configuration no longer has are in no tally: they stay as they were taken.
  const before = sources.cells(id).filter((row) => isKept(row) && isKnown(row))
  const rows = differenceOf(before, tally.rows.filter(isKept), keyOfRow, countOfRow, withCount)
  return lostLines(lines) || rows.some(({ count }) => count < 0) ? undefined : { lines, rows }
}

function summedUp(lines: readonly TallyLines[]): readonly TallyLines[] {
  const sums = new Map<string, TallyLines>()
  for (const line of lines) {
    const key = keyOfLines(line)
    sums.set(key, withLines(line, countOfLines(line) + (sums.get(key)?.lines ?? 0)))
  }
  return [...sums.values()]
}

function differenceOf<R>(
  before: readonly R[],
  now: readonly R[],
  keyOf: (row: R) => string,
  countOf: (row: R) => number,
  withCountOf: (row: R, count: number) => R,
): readonly R[] {
  const left = new Map(before.map((row) => [keyOf(row), row]))
  const gained = now.map((row) => {
    const key = keyOf(row)
    const known = left.get(key)
    left.delete(key)
    return withCountOf(row, countOf(row) - (known === undefined ? 0 : countOf(known)))
  })
  const lost = [...left.values()].map((row) => withCountOf(row, -countOf(row)))
  return [...gained, ...lost].filter((row) => countOf(row) !== 0)
}

/**
 * A line may pass from one feature to none, where the configuration changed; never from one day or fate to another, but where it
 * did not fit its format, and was read again in the right one.
 */
function lostLines(lines: readonly TallyLines[]): boolean {
  const sums = new Map<string, number>()
  for (const { day, fate, lines: count } of lines) {
    if (fate === 'malformed') continue
    const key = `${day} ${fate}`
    sums.set(key, (sums.get(key) ?? 0) + count)
  }
  return [...sums.values()].some((sum) => sum < 0)
}

const countOfLines = ({ lines }: TallyLines): number => lines
const countOfRow = ({ count }: TallyRow): number => count
const withLines = (row: TallyLines, lines: number): TallyLines => ({ ...row, lines })
const withCount = (row: TallyRow, count: number): TallyRow => ({ ...row, count })
