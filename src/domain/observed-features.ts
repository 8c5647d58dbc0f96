import type { DayIndex } from './calendar.ts'
import type { Histogram } from './duration.ts'

/** Every number by which a feature is judged: `audit:` of the configuration. */
export const AUDIT_NUMBERS = {
  /** improve: errors of any kind, at least. */
  least_errors: 10,
  /** improve: share of requests that the service failed (5xx), above which; and above so many times the median. */
  server_errors: 0.01,
  /** The same for what was asked wrongly (4xx). */
  client_errors: 0.05,
  times_median: 2,
  /** improve: uses at least, and a 95th percentile above; and above so many times the median. */
  slow_uses: 100,
  slow_ms: 1000,
  slow_times_median: 3,
  /** retire: fewer uses in 28 days, where features have so many on average. */
  retire_uses: 11,
  retire_average: 55,
  /** too little to say: fewer uses and errors. */
  least_requests: 30,
  /** strengthen: so many times the average share. */
  strong_share: 2,
  /** strengthen: growing, and not surely below so much of the average share. */
  growing_share: 0.1,
  /** A trend: a change of so much against the rest of the service, and of so many standard errors. */
  change: 0.2,
  deviations: 3,
  /** The bounds of a share: so many standard errors. */
  bounds: 2,
} as const

export type AuditNumber = keyof typeof AUDIT_NUMBERS
export type AuditRules = Readonly<Record<AuditNumber, number>>

/** True counts of a feature on one day. */
export type DayFigures = {
  readonly uses: number
  /** Uses that came from outside, or from nowhere. */
  readonly entries: number
  /** 4xx. */
  readonly clientErrors: number
  /** 5xx. */
  readonly serverErrors: number
  /** No answer, or one that was none. */
  readonly unanswered: number
  readonly bytes: number
}

export const NO_FIGURES: DayFigures = {
  uses: 0,
  entries: 0,
  clientErrors: 0,
  serverErrors: 0,
  unanswered: 0,
  bytes: 0,
}

/**
 * What came for a feature, was answered, and is no use of it: asked for by a program where people alone count; answered
 * elsewhere, or in part; an image or the like; with a method that no pattern of it takes. Robots that say so are none of these.
 */
export const PASSED_OVER = ['programs', 'redirects', 'parts', 'assets', 'methods'] as const
export type PassedOver = Readonly<Record<(typeof PASSED_OVER)[number], number>>

export const NO_PASSED_OVER: PassedOver = { programs: 0, redirects: 0, parts: 0, assets: 0, methods: 0 }

export type ObservedFeature = {
  readonly id: string
  /** It is the home page, which is never retired. */
  readonly isHome: boolean
  /** First and last day of the feature. */
  readonly from?: DayIndex
  readonly until?: DayIndex
  readonly days: ReadonlyMap<DayIndex, DayFigures>
  readonly durations: ReadonlyMap<DayIndex, Histogram>
  /** Absent: the source does not tell. */
  readonly passed?: ReadonlyMap<DayIndex, PassedOver>
}

/** What was counted of a service, for a judgement. */
export type Observed = {
  readonly features: readonly ObservedFeature[]
  /** Days with a line, ascending; at least one. Of the others nothing is known. */
  readonly days: readonly DayIndex[]
}
