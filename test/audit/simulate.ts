import {
  AUDIT_NUMBERS,
  type DayFigures,
  type Observed,
  type ObservedFeature,
} from '../../src/domain/observed-features.ts'
import { dayOf, type DayIndex } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'

export const RULES = AUDIT_NUMBERS
export const FIRST = dayOf(2026, 3, 2)

/** The same numbers each time, 0 to below 1 (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A feature as it is simulated. */
export type Plan = {
  /** Of the uses of a usual day. */
  readonly share: number
  /** Of the days from the middle on, against those before: 0.5 is half as much again. */
  readonly change?: number
  readonly serverErrors?: number
  readonly clientErrors?: number
}

/** Twenty features of unequal use; the shares add up to 1. */
export function unequalShares(count = 20): readonly number[] {
  const weights = Array.from({ length: count }, (_, rank) => 1 / (rank + 2))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

/** One request of a simulated log. */
export type Line = { readonly day: DayIndex; readonly feature: number; readonly kind: keyof DayFigures }

/**
 * The lines of a log in the order of time. People come in bursts: visits by Poisson, each of one use or more, two on
 * average, so that counts vary three times as much as by chance alone (φ = 3). Weekends have half the visits.
 */
export function simulateLines(
  plans: readonly Plan[],
  { days, usesADay, random }: { readonly days: number; readonly usesADay: number; readonly random: () => number },
): readonly Line[] {
  const lines: Line[] = []
  for (let d = 0; d < days; d++) {
    const today: { readonly line: Line; readonly at: number }[] = []
    plans.forEach(({ share, change = 0, serverErrors = 0, clientErrors = 0 }, feature) => {
      const mean = share * usesADay * (d % 7 > 4 ? 0.6 : 1.16) * (2 * d >= days ? 1 + change : 1)
      for (let visits = poisson(mean / 2, random); visits > 0; visits--) {
        let at = random()
        do {
          const chance = random()
          const kind =
            chance < serverErrors ? 'serverErrors' : chance < serverErrors + clientErrors ? 'clientErrors' : 'uses'
          today.push({ line: { day: indexOf<'day'>(FIRST + d), feature, kind }, at })
          at += random() / 500
        } while (random() < 0.5)
      }
    })
    lines.push(...today.sort((a, b) => a.at - b.at).map(({ line }) => line))
  }
  return lines
}

function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-Math.min(mean, 500))
  let count = -1
  for (let product = 1; product > limit; product *= random()) count++
  return mean > 500 ? count + poisson(mean - 500, random) : count
}

/** What an audit sees of lines, on days of the simulation, from 0. */
export function observe(lines: readonly Line[], features: number, [from, to]: readonly [number, number]): Observed {
  const span = { from: indexOf<'day'>(FIRST + from), to: indexOf<'day'>(FIRST + to) }
  const days = Array.from({ length: features }, () => new Map<DayIndex, Record<keyof DayFigures, number>>())
  for (const { day, feature, kind } of lines) {
    if (day < span.from || day > span.to) continue
    const figures = days[feature]!.get(day) ?? blank()
    days[feature]!.set(day, figures)
    figures[kind]++
  }
  return { features: days.map((one, f) => featureOf(`f${f}`, one)), days: daysOf(span.from, span.to) }
}

export function daysOf(from: number, to: number): readonly DayIndex[] {
  return Array.from({ length: to - from + 1 }, (_, n) => indexOf<'day'>(from + n))
}

function blank(): Record<keyof DayFigures, number> {
  return { uses: 0, entries: 0, clientErrors: 0, serverErrors: 0, unanswered: 0, bytes: 0 }
}

export function featureOf(
  id: string,
  days: ObservedFeature['days'],
  more: Partial<ObservedFeature> = {},
): ObservedFeature {
  return { id, isHome: false, days, durations: new Map(), ...more }
}
