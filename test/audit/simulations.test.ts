import { describe, expect, it } from 'vitest'
import { auditService, type Audited } from '../../src/audit/index.ts'
import { observe, randomOf, RULES, simulateLines, unequalShares, type Line, type Plan } from './simulate.ts'

const SHARES = unequalShares()
const FEATURES = SHARES.length

/** A service with some of everything: most features are as before. */
const MIXED: readonly Plan[] = SHARES.map((share, f): Plan => {
  if (f === 2 || f === 8) return { share, change: 0.5 }
  if (f === 3 || f === 9) return { share, change: -0.5 }
  if (f === 5) return { share, serverErrors: 0.04 }
  if (f === 6) return { share, clientErrors: 0.12 }
  // Not far from what is found, so that chance may decide.
  if (f === 7) return { share, serverErrors: 0.011, clientErrors: 0.03 }
  if (f === 10) return { share, change: 0.35 }
  if (f === 12) return { share, change: -0.35 }
  // One use a week.
  return f === 19 ? { share: 0.00015 } : { share }
})

const RUNS = 40
const simulated = Array.from({ length: RUNS }, (_, seed) =>
  simulateLines(MIXED, { days: 57, usesADay: 1000, random: randomOf(1000 + seed) }),
)

function audit(lines: readonly Line[], from = 0, to = 55): Audited {
  return auditService(observe(lines, FEATURES, [from, to]), RULES)
}

function verdicts({ features }: Audited): readonly string[] {
  return features.map(({ verdict }) => verdict)
}

const OPPOSITES = [
  'strengthen improve',
  'improve strengthen',
  'strengthen retire',
  'retire strengthen',
  'improve retire',
  'retire improve',
]

/** Shares of the verdicts that differ, and that are opposite. */
function compare(pairs: readonly (readonly [Audited, Audited])[]): {
  readonly differ: number
  readonly opposite: number
} {
  const both = pairs.flatMap(([a, b]) => verdicts(a).map((verdict, f) => `${verdict} ${verdicts(b)[f]!}`))
  const differ = both.filter((pair) => pair.split(' ')[0] !== pair.split(' ')[1]).length
  const opposite = both.filter((pair) => OPPOSITES.includes(pair)).length
  return { differ: differ / both.length, opposite: opposite / both.length }
}

describe('56 days, 20 features, 1,000 uses a day, φ = 3', () => {
  it('gives at most 1 % of flat features a trend', () => {
    const flat = SHARES.map((share) => ({ share }))
    const trends = Array.from({ length: 60 }, (_, seed) => {
      const lines = simulateLines(flat, { days: 56, usesADay: 1000, random: randomOf(seed) })
      return audit(lines).features.map(({ trend }) => trend?.direction)
    }).flat()
    expect(trends.filter((direction) => direction === undefined)).toEqual([])
    expect(trends.filter((direction) => direction !== 'flat').length / trends.length).toBeLessThanOrEqual(0.01)
  })

  it('would give some a trend if one standard error were enough', () => {
    const flat = SHARES.map((share) => ({ share }))
    const lines = simulateLines(flat, { days: 56, usesADay: 1000, random: randomOf(7) })
    const { features } = auditService(observe(lines, FEATURES, [0, 55]), { ...RULES, deviations: 1, change: 0.05 })
    expect(features.filter(({ trend }) => trend?.direction !== 'flat').length).toBeGreaterThan(1)
  })

  it('finds a feature with half as much use again, and one with half of it', () => {
    const found = simulated.map((lines) => audit(lines).features.map(({ trend }) => trend?.direction))
    const shareOf = (f: number, direction: string) => found.filter((one) => one[f] === direction).length / RUNS
    // The two largest of each; the smaller ones less often.
    expect(shareOf(2, 'growing')).toBeGreaterThan(0.9)
    expect(shareOf(3, 'falling')).toBeGreaterThan(0.9)
  })

  it('finds what fails, and nothing else', () => {
    const improved = simulated.map((lines) =>
      verdicts(audit(lines)).flatMap((verdict, f) => (verdict === 'improve' ? [f] : [])),
    )
    expect(improved.filter((one) => one.includes(5) && one.includes(6)).length / RUNS).toBeGreaterThan(0.95)
    expect(improved.flat().filter((f) => f !== 5 && f !== 6 && f !== 7)).toEqual([])
  })

  it('retires what is next to unused, and nothing else', () => {
    const retired = simulated.map((lines) =>
      verdicts(audit(lines)).flatMap((verdict, f) => (verdict === 'retire' ? [f] : [])),
    )
    expect(retired.filter((one) => one.includes(19)).length / RUNS).toBeGreaterThan(0.85)
    expect(retired.flat().filter((f) => f !== 19)).toEqual([])
  })

  it('changes at most 3 % of the verdicts when the window moves by a day, and makes none its opposite', () => {
    const { differ, opposite } = compare(simulated.map((lines) => [audit(lines), audit(lines, 1, 56)]))
    expect(differ).toBeLessThanOrEqual(0.03)
    expect(opposite).toBeLessThanOrEqual(0.001)
  })

  it('says the same of odd and of even lines, but for 6 %', () => {
    const { differ, opposite } = compare(
      simulated.map((lines) => [
        audit(lines.filter((_, i) => i % 2 === 0)),
        audit(lines.filter((_, i) => i % 2 === 1)),
      ]),
    )
    expect(differ).toBeLessThanOrEqual(0.06)
    expect(opposite).toBeLessThanOrEqual(0.001)
  })
})

it('below 28 days there is no trend, and nothing is retired', () => {
  for (const lines of simulated.slice(0, 10)) {
    const { features, hasEnoughDays } = audit(lines, 0, 26)
    expect(hasEnoughDays).toBe(false)
    expect(features.filter(({ trend }) => trend !== undefined)).toEqual([])
    expect(features.filter(({ verdict }) => verdict === 'retire')).toEqual([])
  }
})
