import type { Bounds } from '../domain/sure-verdicts.ts'
import { median } from './statistics.ts'

/** Whether something holds of every number that is possible, of none (false), or of some (undefined). */
export type Sure = boolean | undefined

export function isAbove(value: Bounds, limit: number | Bounds): Sure {
  const { least, most } = typeof limit === 'number' ? { least: limit, most: limit } : limit
  if (value.least > most) return true
  return value.most <= least ? false : undefined
}

export function isAtLeast(value: Bounds, limit: number | Bounds): Sure {
  const { least, most } = typeof limit === 'number' ? { least: limit, most: limit } : limit
  if (value.least >= most) return true
  return value.most < least ? false : undefined
}

export function not(sure: Sure): Sure {
  return sure === undefined ? undefined : !sure
}

export function every(...all: readonly Sure[]): Sure {
  if (all.includes(false)) return false
  return all.includes(undefined) ? undefined : true
}

export function sumBounds(all: readonly Bounds[]): Bounds {
  return all.reduce((sum, { least, most }) => ({ least: sum.least + least, most: sum.most + most }), NONE)
}

const NONE: Bounds = { least: 0, most: 0 }

/** Held against days; of none nothing is ever said, so that there is one at least. */
export function perDay(value: Bounds, days: Bounds): Bounds {
  return { least: value.least / Math.max(1, days.most), most: value.most / Math.max(1, days.least) }
}

/** Of what is a member for sure, and of what may be one. */
export function medianBounds(sure: readonly Bounds[], perhaps: readonly Bounds[]): Bounds {
  const least = lowestMedian(
    sure.map((one) => one.least),
    perhaps.map((one) => one.least),
  )
  const most = lowestMedian(
    sure.map((one) => -one.most),
    perhaps.map((one) => -one.most),
  )
  return { least, most: -most }
}

/** Those that may be members lower a median as long as they are below it: the least first. */
function lowestMedian(sure: readonly number[], perhaps: readonly number[]): number {
  const members = [...sure]
  let lowest = median(members)
  for (const one of perhaps.toSorted((a, b) => a - b)) {
    if (members.length > 0 && one >= lowest) break
    members.push(one)
    lowest = Math.min(lowest, median(members))
  }
  return lowest
}
