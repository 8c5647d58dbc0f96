import { describe, expect, it } from 'vitest'
import {
  DIMENSION_WORDS,
  DIMENSIONS,
  FROM_WORDS,
  indexOf,
  MEASURES,
  METHOD,
  REFERRERS,
  STATUSES,
  type Dimension,
  type Measure,
} from '../../src/domain/dictionary.ts'
import { FATE, FATES_OF_FEATURES, type Fate } from '../../src/domain/fate.ts'
import type { Hit } from '../../src/domain/hit.ts'
import { linesCounted, QUANTILES, standsBeside } from '../../src/domain/measure.ts'
import { PROTECTION_LEVELS } from '../../src/domain/table.ts'
import { refusalsOf, tells, withinOf } from '../../src/protect/measures.ts'
import { createTally } from '../../src/tally/index.ts'

const HIDING = PROTECTION_LEVELS.filter((level) => level !== 'exact')

describe('measures beside each other', () => {
  it('count the lines of a fate once, and of one measure a part: what two parts tell together nobody has thought of', () => {
    const kinds = MEASURES.flatMap((measure) => {
      const lines = linesCounted(measure)
      return lines === undefined ? [] : [`${lines.isAll ? 'all' : 'some'} ${lines.fate}`]
    })
    expect(kinds.filter((kind, at) => kinds.indexOf(kind) < at)).toEqual([])
  })

  // At `dp` each has noise of its own.
  it.each(
    MEASURES.filter((one) => standsBeside(one) !== undefined).flatMap((measure) =>
      HIDING.filter((level) => level !== 'dp').map((level) => ({ measure, level })),
    ),
  )('$measure has no table of its own at $level', ({ measure, level }) => {
    expect(refusalsOf({ dimensions: [], measures: [measure], level })).not.toEqual([])
  })

  it.each(
    MEASURES.filter((one) => linesCounted(one) === undefined).flatMap((measure) =>
      HIDING.map((level) => ({ measure, level, isQuantile: QUANTILES.has(measure) })),
    ),
  )('$measure, which is no number of lines, has no noise and no threshold but of uses: $level', ({ level, ...one }) => {
    const { measure, isQuantile } = one
    const refused = refusalsOf({ dimensions: [], measures: ['requests', measure], level })
    expect(refused.length > 0).toBe(!isQuantile || level !== 'threshold')
  })
})

/** The lines that the gate makes, as far as a measure may look: each answer with its fate, each method, each source. */
const FATES_BY_STATUS: Readonly<Record<(typeof STATUSES)[number], readonly Fate[]>> = {
  ...{ none: ['failed'], '1xx': ['counted'], '2xx': ['counted', 'partial'] },
  ...{ '3xx': ['redirect', 'counted'], '4xx': ['failed'], '5xx': ['failed'] },
}
const WORDS: Readonly<Record<Dimension, readonly string[]>> = { ...DIMENSION_WORDS, from: ['a', ...FROM_WORDS] }
const FROM_BY_REFERRER: Readonly<Record<(typeof REFERRERS)[number], readonly string[]>> = {
  ...{ internal: ['a', '(inside)'], none: ['(none)'] },
  ...{ search: ['(outside)'], social: ['(outside)'], public: ['(outside)'], other: ['(outside)'] },
}
const LINES: readonly Hit[] = STATUSES.flatMap((status) =>
  FATES_BY_STATUS[status].flatMap((fate) =>
    Object.values(METHOD).flatMap((method) =>
      REFERRERS.flatMap((referrer) =>
        FROM_BY_REFERRER[referrer].map((from): Hit => ({
          ...{ fate: FATE[fate], outcome: FATE[fate], reason: indexOf(-1), day: indexOf(0), feature: indexOf(0) },
          ...{ hour: indexOf(0), client: indexOf(0), device: indexOf(0), browser: indexOf(0), os: indexOf(0) },
          ...{ purpose: indexOf(-1), lines: 1, bytes: 1, duration: 1, method },
          status: indexOf(STATUSES.indexOf(status)),
          referrer: indexOf(REFERRERS.indexOf(referrer)),
          from: indexOf(WORDS.from.indexOf(from)),
        })),
      ),
    ),
  ),
)

/** How many of these lines a table counts, by a dimension or by none. */
function counted(measure: Measure, dimensions: readonly Dimension[], lines: readonly Hit[]): number {
  const spec = { name: '', period: 'day', dimensions, measures: [measure], protection: { level: 'exact' } } as const
  const tally = createTally([spec], { features: 1, categories: (one) => WORDS[one] })
  for (const line of lines) tally.add(line)
  return [...tally.tables()[0]!.slabs.values()].reduce((all, slab) => slab.reduce((sum, count) => sum + count, all), 0)
}

/** The words of a breakdown of requests in which lines stand that a measure counts. */
function wordsTold(measure: Measure, dimension: Dimension): readonly string[] {
  const own = LINES.filter((line) => counted(measure, [], [line]) > 0 && counted('requests', [dimension], [line]) > 0)
  return WORDS[dimension].filter((_, word) => own.some((line) => line[dimension] === word))
}

// Of every client each measure counts some: one rule has all of them.
const LOOKED_AT = DIMENSIONS.filter((dimension) => !['client', 'device', 'browser', 'os', 'hour'].includes(dimension))
const NUMBERS = MEASURES.filter((measure) => linesCounted(measure) !== undefined && measure !== 'requests')

describe('a breakdown of all requests by what a measure looks at', () => {
  it('reads lines of every fate that a feature takes from users', () => {
    const fates = new Set(LINES.map(({ fate }) => fate))
    expect(fates).toEqual(new Set(FATES_OF_FEATURES.filter((fate) => fate !== 'robot').map((fate) => FATE[fate])))
  })

  it.each(NUMBERS.flatMap((measure) => LOOKED_AT.map((dimension) => ({ measure, dimension }))))(
    'has the lines of $measure in the categories that it is told of, by $dimension',
    ({ measure, dimension }) => {
      const words = wordsTold(measure, dimension)
      const isTold = words.length > 0 && words.join() !== wordsTold('requests', dimension).join()
      expect(tells(measure, dimension)).toBe(isTold)
      if (!isTold) return
      const { holds, isSum } = withinOf({ measure, isOthers: false }, dimension)
      const held = LINES.filter((line) => holds(WORDS[dimension][line[dimension]]!, 'humans'))
      expect(WORDS[dimension].filter((word) => holds(word, 'humans'))).toEqual(words)
      expect(isSum).toBe(counted('requests', [dimension], held) === counted(measure, [], LINES))
    },
  )
})
