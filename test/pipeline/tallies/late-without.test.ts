import { expect, it } from 'vitest'
import { testFolder } from '../../cli/run-comptage.ts'
import { dateOf, lifeIn, type Ways } from './lives.ts'

/* Late lines come to another machine before, while or after a column or a table is away there, here, or on both. */
const { fresh } = testFolder('late-without')
const ways = (by: string, measures: string): Ways => ({
  tables: `{ by: [ ${by}, feature ], measures: [ ${measures} ], protection: exact, accept_risk: true }`,
  features: '{ id: aide, match: /aide }',
})
const BOTH = ways('day', 'requests, entries')
const [COLUMN, TABLE] = [ways('day', 'requests'), ways('week', 'requests')]
const LATE = { before: 3, while: 4, after: 6 } as const

it.each([
  ...(['a', 'pub', 'both'] as const).flatMap((away) =>
    (['before', 'while', 'after'] as const).map((late) => ({ what: COLUMN, isColumn: true, away, late })),
  ),
  ...(['a', 'both'] as const).map((away) => ({ what: TABLE, isColumn: false, away, late: 'while' as const })),
])('late lines $late it is away on $away (column: $isColumn) change a row whole, or not', async (history) => {
  const { what, away, late } = history
  const life = lifeIn(fresh())
  const rowOfFirst = (): string | undefined => {
    const rows = life.file('essai/data/day-feature.csv').split('\n')
    return rows.find((row) => row.startsWith(dateOf(1)))
  }
  for (const day of [1, 2, 3, 4, 5, 6]) {
    if (LATE[late] === day) life.comeLate('a', 1, 80)
    const [a, pub] = day === 4 ? [away === 'pub' ? BOTH : what, away === 'a' ? BOTH : what] : [BOTH, BOTH]
    await life.turn(day, a, pub)
  }
  expect(rowOfFirst()).toBe(`${dateOf(1)},aide,60,60`)
  const { problems } = await life.revise(6, BOTH, dateOf(1))
  // What a machine counts while it lacks something stays apart. So does what came here before it was away here: nothing tells the two.
  const isWhole = late === 'after' || (late === 'while' ? away === 'pub' : away === 'a')
  expect(rowOfFirst()).toBe(isWhole ? `${dateOf(1)},aide,140,140` : `${dateOf(1)},aide,60,60`)
  expect(problems).toMatchObject(isWhole ? [] : [{ code: 'LATE_KEPT_BACK', why: 'counted-without', days: [dateOf(1)] }])
})

it.each([COLUMN, TABLE])('a second absence that ends on the day of the first is told too', async (what) => {
  const life = lifeIn(fresh())
  for (const day of [1, 2, 3]) await life.turn(day, BOTH, BOTH)
  await life.turn(4, what, BOTH)
  await life.again(4, BOTH, [[4, 40]])
  await life.revise(4, BOTH, dateOf(1))
  await life.again(4, what, [[1, 80]])
  await life.again(4, BOTH, [[4, 40]])
  await life.turn(5, BOTH, BOTH)
  const { problems } = await life.revise(5, BOTH, dateOf(1))
  const rows = life.file('essai/data/day-feature.csv').split('\n')
  expect(rows.find((row) => row.startsWith(dateOf(1)))).toBe(`${dateOf(1)},aide,60,60`)
  expect(problems).toMatchObject([{ code: 'LATE_KEPT_BACK', why: 'counted-without', days: [dateOf(1)] }])
})
