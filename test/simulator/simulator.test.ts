import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { SEED } from '../seed.ts'
import { drawHistory } from './draw-history.ts'
import type { History } from './history.ts'
import { toldBy } from './judge.ts'
import { KEPT } from './kept-histories.ts'
import { replay } from './replay.ts'
import { shrink } from './shrink.ts'

/*
 * Whoever keeps every edition of a folder, and those of its neighbours, is told no hidden figure by what operators do: for each fewer
 * than k values never stay possible. And `verify` accepts whatever `run` writes.
 */
const OPERATORS = Number(process.env['COMPTAGE_OPERATORS'] ?? 30)
/** One in so many lives through two years. */
const LONG = 50
const { fresh } = testFolder('simulator')

/** What is wrong with a history: what it tells, and what `verify` finds. */
async function wrongs(history: History, folder: string): Promise<readonly string[]> {
  const found = new Set<string>()
  const { editions } = await replay(history, folder, (edition) => {
    for (const { code } of verifyFolder({ folder: edition }).findings) found.add(`verify finds ${code}`)
  })
  return [...toldBy(editions), ...found]
}

describe('what operators do', () => {
  it.each(KEPT)('tells nothing any more: $name', async ({ history }) => {
    expect(await wrongs(history, join(fresh(), 'life'))).toEqual([])
  })

  it(
    `tells nothing, in ${OPERATORS} histories`,
    async () => {
      const folder = join(fresh(), 'life')
      for (let n = 1; n <= OPERATORS; n++) {
        const seed = SEED + n
        const history = drawHistory(seed, undefined, n % LONG === 0 ? 'long' : 'short')
        const found = await wrongs(history, folder)
        if (found.length === 0) continue
        const shortest = await shrink(history, async (other) => (await wrongs(other, folder)).length > 0)
        // A file of histories/ can be made of it.
        expect.fail(`history ${seed}: ${(await wrongs(shortest, folder)).join('\n')}\n${JSON.stringify(shortest)}`)
      }
    },
    240_000 + OPERATORS * 20_000,
  )
})
