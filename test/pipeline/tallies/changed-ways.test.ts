import { describe, expect, it } from 'vitest'
import { testFolder } from '../../cli/run-comptage.ts'
import { dateOf, lifeIn } from './lives.ts'

const { fresh } = testFolder('ways')
const DAYS = '{ by: [ day, feature ], measures: [ requests ] }'
const AIDE = '{ id: aide, match: /aide }'
const HELP = '{ id: help, match: /aide }'
const OTHER = '{ id: other, match: /other }'

describe('a feature that is gone', () => {
  it.each([
    ['renamed', HELP],
    ['taken out', OTHER],
  ])('has all uses of its last days, where tallies did not arrive before it was %s', async (_, next) => {
    const before = { tables: DAYS, features: `${AIDE}, ${OTHER}` }
    const after = { tables: DAYS, features: next === OTHER ? OTHER : `${next}, ${OTHER}` }
    const life = lifeIn(fresh())
    for (const day of [1, 2]) await life.turn(day, before, before)
    for (const day of [3, 4]) await life.turn(day, before, before, false)
    for (const day of [5, 6, 7]) expect((await life.turn(day, after, after)).problems).toEqual([])
    const days = life.file('essai/data/day-feature.csv')
    for (const day of [2, 3, 4]) expect(days).toContain(`${dateOf(day)},aide,60`)
  })
})
