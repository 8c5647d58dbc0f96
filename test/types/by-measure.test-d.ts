import type { ByMeasure } from '../../src/domain/dictionary.ts'

declare const each: ByMeasure<number>
declare const { bytes, ...butBytes }: ByMeasure<number>

/** What says something of every measure passes. */
export const whole: ByMeasure<number> = { ...butBytes, bytes: 0 }
export const known: readonly number[] = [each.duration_p95, bytes]

// @ts-expect-error a measure is forgotten: what is said of every measure must not compile without one
export const forgotten: ByMeasure<number> = butBytes
