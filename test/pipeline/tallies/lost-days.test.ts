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

/* Each letter a day, from the third on: who lacks the column then; of `s` the tally does not come either, and of `-` both have it. */
it.each(['aap', 'asp', 'sap', 'aab', 'apa', 'paa', 'ppa', 'abp', 'asb-s', 'bab', 'bpb'])(
  'a column that was away on two machines is whole or empty on each day: %s',
  async (history) => {
    const life = lifeIn(fresh())
    const tables = (measures: string): string =>
      `{ by: [ day, feature ], measures: [ ${measures} ], protection: exact, accept_risk: true }`
    const [full, less] = ['requests, entries', 'requests'].map((measures) => ({
      ...ways(AIDE),
      tables: tables(measures),
    }))
    if (full === undefined || less === undefined) throw new Error('both')
    for (let day = 1; day <= 10; day++) {
      const who = history[day - 3] ?? '-'
      await life.turn(day, 'abs'.includes(who) ? less : full, 'pb'.includes(who) ? less : full, who !== 's')
    }
    const rows = life.file('essai/data/day-feature.csv').split('\n')
    const days = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((day) => rows.find((row) => row.startsWith(`${dateOf(day)},aide,`)))
    const whole = days.map((row) => row?.split(',').slice(2).join(','))
    expect(whole.filter((row) => row !== '60,60' && row !== '60,')).toEqual([])
    // Before all of it, and once both have had it back for long.
    expect([whole[0], ...whole.slice(-2)]).toEqual(['60,60', '60,60', '60,60'])
    expect(verifyFolder({ folder: join(life.root, 'pub/out/essai') }).findings).toEqual([])
  },
)
