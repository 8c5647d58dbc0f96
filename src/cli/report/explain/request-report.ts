import type { ExplainedRequest } from '../../../pipeline/index.ts'
import { say } from '../../language/language.ts'
import { FATE_MEANINGS, FATE_WORDS } from '../../words/lists/line-words.ts'
import { requestSteps } from './request-steps.ts'
import { requestText } from './request-text.ts'
import { wide } from '../../terminal/wide.ts'

/** The decision about a request, step by step. */
export function requestReport(explained: ExplainedRequest): string {
  const steps = requestSteps(explained).map(
    ([label, words], i) => `${String(i + 1).padStart(4)}. ${wide(label, 8)}  ${words}\n`,
  )
  return `${requestText(explained)}\n${steps.join('')}   → ${verdictOf(explained)}\n`
}

/** The decision alone. */
export function requestVerdict(explained: ExplainedRequest): string {
  return `${requestText(explained)} → ${verdictOf(explained)}\n`
}

function verdictOf({ fate, feature }: ExplainedRequest): string {
  if (fate === 'malformed')
    return say({ en: 'malformed: this is no HTTP request', fr: 'illisible : ce n’est pas une requête HTTP' })
  if (fate === 'counted' && feature !== undefined)
    return say({ en: `counted for ${feature.id}`, fr: `comptée pour ${feature.id}` })
  return say({
    en: `${FATE_WORDS[fate].en}: ${FATE_MEANINGS[fate].en}`,
    fr: `${FATE_WORDS[fate].fr} : ${FATE_MEANINGS[fate].fr}`,
  })
}
