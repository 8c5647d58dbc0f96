import { describe, expect, it } from 'vitest'
import { indexOf } from '../../../src/domain/dictionary.ts'
import type { Problem } from '../../../src/domain/problem.ts'
import { keepForgotten } from '../../../src/pipeline/kept/forgotten.ts'
import { planCount } from '../../../src/pipeline/plan-count.ts'
import { watchAlike } from '../../../src/pipeline/tallies/watch-sources.ts'
import { openState } from '../../../src/state/index.ts'
import { testFolder } from '../../cli/run-comptage.ts'
import { configurationIn } from '../../run/machines.ts'

const { fresh } = testFolder('alike')

type Taken = { readonly name: string; readonly id: string; readonly uses: readonly number[] }

/** What is told of sources of which so many uses a day were taken, from day 1 on. */
async function toldOf(taken: readonly Taken[], forgotten = 0): Promise<readonly Problem[]> {
  const folder = fresh()
  const entries = taken.map(({ name }) => `  - { id: ${name}, path: /${name}.tally }\n`).join('')
  const plan = planCount({ configuration: configurationIn(folder, `sources:\n${entries}output: out\n`) })
  const state = await openState(folder, 'keep')
  state.commit(() => {
    if (forgotten > 0) keepForgotten(state, indexOf<'day'>(forgotten))
    for (const { name, id, uses } of taken) {
      if (!state.sources.fates(id).length)
        state.sources.addFates(
          id,
          uses.map((lines, i) => ({ day: indexOf<'day'>(i + 1), fate: 'counted', feature: 'aide', lines })),
        )
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
    expect(await toldOf(taken, 3)).toEqual(ALIKE)
  })

  it('are not compared with themselves under another name', async () => {
    expect(await toldOf([web1(200), { ...web2(200), id: 'a' }])).toEqual([])
  })
})
