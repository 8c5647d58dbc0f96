import type { DurationUnit } from '../../../domain/contracts.ts'

/** Names of nginx's variables that nobody else has: where some stand, `request_time` is nginx's too, in seconds. */
const OF_NGINX: readonly string[] = ['time_iso8601', 'time_local', 'body_bytes_sent', 'http_referer', 'http_user_agent']

/** Less than any server takes to answer, as milliseconds: 10 µs. nginx writes `0.004` for the fast ones of its answers. */
const LEAST_MS = 0.01
/** A stray zero, as of a request that was given up, tells nothing. */
const LEAST_SHARE = 0.05
/** As seconds: of no site does half of the requests take so long. */
const LONG_SECONDS = 10

/**
 * What a key counts whose name says no unit. Fractions do not tell: many write milliseconds with them, `350.5`.
 *
 * @param key in small letters
 * @param values of the first lines
 * @param names of all keys of the log that are known, in small letters
 * @returns undefined if nothing says it for sure
 */
export function unitOfDuration(
  key: string,
  values: readonly (string | undefined)[],
  names: ReadonlySet<string>,
): DurationUnit | undefined {
  const told = values.filter((value) => value !== undefined)
  if (told.length === 0) return undefined
  // 1. the values say it: 46.012ms, 1m2.5s
  if (told.every(saysItsUnit)) return 'written'
  const numbers = told.flatMap((value) => value.split(/[ ,:]+/)).filter((number) => number !== '' && number !== '-')
  if (!numbers.every((number) => NUMBER.test(number)) || !numbers.some((number) => /[.e]/.test(number)))
    return undefined
  // 2. nginx wrote it
  if (key === 'request_time' && OF_NGINX.some((name) => names.has(name))) return 's'
  // 3. as milliseconds they would be too short
  const short = numbers.filter((number) => /\.\d{3}|e-/.test(number) && Number(number) < LEAST_MS)
  const sorted = numbers.map(Number).sort((a, b) => a - b)
  const isShort = short.length > 0 && short.length >= LEAST_SHARE * numbers.length
  return isShort && (sorted[sorted.length >> 1] ?? 0) < LONG_SECONDS ? 's' : undefined
}

/** `46.012ms`, `1m2.5s`: the values that `written` reads. */
export function saysItsUnit(value: string): boolean {
  return WITH_UNITS.test(value)
}

const WITH_UNITS = /^(?:\d+(?:\.\d+)?(?:[hms]|ms|us|\xc2\xb5s|ns))+$/
const NUMBER = /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/
