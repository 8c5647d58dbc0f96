import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type RunDone, verifyFolder } from '../../../src/pipeline/index.ts'
import { testFolder } from '../../cli/run-comptage.ts'
import { dateOf, lifeIn, type Ways } from './lives.ts'

/* Two machines count for one service, and leave a feature, or give it another name, on different days. */
const { fresh } = testFolder('lost-days')
const OTHER = '{ id: other, match: /other }'
const [AIDE, HELP] = ['{ id: aide, match: /aide }', '{ id: help, match: /aide }']
const ways = (...features: readonly string[]): Ways => ({
  tables: '{ by: [ day, feature ], measures: [ requests ], protection: exact, accept_risk: true }',
  features: [...features, OTHER].join(', '),
})

it.each([
  { first: 'a', next: [HELP], named: 'neither has a row of the days between, from 3 March 2026 on' },
  { first: 'pub', next: [HELP], named: 'neither has a row of the days between, from 3 March 2026 on' },
  { first: 'a', next: [], named: 'and of the days from 3 March 2026 on, which had been read in part, it has no row' },
] as const)('the days between two machines are named where $first changes first', async ({ first, next, named }) => {
  const life = lifeIn(fresh())
  const [before, after] = [ways(AIDE), ways(...next)]
  for (const day of [1, 2]) await life.turn(day, before, before)
  for (const day of [3, 4]) await (first === 'a' ? life.turn(day, after, before) : life.turn(day, before, after))
  // Whoever asks before the other one has changed learns nothing of it.
  const lostOf = (changes: RunDone['settingsChanges']) => changes.flatMap(({ lost }) => lost ?? [])
  const lost = [{ from: dateOf(3), to: dateOf(4), source: 'web1' }]
  expect(lostOf(await life.toCome(after))).toEqual(first === 'a' ? lost : [])
  const { settingsChanges } = await life.turn(5, after, after)
  expect(lostOf(settingsChanges)).toEqual(lost)
  expect(await life.toCome(after)).toEqual([])
  for (const day of [6, 7, 8]) await life.turn(day, after, after)
  expect(life.file('essai/CHANGELOG.md')).toContain(named)
  if (next.length > 0) expect(life.file('essai/data/breaks.csv')).toContain('3 mars 2026')
  const rows = life.file('essai/data/day-feature.csv')
  for (const day of [3, 4]) expect(rows).not.toMatch(new RegExp(`${dateOf(day)},(aide|help),`))
  expect(verifyFolder({ folder: join(life.root, 'pub/out/essai') }).findings).toEqual([])
})
