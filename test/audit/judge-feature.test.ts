import { describe, expect, it } from 'vitest'
import { judgeFeature, type ServiceFacts, type FeatureFacts } from '../../src/audit/judge-feature.ts'
import { NO_FIGURES, NO_PASSED_OVER, type DayFigures, type PassedOver } from '../../src/domain/observed-features.ts'
import { RULES } from './simulate.ts'

// Twenty features, 28,000 uses in 28 days: 1,400 each on average, a share of 5 %.
const AROUND: ServiceFacts = {
  uses: 28_000,
  inUse: 20,
  toRetire: { days: 28, uses: 28_000, inUse: 20 },
  serverErrors: 0.001,
  clientErrors: 0.01,
  p95Ms: 200,
}
const FACTS: Omit<FeatureFacts, 'toRetire'> = {
  figures: NO_FIGURES,
  p95Ms: undefined,
  trend: undefined,
  phi: 1,
  mayRetire: true,
}

/** The service has so many uses a feature, in so many days. */
const of28 = (average: number) => ({ toRetire: { days: 28, uses: average * 20, inUse: 20 } })
const in31 = (average: number) => ({ toRetire: { days: 31, uses: average * 20, inUse: 20 } })

type Row = {
  readonly why: string
  readonly figures?: Partial<DayFigures>
  readonly facts?: Partial<FeatureFacts>
  readonly passed?: Partial<PassedOver>
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
    {
      why: 'nor does it make nine errors ten',
      figures: { uses: 30, clientErrors: 9, unanswered: 9 },
      then: 'keep steady',
    },
    {
      why: 'of either kind',
      figures: { uses: 30, serverErrors: 9, unanswered: 9 },
      then: 'keep steady',
    },
    {
      why: 'nor 29 uses and errors 30',
      figures: { uses: 20, clientErrors: 9, unanswered: 9 },
      then: 'too-little few',
    },
    {
      why: 'it is a request of which a share is told',
      figures: { uses: 150, clientErrors: 50, unanswered: 800 },
      then: 'keep steady',
    },
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
    { why: 'of more days, in proportion: 12 of 31', figures: { uses: 12 }, around: in31(1400), then: 'retire unused' },
    { why: '13 of 31 days are more', figures: { uses: 13 }, around: in31(1400), then: 'too-little few' },
    { why: 'nobody uses much here', around: of28(54), then: 'too-little few' },
    { why: '55 on average are enough', around: of28(55), then: 'retire unused' },
    { why: 'in 31 days 60 are too few', around: in31(60), then: 'too-little few' },
    { why: 'in 31 days 61 are enough', around: in31(61), then: 'retire unused' },
    { why: 'what comes and does not count', passed: { programs: 11 }, then: 'too-little passed-over' },
    { why: 'ten that come are no more', passed: { programs: 10 }, then: 'retire unused' },
    { why: 'of 31 days 12 are too few', passed: { programs: 12 }, around: in31(1400), then: 'retire unused' },
    { why: 'it is used, too', figures: { uses: 11 }, passed: { programs: 99 }, then: 'too-little few' },
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
    {
      why: 'growing, and perhaps a tenth of the average',
      figures: { uses: 120 },
      facts: { trend: growing },
      then: 'strengthen growing',
    },
    { why: 'growing, but next to nothing', figures: { uses: 100 }, facts: { trend: growing }, then: 'keep steady' },
    // 6. all else
    { why: 'neither', figures: { uses: 1400 }, facts: { trend: flat }, then: 'keep steady' },
    { why: 'falling is said', figures: { uses: 1400 }, facts: { trend: falling }, then: 'keep falling' },
    {
      why: 'a service without a use',
      around: { uses: 0, inUse: 0, toRetire: { days: 28, uses: 0, inUse: 0 } },
      then: 'too-little few',
    },
  ])('$why: $then', ({ figures = {}, facts = {}, passed, around = {}, then }) => {
    const toRetire = { uses: figures.uses ?? 0, passed: passed && { ...NO_PASSED_OVER, ...passed } }
    const { verdict, reason } = judgeFeature(
      { ...FACTS, toRetire, ...facts, figures: { ...NO_FIGURES, ...figures } },
      { ...AROUND, ...around },
      RULES,
    )
    expect(`${verdict} ${reason.rule}`).toBe(then)
  })

  it('tells the figures behind it, and what they are held against', () => {
    const judge = (figures: Partial<DayFigures>, around = AROUND) => {
      const toRetire = { uses: figures.uses ?? 0, passed: undefined }
      return judgeFeature({ ...FACTS, toRetire, figures: { ...NO_FIGURES, ...figures } }, around, RULES).reason
    }
    expect(judge({ uses: 190, serverErrors: 10 })).toMatchObject({ rule: 'server-errors', share: 0.05, limit: 0.01 })
    expect(judge({ uses: 4 })).toEqual({ rule: 'unused', uses: 4, days: 28, limit: 11, limitOf28: 11, average: 1400 })
    const long = { ...AROUND, ...in31(2000) }
    expect(judge({ uses: 12 }, long)).toEqual({
      ...{ rule: 'unused', uses: 12, days: 31, limit: (11 * 31) / 28, limitOf28: 11, average: 2000 },
    })
  })

  it('takes every number from the rules', () => {
    const figures = { ...NO_FIGURES, uses: 200, serverErrors: 10 }
    const facts = { ...FACTS, figures, toRetire: { uses: 200, passed: undefined } }
    expect(judgeFeature(facts, AROUND, { ...RULES, server_errors: 0.2 }).verdict).toBe('keep')
    expect(judgeFeature(facts, AROUND, { ...RULES, least_errors: 11 }).verdict).toBe('keep')
    expect(judgeFeature(facts, AROUND, { ...RULES, least_requests: 500, least_errors: 11 }).verdict).toBe('too-little')
  })
})
