import { dayText } from '../../domain/calendar.ts'
import type { Feature } from '../../domain/feature.ts'
import type { Written } from '../../domain/place.ts'
import type { ExplainedRequest } from '../../pipeline/index.ts'
import { hostText, pathText, queryText } from './request-text.ts'

type NormalisedRequest = NonNullable<ExplainedRequest['read']>
type Step = readonly [label: string, words: string]

/** What is looked at, in this order, up to where the decision falls. */
export function requestSteps(explained: ExplainedRequest): readonly Step[] {
  const { method, read, fate, winner, isForeign } = explained
  if (read === undefined)
    return [
      ['method', method],
      ['path', fate === 'method' ? PATHLESS : NO_REQUEST],
    ]
  const target = targetSteps(explained, read)
  if (isForeign) return target
  if (fate === 'ignored') return [...target, ['ignore', `${taker(winner)} takes it`]]
  return [
    ...target,
    ['ignore', 'no pattern of ignore: takes it'],
    ['asset', read.isAsset ? ASSET : 'no'],
    ['pattern', patternWords(explained)],
    ...useSteps(explained),
  ]
}

function targetSteps({ method, isForeign, hostsMatter }: ExplainedRequest, read: NormalisedRequest): readonly Step[] {
  const unnamed = hostsMatter ? 'not named: a pattern with a host does not fit' : 'not named'
  const parameters = queryText(read)
  return [
    ['method', method],
    ['host', read.host === undefined ? unnamed : hostText(read) + (isForeign ? FOREIGN : '')],
    ['path', pathText(read)],
    ['query', parameters.length === 0 ? 'none' : parameters.join(', ')],
  ]
}

const PATHLESS = 'none: * and host:port are no page, so no feature has them'
const NO_REQUEST = 'none: a request is [METHOD ][HOST]/path[?query], its method in capitals'
const FOREIGN = ': not a host of this service (service.url, service.hosts, or of a pattern)'
const ASSET = 'yes, by its extension: only patterns that end in a literal, and features with assets: count, take it'

function patternWords({ winner, methodsTaken, method }: ExplainedRequest): string {
  if (winner !== undefined) return `${taker(winner)} is the most specific that fits`
  return methodsTaken.length === 0
    ? 'none fits'
    : `of those that fit the path none takes ${method}; taken: ${methodsTaken.join(', ')}`
}

/** `"/health" (comptage.yaml:86)`. */
function taker(pattern: Written<string> | undefined): string {
  return pattern === undefined ? 'a pattern' : `"${pattern.value}" (${pattern.place.file}:${pattern.place.line})`
}

/** Whom a feature counts, and which answers. */
function useSteps({ feature, method }: ExplainedRequest): readonly Step[] {
  if (feature === undefined) return []
  const { id, clients, from, until } = feature
  return [
    ['feature', id],
    ...(from === undefined && until === undefined ? [] : [['days', daysWords(from, until)] as const]),
    ['clients', clients === 'all' ? EVERYBODY : PEOPLE],
    ['answers', answersWords(feature, method)],
  ]
}

const PEOPLE = 'people; no robot, no program'
const EVERYBODY = 'people, programs, and requests without a user agent; no robot'
const CHANGING = ['POST', 'PUT', 'PATCH', 'DELETE']

function answersWords({ partial }: Feature, method: string): string {
  const changes = CHANGING.includes(method)
  return [
    `a use: 2xx, 304, 101${changes ? ', other 3xx' : ''}`,
    ...(changes ? [] : ['redirect: other 3xx']),
    ...(partial === 'count' ? [] : ['partial: 206']),
    'an error: 4xx, 5xx, no answer',
  ].join('; ')
}

function daysWords(from: Feature['from'], until: Feature['until']): string {
  const bounds = [
    ...(from === undefined ? [] : [`from ${dayText(from)}`]),
    ...(until === undefined ? [] : [`until ${dayText(until)}`]),
  ]
  return `${bounds.join(' ')}; outside of them it is unmatched`
}
