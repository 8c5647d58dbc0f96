import type { AuditNumber } from '../../../domain/audit.ts'
import type { AuditedVerdict, AuditReason, AuditTrend } from '../../../pipeline/index.ts'
import type { Language } from '../../../domain/service.ts'

/** Everything that an audit says, in one language. */
export type AuditWords = {
  readonly language: Language
  readonly title: (service: string) => string
  /** Exact figures are not for publication. */
  readonly warning: string
  readonly warningOfFolder: string
  readonly period: (from: string, to: string) => string
  readonly compared: (from: string, to: string) => string
  /** Of a period not every day has lines. */
  readonly covered: (days: number, of: number) => string
  readonly tooFewDays: (days: number) => string
  readonly verdicts: Readonly<Record<AuditedVerdict, string>>
  readonly reasons: ReasonWords
  readonly trend: (trend: AuditTrend | undefined) => string
  readonly never: string
  readonly columns: Readonly<
    Record<
      | 'feature'
      | 'uses'
      | 'before'
      | 'share'
      | 'trend'
      | 'days'
      | 'entries'
      | 'errors'
      | 'clientErrors'
      | 'serverErrors'
      | 'p50'
      | 'p95'
      | 'lastUse'
      | 'verdict'
      | 'why'
      | 'requests'
      | 'shape'
      | 'resembles'
      | 'client'
      | 'lines'
      | 'fate',
      string
    >
  >
  readonly sections: Readonly<
    Record<
      'verdicts' | 'figures' | 'unused' | 'dead' | 'unmatched' | 'passed' | 'robots' | 'quality' | 'reading',
      string
    >
  >
  readonly unused: (features: string) => string
  readonly noneUnused: string
  readonly noDead: string
  readonly dead: string
  readonly noneUnmatched: string
  readonly otherShapes: (k: number) => string
  /** What came for features and is no use. */
  readonly passed: string
  readonly nonePassed: string
  readonly passedUnknown: string
  /** Of a published folder: errors that are hidden on some days. */
  readonly errorsHidden: (days: number) => string
  readonly hidden: string
  readonly robots: string
  readonly noRobots: string
  readonly robotKinds: Readonly<Record<string, string>>
  readonly noGaps: string
  readonly gaps: (gaps: string) => string
  readonly errorsTogether: string
  readonly entriesUnknown: string
  readonly reading: readonly string[]
  readonly rules: (numbers: Readonly<Record<AuditNumber, number>>) => readonly string[]
}

/** A rule without words does not compile. */
type ReasonWords = {
  readonly [R in AuditReason['rule']]: (reason: Extract<AuditReason, { readonly rule: R }>) => string
}

/** The sentence of a reason. */
export function reasonText<R extends AuditReason['rule']>(
  { reasons }: AuditWords,
  reason: { readonly rule: R } & Extract<AuditReason, { readonly rule: R }>,
): string {
  return reasons[reason.rule](reason)
}
