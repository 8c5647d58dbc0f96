import type { State } from '../../../state/index.ts'
import { keyOfLines, keyOfRow, type TallyFile, type TallyLines, type TallyRow } from '../../../tally/index.ts'

/** What a tally has more than was taken of its machine before. Undefined: it has less of something. */
export function gainsOf(
  { sources }: State,
  id: string,
  tally: Pick<TallyFile, 'lines' | 'rows'>,
  isKnown: (row: TallyRow) => boolean,
): { readonly lines: readonly TallyLines[]; readonly rows: readonly TallyRow[] } | undefined {
  const lines = differenceOf(sources.fates(id), tally.lines, keyOfLines, countOfLines, withLines)
  // Rows of tables and features that the configuration no longer has are in no tally: they stay as they were taken.
  const rows = differenceOf(sources.cells(id).filter(isKnown), tally.rows, keyOfRow, countOfRow, withCount)
  return lostLines(lines) || rows.some(({ count }) => count < 0) ? undefined : { lines, rows }
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

/** A line may pass from one feature to none, where the configuration changed; never from one day or fate to another. */
function lostLines(lines: readonly TallyLines[]): boolean {
  const sums = new Map<string, number>()
  for (const { day, fate, lines: count } of lines) {
    const key = `${day} ${fate}`
    sums.set(key, (sums.get(key) ?? 0) + count)
  }
  return [...sums.values()].some((sum) => sum < 0)
}

const countOfLines = ({ lines }: TallyLines): number => lines
const countOfRow = ({ count }: TallyRow): number => count
const withLines = (row: TallyLines, lines: number): TallyLines => ({ ...row, lines })
const withCount = (row: TallyRow, count: number): TallyRow => ({ ...row, count })
