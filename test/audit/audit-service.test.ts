import { describe, expect, it } from 'vitest'
import { auditService } from '../../src/audit/index.ts'
import { chooseWindows } from '../../src/audit/choose-windows.ts'
import { trendOf, usualChange } from '../../src/audit/trend-of.ts'
import { wilsonBounds } from '../../src/domain/wilson-bounds.ts'
import {
  NO_FIGURES,
  NO_PASSED_OVER,
  type DayFigures,
  type ObservedFeature,
} from '../../src/domain/observed-features.ts'
import type { DayIndex } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { daysOf, featureOf, FIRST, RULES } from './simulate.ts'

const spanOf = (days: number) => ({ from: FIRST, to: indexOf<'day'>(FIRST + days - 1) })

describe('the days that are judged', () => {
  it.each([
    { days: 1, now: 1, before: undefined, why: 'one day is all there is' },
    { days: 27, now: 27, before: undefined, why: 'below 28 days, all of them' },
    { days: 28, now: 14, before: 14, why: 'two weeks and two before' },
    { days: 41, now: 14, before: 14, why: 'whole weeks alone' },
    { days: 42, now: 21, before: 21, why: 'three weeks' },
    { days: 56, now: 28, before: 28, why: 'four weeks' },
    { days: 400, now: 28, before: 28, why: 'four weeks at most' },
  ])('$days days: $why', ({ days, now, before }) => {
    const windows = chooseWindows(spanOf(days))
    expect(windows.now).toEqual({ from: FIRST + days - now, to: FIRST + days - 1 })
    expect(windows.before).toEqual(
      before === undefined ? undefined : { from: FIRST + days - now - before, to: FIRST + days - now - 1 },
    )
  })
})

describe('a trend', () => {
  it.each([
    { now: 1500, before: 1000, rest: [20_000, 20_000], then: 'growing', why: 'half as much again' },
    { now: 500, before: 1000, rest: [20_000, 20_000], then: 'falling', why: 'half of it' },
    { now: 500, before: 1000, rest: [10_000, 20_000], then: 'flat', why: 'the whole service has half of it' },
    { now: 1190, before: 1000, rest: [200_000, 200_000], then: 'flat', why: 'sure, but below 20 %' },
    { now: 15, before: 10, rest: [20_000, 20_000], then: 'flat', why: 'too few to be sure' },
    { now: 1000, before: 1000, rest: [10_000, 20_000], then: 'flat', why: 'the others fall, and it does not' },
    { now: 1000, before: 1000, rest: [20_000, 10_000], then: 'flat', why: 'the others grow, and it does not' },
    { now: 300, before: 0, rest: [20_000, 20_000], then: 'growing', why: 'from nothing' },
    { now: 0, before: 300, rest: [20_000, 20_000], then: 'falling', why: 'to nothing' },
    { now: 0, before: 0, rest: [0, 0], then: 'flat', why: 'nothing at all' },
  ])('$why: $then', ({ now, before, rest: [restNow = 0, restBefore = 0], then }) => {
    const usual = usualChange([{ now: restNow, before: restBefore, phi: 3 }], RULES.least_requests)
    expect(trendOf({ now, before, phi: 3 }, usual, { now: 28, before: 28 }, RULES).direction).toBe(then)
  })

  it.each([
    { now: 42, before: 5, rest: [{ now: 560, before: 560 }], change: 7.4, why: 'the ratio of what is shown' },
    { now: 42, before: 5, rest: [{ now: 40, before: 20 }], change: 3.2, why: 'so is what it is held against' },
    {
      now: 42,
      before: 5,
      rest: [{ now: 30, before: 0 }],
      change: 8.4 / 61 - 1,
      why: 'but where that begins at nothing',
    },
    { now: 0, before: 56, rest: [], change: -1, why: 'nothing is left' },
    { now: 56, before: 0, rest: [], change: undefined, why: 'from nothing there is no ratio' },
  ])('tells of a change that can be checked: $why', ({ now, before, rest, change }) => {
    const others = rest.map((one) => ({ ...one, phi: 1 }))
    const usual = usualChange(others, RULES.least_requests)
    const told = trendOf({ now, before, phi: 1 }, usual, { now: 28, before: 28 }, RULES).change
    expect(told?.toFixed(9)).toBe(change?.toFixed(9))
  })

  it('is of uses a day: three times the days are no growth', () => {
    const usual = usualChange([{ now: 3000, before: 1000, phi: 1 }], RULES.least_requests)
    expect(trendOf({ now: 3000, before: 1000, phi: 1 }, usual, { now: 84, before: 28 }, RULES).direction).toBe('flat')
  })
})

describe('the bounds of a share', () => {
  it.each([
    { part: 0, whole: 0, low: 0, high: 1, why: 'of nothing, anything' },
    { part: 0, whole: 10, low: 0, high: 0.286, why: 'none of ten' },
    { part: 5, whole: 10, low: 0.233, high: 0.767, why: 'half of ten' },
    { part: 10, whole: 10, low: 0.714, high: 1, why: 'all of ten' },
  ])('$why', ({ part, whole, low, high }) => {
    const bounds = wilsonBounds(part, whole, 2)
    expect(bounds.low).toBeCloseTo(low, 3)
    expect(bounds.high).toBeCloseTo(high, 3)
  })
})

describe('a service', () => {
  const everyDay = (days: number, figures: Partial<DayFigures>, from = 0): ObservedFeature['days'] =>
    new Map(
      Array.from({ length: days - from }, (_, n): readonly [DayIndex, DayFigures] => [
        indexOf<'day'>(FIRST + from + n),
        { ...NO_FIGURES, ...figures },
      ]),
    )
  const verdictOf = (feature: ObservedFeature, days = 56) => {
    const others = Array.from({ length: 4 }, (_, f) => featureOf(`f${f}`, everyDay(days, { uses: 100 })))
    return auditService({ features: [feature, ...others], days: daysOf(FIRST, FIRST + days - 1) }, RULES).features[0]!
  }

  it.each([
    { feature: featureOf('a', new Map()), days: 56, then: 'retire', why: 'never used' },
    { feature: featureOf('a', new Map()), days: 27, then: 'too-little', why: 'never used, in less than 28 days' },
    { feature: featureOf('a', new Map(), { isHome: true }), days: 56, then: 'too-little', why: 'the home page' },
    {
      feature: featureOf('a', new Map(), { from: indexOf<'day'>(FIRST + 29) }),
      days: 56,
      then: 'too-little',
      why: 'younger than 28 days',
    },
    {
      feature: featureOf('a', new Map(), { from: indexOf<'day'>(FIRST + 28) }),
      days: 56,
      then: 'retire',
      why: 'there for 28 days',
    },
  ])('$why: $then', ({ feature, days, then }) => {
    expect(verdictOf(feature, days).verdict).toBe(then)
  })

  it('has no trend for a feature that began, or ended, within the two periods', () => {
    const days = everyDay(56, { uses: 200 }, 28)
    expect(verdictOf(featureOf('a', days)).trend?.direction).toBe('growing')
    expect(verdictOf(featureOf('a', days, { from: indexOf<'day'>(FIRST + 28) })).trend).toBeUndefined()
    expect(verdictOf(featureOf('a', days, { until: indexOf<'day'>(FIRST + 50) })).trend).toBeUndefined()
  })

  it('holds a feature against the median of the others, of which one does not decide', () => {
    const halved = new Map([...everyDay(28, { uses: 4000 }), ...everyDay(56, { uses: 2000 }, 28)])
    const features = [
      featureOf('search', halved),
      ...['a', 'b', 'c'].map((id) => featureOf(id, everyDay(56, { uses: 100 }))),
    ]
    const { features: judged } = auditService({ features, days: daysOf(FIRST, FIRST + 55) }, RULES)
    expect(judged.map(({ trend }) => trend?.direction)).toEqual(['falling', 'flat', 'flat', 'flat'])
    expect(judged.slice(1).map(({ verdict }) => verdict)).toEqual(['keep', 'keep', 'keep'])
  })

  it('takes no feature for the rest that ended by its own last day', () => {
    const ended = featureOf('old', everyDay(32, { uses: 4000 }), { until: indexOf<'day'>(FIRST + 31) })
    const features = [ended, ...['a', 'b'].map((id) => featureOf(id, everyDay(56, { uses: 100 })))]
    const { features: judged } = auditService({ features, days: daysOf(FIRST, FIRST + 55) }, RULES)
    expect(judged.map(({ trend }) => trend?.direction)).toEqual([undefined, 'flat', 'flat'])
  })

  it('judges by the days that have lines: of the others nothing is known', () => {
    const days = [...daysOf(FIRST, FIRST + 31), ...daysOf(FIRST + 52, FIRST + 55)]
    const once = new Map(days.map((day) => [day, { ...NO_FIGURES, uses: 1 }]))
    const many = new Map(days.map((day) => [day, { ...NO_FIGURES, uses: 100 }]))
    const audited = auditService({ features: [featureOf('a', once), featureOf('b', many)], days }, RULES)
    expect(audited).toMatchObject({ days: { now: 8, before: 28 }, hasEnoughDays: true })
    expect(audited.features[0]).toMatchObject({ figures: { uses: 8 }, verdict: 'too-little', reason: { rule: 'few' } })
  })

  it.each([
    { days: 28, why: 'two weeks and two before' },
    { days: 42, why: 'three weeks and one of those before' },
  ])('counts the uses of 28 days, not of fewer that are stretched: $why', ({ days }) => {
    const first = FIRST + days - 28
    const uses = (count: number) => ({ ...NO_FIGURES, uses: count })
    const ofTen = new Map(
      [first - 1, first, FIRST + days - 1].map((day, n) => [indexOf<'day'>(day), uses([99, 5, 5][n]!)]),
    )
    const ofEleven = new Map([...ofTen, [indexOf<'day'>(first), uses(6)]])
    expect(verdictOf(featureOf('a', ofTen), days)).toMatchObject({
      verdict: 'retire',
      reason: { rule: 'unused', uses: 10, days: 28, limit: 11, average: (4 * 2800 + 10) / 5 },
    })
    expect(verdictOf(featureOf('a', ofEleven), days)).toMatchObject({ verdict: 'too-little', reason: { rule: 'few' } })
  })

  it('makes 28 days with a line of those before where some of now have none, whenever these were', () => {
    const days = [...daysOf(FIRST, FIRST + 9), ...daysOf(FIRST + 20, FIRST + 27), ...daysOf(FIRST + 400, FIRST + 419)]
    const windows = {
      before: { from: indexOf<'day'>(FIRST), to: indexOf<'day'>(FIRST + 27) },
      now: { from: indexOf<'day'>(FIRST + 400), to: indexOf<'day'>(FIRST + 427) },
    }
    const rare = new Map(
      [9, 20, 410].map((day, n) => [indexOf<'day'>(FIRST + day), { ...NO_FIGURES, uses: [99, 3, 4][n]! }]),
    )
    const many = new Map(days.map((day) => [day, { ...NO_FIGURES, uses: 100 }]))
    const judge = (from: number) => {
      const features = [featureOf('a', rare, { from: indexOf<'day'>(FIRST + from) }), featureOf('b', many)]
      return auditService({ features, days }, RULES, windows).features[0]!
    }
    expect(judge(20)).toMatchObject({ verdict: 'retire', reason: { rule: 'unused', uses: 7, days: 28 } })
    expect(judge(21).verdict).toBe('too-little')
  })

  it('retires nothing that requests come for which do not count', () => {
    const passed = new Map(daysOf(FIRST + 28, FIRST + 55).map((day) => [day, { ...NO_PASSED_OVER, programs: 500 }]))
    expect(verdictOf(featureOf('api', new Map(), { passed }))).toMatchObject({
      verdict: 'too-little',
      reason: { rule: 'passed-over', uses: 0, passed: { programs: 14_000 } },
    })
    const before = new Map(daysOf(FIRST, FIRST + 27).map((day) => [day, { ...NO_PASSED_OVER, programs: 500 }]))
    expect(verdictOf(featureOf('api', new Map(), { passed: before })).verdict).toBe('retire')
  })

  it('leaves out a feature that ended before', () => {
    const ended = featureOf('a', everyDay(20, { uses: 9 }), { until: indexOf<'day'>(FIRST + 20) })
    expect(verdictOf(ended).id).toBe('f0')
  })

  it('tells uses, share, entries, errors and the last use of now, and the days of both periods', () => {
    const figures = { uses: 100, entries: 40, clientErrors: 10, serverErrors: 5, unanswered: 5 }
    expect(verdictOf(featureOf('a', everyDay(50, figures)))).toMatchObject({
      figures: { uses: 2200, entries: 880 },
      usesBefore: 2800,
      share: 2200 / (2200 + 4 * 2800),
      clientErrorRate: 10 / 120,
      serverErrorRate: 5 / 120,
      lastUse: FIRST + 49,
      verdict: 'improve',
    })
    expect(verdictOf(featureOf('a', everyDay(50, figures))).daily).toEqual([
      ...new Array<number>(50).fill(100),
      ...new Array<number>(6).fill(0),
    ])
  })
})
