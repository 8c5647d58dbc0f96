import { describe, expect, it } from 'vitest'
import { auditService, judgeKnown } from '../../src/audit/index.ts'
import { NO_FIGURES, type AuditRules, type DayFigures, type Observed } from '../../src/domain/observed-features.ts'
import type { DayIndex } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import type { Bounds, KnownFeature, KnownService, KnownUses, SureReason } from '../../src/domain/sure-verdicts.ts'
import { FIRST, randomOf, RULES } from './simulate.ts'

type Random = () => number

/** Hidden figures filled in, of days with a line and days without. */
type Filling = ReadonlyMap<string, { readonly now: Days; readonly before: Days; readonly errors: number }>
type Days = readonly number[]
type Silent = ReadonlySet<DayIndex>

const RULE_OF = { errors: 'client-errors', unused: 'unused', strong: 'strong', growing: 'growing' } as const

/** What `auditService` says of a filling, as far as the page says it. */
function audited(
  known: KnownService,
  [filling, silent]: readonly [Filling, Silent],
  rules: AuditRules,
  split: (errors: number) => Partial<DayFigures>,
) {
  const { now, before } = known.windows
  const observed: Observed = {
    days: daysIn(known.windows).filter((day) => !silent.has(day)),
    features: known.features.map(({ id, isHome, from }) => {
      const filled = filling.get(id)
      const days = new Map<DayIndex, DayFigures>()
      filled?.before.forEach((uses, n) => days.set(dayAt(before.from + n), { ...NO_FIGURES, uses }))
      filled?.now.forEach((uses, n) =>
        days.set(dayAt(now.from + n), { ...NO_FIGURES, uses, ...(n === 0 && split(filled.errors)) }),
      )
      return { id, isHome, ...(from !== undefined && { from }), days, durations: new Map() }
    }),
  }
  const { features } = auditService(observed, rules, known.windows)
  return new Map(features.map(({ id, verdict, reason }) => [id, { verdict, rule: reason.rule }]))
}

function dayAt(day: number): DayIndex {
  return indexOf<'day'>(day)
}

function daysIn({ before, now }: KnownService['windows']): readonly DayIndex[] {
  return Array.from({ length: now.to - before.from + 1 }, (_, n) => dayAt(before.from + n))
}

const asClient = (errors: number): Partial<DayFigures> => ({ clientErrors: errors })

function expectHeld(sure: readonly (readonly [string, SureReason])[], told: ReturnType<typeof audited>): void {
  for (const [id, { verdict, rule }] of sure)
    expect({ id, ...told.get(id) }).toEqual({ id, verdict, rule: RULE_OF[rule] })
}

const NOTHING: Bounds = { least: 0, most: 0 }
const exact = (count: number): Bounds => ({ least: count, most: count })

function serviceOf(features: readonly KnownFeature[], length: number): KnownService {
  const [before, now] = [FIRST, FIRST + length].map((from) => ({ from: dayAt(from), to: dayAt(from + length - 1) }))
  if (before === undefined || now === undefined) throw new RangeError('no window')
  const daysOf = (window: 'now' | 'before') => ({ least: length - allHidden(features, window).length, most: length })
  return { windows: { before, now }, days: { now: daysOf('now'), before: daysOf('before') }, features }
}

/** The days of a window, counted from its first, that may have no line. */
function allHidden(features: readonly KnownFeature[], window: 'now' | 'before'): readonly number[] {
  const isHidden = ({ least, most }: Bounds) => least < most
  return [...(features[0]?.[window].days.keys() ?? [])].filter((day) =>
    features.every((one) => one[window].days.slice(day, day + 1).some(isHidden)),
  )
}

function maybeSilent({ features, windows }: KnownService): readonly DayIndex[] {
  return (['before', 'now'] as const).flatMap((window) =>
    allHidden(features, window).map((day) => dayAt(windows[window].from + day)),
  )
}

function hasRequests(filling: Filling, day: DayIndex, { before, now }: KnownService['windows']): boolean {
  return [...filling.values()].some(
    (one) => (one.before[day - before.from] ?? one.now[day - now.from]) !== 0 || (day === now.from && one.errors > 0),
  )
}

describe('every filling of a small service', () => {
  const base = [9, 7, 8, 9, 6, 8, 7, 9, 8, 7, 9, 8, 7, 8]
  const long = [...base, 9, 7, 8, 9]
  const rules = { ...RULES, least_requests: 12, retire_uses: 8, retire_average: 20, deviations: 1, strong_share: 1.2 }
  const shown = (days: readonly number[], times = 1): KnownUses => ({
    days: days.map((count) => exact(count * times)),
    sum: exact(days.reduce((sum, count) => sum + count * times, 0)),
  })
  /** The first days are hidden, at most so many each, and together. */
  const hidden = (days: readonly number[], most: number, sum: Bounds): KnownUses => ({
    days: days.map((count, n) => (n < 3 ? { least: 0, most } : exact(count))),
    sum,
  })
  const restOf = (days: readonly number[]) => days.slice(3).reduce((sum, count) => sum + count, 0)
  const quiet = base.map(() => 0)
  const few = [2, 2, ...quiet.slice(2)]
  const rare = long.map((_, n) => (n === 9 ? 4 : 0))
  /** Its first days may have no line, if those of the others may. */
  const away = (days: readonly number[], times = 1): KnownUses => {
    const sum = restOf(days) * times
    return hidden(
      days.map((count) => count * times),
      1,
      { least: sum, most: sum + 3 },
    )
  }
  const feature = (id: string, before: KnownUses, now: KnownUses, errors = exact(0)): KnownFeature => ({
    ...{ id, isHome: false, before, now, errors },
  })
  const between = (least: number, most: number): Bounds => ({ least, most })
  const cases = [
    {
      why: 'a month is known and its days are not',
      features: [
        feature('a', shown(base, 3), hidden(base, 6, exact(restOf(base) + 6))),
        feature('b', shown(base), shown(base, 2)),
      ],
      says: ['b strong'],
    },
    {
      why: 'a month is hidden and small',
      features: [feature('a', shown(few), hidden(quiet, 3, between(0, 3))), feature('b', shown(base), shown(base))],
      says: ['a unused'],
    },
    {
      why: 'a month is hidden and may be too large',
      features: [feature('a', shown(base), hidden(quiet, 6, between(0, 8))), feature('b', shown(base), shown(base))],
      says: [],
    },
    {
      why: 'a month is hidden and small, and of few days: the one before is told of, too',
      features: [feature('a', shown(base), hidden(quiet, 3, between(0, 3))), feature('b', shown(base), shown(base))],
      says: [],
    },
    {
      why: 'it may have grown from nothing',
      features: [
        feature('a', hidden(quiet, 4, between(0, 4)), hidden(quiet, 4, between(0, 4))),
        feature('b', shown(base), shown(base)),
      ],
      says: [],
    },
    {
      why: 'errors are too many, however many uses are hidden',
      features: [
        feature('a', shown(base), hidden(base, 5, between(restOf(base), restOf(base) + 15)), between(40, 45)),
        feature('b', shown(base), shown(base)),
        feature('c', shown(base), shown(base)),
      ],
      says: ['a errors'],
    },
    {
      why: 'hidden errors may be too many',
      features: [feature('a', shown(base), shown(base, 4), between(0, 30)), feature('b', shown(base), shown(base))],
      says: [],
    },
    {
      why: 'a day has fewer uses, or more if days before had no line',
      features: [
        feature('a', away(long, 20), shown(long, 10)),
        feature('b', away(long, 10), shown(long, 9)),
        feature('c', away(long, 20), shown(long, 10)),
      ],
      says: [],
      differs: ['b'],
    },
    {
      why: 'a day has more uses, whichever days before had a line',
      features: [
        feature('a', away(long, 4), shown(long, 2)),
        feature('b', away(long), shown(long, 2)),
        feature('c', away(long, 4), shown(long, 2)),
      ],
      says: ['b growing'],
    },
    {
      why: 'a day has more uses if days now had no line',
      features: [
        feature('a', shown(long, 4), away(long, 2)),
        feature('b', shown(long, 10), away(long, 11)),
        feature('c', shown(long, 4), away(long, 2)),
      ],
      says: ['b strong'],
    },
    {
      why: 'fewer than 28 days may have a line',
      features: [feature('a', shown(few), hidden(quiet, 2, between(0, 3))), feature('b', shown(base), away(base))],
      says: [],
      differs: ['a'],
    },
    {
      why: 'fewer than 28 days may have a line, so that nothing grows',
      features: [
        feature('a', away(base, 4), shown(base, 2)),
        feature('b', away(base), shown(base, 2)),
        feature('c', away(base, 4), shown(base, 2)),
      ],
      says: [],
      differs: ['b'],
    },
    {
      why: 'fewer than 28 days, so that nothing falls',
      features: [
        feature('a', shown(base.slice(1)), shown(base.slice(1))),
        feature('b', shown(base.slice(1), 9), shown(base.slice(1), 4)),
        feature('c', shown(base.slice(1)), away(base.slice(1))),
      ],
      says: ['b strong'],
    },
    {
      why: 'next to no use, however few days have a line',
      features: [
        feature(
          'a',
          shown([...few, ...quiet].slice(0, long.length)),
          hidden(
            long.map(() => 0),
            1,
            between(0, 3),
          ),
        ),
        feature('b', shown(long), away(long)),
      ],
      says: ['a unused'],
    },
    {
      why: 'a day before is told of if days now had no line',
      features: [
        feature('a', shown(long.map((_, n) => (n === 6 ? 5 : 0))), hidden(rare, 1, between(4, 5))),
        feature('b', shown(long), away(long)),
        feature('c', shown(long), away(long)),
      ],
      says: ['b strong', 'c strong'],
      differs: ['a'],
    },
  ]
  it.each<Case>(cases)('$why', ({ features, says, differs = [] }) => {
    const known = serviceOf(features, features[0]?.now.days.length ?? 0)
    const sure = [...judgeKnown(known, rules)]
    expect(sure.map(([id, { rule }]) => `${id} ${rule}`)).toEqual(says)
    const told = new Map(features.map(({ id }) => [id, new Set<string>()]))
    let fillings = 0
    for (const filling of everyFilling(known)) {
      for (const silent of everySubset(maybeSilent(known).filter((day) => !hasRequests(filling, day, known.windows)))) {
        fillings++
        const verdicts = audited(known, [filling, silent], rules, asClient)
        expectHeld(sure, verdicts)
        for (const [id, { verdict }] of verdicts) told.get(id)?.add(verdict)
      }
    }
    expect(fillings).toBeGreaterThan(1)
    for (const id of differs) expect([id, told.get(id)?.size]).toEqual([id, 2])
  })
})

type Case = {
  readonly why: string
  readonly features: readonly KnownFeature[]
  readonly says: readonly string[]
  /** Those of which fillings say two things. */
  readonly differs?: readonly string[]
}

function* everySubset(days: readonly DayIndex[]): Iterable<Silent> {
  const [first, ...rest] = days
  if (first === undefined) yield new Set()
  else for (const others of everySubset(rest)) yield* [others, new Set([...others, first])]
}

function* everyFilling(known: KnownService): Iterable<Filling> {
  yield* everyChoice(
    known.features.map(({ id, now, before, errors }) => {
      const all = [...everyDays(now)].flatMap((n) => [...everyDays(before)].map((b) => ({ now: n, before: b })))
      const counts = Array.from({ length: errors.most - errors.least + 1 }, (_, n) => errors.least + n)
      return all.flatMap((days) => counts.map((count) => [id, { ...days, errors: count }] as const))
    }),
  )
}

function* everyChoice<V>(lists: readonly (readonly (readonly [string, V])[])[]): Iterable<ReadonlyMap<string, V>> {
  const [first, ...rest] = lists
  if (first === undefined) yield new Map()
  else for (const others of everyChoice(rest)) for (const one of first) yield new Map([one, ...others])
}

function* everyDays({ days, sum }: KnownUses, made: Days = []): Iterable<Days> {
  const day = days[made.length]
  if (day === undefined) {
    const total = made.reduce((all, count) => all + count, 0)
    if (total >= sum.least && total <= sum.most) yield made
  } else for (let count = day.least; count <= day.most; count++) yield* everyDays({ days, sum }, [...made, count])
}

describe('random services', () => {
  it('says nothing that a filling contradicts', () => {
    const said = new Map<string, number>()
    let withSilence = 0
    for (let seed = 1; seed <= 300; seed++) {
      const random = randomOf(seed)
      const rules = randomRules(random)
      const known = randomService(random)
      const sure = [...judgeKnown(known, rules)]
      for (const [, { rule }] of sure) said.set(rule, (said.get(rule) ?? 0) + 1)
      if (sure.length === 0) continue
      const others = sure.filter(([, { verdict }]) => verdict !== 'improve')
      for (let n = 0; n < 12; n++) {
        const filling = randomFilling(known, random)
        if (filling[1].size > 0) withSilence++
        expectHeld(sure, audited(known, filling, rules, asClient))
        // Wherever errors belong, nothing else is said of what fails.
        expectHeld(
          others,
          audited(known, filling, rules, (errors) => splitAt(errors, random)),
        )
      }
    }
    for (const rule of Object.keys(RULE_OF)) expect([rule, (said.get(rule) ?? 0) > 9]).toEqual([rule, true])
    expect(withSilence).toBeGreaterThan(300)
  })

  it('says all that is said where nothing is hidden', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = randomOf(seed)
      const known = randomService(random, 0)
      const told = audited(known, randomFilling(known, random), RULES, asClient)
      const sure = judgeKnown(known, RULES)
      for (const { id, errors, now } of known.features) {
        const mayFail =
          errors.least >= RULES.least_errors && errors.least / (now.sum.least + errors.least) > RULES.server_errors
        if (mayFail || !['strengthen', 'retire'].includes(told.get(id)?.verdict ?? '')) continue
        if (known.features.every(({ from }) => from === undefined))
          expect([seed, id, sure.get(id)?.verdict]).toEqual([seed, id, told.get(id)?.verdict])
      }
    }
  })
})

function randomRules(random: Random): AuditRules {
  const pick = (...of: readonly number[]) => of[Math.floor(random() * of.length)] ?? 0
  return {
    ...RULES,
    deviations: pick(0.5, 1, 3),
    change: pick(0.05, 0.2),
    strong_share: pick(1.1, 1.5, 2),
    retire_uses: pick(11, 30, 60),
    retire_average: pick(20, 55),
    least_requests: pick(10, 30),
    growing_share: pick(0.1, 0.5),
    times_median: pick(1, 2),
  }
}

const LENGTH = 28
const K = 5

/** Features of unequal use; days below k are hidden, and one beside them; months as they come out. */
function randomService(random: Random, hides = 1): KnownService {
  const count = 2 + Math.floor(random() * 5)
  const away = random() < 0.5 ? 0 : hides * Math.floor(random() * 8)
  const atNow = random() < 0.5
  return serviceOf(
    Array.from({ length: count }, (_, n): KnownFeature => {
      const rate = 40 ** random() - 0.9
      const change = random() < 0.5 ? 1 : 4 ** (random() * 2 - 1)
      const errors = random() < 0.6 ? 0 : Math.floor(random() * 8 * rate)
      return {
        id: `f${n}`,
        isHome: random() < 0.1,
        ...(random() < 0.05 && { from: dayAt(FIRST + 20) }),
        before: randomUses(rate, random, hides, atNow ? 0 : away),
        now: randomUses(rate * change, random, hides, atNow ? away : 0),
        errors: hides === 1 && errors < K ? { least: 0, most: K - 1 } : exact(errors),
      }
    }),
    LENGTH,
  )
}

/** @param away the first days, without a line */
function randomUses(rate: number, random: Random, hides: number, away: number): KnownUses {
  const days = Array.from({ length: LENGTH }, (_, n) => (n < away ? 0 : Math.floor(rate * (0.5 + random()))))
  const sum = days.reduce((all, one) => all + one, 0)
  if (hides === 0 || days.every((one) => one >= K)) return { days: days.map(exact), sum: exact(sum) }
  const first = days.findIndex((one) => one < K)
  const isHidden = days.map((one, day) => one < K || day === first + 1)
  const shown = days.reduce((all, one, day) => all + (isHidden[day] === true ? 0 : one), 0)
  const isShown = sum - shown >= K
  const total = isShown ? exact(sum) : { least: shown, most: shown + (K - 1) * isHidden.filter(Boolean).length }
  const mostOf = (day: number) => Math.min(total.most - shown, day === first + 1 ? Infinity : K - 1)
  return {
    days: days.map((one, day) => (isHidden[day] === true ? { least: 0, most: mostOf(day) } : exact(one))),
    sum: total,
  }
}

function randomFilling(known: KnownService, random: Random): readonly [Filling, Silent] {
  const { features, windows } = known
  const isAway = random() < 0.5
  const without = { now: isAway ? allHidden(features, 'now') : [], before: isAway ? allHidden(features, 'before') : [] }
  const filling = new Map(
    features.map(({ id, now, before, errors }) => [
      id,
      {
        now: randomDays(now, random, without.now),
        before: randomDays(before, random, without.before),
        errors: between(errors, random),
      },
    ]),
  )
  const empty = maybeSilent(known).filter((day) => !hasRequests(filling, day, windows))
  return [filling, new Set(isAway ? empty : empty.filter(() => random() < 0.5))]
}

/** Corners more often than not: that is where bounds are met. */
function between({ least, most }: Bounds, random: Random): number {
  const at = random()
  if (at < 0.35) return least
  return at < 0.7 ? most : least + Math.floor(random() * (most - least + 1))
}

/** @param without the days that get nothing, as far as that is possible */
function randomDays(known: KnownUses, random: Random, without: readonly number[]): Days {
  const { sum } = known
  const bounds = known.days.map((day, n) => (without.includes(n) ? NOTHING : day))
  const room = bounds.reduce((all, { most }) => all + most, 0)
  const days = room < sum.least ? known.days : bounds
  const total = between({ least: sum.least, most: room < sum.least ? sum.most : Math.min(sum.most, room) }, random)
  const filled = days.map(({ least }) => least)
  let rest = total - filled.reduce((all, one) => all + one, 0)
  const order = days.map((_, day) => [random(), day] as const).sort(([a], [b]) => a - b)
  const isHeaped = random() < 0.5
  while (rest > 0) {
    const before = rest
    for (const [, day] of order) {
      const room = (days[day]?.most ?? 0) - (filled[day] ?? 0)
      const taken = Math.min(rest, room, isHeaped ? Infinity : 1)
      filled[day] = (filled[day] ?? 0) + taken
      rest -= taken
    }
    if (rest === before) throw new RangeError('no room for what is hidden')
  }
  return filled
}

function splitAt(errors: number, random: Random): Partial<DayFigures> {
  const serverErrors = random() < 0.5 ? errors : Math.floor(random() * (errors + 1))
  return { serverErrors, clientErrors: errors - serverErrors }
}
