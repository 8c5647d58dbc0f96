import { describe, expect, it } from 'vitest'
import { judgeFeature, type ServiceFacts, type Facts } from '../../src/audit/judge-feature.ts'
import { NO_FIGURES, type DayFigures } from '../../src/domain/audit.ts'
import { RULES } from './simulate.ts'

// Twenty features, 28,000 uses in 28 days: 1,400 each on average, a share of 5 %.
const AROUND: ServiceFacts = { uses: 28_000, inUse: 20, days: 28, serverErrors: 0.001, clientErrors: 0.01, p95Ms: 200 }
const FACTS: Facts = {
  figures: NO_FIGURES,
  passed: undefined,
  p95Ms: undefined,
  trend: undefined,
  phi: 1,
  mayRetire: true,
}

type Row = {
  readonly why: string
  readonly figures?: Partial<DayFigures>
  readonly facts?: Partial<Facts>
  readonly around?: Partial<ServiceFacts>
  readonly then: string
}

const growing = { direction: 'growing', change: 0.5 } as const
const falling = { direction: 'falling', change: -0.5 } as const
const flat = { direction: 'flat', change: 0 } as const

describe('the first rule that fits', () => {
  it.each<Row>([
    // 1. errors
    { why: 'nine errors are few', figures: { uses: 30, serverErrors: 9 }, then: 'keep steady' },
    { why: 'ten, and surely above 1 %', figures: { uses: 200, serverErrors: 10 }, then: 'improve server-errors' },
    { why: 'ten of a thousand may be chance', figures: { uses: 990, serverErrors: 10 }, then: 'keep steady' },
    { why: 'eleven, more than 1 %, may be too', figures: { uses: 989, serverErrors: 11 }, then: 'keep steady' },
    {
      why: 'all features fail as often',
      figures: { uses: 200, serverErrors: 10 },
      around: { serverErrors: 0.03 },
      then: 'keep steady',
    },
    { why: '4xx are borne up to 5 %', figures: { uses: 960, clientErrors: 40 }, then: 'keep steady' },
    { why: 'surely above 5 %', figures: { uses: 900, clientErrors: 100 }, then: 'improve client-errors' },
    {
      why: 'the service’s own errors come first',
      figures: { uses: 500, clientErrors: 100, serverErrors: 100 },
      then: 'improve server-errors',
    },
    { why: 'no answer is an error of neither', figures: { uses: 500, unanswered: 400 }, then: 'keep steady' },
    // 2. slowness
    { why: 'one second is borne', figures: { uses: 100 }, facts: { p95Ms: 1000 }, then: 'keep steady' },
    { why: 'more is not', figures: { uses: 100 }, facts: { p95Ms: 1001 }, then: 'improve slow' },
    { why: 'of 99 uses nobody knows', figures: { uses: 99 }, facts: { p95Ms: 9000 }, then: 'keep steady' },
    {
      why: 'the whole service is slow',
      figures: { uses: 100 },
      facts: { p95Ms: 2500 },
      around: { p95Ms: 900 },
      then: 'keep steady',
    },
    // 3. next to no use
    { why: 'no use', then: 'retire unused' },
    { why: 'ten uses', figures: { uses: 10 }, then: 'retire unused' },
    { why: 'eleven', figures: { uses: 11 }, then: 'too-little few' },
    { why: 'ten in two weeks are twenty in four', figures: { uses: 10 }, around: { days: 14 }, then: 'too-little few' },
    { why: 'nobody uses much here', around: { uses: 54 * 20 }, then: 'too-little few' },
    { why: '55 on average are enough', around: { uses: 55 * 20 }, then: 'retire unused' },
    { why: 'growing', figures: { uses: 10 }, facts: { trend: growing }, then: 'too-little few' },
    { why: 'the home page, or too young', facts: { mayRetire: false }, then: 'too-little few' },
    { why: 'what fails is not unused', figures: { uses: 2, serverErrors: 10 }, then: 'improve server-errors' },
    // 4. too little
    { why: '29 requests', figures: { uses: 20, clientErrors: 9 }, then: 'too-little few' },
    { why: '30', figures: { uses: 30 }, then: 'keep steady' },
    // 5. strong, or growing
    { why: 'a tenth of all uses may be less', figures: { uses: 2800 }, then: 'keep steady' },
    { why: 'surely a tenth', figures: { uses: 2920 }, then: 'strengthen strong' },
    { why: 'bursts make it less sure', figures: { uses: 2920 }, facts: { phi: 9 }, then: 'keep steady' },
    { why: 'strong, but falling', figures: { uses: 2920 }, facts: { trend: falling }, then: 'keep falling' },
    { why: 'growing', figures: { uses: 300 }, facts: { trend: growing }, then: 'strengthen growing' },
    { why: 'growing, but next to nothing', figures: { uses: 100 }, facts: { trend: growing }, then: 'keep steady' },
    // 6. all else
    { why: 'neither', figures: { uses: 1400 }, facts: { trend: flat }, then: 'keep steady' },
    { why: 'falling is said', figures: { uses: 1400 }, facts: { trend: falling }, then: 'keep falling' },
    { why: 'a service without a use', around: { uses: 0, inUse: 0 }, then: 'too-little few' },
  ])('$why: $then', ({ figures = {}, facts = {}, around = {}, then }) => {
    const { verdict, reason } = judgeFeature(
      { ...FACTS, ...facts, figures: { ...NO_FIGURES, ...figures } },
      { ...AROUND, ...around },
      RULES,
    )
    expect(`${verdict} ${reason.rule}`).toBe(then)
  })

  it('tells the figures behind it, and what they are held against', () => {
    const judge = (figures: Partial<DayFigures>) =>
      judgeFeature({ ...FACTS, figures: { ...NO_FIGURES, ...figures } }, AROUND, RULES).reason
    expect(judge({ uses: 190, serverErrors: 10 })).toMatchObject({ rule: 'server-errors', share: 0.05, limit: 0.01 })
    expect(judge({ uses: 4 })).toEqual({ rule: 'unused', uses: 4, limit: 11, average: 1400 })
  })

  it('takes every number from the rules', () => {
    const figures = { ...NO_FIGURES, uses: 200, serverErrors: 10 }
    expect(judgeFeature({ ...FACTS, figures }, AROUND, { ...RULES, server_errors: 0.2 }).verdict).toBe('keep')
    expect(judgeFeature({ ...FACTS, figures }, AROUND, { ...RULES, least_errors: 11 }).verdict).toBe('keep')
    expect(
      judgeFeature({ ...FACTS, figures }, AROUND, { ...RULES, least_requests: 500, least_errors: 11 }).verdict,
    ).toBe('too-little')
  })
})
