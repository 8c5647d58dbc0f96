import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { FATES, FATES_OF_FEATURES, type Fate } from '../../src/domain/fate.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { drawHistory, type Theme } from './draw-history.ts'
import type { History } from './history.ts'
import { toldBy } from './judge.ts'
import { KEPT } from './kept-histories.ts'
import { replay } from './replay.ts'

/*
 * What attacks have found was mended. Each mend is taken out of the program, and histories by chance find it again, which shows that
 * they would have found it.
 */
type Mend = 'one log, two services' | 'a lost measure' | 'a silent day' | 'a revision'
const out = vi.hoisted((): { mend: Mend | undefined } => ({ mend: undefined }))
vi.mock(import('../../src/timeline/table-in-time.ts'), async (original) => {
  const { openTable, ...others } = await original()
  const isOut = (): boolean => out.mend === 'a lost measure'
  return { ...others, openTable: (...asked) => ({ ...openTable(...asked), ...(isOut() && { lacks: () => false }) }) }
})
vi.mock(import('../../src/protect/grid-periods.ts'), async (original) => {
  const { daysWithRows, ...others } = await original()
  const isOut = (): boolean => out.mend === 'a silent day'
  return {
    ...others,
    daysWithRows: (...asked) => (isOut() ? [...asked[1]].sort((a, b) => a - b) : daysWithRows(...asked)),
  }
})
vi.mock(import('../../src/protect/disclosure/keep-back.ts'), async (original) => {
  const { keepBack, ...others } = await original()
  return { ...others, keepBack: (...asked) => (out.mend === 'a revision' ? new Set<string>() : keepBack(...asked)) }
})
// The list is one for all who publish by it.
const published: Fate[] = FATES_OF_FEATURES as unknown as Fate[]
const OF_FEATURES: readonly Fate[] = [...published]
const takeOut = (mend: Mend): void => {
  out.mend = mend
  if (mend === 'one log, two services') published.push(...FATES.filter((fate) => !OF_FEATURES.includes(fate)))
}
afterEach(() => {
  out.mend = undefined
  published.splice(0, published.length, ...OF_FEATURES)
})

const { fresh } = testFolder('mutants')
/** As many as CI lives through in all. */
const MOST_TRIED = 30

describe('a mend that is taken out', () => {
  it.each<{ mend: Mend; theme: Theme }>([
    { mend: 'one log, two services', theme: 'beside' },
    { mend: 'a lost measure', theme: 'measures' },
    { mend: 'a silent day', theme: 'late' },
    { mend: 'a revision', theme: 'late' },
  ])('is found by chance, and by what is kept: $mend', async ({ mend, theme }) => {
    takeOut(mend)
    const folder = join(fresh(), 'life')
    const told = async (history: History): Promise<readonly string[]> =>
      toldBy((await replay(history, folder)).editions)
    const kept = KEPT.filter((one) => one.mend === mend)
    expect(kept).toHaveLength(1)
    for (const { history } of kept) expect(await told(history)).not.toEqual([])
    let [found, seed]: [readonly string[], number] = [[], 0]
    while (found.length === 0 && seed < MOST_TRIED) found = await told(drawHistory(++seed, theme))
    console.info(`${mend}: history ${seed} tells ${found[0] ?? 'nothing'}`)
    expect(found).not.toEqual([])
  })
})
