import type { PassedOver } from '../domain/observed-features.ts'

/** What to do about a feature: of `judgeFeature`, which tries its rules in an order of its own. */
export type AuditedVerdict = 'improve' | 'retire' | 'too-little' | 'strengthen' | 'keep'

/** How the uses changed against those of the rest of the service. Undefined where too few days are known. */
export type AuditTrend = {
  readonly direction: 'growing' | 'falling' | 'flat'
  /** Of the feature's part in the service: 0.5 is half as much again, against the rest. Undefined: no use before. */
  readonly change: number | undefined
}

/**
 * The rule behind a verdict, with its figures. Shares are 0–1, times ms; uses, and what features have on average, a count in these
 * `days`, as the `limit` is; `limitOf28` is what it is made of.
 */
export type AuditReason =
  | ({ readonly rule: 'server-errors' } & ShareAboveLimit)
  | ({ readonly rule: 'client-errors' } & ShareAboveLimit)
  | { readonly rule: 'slow'; readonly p95Ms: number; readonly limitMs: number }
  | {
      readonly rule: 'unused'
      readonly uses: number
      readonly days: number
      readonly limit: number
      readonly limitOf28: number
      readonly average: number
    }
  | { readonly rule: 'passed-over'; readonly uses: number; readonly days: number; readonly passed: PassedOver }
  | { readonly rule: 'few'; readonly requests: number; readonly limit: number }
  | ({ readonly rule: 'strong' } & ShareAboveLimit)
  | { readonly rule: 'growing'; readonly change: number | undefined }
  | { readonly rule: 'falling'; readonly change: number | undefined }
  | { readonly rule: 'steady' }
  /** Of a published folder: one verdict if its hidden figures are small, another if they are not. */
  | { readonly rule: 'hidden'; readonly days: number }

/** What was seen, what it is at least, and what that is held against. */
type ShareAboveLimit = { readonly share: number; readonly low: number; readonly limit: number }
