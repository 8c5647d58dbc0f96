import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { describeProtection, type Disclosure } from '../../../src/protect/index.ts'
import { guessesAt, LEAST_THRESHOLD } from '../../../src/protect/noise/guess-table.ts'
import { REACH } from '../../../src/protect/noise/noise-table.ts'
import { protectionOf } from '../../../src/protect/plan/protection-of.ts'
import { probabilitiesOf } from './compute-noise-table.ts'
import {
  everyPresence,
  everyProfile,
  mostTelling,
  presence,
  profile,
  rightIn,
  rightInBoth,
  times,
  together,
  worstOf,
  type Worlds,
} from './guess-accountant.ts'

/*
 * The figures that the program prints, and the table of docs/privacy.md, computed anew. UPDATE_GUESSES=1 npx vitest run
 * test/protect/noise/guess-table.test.ts writes both.
 */
const ALL_VIEWS = [1, 2, 3, 4] as const
const FIRST_K = 3

const THRESHOLDS = ALL_VIEWS.flatMap((views) =>
  Array.from({ length: 2 * REACH[views] - FIRST_K + 1 }, (_, i) => ({ views, k: FIRST_K + i })),
)
type Setting = (typeof THRESHOLDS)[number]

/** Rounded up: no printed figure is less than what somebody can do. A grid tells too much, by less than 1e-5. */
function roundedUp(share: number): number {
  return Math.ceil((share - 1e-5) * 1000) / 1000
}

function computed({ views, k }: Setting) {
  const came = worstOf(everyPresence(views, k), views)
  const which = worstOf(everyProfile(views, k), views)
  return [came.once, which.once, came.twice, which.twice].map(roundedUp)
}

function kept({ views, k }: Setting) {
  const [once, twice] = [guessesAt(views, k), guessesAt(views, k, true)]
  return [once.presence, once.profile, twice.presence, twice.profile]
}

const SOURCE = new URL('../../../src/protect/noise/guess-table.ts', import.meta.url)
const PAGE = new URL('../../../docs/privacy.md', import.meta.url)
const [BEGIN, END] = ['<!-- guesses: npm run guesses -->', '<!-- /guesses -->'] as const

/** By threshold and T: once, twice (categories once, twice); in brackets below the least threshold. */
function pageTable(rowOf: (setting: Setting) => readonly number[]): string {
  const percent = (share = 1): string => (share * 100).toFixed(1)
  const last = 2 * Math.max(...Object.values(REACH))
  const rows = Array.from({ length: last - FIRST_K + 1 }, (_, i) => FIRST_K + i).map((k) =>
    ALL_VIEWS.map((views) => {
      const [came, which, cameTwice, whichTwice] = rowOf({ views, k: Math.min(k, 2 * REACH[views]) })
      const text = `${percent(came)} ${percent(which)} · ${percent(cameTwice)} ${percent(whichTwice)}`
      return k < LEAST_THRESHOLD[views] ? `(${text})` : text
    }),
  )
  // What follows is the same.
  while (rows.length > 1 && rows.at(-1)!.join() === rows.at(-2)!.join()) rows.pop()
  const lines = rows.map((row, i) => `| ${i + 1 === rows.length ? '≥ ' : ''}${FIRST_K + i} | ${row.join(' | ')} |`)
  return [`| k | ${ALL_VIEWS.map((views) => `T = ${views}`).join(' | ')} |`, '|---|---|---|---|---|', ...lines].join(
    '\n',
  )
}

function between(page: string): string {
  return page.slice(page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END))
}

if (process.env['UPDATE_GUESSES'] === '1') {
  const rows = new Map(THRESHOLDS.map((setting) => [`${setting.views} ${setting.k}`, computed(setting)]))
  const rowOf = ({ views, k }: Setting): readonly number[] => rows.get(`${views} ${k}`)!
  const lines = ALL_VIEWS.map((views) => {
    const own = THRESHOLDS.filter((setting) => setting.views === views)
    return `  ${views}: [\n${own.map((setting) => `    [${rowOf(setting).join(', ')}],\n`).join('')}  ],\n`
  })
  const source = readFileSync(SOURCE, 'utf8')
  writeFileSync(SOURCE, `${source.slice(0, source.indexOf('  1: ['))}${lines.join('')}}\n`)
  const page = readFileSync(PAGE, 'utf8')
  writeFileSync(PAGE, page.replace(`${BEGIN}${between(page)}${END}`, `${BEGIN}\n\n${pageTable(rowOf)}\n\n${END}`))
}

describe('the table that ships', () => {
  // All of it takes three minutes of a core: npm run soak.
  const isWhole = process.env['COMPTAGE_GUESSES'] === 'all'
  const quick = THRESHOLDS.filter(({ views, k }) => (views === 1 && k < 7) || (views < 4 && k === 3))

  it.each(isWhole ? THRESHOLDS : quick)('T = $views, k = $k: is what is computed', (setting) => {
    expect(kept(setting)).toEqual(computed(setting))
  })

  it('is that of docs/privacy.md', () => {
    expect(between(readFileSync(PAGE, 'utf8')).trim()).toBe(pageTable(kept))
  })

  it.each(ALL_VIEWS)('T = %i: has a row for each threshold up to twice the reach', (views) => {
    const all = THRESHOLDS.filter((one) => one.views === views)
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
    const spec = { ...SPEC, protection }
    const disclosure: Disclosure | undefined = describeProtection([spec])[0]
    expect(disclosure?.presence).toBeLessThanOrEqual(2 / 3)
    expect(disclosure?.profile).toBeLessThanOrEqual(0.71)
    expect(disclosure?.twice).toEqual(guessesAt(views, Math.max(k, LEAST_THRESHOLD[views]), true))
  })

  it.each(ALL_VIEWS)('T = %i is caught: a threshold one lower would be too low', (views) => {
    const low = guessesAt(views, LEAST_THRESHOLD[views] - 1)
    expect(low.presence > 2 / 3 || low.profile > 0.71).toBe(true)
  })
})

const SPEC = { name: 'day-feature-device', period: 'day', dimensions: ['device'], measures: ['requests'] } as const

describe('tables with unlike counts', () => {
  // Not only the same counts in each table: every mixture, without those that tell less than another by 1e-4.
  const worstMixture = (all: Iterable<Worlds>, views: 1 | 2): number => {
    const telling = mostTelling(all, 1e-4)
    const seen = views === 1 ? telling : mostTelling(pairsOf(telling), 2e-4)
    return Math.max(...seen.flatMap((a, i) => seen.slice(i).map((b) => rightInBoth(a, b))))
  }

  function* pairsOf(all: readonly Worlds[]): Generator<Worlds> {
    for (const [i, a] of all.entries()) for (const b of all.slice(i)) yield together(a, b)
  }

  it('a period of one table that is published twice', () => {
    expect(worstMixture(everyPresence(1, 6), 1)).toBeLessThan(guessesAt(1, 6, true).presence + 2e-4)
    expect(worstMixture(everyProfile(1, 6), 1)).toBeLessThan(guessesAt(1, 6, true).profile + 2e-4)
  })

  it.runIf(process.env['COMPTAGE_GUESSES'] === 'all')('two tables, twice', () => {
    expect(worstMixture(everyPresence(2, 8), 2)).toBeLessThan(guessesAt(2, 8, true).presence + 1e-3)
  })
})

describe('the accountant', () => {
  it('gives what all figures of two tables do, one by one', () => {
    const [views, k, own, rest] = [2, 4, 3, 2] as const
    const looks = [own, own + 1].map((count) => looksOf(views, k, count, rest))
    const all = new Set(looks.flatMap((look) => [...look.keys()]))
    let difference = 0
    for (const one of all)
      for (const two of all) {
        const [first, second] = looks.map((look) => (look.get(one) ?? 0) * (look.get(two) ?? 0))
        difference += Math.abs(first! - second!)
      }
    const right = 0.5 + difference / 4
    expect(Math.abs(rightIn(times(presence(views, k, own, rest), 2)) - right)).toBeLessThan(1e-5)
    expect(Math.abs(rightInBoth(presence(views, k, own, rest), presence(views, k, own, rest)) - right)).toBeLessThan(
      1e-5,
    )
  })

  it('knows that without a change nothing is told', () => {
    // Both are hidden for good, and the fold has the request in either world.
    expect(rightIn(profile(1, 6, 0, 0, 0))).toBeCloseTo(0.5, 9)
  })
})

/** What is published of a cell and its fold, and how likely, by walking through the noise. */
function looksOf(views: 1 | 2, k: number, count: number, rest: number): ReadonlyMap<string, number> {
  const looks = new Map<string, number>()
  const add = (look: string, share: number) => looks.set(look, (looks.get(look) ?? 0) + share)
  for (const [figure, share] of figuresOf(views, count)) {
    if (figure >= k) add(`cell ${figure}`, share)
    else
      for (const [fold, ofFold] of figuresOf(views, count + rest)) add(fold >= k ? `fold ${fold}` : '-', share * ofFold)
  }
  return looks
}

function figuresOf(views: 1 | 2, count: number): readonly (readonly [number, number])[] {
  const reach = Math.min(count, REACH[views])
  return probabilitiesOf(views, reach).p.map((share, i) => [count + i - reach, share])
}
