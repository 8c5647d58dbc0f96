import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileFeatures, compileIgnore } from '../../../src/feature/index.ts'
import {
  moreSpecificFirst,
  naiveMatch,
  naivePattern,
  naiveRequest,
  patternText,
  requestText,
} from '../naive-matcher.ts'
import { processorClock } from '../../processor-clock.ts'
import { feature, rawView, requestView, written } from '../request-view.ts'

it('agrees with a plain list of patterns, in any order of features', () => {
  const seen = { won: 0, method: 0, nothing: 0 }
  const rows = fc
    .tuple(fc.array(naivePattern, { minLength: 1, maxLength: 12 }), fc.array(naiveRequest, { maxLength: 30 }))
    .chain(([patterns, requests]) =>
      fc.record({
        patterns: fc.shuffledSubarray(patterns, { minLength: patterns.length }),
        requests: fc.constant(requests),
      }),
    )
  fc.assert(
    fc.property(rows, ({ patterns, requests }) => {
      const features = patterns.map((pattern, i) =>
        feature(`f${i}`, [patternText(pattern)], { assets: pattern.assets ? 'count' : 'exclude' }),
      )
      const { matcher, problems } = compileFeatures(features, { caseInsensitive: false })
      expect(problems.filter(({ code }) => code === 'PATTERN_SYNTAX')).toEqual([])
      for (const request of requests) {
        const expected = naiveMatch(patterns, request)
        seen[expected >= 0 ? 'won' : expected === -2 ? 'method' : 'nothing']++
        const found = matcher.match(requestView(requestText(request)))
        expect(found).toBe(expected)
        expect(matcher.winner()).toBe(features[found]?.match[0])
      }
    }),
    { numRuns: 1000 },
  )
  // A property over requests that all miss would prove nothing.
  expect(Math.min(seen.won, seen.method, seen.nothing)).toBeGreaterThan(500)
})

const VALUES = Array.from({ length: 12 }, (_, value) => `${value}`)
const ofPage = fc.record({
  methods: fc.constantFrom<readonly string[]>([], ['GET'], ['POST']),
  host: fc.constantFrom('', '', '', 'www.example.fr'),
  segments: fc.constant(['a']),
  conditions: fc.uniqueArray(
    fc.tuple(fc.constantFrom('k', 'l'), fc.constantFrom<string | undefined>(...VALUES, undefined)),
    { maxLength: 2, selector: ([key]) => key },
  ),
  assets: fc.constant(false),
})
const pageAsked = fc.record({
  method: fc.constantFrom('GET', 'POST', 'HEAD'),
  host: fc.constantFrom('', 'www.example.fr'),
  segments: fc.constant(['a']),
  query: fc.option(fc.array(fc.tuple(fc.constantFrom('k', 'l', 'm'), fc.constantFrom(...VALUES)), { maxLength: 3 }), {
    nil: undefined,
  }),
})

it('agrees with a plain list where many values of a key tell patterns of one path apart', () => {
  const seen = new Map<number, number>()
  fc.assert(
    fc.property(
      fc.array(ofPage, { minLength: 10, maxLength: 60 }),
      fc.array(pageAsked, { minLength: 20, maxLength: 40 }),
      (patterns, requests) => {
        const features = patterns.map((pattern, i) => feature(`f${i}`, [patternText(pattern)]))
        const { matcher } = compileFeatures(features, { caseInsensitive: false })
        for (const request of requests) {
          const expected = naiveMatch(patterns, request)
          seen.set(Math.min(0, expected), (seen.get(Math.min(0, expected)) ?? 0) + 1)
          expect(matcher.match(requestView(requestText(request)))).toBe(expected)
        }
      },
    ),
    { numRuns: 300 },
  )
  for (const outcome of [0, -1, -2]) expect(seen.get(outcome)).toBeGreaterThan(30)
})

it('compiles patterns of one path that values of a key tell apart in a time that grows with their number', () => {
  const timeOf = (count: number): number => {
    const features = Array.from({ length: count }, (_, i) => feature(`f${i}`, [`/page?id=${i}`]))
    const elapsed = processorClock()
    expect(compileFeatures(features, { caseInsensitive: false }).problems).toEqual([])
    return elapsed()
  }
  timeOf(500)
  // Looked through one after the other, sixteen times as long.
  expect(timeOf(8000) / timeOf(2000)).toBeLessThan(10)
})

it('gives the same feature for any order of patterns that tie nowhere', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(naivePattern, { maxLength: 10, comparator: (a, b) => moreSpecificFirst(a, b) === 0 }),
      fc.array(naiveRequest, { maxLength: 20 }),
      (patterns, requests) => {
        const texts = patterns.map(patternText)
        const options = { caseInsensitive: false }
        const there = compileIgnore(written(texts), options).matcher
        const back = compileIgnore(written([...texts].reverse()), options).matcher
        for (const request of requests) {
          const view = requestView(requestText(request))
          there.match(view)
          back.match(view)
          expect(there.winner()?.value).toBe(back.winner()?.value)
        }
      },
    ),
  )
})

it('never throws, whatever the bytes', () => {
  const { matcher } = compileFeatures(
    [
      feature('a', ['/a/b/c?k=1&l', '/:x<int>', '/:x<uuid>/:y<date>', '/:x<slug>/*', 'www.example.fr/%C3%A9/**']),
      feature('b', ['/**', 'PURGE /'], { assets: 'count' }),
    ],
    { caseInsensitive: false },
  )
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...Array.from('a0-_%&=+kl1'), '\0', 'é') }).map((text) => Buffer.from(text)),
  )
  const absent = fc.option(bytes, { nil: undefined })
  fc.assert(
    fc.property(
      fc.array(bytes, { maxLength: 40 }),
      bytes,
      absent,
      absent,
      fc.boolean(),
      (segments, method, host, query, asset) => {
        const index = matcher.match(rawView({ segments, method, host, query, asset }))
        expect([-2, -1, 0, 1]).toContain(index)
      },
    ),
    { numRuns: 1000 },
  )
})

it('is never deeper than the longest pattern', () => {
  const { matcher } = compileFeatures([feature('a', ['/a/**'])], { caseInsensitive: false })
  expect(matcher.match(requestView('/a'.repeat(100_000)))).toBe(0)
})
