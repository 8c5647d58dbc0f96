import { describe, expect, it } from 'vitest'
import { indexOf } from '../../../src/domain/dictionary.ts'
import { FATE } from '../../../src/domain/fate.ts'
import { blankHit } from '../../../src/gate/mutable-hit.ts'
import { planCount, type CountPlan } from '../../../src/pipeline/plan-count.ts'
import { openAccumulator, type Accumulator } from '../../../src/pipeline/reading/open-accumulator.ts'
import { dayBookOf } from '../../../src/pipeline/reading/days/day-book.ts'
import type { Placement } from '../../../src/domain/placement.ts'
import { configurationOf } from '../configuration-of.ts'

const plan: CountPlan = planCount({
  configuration: configurationOf(`service: { id: essai, name: Essai, url: "https://www.example.fr" }
features:
  - { id: aide, match: [ /aide ] }
datasets: [ { by: [ month, feature ], protection: exact, accept_risk: true } ]
`),
})
const [JANUARY_1, JANUARY_2] = [indexOf<'day'>(0), indexOf<'day'>(1)]

function noted(placed: Placement, ...changes: readonly object[]): Accumulator {
  const accumulator = openAccumulator(plan, (day) => (day === JANUARY_1 ? placed : 'period'))
  for (const change of changes) accumulator.note({ ...blankHit(), ...change })
  return accumulator
}

const USE = { fate: FATE.counted, feature: 0, day: JANUARY_1, hour: 7 }

describe('openAccumulator', () => {
  it.each([
    {
      placed: 'period',
      key: { placed: 'period', period: 0 },
      feature: '',
      why: 'a line stands in the month of its table',
    },
    { placed: 'day', key: { placed: 'day', day: 0 }, feature: 'aide', why: 'by its day, and with its feature' },
    { placed: 'aside', key: { placed: 'aside', day: 0 }, feature: 'aide', why: 'the same of one that stands aside' },
  ] as const)('$placed: $why', ({ placed, key, feature }) => {
    const sums = noted(placed, USE, USE)
    const counted = { series: 'month', feature: 'aide', cell: '', measure: 'requests', count: 2 }
    expect(sums.cells()).toContainEqual({ ...counted, ...key })
    expect(sums.fates()).toEqual([{ placed, day: 0, fate: 'counted', feature, lines: 2 }])
    expect(sums.cellsByDay().length > 0).toBe(placed !== 'period')
    expect([sums.days(), sums.oldestHour(), sums.newestHour()]).toEqual([[0], 7, 7])
  })

  it('has no place for a line that nobody asked for to be late for', () => {
    const sums = noted('day', { ...USE, fate: FATE['out-of-period'] })
    expect(sums.fates()).toEqual([{ placed: 'period', day: 0, fate: 'out-of-period', feature: '', lines: 1 }])
    expect(sums.cells()).toEqual([])
  })

  it('adds up what others noted, and lines that are too long', () => {
    const sums = noted('period', USE)
    sums.take(noted('period', { ...USE, hour: 3 }, { ...USE, day: JANUARY_2 }).noted())
    sums.take(noted('period').noted())
    sums.noteTooLong(0)
    sums.noteTooLong(2)
    expect(sums.fates().map(({ day, fate, lines }) => [day, fate, lines])).toEqual([
      [0, 'counted', 2],
      [1, 'counted', 1],
      [-1, 'too-long', 2],
    ])
    expect(sums.cells().filter(({ measure }) => measure === 'requests')).toMatchObject([{ period: 0, count: 3 }])
    expect([sums.oldestHour(), sums.newestHour()]).toEqual([3, 31])
  })
})

describe('dayBookOf', () => {
  it('has no row for a day of lines that nobody asked for, though it begins there', () => {
    const sums = noted(
      'period',
      { ...USE, fate: FATE['out-of-period'] },
      { ...USE, day: JANUARY_2, fate: FATE.malformed },
    )
    const book = dayBookOf(sums.noted(), {})
    expect([book.grid(), book.days(), book.lastHour()]).toEqual([[JANUARY_2], [JANUARY_1, JANUARY_2], 31])
    expect(dayBookOf(sums.noted(), { since: JANUARY_1, until: JANUARY_1 }).grid()).toEqual([])
  })

  it('knows no day where no line is dated', () => {
    const sums = noted('period', { ...blankHit(), fate: FATE.malformed })
    const book = dayBookOf(sums.noted(), {})
    expect([book.grid(), book.days(), book.lastHour()]).toEqual([[], [], -Infinity])
  })
})
