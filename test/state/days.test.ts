import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { DayIndex } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { openState } from '../../src/state/index.ts'
import { testFolder } from '../cli/run-comptage.ts'

const { fresh } = testFolder('days')
const day = (n: number): DayIndex => indexOf<'day'>(n)

it('tells the days of lines, wherever those are placed, without a row for each fate', async () => {
  const state = await openState(join(fresh(), 'state'))
  state.commit(() => {
    state.counts.addFates([
      { placed: 'day', day: day(-1), fate: 'malformed', feature: '', lines: 1 },
      { placed: 'aside', day: day(9), fate: 'counted', feature: '', lines: 2 },
      { placed: 'period', day: day(7), fate: 'counted', feature: '', lines: 4 },
      { placed: 'day', day: day(7), fate: 'failed', feature: 'a', lines: 8 },
      { placed: 'period', day: day(7), fate: 'failed', feature: '', lines: 16 },
      { placed: 'period', day: day(5), fate: 'out-of-period', feature: '', lines: 32 },
    ])
  })
  const { counts } = state
  expect([counts.days(), counts.daysInPeriods('out-of-period')]).toEqual([[5, 7, 9], [7]])
  expect([-1, 5, 7].map(counts.firstDayAfter)).toEqual([5, 7, undefined])
  expect(counts.linesByDay('out-of-period')).toEqual([
    { day: 7, lines: 28 },
    { day: 9, lines: 2 },
  ])
  state.close()
})

it('forgets the sums of lines that were read again for nothing with those of late ones', async () => {
  const state = await openState(join(fresh(), 'state'))
  const sum = { series: 'day feature', feature: 'a', cell: '', measure: 'requests' } as const
  state.commit(() => {
    for (const placed of ['day', 'again', 'aside'] as const) {
      state.counts.addFates([{ placed, day: day(7), fate: 'counted', feature: 'a', lines: 8 }])
      state.counts.addCells([{ ...sum, placed, day: day(7), count: 8 }])
    }
    state.counts.forgetDays(7)
  })
  const left = state.counts.allFates().filter(({ day: of, lines }) => of >= 0 && lines > 0)
  expect(left.map(({ placed }) => placed)).toEqual(['aside'])
  expect(state.counts.allCells().map(({ placed }) => placed)).toEqual(['aside'])
  state.close()
})
