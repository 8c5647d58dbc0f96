import { describe, expect, it } from 'vitest'
import { indexOf } from '../../../src/domain/dictionary.ts'
import type { FateSum } from '../../../src/domain/cell.ts'
import type { Problem } from '../../../src/domain/problem.ts'
import { keepForgotten } from '../../../src/pipeline/kept/forgotten.ts'
import { planCount } from '../../../src/pipeline/plan-count.ts'
import { watchAlike } from '../../../src/pipeline/tallies/watch-sources.ts'
import { openState } from '../../../src/state/index.ts'
import { testFolder } from '../../cli/run-comptage.ts'
import { configurationIn } from '../../run/machines.ts'

const { fresh } = testFolder('alike')

type Taken = { readonly name: string; readonly id: string; readonly uses: readonly number[] }

type Around = {
  readonly forgotten?: number
  readonly more?: string
  readonly own?: readonly number[]
  readonly gone?: Taken
}

const usesFrom1 = (uses: readonly number[]): readonly FateSum[] =>
  uses.map((lines, i) => ({ day: indexOf<'day'>(i + 1), fate: 'counted', feature: 'aide', lines }))

/** What is told of sources of which so many uses a day were taken, from day 1 on; `gone`: one that is named no more. */
async function toldOf(
  taken: readonly Taken[],
  { forgotten = 0, more = '', own = [], gone }: Around = {},
): Promise<readonly Problem[]> {
  const folder = fresh()
  const entries = taken.map(({ name }) => `  - { id: ${name}, path: /${name}.tally }\n`).join('')
  const plan = planCount({ configuration: configurationIn(folder, `sources:\n${entries}output: out\n${more}`) })
  const state = await openState(folder, 'keep')
  state.commit(() => {
    if (forgotten > 0) keepForgotten(state, indexOf<'day'>(forgotten))
    const count = (uses: readonly number[]): void =>
      state.counts.addFates(usesFrom1(uses).map((sum) => ({ ...sum, feature: '', placed: 'period' })))
    count(own)
    for (const { name, id, uses } of [...taken, ...(gone === undefined ? [] : [gone])]) {
      if (!state.sources.fates(id).length) {
        state.sources.addFates(id, usesFrom1(uses))
        count(uses)
      }
      state.sources.keepName(name, id)
      state.sources.keepSource({ id, sequence: 1, file: name, scanned: 0, unreadThrough: -1, logs: [] })
    }
  })
  const told = watchAlike(plan, state)
  state.close()
  return told
}

const ALIKE = [{ code: 'TALLIES_ALIKE', path: '/web2.tally', other: '/web1.tally' }]
const web1 = (...uses: readonly number[]): Taken => ({ name: 'web1', id: 'a', uses })
const web2 = (...uses: readonly number[]): Taken => ({ name: 'web2', id: 'b', uses })

describe('sources', () => {
  it('are compared where the days that they have alike have 100 uses', async () => {
    expect(await toldOf([web1(50, 50), web2(50, 50)])).toEqual(ALIKE)
    expect(await toldOf([web1(50, 49), web2(50, 49)])).toEqual([])
  })

  it('are compared by the days whose counts are not deleted', async () => {
    const taken = [web1(1, 2, 3, 60, 70), web2(4, 5, 6, 60, 70)]
    expect(await toldOf(taken)).toEqual([])
    expect(await toldOf(taken, { forgotten: 3 })).toEqual(ALIKE)
  })

  it('are not compared with themselves under another name', async () => {
    expect(await toldOf([web1(200), { ...web2(200), id: 'a' }])).toEqual([])
  })

  it('are no longer told once one is left out, as a mirror is, whatever was taken of it', async () => {
    expect(await toldOf([web1(200)], { gone: web2(200) })).toEqual([])
  })

  const LOGS = 'logs: [ { path: access.log } ]\n'
  const OWN = [{ code: 'TALLIES_ALIKE', path: '/web1.tally' }]
  it.each([
    { own: [60, 70], told: OWN, why: 'the same log' },
    { own: [60, 70], gone: web2(3, 5), told: OWN, why: 'the same log, beside what another machine had' },
    { own: [60, 70, 80], told: OWN, why: 'the same log, read further' },
    { own: [0, 0, 80], told: [], why: 'no day of both' },
    { own: [60, 71], told: [], why: 'one of two days' },
    { own: [61, 71], told: [], why: 'another log' },
    { own: [60, 70], more: '', told: [], why: 'a log that is read here no more' },
  ])('are compared with what is read here: $why', async ({ told, ...around }) => {
    expect(await toldOf([web1(60, 70)], { more: LOGS, ...around })).toEqual(told)
  })
})
