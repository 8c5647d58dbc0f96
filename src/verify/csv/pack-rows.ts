import { indexOf } from '../../domain/dictionary.ts'
import type { ProtectedRow, Rows } from '../../domain/table.ts'

/** A row, and where it stands. */
export type PlacedRow = ProtectedRow & { readonly file: string; readonly line: number }

export type RowPacker = {
  readonly add: (row: PlacedRow) => void
  readonly rows: Rows<PlacedRow>
}

/** Rows of a chunk: a table grows by chunks, and nothing is copied. */
const CHUNK_ROWS = 1 << 14
/** Period, feature, categories, file, line. */
const KEYS = 5

/** Keeps rows as numbers, about 44 bytes each: as objects, 450,000 took 250 MB. Each is made anew when it is asked for. */
export function packRows(measures: number): RowPacker {
  const [features, files] = [openWords<string>('', String), openWords<string>('', String)]
  const categories = openWords<readonly string[]>([], (words) => words.join())
  const keys: Int32Array[] = []
  const figures: Float64Array[] = []
  let length = 0

  function add({ period, feature, categories: words, file, line, counts }: PlacedRow): void {
    const chunk = Math.floor(length / CHUNK_ROWS)
    const own = (keys[chunk] ??= new Int32Array(CHUNK_ROWS * KEYS))
    const numbers = (figures[chunk] ??= new Float64Array(CHUNK_ROWS * measures))
    const row = length % CHUNK_ROWS
    const from = row * KEYS
    own[from] = period
    own[from + 1] = features.positionOf(feature)
    own[from + 2] = categories.positionOf(words)
    own[from + 3] = files.positionOf(file)
    own[from + 4] = line
    // Hidden is no number.
    for (let measure = 0; measure < measures; measure++) numbers[row * measures + measure] = counts[measure] ?? NaN
    length += 1
  }

  function at(position: number): PlacedRow | undefined {
    const wanted = position < 0 ? length + position : position
    const chunk = Math.floor(wanted / CHUNK_ROWS)
    const [own, numbers] = [keys[chunk], figures[chunk]]
    if (wanted < 0 || wanted >= length || own === undefined || numbers === undefined) return undefined
    const row = wanted % CHUNK_ROWS
    const from = row * KEYS
    return {
      period: indexOf<'period'>(own[from] ?? 0),
      feature: features.at(own[from + 1]),
      categories: categories.at(own[from + 2]),
      file: files.at(own[from + 3]),
      line: own[from + 4] ?? 0,
      counts: countsAt(numbers, row * measures),
    }
  }

  // A view of the numbers would take three times as long as all the rest of a row.
  function countsAt(numbers: Float64Array, from: number): readonly (number | undefined)[] {
    const counts: (number | undefined)[] = []
    for (let measure = 0; measure < measures; measure++) {
      const count = numbers[from + measure] ?? NaN
      counts.push(Number.isNaN(count) ? undefined : count)
    }
    return counts
  }

  function* all(): Generator<PlacedRow, void, undefined> {
    for (let position = 0; position < length; position++) {
      const row = at(position)
      if (row !== undefined) yield row
    }
  }

  return {
    add,
    rows: {
      at,
      get length() {
        return length
      },
      [Symbol.iterator]: all,
    },
  }
}

/** Rows share their words. */
function openWords<W>(none: W, keyOf: (word: W) => string) {
  const known: W[] = []
  const positions = new Map<string, number>()
  return {
    at: (position = 0): W => known[position] ?? none,
    positionOf: (word: W): number => {
      const key = keyOf(word)
      const there = positions.get(key)
      if (there !== undefined) return there
      positions.set(key, known.length)
      return known.push(word) - 1
    },
  }
}
