import { describe, expect, it, vi } from 'vitest'
import { expectFigures } from '../docs/privacy-page.ts'
import { entryDays, requestDays } from './inversion-audit.ts'
import { auditRevision, type LateWorld, type RevisionPlan } from './revision-audit.ts'
import type { DayCounts } from './counted-of.ts'

// Coverage counts every round of the hash: ten times as long.
vi.setConfig({ testTimeout: 120_000 })

/** Every way to give each of some days one of these counts. */
function waysOf(days: number, values: readonly DayCounts[]): readonly (readonly DayCounts[])[] {
  if (days === 0) return [[]]
  return waysOf(days - 1, values).flatMap((rest) => values.map((value) => [...rest, value]))
}

function lateWorlds(days: readonly (readonly DayCounts[])[], late: readonly (readonly DayCounts[])[]) {
  return days.flatMap((counted) => late.map((more): LateWorld => ({ days: counted, late: more })))
}

const THREE_DAYS = lateWorlds(waysOf(3, requestDays(5)), waysOf(2, requestDays(4)))
// The second is the companion of the first, and there are quiet days besides.
const FOUR_DAYS = lateWorlds(
  waysOf(2, requestDays(5)).flatMap((days) => waysOf(2, requestDays(3)).map((more) => [...days, ...more])),
  waysOf(2, requestDays(4)),
)
// Late lines of any kind, entries alone, none or some, up to one more than k.
const entriesLate = (before: readonly DayCounts[]) =>
  lateWorlds(
    waysOf(2, entryDays(5)),
    waysOf(1, entryDays(4)).map((late) => [...before, ...late]),
  )
const FIRST_DAY = entriesLate([])
const SECOND_DAY = entriesLate([{ requests: 0, entries: 0 }])
// Few requests bound the entries of the companion in the first edition, and the month tells what is left.
const FEW_REQUESTS = lateWorlds(
  entryDays(7).flatMap((first) =>
    first.requests === 7
      ? entryDays(8).flatMap((second) => ([3, 8].includes(second.requests!) ? [[first, second]] : []))
      : [],
  ),
  entryDays(5).flatMap((late) => ([0, 5].includes(late.requests!) ? [[{ requests: 0, entries: 0 }, late]] : [])),
)
// Lines of a day that is shown: neither the hidden one nor its companion changes.
const SHOWN_DAY = lateWorlds(
  waysOf(2, requestDays(6)).map((days) => [...days, { requests: 3 }]),
  requestDays(3).map((late) => [{ requests: 0 }, { requests: 0 }, late]),
)
const requests = { k: 3, worlds: THREE_DAYS, measures: ['requests'] } as const
const entries = { k: 3, worlds: FIRST_DAY, measures: ['requests', 'entries'] } as const

const PLANS: readonly ({ why: string } & RevisionPlan)[] = [
  { why: 'before the month closes', ...requests, isMonthClosed: false },
  { why: 'after it', ...requests, isMonthClosed: true },
  { why: 'four days, before', ...requests, worlds: FOUR_DAYS, isMonthClosed: false },
  { why: 'four days, after', ...requests, worlds: FOUR_DAYS, isMonthClosed: true },
  { why: 'entries, before', ...entries, isMonthClosed: false },
  { why: 'entries, after', ...entries, isMonthClosed: true },
  { why: 'entries of the companion, before', ...entries, worlds: SECOND_DAY, isMonthClosed: false },
  { why: 'entries beside few requests, before', ...entries, worlds: FEW_REQUESTS, isMonthClosed: false },
  { why: 'entries beside few requests, after', ...entries, worlds: FEW_REQUESTS, isMonthClosed: true },
  { why: 'entries of the companion, after', ...entries, worlds: SECOND_DAY, isMonthClosed: true },
  { why: 'after it, the table of months gone', ...requests, isMonthClosed: true, isMonthGone: true },
  { why: 'of a shown day, after it', ...requests, worlds: SHOWN_DAY, isMonthClosed: true },
  { why: 'of a shown day, the table gone', ...requests, worlds: SHOWN_DAY, isMonthClosed: true, isMonthGone: true },
  { why: 'four days, the table gone', ...requests, worlds: FOUR_DAYS, isMonthClosed: true, isMonthGone: true },
  { why: 'entries, the table gone', ...entries, isMonthClosed: true, isMonthGone: true },
  {
    why: 'entries of the companion, the table gone',
    ...{ ...entries, worlds: SECOND_DAY, isMonthClosed: true, isMonthGone: true },
  },
]

describe('two editions, the second with late lines', () => {
  it('are those of as many small services as docs/privacy.md says', () => {
    const services = new Set(PLANS.flatMap(({ worlds }) => worlds)).size
    expectFigures`goes through ${services} small services`
  })

  it.each(PLANS)('give no hidden figure away, and no change of few: $why', (plan) => {
    const audit = auditRevision(plan)
    expect(audit).toMatchObject({ pinned: 0, told: 0 })
    expect(audit.fewest).toBeGreaterThanOrEqual(plan.k)
    // Both were met, or nothing was tested.
    expect(Math.min(audit.revised, plan.worlds.length - audit.revised)).toBeGreaterThan(plan.worlds.length / 20)
  })
})

describe('late lines of both kinds, beside ten uses of which five are entries', () => {
  it.each([
    { late: { requests: 4, entries: 3 }, why: 'one is no entry', revised: 0 },
    { late: { requests: 4, entries: 1 }, why: 'one is an entry', revised: 0 },
    { late: { requests: 3, entries: 3 }, why: 'all are entries', revised: 1 },
    { late: { requests: 6, entries: 3 }, why: 'k are of each kind', revised: 1 },
  ])('are counted or kept: $why', ({ late, revised }) => {
    const worlds = [{ days: [{ requests: 10, entries: 5 }], late: [late] }]
    for (const isMonthClosed of [false, true])
      expect(auditRevision({ ...entries, worlds, isMonthClosed })).toMatchObject({ revised, told: 0 })
  })
})

describe('is caught', () => {
  it('what was hidden may be shown', () => {
    const rules: RevisionPlan['rules'] = { showChange: ({ by }, k) => by === 0 || by >= k }
    const weak = { rules, isDecidedAnew: true }
    const shares = [
      { ...requests, isMonthClosed: false, ...weak },
      { ...requests, isMonthClosed: true, ...weak },
      { ...entries, isMonthClosed: true, ...weak },
    ].map((plan) => {
      const { hidden, pinned } = auditRevision(plan)
      return Math.round((100 * pinned) / hidden)
    })
    expectFigures`If what was hidden may appear, ${Math.min(...shares)} to ${Math.max(...shares)} % of the hidden figures follow`
  })

  it('hidden entries change beside requests that are shown', () => {
    const rules: RevisionPlan['rules'] = {
      showChange: ({ by, wasShown, isShown }, k) => wasShown === isShown && (by === 0 || by >= k),
    }
    const plan = { ...entries, worlds: FEW_REQUESTS, isMonthClosed: false }
    expect(auditRevision({ ...plan, rules }).fewest).toBeLessThan(plan.k)
  })

  it('a change of fewer than k is told, and entries follow from it', () => {
    const rules: RevisionPlan['rules'] = { showChange: ({ wasShown, isShown }) => wasShown === isShown }
    const { told, fewest } = auditRevision({ ...entries, isMonthClosed: true, rules })
    expect(told).toBeGreaterThan(0)
    expect(fewest).toBe(1)
  })
})
