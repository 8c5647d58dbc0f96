import * as z from 'zod'
import { AUDIT_NUMBERS, type AuditNumber } from '../../domain/audit.ts'
import { mapping, share } from './values.ts'

/** The numbers by which `audit` judges; each has a default. */
export function auditShape() {
  return mapping({
    least_errors: number('least_errors', 'improve: so many errors at least.'),
    server_errors: share()
      .default(AUDIT_NUMBERS.server_errors)
      .describe('improve: 5xx, a share of requests above this.'),
    client_errors: share()
      .default(AUDIT_NUMBERS.client_errors)
      .describe('improve: 4xx, a share of requests above this.'),
    times_median: number('times_median', 'improve: and above so many times the median of the features.'),
    slow_uses: number('slow_uses', 'improve: slow, with so many uses at least.'),
    slow_ms: number('slow_ms', 'improve: slow, 95th percentile above this, in ms.'),
    slow_times_median: number(
      'slow_times_median',
      'improve: slow, and above so many times the median of the features.',
    ),
    retire_uses: number('retire_uses', 'retire: fewer uses in 28 days.'),
    retire_average: number('retire_average', 'retire: where features have so many uses in 28 days on average.'),
    least_requests: number('least_requests', 'too little to say: fewer uses and errors.'),
    strong_share: number('strong_share', 'strengthen: so many times the average share of uses.'),
    growing_share: number('growing_share', 'strengthen: growing, and above so much of the average share.'),
    change: share().default(AUDIT_NUMBERS.change).describe('A trend: a change of so much at least.'),
    deviations: number('deviations', 'A trend: a change of so many standard errors at least.'),
    bounds: number('bounds', 'The bounds of a share: so many standard errors.'),
  }).describe('The numbers by which `comptage audit` judges features.')
}

function number(key: AuditNumber, meaning: string) {
  const message = { error: 'positive-number' }
  return z.number(message).positive(message).default(AUDIT_NUMBERS[key]).describe(meaning)
}
