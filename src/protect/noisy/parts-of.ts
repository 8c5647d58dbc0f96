import type { Dimension, Measure } from '../../domain/dictionary.ts'
import type { Feature } from '../../domain/feature.ts'
import type { TableSpec } from '../../domain/table.ts'

/** What the summary says of a feature in a period; `others` are the requests that are no entries, known beside both. */
export type Figure = Measure | 'others'

/** Cells of a breakdown that stand inside a published figure. */
export type Part = {
  readonly figure: Figure
  /** Positions among the cells. */
  readonly cells: readonly number[]
  /** The figure is their sum; else they count more than it does: requests of every status. */
  readonly isSum: boolean
}

type Clients = Feature['clients']

/** How the categories of a dimension share out figures of the summary. */
type Inside = {
  /** The figures of which some categories are the parts, where a measure is broken down. */
  readonly figures: (measure: Measure) => readonly Figure[]
  /** Whether a category is inside a figure, as far as this dimension says. */
  readonly holds: (word: string, figure: Figure, clients: Clients) => boolean
}

const ANYWHERE: Inside = { figures: () => [], holds: () => true }

// Of the class 1xx a log has 101, which is a use.
const ERRORS: ReadonlySet<string> = new Set(['none', '4xx', '5xx'])
const NO_ENTRY: ReadonlySet<string> = new Set(['internal'])
const FROM_ELSEWHERE: ReadonlySet<string> = new Set(['(none)', '(outside)'])
const COUNTED: Readonly<Record<Clients, ReadonlySet<string>>> = {
  humans: new Set(['human']),
  all: new Set(['human', 'machine', 'unknown']),
}

/** Of every dimension: a new one has to say which of its categories a published figure counts. */
const INSIDE: Readonly<Record<Dimension, Inside>> = {
  device: ANYWHERE,
  browser: ANYWHERE,
  os: ANYWHERE,
  method: ANYWHERE,
  hour: ANYWHERE,
  // Of all clients the summary counts some.
  client: {
    figures: (measure) => [measure],
    holds: (word, _, clients) => COUNTED[clients].has(word),
  },
  status: {
    figures: (measure) => (measure === 'requests' ? ['errors'] : []),
    holds: (word, figure) => ERRORS.has(word) === (figure === 'errors'),
  },
  referrer: entriesAmong((word) => !NO_ENTRY.has(word)),
  from: entriesAmong((word) => FROM_ELSEWHERE.has(word)),
}

function entriesAmong(isEntry: (word: string) => boolean): Inside {
  return {
    figures: (measure) => (measure === 'requests' ? ['entries', 'others'] : []),
    holds: (word, figure) => (figure !== 'entries' && figure !== 'others') || isEntry(word) === (figure === 'entries'),
  }
}

/** The parts of a breakdown that published figures count, whole or not; the breakdown as a whole is none of them. */
export function partsOf(
  { dimensions }: Pick<TableSpec, 'dimensions'>,
  measure: Measure,
  cells: readonly (readonly string[])[],
  clients: Clients,
): readonly Part[] {
  const figures = new Set(dimensions.flatMap((dimension) => INSIDE[dimension].figures(measure)))
  return [...figures].map((figure) => ({
    figure,
    cells: cells.flatMap((words, c) =>
      dimensions.every((dimension, d) => INSIDE[dimension].holds(String(words[d]), figure, clients)) ? [c] : [],
    ),
    isSum: figure === 'errors' || !dimensions.includes('status'),
  }))
}

/** Whether the summary counts what all cells together do: not requests of every status, or of every client. */
export function isWhole({ dimensions }: Pick<TableSpec, 'dimensions'>): boolean {
  return !dimensions.includes('status') && !dimensions.includes('client')
}
