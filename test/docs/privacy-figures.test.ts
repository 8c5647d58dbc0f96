import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AGENTS_REMEMBERED } from '../../src/agent/create-agent-classifier.ts'
import { LEAST_K } from '../../src/domain/service.ts'
import { MEASURES } from '../../src/domain/dictionary.ts'
import { coarseQuantileMs, DURATION_BUCKETS, leastUses, mostOff, usesAround } from '../../src/domain/duration.ts'
import { MOST_VIEWS } from '../../src/domain/table.ts'
import { LEAST_GENERIC_USES } from '../../src/learn/choose-features.ts'
import { MOST_TOLD } from '../../src/learn/count-hosts.ts'
import { MOST_SIBLINGS } from '../../src/learn/branch.ts'
import { LEAST_SHARE, LEAST_USES } from '../../src/learn/fold-words.ts'
import { MOST_LEAVES } from '../../src/learn/sibling-rules.ts'
import { guessesAt, LEAST_THRESHOLD } from '../../src/protect/account/guess-table.ts'
import { DISCLOSURE_RULES } from '../../src/protect/disclosure/disclosure-rules.ts'
import { REACH } from '../../src/protect/noise/noise-table.ts'
import { NOISE_RULES } from '../../src/protect/noisy/noise-rules.ts'
import { protectionOf } from '../../src/protect/plan/protection-of.ts'
import { viewsOf } from '../../src/protect/plan/broken-rules.ts'
import { writePrivately } from '../../src/publish/write/write-privately.ts'
import { REFERRERS_REMEMBERED } from '../../src/referrer/create-referrer-classifier.ts'
import { LINE_LIMIT } from '../../src/source/index.ts'
import { createNoiseKey, readNoiseKey } from '../../src/state/noise-key.ts'
import { LEAST_LINES, LEAST_OF_DAY } from '../../src/timeline/fits/judge-fits.ts'
import { ROOT, testFolder } from '../cli/run-comptage.ts'
import { configurationOf } from '../pipeline/configuration-of.ts'
import { IN_CI, MOST_TRIED } from '../simulator/draw-history.ts'
import { expectBlock, expectFigures, FIGURE, piece } from './privacy-page.ts'

/*
 * The figures of docs/privacy.md that nobody has to measure, and that each of them is held by a test.
 */
const ALL_VIEWS = [1, 2, 3, MOST_VIEWS] as const
const { k, promise, malformedLimit } = configurationOf('features: [{ id: a, match: [ /a ] }]')
const { fresh } = testFolder('privacy-figures')
const modeOf = (path: string): string => (statSync(path).mode & 0o7777).toString(8).padStart(4, '0')
const percent = (share: number): number => Number((100 * share).toFixed(1))

describe('the constants of docs/privacy.md', () => {
  it('are those of what is remembered, and of what fits', () => {
    expectFigures`most ${AGENTS_REMEMBERED.mostEntries} user agents, the names of ${REFERRERS_REMEMBERED.mostEntries} referring hosts`
    expectFigures`a query beyond ${LINE_LIMIT / 1024} KiB`
    expectFigures`A day with ${LEAST_OF_DAY} of them and more than ${percent(malformedLimit)} % stays open`
    expectFigures`so does one of at least ${LEAST_LINES} lines of which more than half are`
    expectFigures`Whoever knows all but one, and sends ${LEAST_OF_DAY}, or fewer where few came, sees`
  })

  it('are those of the draft of init', () => {
    expectFigures`A word needs ${LEAST_USES} uses by people, has fewer than ${MOST_SIBLINGS} siblings, is no leaf among more than ${MOST_LEAVES}`
    expectFigures`which need ${LEAST_GENERIC_USES} uses, and the service's own hosts`
    expectFigures`${MOST_TOLD} at most, which need ${LEAST_USES} uses each and ${percent(LEAST_SHARE)} % of all`
  })

  it('are those of the threshold', () => {
    expectFigures`a count of *k* = ${k} or more exactly`
    expectFigures`*k* is yours to choose, from ${LEAST_K} up`
    expectFigures`${k} requests may be one person`
    expectFigures`never promise "${k} people"`
    expectFigures`${k} follows French habit`
    expectFigures`Send ${k - 1} requests to a quiet feature`
  })

  it('are those of noise', () => {
    const withNoise = (measures: readonly ('requests' | 'entries')[]) => viewsOf([{ level: 'cell-key', measures }])
    const [alone, both] = [withNoise(['requests']), withNoise(['requests', 'entries'])]
    expectFigures`${alone} a table with noise, ${both} where it has \`entries\`, over the whole service, ${MOST_VIEWS} at most`
    const variances = new Set<number>()
    const rows = ALL_VIEWS.map((views) => {
      const own = protectionOf('cell-key', LEAST_K, views)
      if (own.level !== 'cell-key') throw new Error('another level')
      variances.add(own.variance / views)
      return `| ${views} | ${own.variance} | ±${own.reach} | ${own.k} |`
    })
    expectBlock('noise', ['| T | variance | at most | least threshold |', '|---|---|---|---|', ...rows].join('\n'))
    const [variance = 0] = variances
    expect(variances.size).toBe(1)
    expectFigures`The variance is ${variance}T`
    expectFigures`which noise of ±${Math.max(...Object.values(REACH))} does not hide`
    const dominated = Array.from({ length: 10 * k }, (_, margin) => NOISE_RULES.isDominated(margin, margin, k))
    expectFigures`nearly all of a total below ${dominated.indexOf(false) / k}*k*`
    const shown = ALL_VIEWS.filter((views) => LEAST_THRESHOLD[views] <= k).map((views) =>
      Array.from({ length: k }, (_, count) => count + Math.min(count, REACH[views]) >= k).indexOf(true),
    )
    expectFigures`A true count of ${Math.min(...shown) - 1} or less is never shown at *k* = ${k}`
  })

  it('are those of the key, and of files for the operator alone', () => {
    const folder = fresh()
    const { path } = createNoiseKey(folder)
    expectFigures`${readNoiseKey(folder, 'essai').length} random bytes, mode ${modeOf(path)}, in the state folder`
    const own = join(folder, 'ledger.csv')
    writePrivately(own, '')
    expectFigures`(mode ${modeOf(own)}, never`
  })

  it('are those of the promise', () => {
    expectFigures`\`protection.promise\` (${percent(promise)} %)`
    const low = 0.71
    for (const views of ALL_VIEWS)
      for (let threshold = LEAST_THRESHOLD[views]; threshold <= 2 * REACH[views]; threshold++) {
        expect(guessesAt(views, threshold).profile).toBeLessThanOrEqual(low)
        expect(guessesAt(views, threshold, true).presence).toBeGreaterThan(low)
      }
    expectFigures`at ${percent(low)} % none at \`cell-key\``
  })

  it('are those of the simulator', () => {
    expectFigures`They tell nothing, ${IN_CI} of them at each change of the program`
    expectFigures`Where a mend is taken out, at most ${MOST_TRIED} find it`
    expect(readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8')).toContain(`\nit; CI has ${IN_CI})`)
  })

  it('are those of durations', () => {
    const leastShown = (share: number): number => {
      const isShown = Array.from({ length: 100 * k }, (_, uses) => DISCLOSURE_RULES.showQuantile(share, uses, k))
      return isShown.indexOf(true)
    }
    const [median, high] = [leastShown(0.5), leastShown(0.95)]
    const { within, beyond } = usesAround(median, 0.5)
    expectFigures`only if more than ${(within - 1) / k}*k* uses are in that mean and *k* beyond it: ${median / k}*k* uses for the median, ${high / k}*k* for the ${95}th percentile`
    expect(beyond).toBe(k)

    /** By how much the next figure is larger. */
    const stepAt = (uses: number, share = 0.5): number => {
      const figures = new Set<number>()
      for (let moved = 0; figures.size < 2; moved++) {
        const histogram = new Uint32Array(DURATION_BUCKETS)
        histogram[120] = uses - moved
        histogram[160] = moved
        figures.add(coarseQuantileMs(histogram, share) ?? 0)
      }
      const [first = 0, second = 0] = figures
      return second / first
    }
    const wider = (uses: number): number => Math.round(100 * (stepAt(uses) - 1))
    const fine = wider(10 * median)
    const lastWide = Array.from({ length: 10 * median }, (_, uses) => uses >= median && wider(uses) > fine).lastIndexOf(
      true,
    )
    expectFigures`a factor of ${Number(stepAt(median).toFixed(1))} for ${median} uses, ${wider(2 * median)} % for ${2 * median}, ${fine} % from ${lastWide + 1} on`
    for (const uses of [median, 2 * median, lastWide + 1])
      expect(stepAt((high / median) * uses, 0.95)).toBeCloseTo(stepAt(uses), 1)
    expectFigures`(${high / median} times as many for the ${95}th percentile, which is shown`
    const quantiles = MEASURES.filter((measure) => measure.startsWith('duration_'))
    const toldOf = (around: number, share: number): string => leastUses(around, share).toLocaleString('en')
    const [few, many] = [2 * k + 1, DURATION_BUCKETS]
    const page = readFileSync(join(ROOT, 'docs/dataset.md'), 'utf8')
    expect(page).toContain(
      `a factor of ${mostOff(few).toFixed(1)} off at most for ${toldOf(few, 0.5)} uses (${toldOf(few, 0.95)} for the 95th percentile), ${Math.round(100 * (mostOff(many) - 1))} % from ${toldOf(many, 0.5)} (${toldOf(many, 0.95)}) on`,
    )
    expectFigures`"did it take longer than so long?", ${2 * quantiles.length} times from a day and its month with both quantiles`
  })
})

describe('a figure in a sentence of the program', () => {
  it.each([
    ['cli/report/init-report.ts', `${LEAST_USES} uses or more`, `${LEAST_USES} utilisations ou plus`],
    [
      'cli/words/lists/line-words.ts',
      `${LINE_LIMIT.toLocaleString('en')} bytes`,
      `${LINE_LIMIT.toLocaleString('fr')} octets`,
    ],
  ])('is that of the program, in both languages: %s', (path, ...words) => {
    for (const one of words) expect(readFileSync(join(ROOT, 'src', path), 'utf8')).toContain(one)
  })
})

/** Numbers of which nothing in the program is the measure. */
const NO_FIGURES: readonly { readonly why: string; readonly words: readonly string[] }[] = [
  { why: 'of the page itself', words: ['Three sentences first', 'The first four rows'] },
  { why: 'of counting', words: ['to add 1 to some counters', 'may fall below 0', '0 included', '(0 is the same)'] },
  {
    why: 'ends of a range',
    words: ['values 0 … *k* − 1 and the others 0', 'by 1 to *k* − 1', 'whoever sends *k* − 1'],
  },
  { why: 'examples', words: ['40 of 45 requests knows that 5 were', "gives March 519 uses, today's 526", 'had 7.'] },
  { why: 'examples', words: ['*k* = 5 after 11'] },
]

describe('each figure of docs/privacy.md', () => {
  const held = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .flatMap((name) => [
      ...readFileSync(join(ROOT, 'test', name), 'utf8').matchAll(/expectFigures`((?:[^\\`]|\\.)*)`/g),
    ])
    .map(([, words = '']) => words.replaceAll(/\\(.)/g, '$1').split(/\$\{[^}]*\}/))

  it('is held by a test, or listed as none', () => {
    let left = readFileSync(join(ROOT, 'docs/privacy.md'), 'utf8').replaceAll(/<!-- (\w+):.*?<!-- \/\1 -->/gs, '')
    for (const words of held) left = left.replaceAll(piece(words), words.join('…'))
    for (const words of NO_FIGURES.flatMap((one) => one.words)) {
      expect(left).toContain(words)
      left = left.replaceAll(words, '')
    }
    // What is code, the names of links, and the numbers of a list.
    left = left.replaceAll(/(`+).*?\1|\[[^\]]*\]\([^)]*\)|^\d\. /gms, '')
    expect([...left.matchAll(FIGURE)].map(({ index }) => left.slice(index - 40, index + 20))).toEqual([])
  })
})
