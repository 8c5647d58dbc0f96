import process from 'node:process'
import { describe, expect, it } from 'vitest'
import { dateOf } from '../../../src/domain/calendar.ts'
import { indexOf } from '../../../src/domain/dictionary.ts'
import type { Insight } from '../../../src/publish/page/insights.ts'
import { day, feature, MONTH_FEATURE, type Sample } from './sample-services.ts'
import { toldOf } from './told.ts'

/** `npm run soak` makes 200 of each kind. */
const EDITIONS = Number(process.env['COMPTAGE_EDITIONS'] ?? 12)

const FEATURES = 50
const MONTHS = 26
const FIRST = '2024-09-01'
/** Requests come in bursts. */
const DISPERSION = 5

/** What is true of a feature, and is not to be said of others. */
type Truth = {
  readonly size: number
  readonly step?: { readonly month: number; readonly times: number }
  readonly growth: number
  readonly errors: number
}

/** Uniform from 0 to 1, the same for the same seed (mulberry32). */
function openRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function edition(seed: number, wobble: number): { readonly sample: Sample; readonly truths: readonly Truth[] } {
  const random = openRandom(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const around = (mean: number) => Math.max(0, Math.round(mean + normal() * Math.sqrt(DISPERSION * mean)))
  const truths = Array.from({ length: FEATURES }, (_, position): Truth => {
    const size = 12_000 / (1 + position) ** 0.9
    const month = 16 + Math.floor(random() * 7)
    if (position % 10 === 3) return { size, step: { month, times: random() < 0.5 ? 2 : 0.5 }, growth: 0, errors: 0.01 }
    return { size, growth: position % 10 === 7 ? 0.04 : 0, errors: position === 5 ? 0.08 : 0.01 }
  })
  const counts = truths.map(({ size, step, growth, errors }) => {
    const [height, phase] = [random() * 0.4, random() * 12]
    return Array.from({ length: MONTHS }, (_, month) => {
      const season = 1 + height * Math.sin(((month + phase) / 12) * 2 * Math.PI)
      const level = (step !== undefined && month >= step.month ? step.times : 1) * (1 + growth) ** month
      const mean = size * season * level * Math.exp(wobble * normal())
      return { uses: around(mean), errors: around(mean * errors) }
    })
  })
  const start = day(FIRST)
  // All of a month stands on its first day.
  const on = (position: number, date: number) => {
    const { year, month, day: dayOfMonth } = dateOf(indexOf<'day'>(start + date))
    return dayOfMonth === 1 ? counts[position]![(year - 2024) * 12 + month - 9] : undefined
  }
  const sample = {
    features: truths.map((_, position) => feature(`f${String(position).padStart(2, '0')}`)),
    first: FIRST,
    last: '2026-10-31',
    uses: (position: number, date: number) => on(position, date)?.uses ?? 0,
    errors: (position: number, date: number) => on(position, date)?.errors ?? 0,
    specs: [MONTH_FEATURE],
  }
  return { sample, truths }
}

const LATEST = MONTHS - 1

function isFalse(insight: Insight, truths: readonly Truth[]): boolean {
  if (insight.kind !== 'up' && insight.kind !== 'down' && insight.kind !== 'errors') return false
  const { step, growth, errors } = truths[Number(insight.series.feature.id.slice(1))]!
  if (insight.kind === 'errors') return errors < 0.02
  const { first } = insight.change.base
  const moved = (step !== undefined && step.month > first ? step.times : 1) * (1 + growth) ** (LATEST - first)
  const isWrongWay = insight.kind === 'up' ? moved < 1.1 : moved > 1 / 1.1
  return isWrongWay || (insight.since !== undefined && insight.since !== step?.month)
}

describe(`sentences of ${EDITIONS} simulated editions, seed by seed`, () => {
  it.each([0.03, 0.08])('fewer than one edition in twenty has a false one, at a wobble of %d', (wobble) => {
    const told = { wrong: 0, changes: 0, dated: 0, errors: 0 }
    for (let seed = 1; seed <= EDITIONS; seed++) {
      const { sample, truths } = edition(seed * 7919, wobble)
      const { insights } = toldOf(sample)
      if (insights.some((insight) => isFalse(insight, truths))) told.wrong++
      const changes = insights.flatMap((insight) => (insight.kind === 'up' || insight.kind === 'down' ? [insight] : []))
      if (changes.length > 0) told.changes++
      if (changes.some(({ since }) => since !== undefined)) told.dated++
      if (insights.some(({ kind }) => kind === 'errors')) told.errors++
    }
    // Of the closing note of whoever changes a rule.
    console.log(
      `wobble ${wobble}: of ${EDITIONS} editions ${told.wrong} false; ${told.changes} tell a change, ${told.dated} its date, ${told.errors} errors`,
    )
    expect(told.wrong).toBeLessThanOrEqual(0.05 * EDITIONS)
    // Silence would be no merit.
    expect(told.changes).toBeGreaterThan(0.8 * EDITIONS)
  })

  it('tells no change where there is none', () => {
    let wrong = 0
    for (let seed = 1; seed <= EDITIONS; seed++) {
      const { sample } = edition(seed * 104_729, 0.08)
      const uses = (position: number, date: number) =>
        position % 10 === 3 || position % 10 === 7 ? 0 : sample.uses(position, date)
      if (toldOf({ ...sample, uses }).insights.some(({ kind }) => kind === 'up' || kind === 'down')) wrong++
    }
    expect(wrong).toBeLessThanOrEqual(0.05 * EDITIONS)
  })
})
