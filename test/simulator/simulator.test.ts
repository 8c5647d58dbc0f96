import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { SEED } from '../seed.ts'
import { drawHistory, IN_CI, THEMES, type Theme } from './draw-history.ts'
import { exactly } from './exactly.ts'
import type { History } from './history.ts'
import { hiddenIn, toldBy } from './judge.ts'
import { KEPT } from './kept-histories.ts'
import { replay } from './replay.ts'
import { shrink } from './shrink.ts'
import { heldToLines, plain } from './truth.ts'

/*
 * Whoever keeps every edition of a folder, and those of its neighbours, is told no hidden figure by what operators do: for each fewer
 * than k values never stay possible, and that of the lines that were written is one of them. And `verify` accepts whatever `run` writes.
 */
const OPERATORS = Number(process.env['COMPTAGE_OPERATORS'] ?? IN_CI)
const OF_A_THEME = Math.ceil(OPERATORS / THEMES.length)
/**
 * One in so many of a theme lives through two years, which takes as long as sixty others: none in CI, which has a few of each. Odd, so
 * that of these too every other one is made plain.
 */
const LONG = 201
/** Of these every other one is made plain, so that what was written is known of each figure. */
const ALSO_PLAIN: readonly Theme[] = ['measures', 'tables', 'beside', 'settings']
const { fresh } = testFolder('simulator')

/** What is wrong with a history: what it tells, or would tell falsely, and what `verify` finds, which is a quarter of the time. */
async function live(
  history: History,
  folder: string,
  isVerified = true,
): Promise<{ wrongs: readonly string[]; held: number }> {
  const found = new Set<string>()
  const { editions } = await replay(history, folder, (edition) => {
    if (!isVerified) return
    for (const { code } of verifyFolder({ folder: edition }).findings) found.add(`verify finds ${code}`)
  })
  const hidden = hiddenIn(editions)
  const { held, wrongs } = heldToLines(history, hidden)
  return { wrongs: [...toldBy(hidden), ...wrongs, ...found], held }
}

function historyOf(theme: Theme, n: number, seed: number): History {
  const history = drawHistory(seed, theme, n % LONG === 0 ? 'long' : 'short')
  return ALSO_PLAIN.includes(theme) && n % 2 === 1 ? plain(history) : history
}

describe('what operators do', () => {
  it.each(KEPT)('tells nothing any more: $name', async ({ history }) => {
    expect((await live(history, join(fresh(), 'life'))).wrongs).toEqual([])
  })

  const folder = join(fresh(), 'life')
  it.each([...THEMES.entries()])(
    `tells nothing, in ${OF_A_THEME} histories: %i, %s`,
    async (place, theme) => {
      let heldToAll = 0
      for (let n = 1; n <= OF_A_THEME; n++) {
        const seed = SEED + place * OF_A_THEME + n
        const history = historyOf(theme, n, seed)
        // Of two in four `verify` looks at each edition, whether they are made plain or not.
        const { wrongs, held } = await live(history, folder, n % 4 < 2)
        heldToAll += held
        if (wrongs.length === 0) continue
        const shortest = await shrink(history, async (other) => (await live(other, folder)).wrongs.length > 0)
        // A file of histories/ can be made of it.
        const told = [`history ${seed} about ${theme}:`, ...(await live(shortest, folder)).wrongs]
        expect.fail(`${told.join('\n')}\n${JSON.stringify(shortest)}`)
      }
      if (ALSO_PLAIN.includes(theme)) expect(heldToAll).toBeGreaterThan(OF_A_THEME / 2)
    },
    240_000 + OF_A_THEME * 20_000,
  )

  it(
    `contradicts no sum of exact tables, in ${OF_A_THEME} histories`,
    async () => {
      for (let n = 1; n <= OF_A_THEME; n++) {
        const [seed, theme] = [SEED + n, THEMES[n % THEMES.length]]
        await replay(exactly(drawHistory(seed, theme), seed), folder, (edition) => {
          const codes = verifyFolder({ folder: edition }).findings.map(({ code }) => code)
          const sums = codes.filter((code) => code === 'TOTAL_DIFFERS' || code === 'TIERS_SUM_DIFFERS')
          expect(sums, `history ${seed} about ${theme}`).toEqual([])
        })
      }
    },
    240_000 + OF_A_THEME * 20_000,
  )
})
