import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Views } from '../../../src/domain/table.ts'
import { certifiedAt, DRAWS, guessesAt, LEAST_THRESHOLD } from '../../../src/protect/account/guess-table.ts'
import { guessesOf } from '../../../src/protect/account/guesses-of.ts'
import { describeProtection, mostGuessed, type Disclosure } from '../../../src/protect/index.ts'
import { REACH } from '../../../src/protect/noise/noise-table.ts'
import { protectionOf } from '../../../src/protect/plan/protection-of.ts'
import { expectFigures, pageBlock } from '../../docs/privacy-page.ts'
import { mostTelling, rightIn, rightInBoth, together, type LossCurve } from './loss-curve.ts'
import type { NoisyTable } from './request-loss.ts'
import { certifiedGuesses, everyPresence, everyProfile, worstGuesses } from './worst-case.ts'

/*
 * The figures that the program prints, and the tables of docs/privacy.md, computed anew: npm run guesses writes both.
 */
const ALL_VIEWS = [1, 2, 3, 4] as const
const FIRST_K = 3

const TABLES = ALL_VIEWS.flatMap((views) =>
  Array.from({ length: 2 * REACH[views] - FIRST_K + 1 }, (_, i): NoisyTable => ({ views, k: FIRST_K + i })),
)

/** Presence and profile, presence and profile of a period that was published twice. */
type Row = readonly number[]

/** Rounded up: no printed figure is less than what somebody can do. A grid tells too much, by less than 1e-5. */
function roundedUp(share: number): number {
  return Math.ceil((share - 1e-5) * 1000) / 1000
}

function computed(table: NoisyTable): Row {
  const [came, cameTwice] = worstGuesses(everyPresence(table), table, [1, 2])
  const [which, whichTwice] = worstGuesses(everyProfile(table), table, [1, 2])
  return [came, which, cameTwice, whichTwice].map((share = 1) => roundedUp(share))
}

function kept({ views, k }: NoisyTable): Row {
  const [once, twice] = [guessesAt(views, k), guessesAt(views, k, true)]
  return [once.presence, once.profile, twice.presence, twice.profile]
}

/** Presence and profile for each of DRAWS: nothing is taken off, so these are bounds. */
type Bounds = readonly (readonly [number, number])[]

function computedBounds(views: Views): Bounds {
  const [came, which] = [everyPresence, everyProfile].map((every) => certifiedGuesses(every, views, DRAWS))
  const up = (share = 1): number => Math.ceil(share * 1000) / 1000
  return DRAWS.map((_, i) => [up(came?.[i]), up(which?.[i])])
}

function keptBounds(views: Views): Bounds {
  return DRAWS.map((draws) => {
    const { presence, profile } = certifiedAt(views, draws)
    return [presence, profile]
  })
}

const percent = (share: number): string => (share * 100).toFixed(1)

/** By threshold and T: once, twice (categories once, twice); in brackets below the least threshold. */
function thresholdsTable(rowOf: (table: NoisyTable) => Row): string {
  const last = 2 * Math.max(...Object.values(REACH))
  const rows = Array.from({ length: last - FIRST_K + 1 }, (_, i) => FIRST_K + i).map((k) =>
    ALL_VIEWS.map((views) => {
      const [came, which, ...twice] = rowOf({ views, k: Math.min(k, 2 * REACH[views]) })
      const text = [[came!, which!], twice].map((pair) => pair.map(percent).join(' ')).join(' · ')
      return k < LEAST_THRESHOLD[views] ? `(${text})` : text
    }),
  )
  // What follows is the same.
  while (rows.length > 1 && rows.at(-1)!.join() === rows.at(-2)!.join()) rows.pop()
  const lines = rows.map((row, i) => `| ${i + 1 === rows.length ? '≥ ' : ''}${FIRST_K + i} | ${row.join(' | ')} |`)
  const head = `| k | ${ALL_VIEWS.map((views) => `T = ${views}`).join(' | ')} |`
  return [head, '|---|---|---|---|---|', ...lines].join('\n')
}

/** By T: the worst of the thresholds that a table may have, and the bounds; and `dp`, which is exact. */
function boundsTable(boundsOf: (views: Views) => Bounds): string {
  const cells = (pairs: Bounds): string => pairs.map((pair) => pair.map(percent).join(' ')).join(' | ')
  const noisy = ALL_VIEWS.map((views) => `| \`cell-key\`, T = ${views} | ${cells(boundsOf(views))} |`)
  const dp = ALL_VIEWS.map((views) => {
    const all = DRAWS.map((draws) => guessesOf(protectionOf('dp', 11, views), draws))
    return `| \`dp\`, T = ${views} | ${cells(all.map(({ presence, profile }) => [presence, profile]))} |`
  })
  return ['| | once | twice | 7 periods | 30 periods |', '|---|---|---|---|---|', ...noisy, ...dp].join('\n')
}

const SOURCE = new URL('../../../src/protect/account/guess-table.ts', import.meta.url)

// `page`: docs/privacy.md alone, from the table as it is.
const update = process.env['UPDATE_GUESSES']
if (update === 'page') {
  pageBlock('guesses').write(thresholdsTable(kept))
  pageBlock('bounds').write(boundsTable(keptBounds))
} else if (update !== undefined) {
  const rows = new Map(TABLES.map((table) => [`${table.views} ${table.k}`, computed(table)]))
  const rowOf = ({ views, k }: NoisyTable): Row => rows.get(`${views} ${k}`)!
  const bounds = new Map(ALL_VIEWS.map((views) => [views, computedBounds(views)]))
  const boundsOf = (views: Views): Bounds => bounds.get(views)!
  const certified = ALL_VIEWS.map((views) => {
    const pairs = boundsOf(views).map((pair, i) => `${DRAWS[i]!}: [${pair.join(', ')}]`)
    return `  ${views}: { ${pairs.join(', ')} },\n`
  })
  const lines = ALL_VIEWS.map((views) => {
    const own = TABLES.filter((table) => table.views === views)
    return `  ${views}: [\n${own.map((table) => `    [${rowOf(table).join(', ')}],\n`).join('')}  ],\n`
  })
  const source = readFileSync(SOURCE, 'utf8')
  const [before, between] = [source.indexOf('  1: {'), source.indexOf('}\n\nconst FIRST_K')]
  const [head, middle] = [source.slice(0, before), source.slice(between, source.indexOf('  1: ['))]
  writeFileSync(SOURCE, `${head}${certified.join('')}${middle}${lines.join('')}}\n`)
  pageBlock('guesses').write(thresholdsTable(rowOf))
  pageBlock('bounds').write(boundsTable(boundsOf))
}

describe('the table that ships', () => {
  // All of it takes four minutes of a core: npm run soak.
  const isWhole = process.env['COMPTAGE_GUESSES'] === 'all'
  const quick = TABLES.filter(({ views, k }) => (views === 1 && k < 7) || (views < 4 && k === 3))

  it.each(isWhole ? TABLES : quick)('T = $views, k = $k: is what is computed', (table) => {
    expect(kept(table)).toEqual(computed(table))
  })

  it.runIf(isWhole).each(ALL_VIEWS)('T = %i: its bounds are what is computed', (views) => {
    expect(keptBounds(views)).toEqual(computedBounds(views))
  })

  it('T = 1: its bounds on presence, once and twice', () => {
    certifiedGuesses(everyPresence, 1, [1, 2]).forEach((bound, i) => {
      expect(keptBounds(1)[i]![0]).toBe(Math.ceil(bound * 1000) / 1000)
    })
  })

  it.each(ALL_VIEWS)('T = %i: no threshold is above its bounds', (views) => {
    const worst = Math.max(
      ...TABLES.filter((t) => t.views === views && t.k >= LEAST_THRESHOLD[views]).map((t) => kept(t)[3]!),
    )
    expect(worst).toBeLessThanOrEqual(certifiedAt(views, 2).profile)
  })

  it('is that of docs/privacy.md', () => {
    expect(pageBlock('guesses').read()).toBe(thresholdsTable(kept))
    expect(pageBlock('bounds').read()).toBe(boundsTable(keptBounds))
  })

  it('is what the pages say of all tables', () => {
    const allowed = TABLES.filter(({ views, k }) => k >= LEAST_THRESHOLD[views])
    const most = [0, 1, 2, 3].map((i) => Math.max(...allowed.map((table) => kept(table)[i]!)))
    const [came, which, cameTwice, whichTwice] = most.map(percent)
    expectFigures`| padding, all tables, \`(other)\` included | ${came!} % |`
    expectFigures`With noise ${came!} %, unless a table without noise counts the same requests`
    expectFigures`| which categories, once the summary tells that it came | ${which!} % |`
    expectFigures`| both, for a period that was published twice | ${cameTwice!} %; ${whichTwice!} % |`
    const views = 3
    const { presence, profile } = guessesAt(views, 11)
    expectFigures`| a table by two dimensions beside those by each, T = ${views} | ${percent(presence)} %; ${percent(profile)} % |`
    const rounded = most.map((share) => Math.ceil(share * 100 - 1e-9))
    expect(readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')).toContain(
      `two times in three, and its categories ${rounded[1]!} times in a hundred, at most; ${rounded[2]!} and ${rounded[3]!} in a hundred`,
    )
    expect(readFileSync(new URL('../../../LISEZMOI.md', import.meta.url), 'utf8')).toContain(
      `que ${rounded[1]!} fois sur cent\u202F; ${rounded[2]!} et ${rounded[3]!} fois sur cent`,
    )
    expect(most[0]).toBeLessThanOrEqual(2 / 3)
  })

  it('is a bound for any counts, as the pages say', () => {
    const bounds = [1, 2].map((draws) => ALL_VIEWS.map((views) => certifiedAt(views, draws as 1 | 2)))
    const most = bounds.flatMap((all) => [
      Math.max(...all.map(({ presence }) => presence)),
      Math.max(...all.map(({ profile }) => profile)),
    ])
    const [came, which, cameTwice, whichTwice] = most.map((share) => Math.ceil(share * 100 - 1e-9))
    const text = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
    expect(text('README.md')).toContain(`(${came!} and ${which!}, ${cameTwice!} and ${whichTwice!} whatever they are)`)
    expect(text('LISEZMOI.md')).toContain(
      `(${came!} et ${which!}, ${cameTwice!} et ${whichTwice!} quels qu’ils soient)`,
    )
    const alike = TABLES.filter(({ views, k }) => k >= LEAST_THRESHOLD[views]).map((table) => kept(table)[3]!)
    expectFigures`published twice ${percent(Math.max(...alike))} %; whatever they are, ${percent(most[3]!)} %`
  })

  it.each(ALL_VIEWS)('T = %i: has a row for each threshold up to twice the reach', (views) => {
    const all = TABLES.filter((one) => one.views === views)
    expect(all.map(kept).at(-1)).toEqual(kept({ views, k: 1000 }))
    expect(kept({ views, k: 2 * REACH[views] })).toEqual(kept({ views, k: 2 * REACH[views] + 1 }))
  })

  it.runIf(isWhole).each(ALL_VIEWS)('T = %i: changes no more from there on', (views) => {
    expect(computed({ views, k: 2 * REACH[views] + 1 })).toEqual(kept({ views, k: 2 * REACH[views] }))
  })

  it('has no threshold below 3', () => {
    expect(() => guessesAt(1, 2)).toThrow('no threshold: 2')
  })
})

describe('every threshold that may be chosen, with every T', () => {
  const allowed = ALL_VIEWS.flatMap((views) => Array.from({ length: 40 }, (_, i) => ({ views, k: FIRST_K + i })))

  it.each(allowed)('T = $views, k = $k: whether it came 2/3, its categories 0.71 at most', ({ views, k }) => {
    const protection = protectionOf('cell-key', k, views)
    expect(protection).toMatchObject({ level: 'cell-key', k: Math.max(k, LEAST_THRESHOLD[views]) })
    const disclosure: Disclosure | undefined = describeProtection([specAt(protection)])[0]
    expect(disclosure?.presence).toBeLessThanOrEqual(2 / 3)
    expect(disclosure?.profile).toBeLessThanOrEqual(0.71)
    // What is promised unless another is written, a revision included.
    expect(mostGuessed(specAt(protection), 2)).toBeLessThanOrEqual(0.79)
    expect(disclosure?.twice).toEqual(guessesAt(views, Math.max(k, LEAST_THRESHOLD[views]), true))
  })

  it.each(ALL_VIEWS)('T = %i is caught: a threshold one lower would be too low', (views) => {
    const low = guessesAt(views, LEAST_THRESHOLD[views] - 1)
    expect(low.presence > 2 / 3 || low.profile > 0.71).toBe(true)
  })

  it.each(ALL_VIEWS)('T = %i is caught: a revision that is not counted', (views) => {
    const [once, twice] = [false, true].map((isTwice) => guessesAt(views, 100, isTwice))
    expect(once!.presence).toBeLessThanOrEqual(2 / 3)
    expect(twice!.presence).toBeGreaterThan(0.72)
    expect(twice!.profile).toBeGreaterThan(0.77)
  })
})

function specAt(protection: ReturnType<typeof protectionOf>) {
  return {
    name: 'day-feature-device',
    period: 'day',
    dimensions: ['device'],
    measures: ['requests'],
    protection,
  } as const
}

describe('tables with unlike counts', () => {
  // Not only the same counts in each table: every mixture, without those that tell less than another by 1e-4.
  const worstMixture = (all: Iterable<LossCurve>, views: Views, isTwice = true): number => {
    const telling = mostTelling(all, 1e-4)
    const seen = views === 1 ? telling : mostTelling(pairsOf(telling), 2e-4)
    if (!isTwice) return Math.max(...seen.map(rightIn))
    return Math.max(...seen.map((a, i) => Math.max(...seen.slice(i).map((b) => rightInBoth(a, b)))))
  }

  function* pairsOf(all: readonly LossCurve[]): Generator<LossCurve> {
    for (const [i, a] of all.entries()) for (const b of all.slice(i)) yield together(a, b)
  }

  const one = { views: 1, k: LEAST_THRESHOLD[1] } as const
  const two = { views: 2, k: LEAST_THRESHOLD[2] } as const

  it('are gone through as docs/privacy.md says', () => {
    expectFigures`Mixtures of counts were gone through for T = ${one.views} twice and T = ${two.views} once and twice, at the least threshold`
  })

  it('a period of one table that is published twice', () => {
    const alike = guessesAt(one.views, one.k, true)
    expect(worstMixture(everyPresence(one), 1)).toBeLessThan(alike.presence + 2e-4)
    expect(worstMixture(everyProfile(one), 1)).toBeLessThan(alike.profile + 2e-4)
  })

  describe.each([false, true])('two tables, twice: %s', (isTwice) => {
    const alike = guessesAt(two.views, two.k, isTwice)

    it('whether a request came', () => {
      expect(worstMixture(everyPresence(two), 2, isTwice)).toBeLessThan(alike.presence + 2e-4)
    })

    // Ten seconds, and twenty.
    it.runIf(process.env['COMPTAGE_GUESSES'] === 'all')('which categories it has', () => {
      expect(worstMixture(everyProfile(two), 2, isTwice)).toBeLessThan(alike.profile + 2e-4)
    })
  })
})
