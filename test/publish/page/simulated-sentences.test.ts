import process from 'node:process'
import { describe, expect, it } from 'vitest'
import { dateOf } from '../../../src/domain/calendar.ts'
import { indexOf } from '../../../src/domain/dictionary.ts'
import type { Insight } from '../../../src/publish/page/insights.ts'
import type { Series } from '../../../src/publish/page/series.ts'
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
  /** What it counts changes at its step, and the dataset says so: that is no change of use. */
  readonly isBroken?: boolean
  /** The month from which on nobody uses it. */
  readonly silentFrom?: number
}

const BROKEN = { position: 21, month: 18 }
const SILENT = { position: 48, month: 20 }
const ERRING = 5

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

/** @param ofAll the step of every feature, in place of those of some */
function edition(
  seed: number,
  wobble: number,
  ofAll?: Truth['step'],
): { readonly sample: Sample; readonly truths: readonly Truth[] } {
  const random = openRandom(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const around = (mean: number) => Math.max(0, Math.round(mean + normal() * Math.sqrt(DISPERSION * mean)))
  const truths = Array.from({ length: FEATURES }, (_, position): Truth => {
    const size = 12_000 / (1 + position) ** 0.9
    if (ofAll !== undefined) return { size, step: ofAll, growth: 0, errors: 0.01 }
    const month = 16 + Math.floor(random() * 7)
    if (position === BROKEN.position)
      return { size, step: { month: BROKEN.month, times: 2 }, growth: 0, errors: 0.01, isBroken: true }
    if (position === SILENT.position) return { size, growth: 0, errors: 0.01, silentFrom: SILENT.month }
    if (position % 10 === 3) return { size, step: { month, times: random() < 0.5 ? 2 : 0.5 }, growth: 0, errors: 0.01 }
    return { size, growth: position % 10 === 7 ? 0.04 : 0, errors: position === ERRING ? 0.08 : 0.01 }
  })
  const counts = truths.map(({ size, step, growth, errors, silentFrom = Infinity }) => {
    const [height, phase] = [random() * 0.4, random() * 12]
    return Array.from({ length: MONTHS }, (_, month) => {
      const season = 1 + height * Math.sin(((month + phase) / 12) * 2 * Math.PI)
      const level = (step !== undefined && month >= step.month ? step.times : 1) * (1 + growth) ** month
      const mean = size * season * level * Math.exp(wobble * normal())
      const isSilent = month >= silentFrom
      return { uses: isSilent ? 0 : around(mean), errors: isSilent ? 0 : around(mean * errors) }
    })
  })
  const start = day(FIRST)
  // All of a month stands on its first day.
  const on = (position: number, date: number) => {
    const { year, month, day: dayOfMonth } = dateOf(indexOf<'day'>(start + date))
    return dayOfMonth === 1 ? counts[position]![(year - 2024) * 12 + month - 9] : undefined
  }
  const sample: Sample = {
    features: truths.map((_, position) => feature(`f${String(position).padStart(2, '0')}`)),
    first: FIRST,
    last: '2026-10-31',
    uses: (position: number, date: number) => on(position, date)?.uses ?? 0,
    errors: (position: number, date: number) => on(position, date)?.errors ?? 0,
    specs: [MONTH_FEATURE],
    change: {
      history: [
        {
          version: '2.0.0',
          created: '2026-03-02T00:00:00Z',
          changes: [{ kind: 'feature-redefined', feature: 'f21', date: '2026-03-01' }],
        },
      ],
    },
  }
  return { sample, truths }
}

const LATEST = MONTHS - 1

/** How many times the uses of an earlier month the latest has, but for seasons and chance. */
function movedSince(first: number, { step, growth }: Truth): number {
  return (step !== undefined && step.month > first ? step.times : 1) * (1 + growth) ** (LATEST - first)
}

/** The same of all together, in a year. */
function movedTogether(truths: readonly Truth[]): number {
  const sum = (weight: (truth: Truth) => number) => truths.reduce((all, truth) => all + truth.size * weight(truth), 0)
  return sum((truth) => movedSince(LATEST - 12, truth)) / sum(() => 1)
}

/** Most used is what the figures say, and too early what the calendar says: no rule can err there. */
function isFalse(insight: Insight, truths: readonly Truth[]): boolean {
  const truthOf = ({ feature: { id } }: Series) => truths[Number(id.slice(1))]!
  switch (insight.kind) {
    case 'most-used':
    case 'too-early':
      return false
    case 'errors':
      return truthOf(insight.series).errors < 0.02
    case 'up':
    case 'down': {
      const truth = truthOf(insight.series)
      const { step, isBroken = false } = truth
      const moved = movedSince(insight.change.base.first, truth)
      const isWrongWay = insight.kind === 'up' ? moved < 1.1 : moved > 1 / 1.1
      return isBroken || isWrongWay || (insight.since !== undefined && insight.since !== step?.month)
    }
    // That no single change is clear holds by the rule; how often one is missed is bounded by how many editions tell some.
    case 'steady': {
      const known = truths.filter((truth) => !truth.isBroken && truth.silentFrom === undefined)
      return insight.features > known.length || Math.abs(Math.log(movedTogether(known))) > Math.log(1.1)
    }
    case 'no-figure': {
      const since = insight.features.map((series) => truthOf(series).silentFrom ?? Infinity)
      const silent = truths.filter(({ silentFrom }) => silentFrom !== undefined)
      return since.length > silent.length || MONTHS - Math.max(...since) !== insight.months
    }
  }
}

describe(`sentences of ${EDITIONS} simulated editions, seed by seed`, () => {
  it.each([0.03, 0.08])('fewer than one edition in twenty has a false one, at a wobble of %d', (wobble) => {
    const told = { wrong: 0, changes: 0, dated: 0, errors: 0, silent: 0 }
    for (let seed = 1; seed <= EDITIONS; seed++) {
      const { sample, truths } = edition(seed * 7919, wobble)
      const { insights } = toldOf(sample)
      if (insights.some((insight) => isFalse(insight, truths))) told.wrong++
      const changes = insights.flatMap((insight) => (insight.kind === 'up' || insight.kind === 'down' ? [insight] : []))
      if (changes.length > 0) told.changes++
      if (changes.some(({ since }) => since !== undefined)) told.dated++
      if (insights.some(({ kind }) => kind === 'errors')) told.errors++
      if (insights.some(({ kind }) => kind === 'no-figure')) told.silent++
    }
    // Of the closing note of whoever changes a rule.
    console.log(
      `wobble ${wobble}: of ${EDITIONS} editions ${told.wrong} false; ${told.changes} tell a change, ${told.dated} its date, ${told.errors} errors, ${told.silent} silence`,
    )
    expect(told.wrong).toBeLessThanOrEqual(0.05 * EDITIONS)
    // Silence would be no merit.
    expect(told.changes).toBeGreaterThan(0.8 * EDITIONS)
    expect(told.silent).toBe(EDITIONS)
  })

  it('tells no change where there is none', () => {
    const told = { wrong: 0, steady: 0 }
    for (let seed = 1; seed <= EDITIONS; seed++) {
      const { sample, truths } = edition(seed * 104_729, 0.08)
      const isNever = (position: number) => position % 10 === 3 || position % 10 === 7
      const uses = (position: number, date: number) => (isNever(position) ? 0 : sample.uses(position, date))
      const still = truths.map((truth, position) =>
        isNever(position) ? { size: 0, growth: 0, errors: 0, silentFrom: 0 } : truth,
      )
      const { insights } = toldOf({ ...sample, uses })
      if (insights.some((insight) => isFalse(insight, still))) told.wrong++
      if (insights.some(({ kind }) => kind === 'steady')) told.steady++
    }
    expect(told.wrong).toBeLessThanOrEqual(0.05 * EDITIONS)
    expect(told.steady).toBeGreaterThan(0.8 * EDITIONS)
  })

  it.each([
    { features: 50, times: 2, wobble: 0.08 },
    { features: 4, times: 1.45, wobble: 0.03 },
    { features: 1, times: 1.45, wobble: 0.03 },
  ])('calls nothing steady where all $features become $times times', (all) => {
    const step = { month: 18, times: all.times }
    let wrong = 0
    for (let seed = 1; seed <= EDITIONS; seed++) {
      const { sample, truths } = edition(seed * 611_953, all.wobble, step)
      const { insights } = toldOf({ ...sample, features: sample.features.slice(0, all.features) })
      const known = truths.slice(0, all.features)
      if (insights.some((insight) => isFalse(insight, known))) wrong++
    }
    expect(wrong).toBeLessThanOrEqual(0.05 * EDITIONS)
  })
})
