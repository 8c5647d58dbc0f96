import { positions, type IndexOf } from './dictionary.ts'

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
export const FATE = positions<'fate', Fate>(FATES)

/** Why a line is malformed, in the order in which reasons are tried: the first that fits is given. */
export const REASONS = ['cut', 'bad-line', 'bad-json', 'bad-time', 'bad-status', 'bad-request', 'no-status'] as const
export type Reason = (typeof REASONS)[number]
export type ReasonIndex = IndexOf<'reason'>
export const REASON = positions<'reason', Reason>(REASONS)

/** True for reasons that speak of the log format; the other two speak of the client, and trip no alarm. */
export function speaksOfTheFormat(reason: ReasonIndex): boolean {
  return reason !== REASON['bad-request'] && reason !== REASON['no-status']
}
