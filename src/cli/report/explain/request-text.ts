import type { Written } from '../../../domain/place.ts'
import type { ExplainedRequest } from '../../../pipeline/index.ts'
import type { Both } from '../../../domain/service.ts'
import { say } from '../../language/language.ts'
import { FATE_MEANINGS, FATE_WORDS } from '../../words/lists/line-words.ts'

type NormalisedRequest = NonNullable<ExplainedRequest['read']>

/** What is told of a request and of a line. */
export const LABELS = {
  method: { en: 'method', fr: 'méthode' },
  host: { en: 'host', fr: 'hôte' },
  path: { en: 'path', fr: 'chemin' },
  query: { en: 'query', fr: 'paramètres' },
  pattern: { en: 'pattern', fr: 'motif' },
  feature: { en: 'feature', fr: 'fonctionnalité' },
} as const satisfies Record<string, Both>

/** What becomes of it. */
export function fateText({
  fate,
  feature,
  isForeign,
}: Pick<ExplainedRequest, 'fate' | 'feature' | 'isForeign'>): string {
  if (isForeign)
    return say({
      en: `${FATE_WORDS[fate].en}: its host is none of this service`,
      fr: `${FATE_WORDS[fate].fr} : son hôte n’est pas de ce service`,
    })
  if (fate === 'counted' && feature !== undefined)
    return say({ en: `counted for ${feature.id}`, fr: `comptée pour ${feature.id}` })
  return say({
    en: `${FATE_WORDS[fate].en}: ${FATE_MEANINGS[fate].en}`,
    fr: `${FATE_WORDS[fate].fr} : ${FATE_MEANINGS[fate].fr}`,
  })
}

/** `"/health" (comptage.yaml:86)`. */
export function patternText({ value, place }: Written<string>): string {
  return `${say({ en: `"${value}"`, fr: `«\u00A0${value}\u00A0»` })} (${place.file}:${place.line})`
}

/** In the place of what nobody is shown. */
export function dropped(): string {
  return say({ en: '‹dropped›', fr: '‹écarté›' })
}

/** A request on one line, as it is understood. What cannot be understood is not repeated. */
export function requestText({ method, read }: ExplainedRequest): string {
  if (read === undefined) return `${method} ${dropped()}`
  const query = read.parameters.length === 0 ? '' : `?${queryText(read).join('&')}`
  return `${method} ${hostText(read)}${pathText(read)}${query}`
}

/** Nothing, if none was named. */
export function hostText({ host = '' }: NormalisedRequest): string {
  return shown(host, /[%/?#]/g)
}

/** The normalised path; a slash inside a segment stays encoded. */
export function pathText({ segments }: NormalisedRequest): string {
  return `/${segments.map((segment) => shown(segment, /[%/?#]/g)).join('/')}`
}

/** The keys, each with its value where a pattern asks for just that. */
export function queryText({ parameters }: NormalisedRequest): readonly string[] {
  return parameters.map((parameter) => {
    const key = shown(parameter.key, /[%&=#]/g)
    if (parameter.kind === 'alone') return key
    return `${key}=${parameter.kind === 'named' ? shown(parameter.value, /[%&#]/g) : dropped()}`
  })
}

// Safe for a terminal: what no eye can see is written as %XX, and so is what would be read otherwise.
function shown(text: string, reserved: RegExp): string {
  const encoded = (character: string): string => encodeURIComponent(character)
  return text.replace(reserved, encoded).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, encoded)
}
