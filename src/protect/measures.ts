import { DIMENSIONS, MEASURES, recordOf, type ByMeasure, type Dimension, type Measure } from '../domain/dictionary.ts'
import type { Feature } from '../domain/feature.ts'
import { wholeOf } from '../domain/measure.ts'
import { isNoisy, type ProtectionLevel, type TableRule } from '../domain/table.ts'

/*
 * What figures of each measure tell. What two of them tell beside each other follows from the lines that they count (`wholeOf`,
 * `baseOf`): of two fates nothing, since no request counts in both; where one counts some of the other, what is left of it, so both
 * have to be large; a quantile that there are enough, so it stands only where their number does. Two parts of one whole would tell
 * what is in both: nobody has thought of that, and a test has none of it. Behind `RULES` stand the questions that the rest of this
 * room asks, which may not name a measure itself (oxlint.config.js): a new one that is forgotten here does not compile.
 */

/** A table as far as its measures may be refused. */
type Draft = {
  readonly dimensions: readonly Dimension[]
  readonly measures: readonly Measure[]
  readonly level: ProtectionLevel
}

type Clients = Feature['clients']

/** The categories that the requests of a figure may have in one dimension. */
type Within = {
  readonly holds: (word: string, clients: Clients) => boolean
  /** In a breakdown of the requests, these categories are the figure; else they count more than it does. */
  readonly isSum: boolean
}

type MeasureRule = {
  /** Whether a table has it that names no measures. */
  readonly isDefault: (dimensions: readonly Dimension[]) => boolean
  /** Why a table that has it may not be published. */
  readonly refusals: readonly (readonly [TableRule, (draft: Draft) => boolean])[]
  /** Where a dimension holds other categories than for `requests`, a breakdown of these tells its figure. */
  readonly within: Readonly<Record<Dimension, Within | 'as-requests'>>
}

// Every category, of as many requests as the summary counts.
const ANY: Within = { holds: () => true, isSum: true }

// Of the class 1xx a log has 101, which is a use.
const ERRORS: ReadonlySet<string> = new Set(['none', '4xx', '5xx'])
// Requests of every status are more than the uses: redirects and parts are among them.
const ANSWERED: Within = { holds: (word) => !ERRORS.has(word), isSum: false }
const FAILED: Within = { holds: (word) => ERRORS.has(word), isSum: true }

const COUNTED: Readonly<Record<Clients, ReadonlySet<string>>> = {
  humans: new Set(['human']),
  all: new Set(['human', 'machine', 'unknown']),
}

const OF_USES: Readonly<Record<Dimension, Within>> = {
  ...{ device: ANY, browser: ANY, os: ANY, method: ANY, hour: ANY, referrer: ANY, from: ANY },
  status: ANSWERED,
  // Of all clients the summary counts some.
  client: { holds: (word, clients) => COUNTED[clients].has(word), isSum: true },
}

const AS_REQUESTS: MeasureRule['within'] = recordOf(DIMENSIONS, () => 'as-requests')

const DURATION: MeasureRule = {
  isDefault: () => false,
  refusals: [
    // A quantile says that there were enough uses for it.
    ['durations-need-requests', ({ measures }) => !measures.includes('requests')],
    // Noise on a count is a request more or less; a true quantile beside it would tell which.
    ['durations-have-no-noise', ({ level }) => isNoisy({ protection: { level } })],
  ],
  within: AS_REQUESTS,
}

const RULES: ByMeasure<MeasureRule> = {
  requests: { isDefault: () => true, refusals: [], within: AS_REQUESTS },
  entries: {
    isDefault: (dimensions) => dimensions.length === 0,
    refusals: [['entries-needs-requests', isAlone]],
    within: {
      ...AS_REQUESTS,
      referrer: { holds: (word) => word !== 'internal', isSum: true },
      from: { holds: (word) => word === '(none)' || word === '(outside)', isSum: true },
    },
  },
  errors: {
    isDefault: (dimensions) => !dimensions.includes('status'),
    refusals: [],
    within: { ...AS_REQUESTS, status: FAILED },
  },
  bytes: {
    isDefault: () => false,
    // A sum of known page sizes tells how many large pages were sent.
    refusals: [['bytes-needs-exact', ({ level }) => level !== 'exact']],
    within: AS_REQUESTS,
  },
  duration_p50: DURATION,
  duration_p95: DURATION,
}

// Entries are shown only where `requests − entries` is large too. With the requests in a table of another period, that
// difference would be known for a month and unknown for its days, and no time margin covers it.
function isAlone({ level, measures }: Draft): boolean {
  return level !== 'exact' && level !== 'dp' && !measures.includes('requests')
}

/** The measures of a table that names none. */
export function defaultMeasures(dimensions: readonly Dimension[]): readonly Measure[] {
  return MEASURES.filter((measure) => RULES[measure].isDefault(dimensions))
}

/** Why the measures of a table may not stand in it. */
export function refusalsOf(draft: Draft): readonly TableRule[] {
  const refusals = draft.measures.flatMap((measure) => RULES[measure].refusals)
  const own = refusals.filter(([, breaks]) => breaks(draft)).map(([rule]) => rule)
  return [...new Set(own), ...(hasToldTwice(draft) ? (['told-twice'] as const) : [])]
}

// A second view of the same request: a table by status counts every answer among its requests. A part is one anywhere.
function hasToldTwice({ dimensions, measures }: Draft): boolean {
  return measures.some((measure) => wholeOf(measure) === undefined && dimensions.some((one) => tells(measure, one)))
}

/** What the summary shows of a measure or, of one that is a part, of the other requests of its whole. */
export type SummaryFigure = { readonly measure: Measure; readonly isOthers: boolean }

/** The figures that a breakdown of a measure by a dimension tells some categories of. */
export function figuresTold(measure: Measure, dimension: Dimension): readonly SummaryFigure[] {
  if (dimension === 'client') return [{ measure, isOthers: false }]
  if (measure !== 'requests') return []
  return MEASURES.filter((one) => tells(one, dimension)).flatMap((one) => [
    { measure: one, isOthers: false },
    ...(wholeOf(one) === undefined ? [] : [{ measure: one, isOthers: true }]),
  ])
}

/** Whether some categories of a dimension are the requests of a measure. */
export function tells(measure: Measure, dimension: Dimension): boolean {
  return RULES[measure].within[dimension] !== 'as-requests'
}

/** The categories of a figure in a dimension, and whether they are all of it. */
export function withinOf({ measure, isOthers }: SummaryFigure, dimension: Dimension): Within {
  const within = RULES[measure].within[dimension]
  if (within === 'as-requests') return OF_USES[dimension]
  if (!isOthers) return within
  return { ...within, holds: (word, clients) => !within.holds(word, clients) }
}
