import type { ExplainedRequest } from '../../pipeline/index.ts'
import { say } from '../language/language.ts'
import { FATE_MEANINGS } from '../words/lists/line-words.ts'
import { requestSteps } from './request-steps.ts'
import { requestText } from './request-text.ts'

/** The decision about a request, step by step. */
export function requestReport(explained: ExplainedRequest): string {
  const steps = requestSteps(explained).map(
    ([label, words], i) => `${String(i + 1).padStart(4)}. ${label.padEnd(8)}  ${words}\n`,
  )
  return `${requestText(explained)}\n${steps.join('')}   → ${verdictOf(explained)}\n`
}

/** The decision alone. */
export function requestVerdict(explained: ExplainedRequest): string {
  return `${requestText(explained)} → ${verdictOf(explained)}\n`
}

function verdictOf({ fate, feature }: ExplainedRequest): string {
  if (fate === 'malformed') return 'malformed: this is no HTTP request'
  return fate === 'counted' && feature !== undefined
    ? `counted for ${feature.id}`
    : `${fate}: ${say(FATE_MEANINGS[fate])}`
}
