import { expect, it } from 'vitest'
import { runsOf } from '../../src/domain/runs-of.ts'

it.each([
  { periods: [], runs: [] },
  { periods: [7], runs: [[7]] },
  { periods: [3, 4, 5, 8, 10, 11], runs: [[3, 4, 5], [8], [10, 11]] },
])('$periods are $runs', ({ periods, runs }) => {
  expect(runsOf(periods)).toEqual(runs.map((run) => ({ first: run[0], last: run.at(-1), periods: run })))
})
