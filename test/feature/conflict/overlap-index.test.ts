import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexOverlaps } from '../../../src/feature/conflict/overlap-index.ts'
import { meetReaches } from '../../../src/feature/conflict/meet-reaches.ts'
import { claimsOfFeatures, routesOf } from '../../../src/feature/compile-patterns.ts'
import type { Route } from '../../../src/feature/pattern/route.ts'
import { compileFeatures } from '../../../src/feature/index.ts'
import type { Feature } from '../../../src/domain/feature.ts'
import { feature } from '../../publish/page/sample-services.ts'

const PLACE = { file: 'comptage.yaml', line: 1, column: 1 }

function featuresOf(patterns: readonly string[]): readonly Feature[] {
  return patterns.map((value, n) => ({ ...feature(`f${n}`), match: [{ value, place: PLACE }] }))
}

function routesOfPatterns(patterns: readonly string[]): readonly Route[] {
  return routesOf(claimsOfFeatures(featuresOf(patterns), { caseInsensitive: false }))
}

const SEGMENTS = ['a', 'b', '12', '2026-01-01', ':x', '*', ':n<int>', ':s<slug>', ':d<date>', 'c.css']
const pattern = fc
  .tuple(
    fc.constantFrom('', 'GET ', 'POST '),
    fc.constantFrom('', '', 'a.example.fr', 'b.example.fr'),
    fc.array(fc.constantFrom(...SEGMENTS), { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '/**'),
    fc.constantFrom('', '', '?p=1', '?p=2', '?p', '?q=1&p=2', '?q=2&p=1'),
  )
  .map(([method, host, segments, rest, query]) => `${method}${host}/${segments.join('/')}${rest}${query}`)

describe('indexOverlaps', () => {
  it('finds every pair that comparing two by two finds', () => {
    let met = 0
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 2, maxLength: 30 }), (patterns) => {
        const routes = routesOfPatterns(patterns)
        const { meeting } = indexOverlaps(routes)
        for (const one of routes) {
          const found = new Set<Route>()
          meeting(one, (other) => {
            expect(found.has(other)).toBe(false)
            found.add(other)
            return 'go on'
          })
          const wanted = routes.filter((other) => meetReaches(one, other) !== undefined)
          met += wanted.length
          for (const other of wanted) expect(found.has(other)).toBe(true)
        }
      }),
      { numRuns: 300, seed: 24 },
    )
    expect(met).toBeGreaterThan(2000)
  })

  it('stops when it is told to', () => {
    const routes = routesOfPatterns(Array.from({ length: 50 }, (_, n) => `/:x/${n}`))
    let taken = 0
    indexOverlaps(routes).meeting(routesOfPatterns(['/**'])[0]!, () => (++taken === 7 ? 'stop' : 'go on'))
    expect(taken).toBe(7)
  })
})

// Where patterns were compared two by two, the chain took 56 s and the others minutes.
describe('a large feature map', () => {
  it.each([
    { why: '3,000 features, of which none overlap', patterns: many(3000, (n) => `/p${n % 100}/q${n}/:x`) },
    { why: '3,000 features below one that takes all', patterns: ['/**', ...many(2999, (n) => `/p${n}/:x`)] },
    { why: 'a chain of ever longer ones', patterns: many(59, (n) => `${'/:x'.repeat(n + 1)}/:a/**`) },
    {
      why: '1,000 of which each overlaps half of the others',
      patterns: [...many(500, (n) => `/:x/b${n}`), ...many(500, (n) => `/a${n}/:y`)],
    },
    { why: '1,000 of one path, told apart by a value', patterns: many(1000, (n) => `/index.php?page=${n}`) },
  ])('is compiled in seconds: $why', ({ patterns }) => {
    const features = featuresOf(patterns)
    const { user } = process.cpuUsage()
    compileFeatures(features, { caseInsensitive: false })
    const seconds = (process.cpuUsage().user - user) / 1e6
    expect(seconds).toBeLessThan(12)
  })
})

function many(length: number, patternOf: (n: number) => string): readonly string[] {
  return Array.from({ length }, (_, n) => patternOf(n))
}
