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
