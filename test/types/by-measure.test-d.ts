import type { ByMeasure, ByPair } from '../../src/domain/dictionary.ts'

declare const each: ByMeasure<number>
declare const pairs: ByPair<number>
declare const { bytes, ...butBytes }: ByMeasure<number>
declare const { 'errors bytes': pair, ...butOne }: ByPair<number>

/** What says something of every measure, and of every two of them once, passes. */
export const whole: readonly [ByMeasure<number>, ByPair<number>] = [
  { ...butBytes, bytes: 0 },
  { ...butOne, 'errors bytes': 0 },
]
export const known: readonly number[] = [each.duration_p95, pairs['requests entries'], bytes, pair]

// @ts-expect-error a measure is forgotten
export const forgotten: ByMeasure<number> = butBytes
// @ts-expect-error a pair is forgotten
export const unpaired: ByPair<number> = butOne
// @ts-expect-error a pair stands once, its earlier measure first
export type Reversed = ByPair<number>['entries requests']
// @ts-expect-error no measure is paired with itself
export type Alone = ByPair<number>['bytes bytes']
