import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { FATES, FATES_OF_FEATURES, type Fate } from '../../src/domain/fate.ts'
import { LEAST_THRESHOLD } from '../../src/protect/account/guess-table.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { drawHistory, MOST_TRIED, type Theme } from './draw-history.ts'
import type { History } from './history.ts'
import { hiddenIn, toldBy } from './judge.ts'
import { KEPT } from './kept-histories.ts'
import { replay } from './replay.ts'

/*
 * What attacks have found was mended. Each mend is taken out of the program, and histories by chance find it again, which shows that
 * they would have found it.
 */
type Mend = 'one log, two services' | 'a lost measure' | 'a silent day' | 'a revision' | 'a noisy sum'
const out = vi.hoisted((): { mend: Mend | undefined } => ({ mend: undefined }))
vi.mock(import('../../src/timeline/table-in-time.ts'), async (original) => {
  const { openTable, ...others } = await original()
  const isOut = (): boolean => out.mend === 'a lost measure'
  return { ...others, openTable: (...asked) => ({ ...openTable(...asked), ...(isOut() && { lacks: () => false }) }) }
})
vi.mock(import('../../src/timeline/closings.ts'), async (original) => {
  const { daysWithRows, ...others } = await original()
  const isOut = (): boolean => out.mend === 'a silent day'
  return {
    ...others,
    daysWithRows: (...asked) => (isOut() ? [...asked[1]].sort((a, b) => a - b) : daysWithRows(...asked)),
  }
})
vi.mock(import('../../src/protect/disclosure/keep-back.ts'), async (original) => {
  const { keepBack, ...others } = await original()
  return {
    ...others,
    keepBack: (...asked) => (out.mend === 'a revision' ? () => new Set<string>() : keepBack(...asked)),
  }
})
vi.mock(import('../../src/protect/noisy/noise-rules.ts'), async (original) => {
  const { NOISE_RULES, ...others } = await original()
  const isOpen: typeof NOISE_RULES.isOpen = (isShown) => out.mend === 'a noisy sum' || NOISE_RULES.isOpen(isShown)
  return { ...others, NOISE_RULES: { ...NOISE_RULES, isOpen } }
})
// The list is one for all who publish by it.
const published: Fate[] = FATES_OF_FEATURES as unknown as Fate[]
const OF_FEATURES: readonly Fate[] = [...published]
const takeOut = (mend: Mend): void => {
  out.mend = mend
  if (mend === 'one log, two services') published.push(...FATES.filter((fate) => !OF_FEATURES.includes(fate)))
}
const least: Record<number, number> = LEAST_THRESHOLD
const LEAST = { ...LEAST_THRESHOLD }
afterEach(() => {
  out.mend = undefined
  Object.assign(least, LEAST)
  published.splice(0, published.length, ...OF_FEATURES)
})

const { fresh } = testFolder('mutants')
describe('a mend that is taken out', () => {
  // Of two services on one log the first fifteen histories tell nothing, and take a minute.
  it.each<{ mend: Mend; theme: Theme; after?: number }>([
    { mend: 'one log, two services', theme: 'beside', after: 15 },
    { mend: 'a lost measure', theme: 'measures' },
    { mend: 'a silent day', theme: 'late' },
    { mend: 'a revision', theme: 'late' },
    { mend: 'a noisy sum', theme: 'noise' },
  ])('is found by chance, and by what is kept: $mend', async ({ mend, theme, after = 0 }) => {
    takeOut(mend)
    const folder = join(fresh(), 'life')
    const told = async (history: History): Promise<readonly string[]> =>
      toldBy(hiddenIn((await replay(history, folder)).editions))
    const kept = KEPT.filter((one) => one.mend === mend)
    expect(kept).toHaveLength(1)
    for (const { history } of kept) expect(await told(history)).not.toEqual([])
    let [found, seed]: [readonly string[], number] = [[], after]
    while (found.length === 0 && seed < MOST_TRIED) found = await told(drawHistory(++seed, theme))
    console.info(`${mend}: history ${seed} tells ${found[0] ?? 'nothing'}`)
    expect(found).not.toEqual([])
  })

  it('is found by the accountant, which lets nothing be published: small k', async () => {
    const { history } = KEPT.find(({ mend }) => mend === 'a noisy sum')!
    const small = { ...history, settings: { ...history.settings, k: 3 } }
    const withMend = await replay(small, join(fresh(), 'life'))
    expect([withMend.outcomes, toldBy(hiddenIn(withMend.editions))]).toEqual([['done'], []])
    for (const views of Object.keys(LEAST)) least[Number(views)] = 3
    expect((await replay(small, join(fresh(), 'life'))).outcomes).toEqual(['PROMISE_BROKEN'])
  })
})
