import { positions, STATUS, type Dimension, type IndexOf, type StatusIndex } from './dictionary.ts'

/** What became of a line. Every line that was read ends in exactly one fate, and their sum is the number of lines read. */
export const FATES = [
  'counted',
  'failed',
  'redirect',
  'partial',
  'robot',
  'unmatched',
  'asset',
  'ignored',
  'method',
  'out-of-period',
  'late',
  'not-a-request',
  'malformed',
  'too-long',
] as const
export type Fate = (typeof FATES)[number]
export type FateIndex = IndexOf<'fate'>

/**
 * The fates of lines that a feature takes, in the order of their bytes: these alone are published. What becomes of any other
 * line is said of the whole log. Where two services read one log, the lines that no feature of the one takes are those of the
 * other and the rest; the same with both exchanged, so their difference would be what either hides.
 */
export const FATES_OF_FEATURES = [
  'counted',
  'failed',
  'partial',
  'redirect',
  'robot',
] as const satisfies readonly Fate[]
export type FateOfFeature = (typeof FATES_OF_FEATURES)[number]

/** Fates whose lines are uses where a table has a dimension, beside `counted`. Whole: a new dimension must be decided here. */
export const USES_BY: Readonly<Record<Dimension, readonly FateOfFeature[]>> = {
  ...{ device: [], browser: [], os: [], method: [], referrer: [], hour: [], from: [] },
  ...{ status: ['failed', 'redirect', 'partial'], client: ['robot'] },
}

export const FATE = positions<'fate', Fate>(FATES)

/** Why a line is malformed, in the order in which reasons are tried: the first that fits is given. */
export const REASONS = [
  'cut',
  'is-json',
  'is-text',
  'bad-line',
  'bad-json',
  'bad-time',
  'bad-status',
  'bad-request',
  'no-status',
] as const
export type Reason = (typeof REASONS)[number]
export type ReasonIndex = IndexOf<'reason'>
export const REASON = positions<'reason', Reason>(REASONS)

/** True for reasons that speak of the log format; the other two speak of the client, and trip no alarm. */
export function speaksOfTheFormat(reason: ReasonIndex): boolean {
  return reason !== REASON['bad-request'] && reason !== REASON['no-status']
}

const { malformed: MALFORMED } = FATE
const { 'bad-request': BAD_REQUEST } = REASON
const { '1xx': FIRST_ANSWERED, '3xx': LAST_ANSWERED } = STATUS

/**
 * Whether a line speaks against the format. No server answers what is no HTTP with more than a refusal: then the request stands in
 * another column.
 */
export function isMisfit(line: {
  readonly fate: FateIndex
  readonly reason: ReasonIndex
  readonly status: StatusIndex
}): boolean {
  const { fate, reason, status } = line
  if (fate !== MALFORMED) return false
  return speaksOfTheFormat(reason) || (reason === BAD_REQUEST && status >= FIRST_ANSWERED && status <= LAST_ANSWERED)
}
