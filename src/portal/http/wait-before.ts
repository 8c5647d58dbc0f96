const FIRST_MS = 1_000
const LONGEST_MS = 60_000
/** A portal that asks for more has to be tried another time. */
const LONGEST_ASKED_MS = 600_000

/**
 * How long to wait after so many failures in a row: what the portal asks for, else twice as long each time. Up to a half
 * of it is left to chance, so that many who failed together do not come back together.
 *
 * @returns milliseconds; undefined: it is not worth waiting
 */
export function waitBefore(failures: number, askedMs: number | undefined, random: () => number): number | undefined {
  if (askedMs !== undefined && askedMs > LONGEST_ASKED_MS) return undefined
  const own = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS)
  return Math.ceil(askedMs === undefined ? own * (0.5 + random() / 2) : askedMs + FIRST_MS * random())
}

/** `Retry-After`: seconds, or a date. */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs)
}
