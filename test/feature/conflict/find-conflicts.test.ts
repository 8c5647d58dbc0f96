import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../src/domain/problem.ts'
import { compileFeatures, findIgnored } from '../../../src/feature/index.ts'
import { allRequests, naiveMatch, naivePattern, patternText, type NaivePattern } from '../naive-matcher.ts'
import { feature, requestView } from '../request-view.ts'
import { processorClock } from '../../processor-clock.ts'

/** Each list is a feature: `a`, `b`, … */
function problemsOf(...matches: readonly (readonly string[])[]): readonly Problem[] {
  const features = matches.map((match, i) => feature('abcdefgh'.charAt(i), match))
  return compileFeatures(features, { caseInsensitive: false }).problems
}

describe('claimed twice', () => {
  it.each([
    { a: '/x', b: '/x', why: 'the same' },
    { a: '/x', b: '/x/', why: 'a slash at the end says nothing' },
    { a: '/:a/y', b: '/:b/y', why: 'the same but for the name' },
    { a: '/:a/y', b: '/*/y', why: 'a star is a name' },
    { a: '/:a<int>', b: '/:b<int>', why: 'the same kind' },
    { a: '/x/**', b: '/x/**', why: 'the same rest' },
    { a: '/%61', b: '/a', why: 'the same decoded' },
    { a: '/x?k=1', b: '/x?l=1', why: 'both keys can come' },
    { a: '/x?k', b: '/x?l', why: 'both keys can come' },
    { a: '/x?k=1&l', b: '/x?l=1&k', why: 'as many values and keys' },
    { a: 'GET,POST /x', b: 'POST,PUT /x', why: 'a method in common' },
    { a: 'www.example.fr/x', b: 'WWW.EXAMPLE.FR/x', why: 'the same host' },
  ])('$why: $a, $b', ({ a, b }) => {
    expect(problemsOf([a], ['/other', b])).toEqual([
      {
        code: 'PATTERN_CLAIMED_TWICE',
        place: { file: 'comptage.yaml', line: 2, column: 5 },
        pattern: b,
        features: ['a', 'b'],
        other: { file: 'comptage.yaml', line: 1, column: 5 },
      },
    ])
  })

  it.each([
    { a: '/x', b: '/y', why: 'other literals' },
    { a: '/x', b: '/X', why: 'case counts' },
    { a: '/:a/x', b: '/:b/y', why: 'other literals after a name' },
    { a: '/:a', b: '/:a/:b', why: 'other lengths' },
    { a: '/x/:a', b: '/x', why: 'other lengths' },
    { a: '/x/**', b: '/x', why: 'the rest is one or more' },
    { a: '/x/**', b: '/y/**', why: 'other literals before the rest' },
    { a: '/:a<int>', b: '/:a<uuid>', why: 'no int is a uuid' },
    { a: '/:a<date>', b: '/:a<int>', why: 'no date is an int' },
    { a: '/:a<int>', b: '/x', why: 'a literal of another kind' },
    { a: '/x?k=1', b: '/x?k=2', why: 'a key has one value' },
    { a: 'GET /x', b: 'POST /x', why: 'no method in common' },
    { a: 'HEAD /x', b: '/x', why: 'HEAD only if named' },
    { a: 'www.example.fr/x', b: 'api.example.fr/x', why: 'other hosts' },
    { a: '/:a', b: '/x.css', why: 'wildcards take no asset' },
    { a: '/**', b: '/:x/x.css', why: 'wildcards take no asset' },
  ])('nothing to say, $why: $a, $b', ({ a, b }) => {
    expect(problemsOf([a], [b])).toEqual([])
    expect(problemsOf([b], [a])).toEqual([])
  })

  it('leaves the requests to the first in the file', () => {
    const features = [feature('a', ['/x']), feature('b', ['/x'])]
    const { matcher } = compileFeatures(features, { caseInsensitive: false })
    expect(matcher.match(requestView('/x'))).toBe(0)
  })
})

describe('unreachable', () => {
  it.each([
    { match: ['/x', '/x'], by: ['/x'], why: 'twice in a feature' },
    { match: ['/:a', '/*'], by: ['/:a'], why: 'twice in a feature, but for the name' },
    { match: ['/:a', '/:a/**', '/**'], by: ['/:a', '/:a/**'], why: 'one and more are the rest' },
    { match: ['/:a', '/:a/:b', '/:a/:b/**', '/**'], by: ['/:a', '/:a/:b', '/:a/:b/**'], why: 'one, two and more' },
    { match: ['GET /x', 'POST /x', 'GET,POST /x'], by: ['GET /x', 'POST /x'], why: 'each method has its own' },
    {
      match: ['GET,POST,PUT /x', 'PATCH,DELETE /x', '/x'],
      by: ['GET,POST,PUT /x', 'PATCH,DELETE /x'],
      why: 'all usual methods',
    },
    { match: ['/x?k&l', '/x?l&k'], by: ['/x?k&l'], why: 'the order of keys says nothing' },
  ])('$why: $match', ({ match, by }) => {
    const place = { file: 'comptage.yaml', line: match.length, column: 5 }
    const unreachable = { code: 'PATTERN_UNREACHABLE', place, pattern: match.at(-1), by }
    expect(problemsOf(match)).toEqual([unreachable])
    expect(problemsOf(match.slice(0, -1), ['/y']).filter(({ code }) => code === 'PATTERN_UNREACHABLE')).toEqual([])
  })

  it.each([
    { match: ['/:a', '/:a/:b/**', '/**'], why: 'two segments are left' },
    { match: ['GET /x', '/x'], why: 'other methods are left' },
    { match: ['www.example.fr/x', '/x'], why: 'other hosts are left' },
    { match: ['/x?k', '/x'], why: 'other queries are left' },
    { match: ['/:a<slug>', '/:a'], why: 'other segments are left' },
    { match: ['/:a<int>', '/:a<slug>'], why: 'other slugs are left' },
    { match: ['/x?k=', '/x?k'], why: 'other values are left' },
    { match: ['/0', '/~0', '/a0', '/:x<int>', '/:x<slug>', '/:x'], why: 'the words it tries first are taken' },
  ])('reached, $why: $match', ({ match }) => {
    expect(problemsOf(match)).toEqual([])
  })

  it('is reached by assets where only the less specific feature counts them', () => {
    const features = [feature('a', ['/:a', '/:a/**']), feature('b', ['/**'], { assets: 'count' })]
    const { problems } = compileFeatures(features, { caseInsensitive: false })
    expect(problems.filter(({ code }) => code === 'PATTERN_UNREACHABLE')).toEqual([])
  })

  it('is said of another feature too, and then no overlap is named', () => {
    expect(problemsOf(['/:a', '/:a/**'], ['/**'])).toMatchObject([{ code: 'PATTERN_UNREACHABLE', pattern: '/**' }])
  })
})

describe('overlaps', () => {
  it.each([
    { a: '/x', b: '/:a', why: 'literal over name' },
    { a: '/7', b: '/:a<int>', why: 'literal over its kind' },
    { a: '/:a<int>', b: '/:a<slug>', why: 'int over slug' },
    { a: '/:a<date>', b: '/:a<slug>', why: 'date over slug' },
    { a: '/:a<int>', b: '/:a', why: 'kind over name' },
    { a: '/:a', b: '/**', why: 'name over rest' },
    { a: '/x/**', b: '/**', why: 'a longer rest' },
    { a: '/x/:a', b: '/:a/y', why: 'where each is wider' },
    { a: 'www.example.fr/x', b: '/x', why: 'host over none' },
    { a: '/x?k=1', b: '/x?k', why: 'value over key' },
    { a: '/x?k=1', b: '/x?l', why: 'value over another key' },
    { a: 'GET /x', b: '/x', why: 'methods over none' },
    { a: 'GET /x', b: 'GET,POST /x', why: 'fewer methods' },
  ])('$why: $a, $b', ({ a, b }) => {
    const place = { file: 'comptage.yaml', line: 1, column: 5 }
    const overlap = { code: 'PATTERNS_OVERLAP', place, pattern: b }
    expect(problemsOf([a], [b])).toEqual([{ ...overlap, feature: 'b', narrower: [{ pattern: a, feature: 'a' }] }])
    expect(problemsOf([b], [a])).toEqual([{ ...overlap, feature: 'a', narrower: [{ pattern: a, feature: 'b' }] }])
  })

  it('is not real where a third pattern has all that two share', () => {
    const problems = problemsOf(['/x/:a'], ['/:a/y'], ['/x/y'])
    expect(problems).toMatchObject([
      { pattern: '/x/:a', narrower: [{ pattern: '/x/y', feature: 'c' }] },
      { pattern: '/:a/y', narrower: [{ pattern: '/x/y', feature: 'c' }] },
    ])
  })

  it('is said once of a pattern, whatever number wins over it', () => {
    expect(problemsOf(['/x', '/y'], ['/**'], ['/z'])).toMatchObject([
      { pattern: '/**', feature: 'b', narrower: [{ pattern: '/x' }, { pattern: '/y' }, { pattern: '/z' }] },
    ])
  })

  it('says nothing of patterns of one feature', () => {
    expect(problemsOf(['/x', '/:a', '/**'])).toEqual([])
  })
})

const shortPattern = naivePattern.map((pattern) => ({ ...pattern, segments: pattern.segments.slice(-2) }))
const plain: NaivePattern = { methods: ['GET'], host: '', segments: ['a'], conditions: [], assets: true }
// So few words that patterns tie and hide each other.
const crowdedPattern = shortPattern.chain((pattern) =>
  fc.record({
    methods: fc.subarray(['GET', 'POST'], { minLength: 1 }),
    host: fc.constant(''),
    segments: fc.constantFrom(['**'], [':x'], [':x', '**'], ['a'], ['a', '**'], [':x<slug>']),
    conditions: fc.constantFrom([], [], pattern.conditions),
    assets: fc.boolean(),
  }),
)

// Random patterns are seldom equal, or add up to a set that leaves nothing to another.
const hiding = fc.constantFrom(
  [],
  [plain, plain],
  [[':x'], [':x', '**'], ['**']].map((segments) => ({ ...plain, segments })),
  [['GET'], ['POST'], ['GET', 'POST']].map((methods) => ({ ...plain, methods })),
)
const patternLists = fc
  .tuple(hiding, fc.array(fc.oneof(crowdedPattern, shortPattern), { minLength: 2, maxLength: 4 }))
  .chain(([some, others]) => {
    const all: readonly NaivePattern[] = [...some, ...others]
    return fc.shuffledSubarray([...all], { minLength: all.length })
  })

it('is right about every request there is', () => {
  const requests = allRequests()
  const seen = { tied: 0, lost: 0, overlapping: 0 }
  fc.assert(
    fc.property(patternLists, (patterns) => {
      const texts = patterns.map(patternText)
      const features = texts.map((text, i) =>
        feature(String(i), [text], { assets: patterns[i]!.assets ? 'count' : 'exclude' }),
      )
      const { problems } = compileFeatures(features, { caseInsensitive: false })

      const winners = new Set<number>()
      const meetings = new Set<string>()
      for (const request of requests) {
        const winner = naiveMatch(patterns, request)
        if (winner < 0) continue
        winners.add(winner)
        for (const i of patterns.keys()) {
          if (i !== winner && naiveMatch([patterns[i]!], request) === 0) meetings.add(`${winner} over ${i}`)
        }
      }

      const tied = new Set(
        problems.flatMap((problem) => (problem.code === 'PATTERN_CLAIMED_TWICE' ? problem.features[1] : [])),
      )
      const lost = new Set(
        problems.flatMap((problem) => (problem.code === 'PATTERN_UNREACHABLE' ? [texts.indexOf(problem.pattern)] : [])),
      )
      for (const i of patterns.keys()) {
        if (!tied.has(String(i))) expect([texts[i], winners.has(i)]).toEqual([texts[i], !lost.has(i)])
      }
      const named = problems.flatMap((problem) =>
        problem.code === 'PATTERNS_OVERLAP'
          ? problem.narrower.map((other) => `${other.feature} over ${problem.feature}`)
          : [],
      )
      const expected = [...meetings].filter((meeting) => {
        const loser = meeting.split(' ').at(-1)!
        return !tied.has(loser) && !lost.has(Number(loser))
      })
      expect(named.toSorted()).toEqual(expected.toSorted())
      seen.tied += tied.size
      seen.lost += lost.size
      seen.overlapping += named.length
    }),
    { numRuns: 40 },
  )
  // A property over patterns that never meet would prove nothing.
  expect(Math.min(seen.tied, seen.lost, seen.overlapping)).toBeGreaterThan(5)
})

describe('taken by ignore:', () => {
  const places = (list: readonly string[]) =>
    list.map((value, i) => ({ value, place: { file: 'comptage.yaml', line: 90 + i, column: 3 } }))
  const takenOf = (match: readonly string[], ignore: readonly string[], caseInsensitive = false) =>
    findIgnored([feature('a', match)], places(ignore), { caseInsensitive }).flatMap((problem) =>
      problem.code === 'PATTERN_UNREACHABLE' ? [[problem.pattern, ...problem.by]] : [],
    )

  it.each([
    { match: '/agent/dossier', ignore: ['/agent/**'], by: ['/agent/**'] },
    { match: '/b', ignore: ['/b'], by: ['/b'] },
    { match: '/b/:name', ignore: ['/**'], by: ['/**'] },
    { match: 'GET /b', ignore: ['GET,HEAD /b'], by: ['GET,HEAD /b'] },
    { match: '/b', ignore: ['GET,POST /b', 'PUT,PATCH,DELETE /b'], by: ['GET,POST /b', 'PUT,PATCH,DELETE /b'] },
  ])('$match by $ignore', ({ match, ignore, by }) => {
    expect(takenOf([match], ignore)).toEqual([[match, ...by.map((one) => `ignore: ${one}`)]])
  })

  it.each([
    { match: '/', ignore: ['/**'], why: '** takes one segment or more' },
    { match: '/b', ignore: ['GET /b'], why: 'the other methods are left' },
    { match: '/b/**', ignore: ['/b/:name'], why: 'what is deeper is left' },
    { match: '/b', ignore: ['www.example.fr/b'], why: 'other hosts are left' },
    { match: '/b', ignore: ['/b?x=1'], why: 'other queries are left' },
    { match: '/B', ignore: ['/b'], why: 'another case' },
  ])('not $match by $ignore: $why', ({ match, ignore }) => {
    expect(takenOf([match], ignore)).toEqual([])
  })
})

describe('patterns of which most meet most', () => {
  it('are compared until an end, which is told', () => {
    const features = Array.from({ length: 10_000 }, (_, i) =>
      feature(`f${i}`, [`/s${i}/:x`, `/s${i}/:x/:y<int>`, `/:x/s${i}`]),
    )
    const worked = processorClock()
    const { problems } = compileFeatures(features, { caseInsensitive: false })
    expect(problems.filter(({ code }) => code === 'PATTERNS_NOT_COMPARED')).toHaveLength(1)
    expect(problems.at(-1)?.code).toBe('PATTERNS_NOT_COMPARED')
    // Without an end it takes minutes.
    expect(worked()).toBeLessThan(20_000)
  })
})
