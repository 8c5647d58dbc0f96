import { dayText } from '../../../domain/calendar.ts'
import type { Feature } from '../../../domain/feature.ts'
import type { Written } from '../../../domain/place.ts'
import type { ExplainedRequest } from '../../../pipeline/index.ts'
import type { Both } from '../../../domain/service.ts'
import { say } from '../../language/language.ts'
import { wide } from '../../terminal/wide.ts'
import { fateText, hostText, LABELS, pathText, patternText, queryText, requestText } from './request-text.ts'

/** The decision about a request, step by step. */
export function requestReport(explained: ExplainedRequest): string {
  const steps = requestSteps(explained).map(
    ([label, words], i) => `${String(i + 1).padStart(4)}. ${wide(label, say({ en: 8, fr: 14 }))}  ${words}\n`,
  )
  return `${requestText(explained)}\n${steps.join('')}   → ${verdictOf(explained)}\n`
}

/** The decision alone. */
export function requestVerdict(explained: ExplainedRequest): string {
  return `${requestText(explained)} → ${verdictOf(explained)}\n`
}

function verdictOf(explained: ExplainedRequest): string {
  if (explained.fate === 'malformed')
    return say({ en: 'malformed: this is no HTTP request', fr: 'illisible : ce n’est pas une requête HTTP' })
  return fateText(explained)
}

type NormalisedRequest = NonNullable<ExplainedRequest['read']>
type Step = readonly [label: string, words: string]

/** What is looked at, in this order, up to where the decision falls. */
function requestSteps(explained: ExplainedRequest): readonly Step[] {
  const { method, read, fate, winner, isForeign } = explained
  if (read === undefined)
    return [
      [say(LABELS.method), method],
      [say(LABELS.path), say(fate === 'method' ? PATHLESS : NO_REQUEST)],
    ]
  const target = targetSteps(explained, read)
  if (isForeign) return target
  if (fate === 'ignored') return [...target, ['ignore', takes(winner)]]
  return [
    ...target,
    ['ignore', say({ en: 'no pattern of ignore: takes it', fr: 'aucun motif de ignore: ne la prend' })],
    [say({ en: 'asset', fr: 'image…' }), read.isAsset ? say(ASSET) : say(NO)],
    [say(LABELS.pattern), patternWords(explained)],
    ...useSteps(explained),
  ]
}

const OF_REQUEST = {
  days: { en: 'days', fr: 'jours' },
  clients: { en: 'clients', fr: 'clients' },
  answers: { en: 'answers', fr: 'réponses' },
} as const satisfies Record<string, Both>

function targetSteps({ method, isForeign, hostsMatter }: ExplainedRequest, read: NormalisedRequest): readonly Step[] {
  const unnamed = say(hostsMatter ? UNNAMED : { en: 'not named', fr: 'non indiqué' })
  const parameters = queryText(read)
  return [
    [say(LABELS.method), method],
    [say(LABELS.host), read.host === undefined ? unnamed : hostText(read) + (isForeign ? say(FOREIGN) : '')],
    [say(LABELS.path), pathText(read)],
    [say(LABELS.query), parameters.length === 0 ? say({ en: 'none', fr: 'aucun' }) : parameters.join(', ')],
  ]
}

const NO: Both = { en: 'no', fr: 'non' }
const UNNAMED: Both = {
  en: 'not named: a pattern with a host does not fit',
  fr: 'non indiqué : un motif avec un hôte ne convient pas',
}
const PATHLESS: Both = {
  en: 'none: * and host:port are no page, so no feature has them',
  fr: 'aucun : * et hôte:port ne sont pas des pages, donc aucune fonctionnalité ne les a',
}
const NO_REQUEST: Both = {
  en: 'none: a request is [METHOD ][HOST]/path[?query], its method in capitals',
  fr: 'aucun : une requête s’écrit [MÉTHODE ][HÔTE]/chemin[?paramètres], la méthode en capitales',
}
const FOREIGN: Both = {
  en: ': not a host of this service (service.url, service.hosts, or of a pattern), so no feature takes it where the target names it; a line of which a column of the log names it is counted (explain --line)',
  fr: ' : pas un hôte de ce service (service.url, service.hosts, ou celui d’un motif) : aucune fonctionnalité ne la prend si la cible le nomme ; une ligne où une colonne du journal le nomme est comptée (explain --line)',
}
const ASSET: Both = {
  en: 'yes, by its extension: only patterns that end in a literal, and features with assets: count, take it',
  fr: 'oui, par son extension : seuls la prennent les motifs qui finissent par un mot, et les fonctionnalités avec assets: count',
}

function patternWords({ winner, methodsTaken, method }: ExplainedRequest): string {
  if (winner !== undefined) {
    const best = patternText(winner)
    return say({ en: `${best} is the most specific that fits`, fr: `${best} est le plus précis qui convienne` })
  }
  const taken = methodsTaken.join(', ')
  return taken === ''
    ? say({ en: 'none fits', fr: 'aucun ne convient' })
    : say({
        en: `of those that fit the path none takes ${method}; taken: ${taken}`,
        fr: `de ceux qui conviennent au chemin, aucun ne prend ${method} ; sont prises : ${taken}`,
      })
}

function takes(pattern: Written<string> | undefined): string {
  const taker = pattern === undefined ? say({ en: 'a pattern', fr: 'un motif' }) : patternText(pattern)
  return say({ en: `${taker} takes it`, fr: `${taker} la prend` })
}

/** Whom a feature counts, and which answers. */
function useSteps({ feature, method }: ExplainedRequest): readonly Step[] {
  if (feature === undefined) return []
  const { id, clients, from, until } = feature
  return [
    [say(LABELS.feature), id],
    ...(from === undefined && until === undefined ? [] : [[say(OF_REQUEST.days), daysWords(from, until)] as const]),
    [say(OF_REQUEST.clients), say(clients === 'all' ? EVERYBODY : PEOPLE)],
    [say(OF_REQUEST.answers), answersWords(feature, method)],
  ]
}

const PEOPLE: Both = { en: 'people; no robot, no program', fr: 'personnes ; ni robot, ni programme' }
const EVERYBODY: Both = {
  en: 'people, programs, and requests without a user agent; no robot',
  fr: 'personnes, programmes et requêtes sans logiciel client ; pas de robot',
}
const CHANGING = ['POST', 'PUT', 'PATCH', 'DELETE']

function answersWords({ partial }: Feature, method: string): string {
  const changes = CHANGING.includes(method)
  const use = changes
    ? { en: 'a use: 2xx, 304, 101, other 3xx', fr: 'une utilisation : 2xx, 304, 101, autres 3xx' }
    : { en: 'a use: 2xx, 304, 101', fr: 'une utilisation : 2xx, 304, 101' }
  return [
    say(use),
    ...(changes ? [] : [say({ en: 'redirect: other 3xx', fr: 'redirection : autres 3xx' })]),
    ...(partial === 'count' ? [] : [say({ en: 'partial: 206', fr: 'partielle : 206' })]),
    say({ en: 'an error: 4xx, 5xx, no answer', fr: 'une erreur : 4xx, 5xx, sans réponse' }),
  ].join(say({ en: '; ', fr: ' ; ' }))
}

function daysWords(from: Feature['from'], until: Feature['until']): string {
  const bounds = [
    ...(from === undefined ? [] : [say({ en: `from ${dayText(from)}`, fr: `du ${dayText(from)}` })]),
    ...(until === undefined ? [] : [say({ en: `until ${dayText(until)}`, fr: `au ${dayText(until)}` })]),
  ].join(' ')
  return say({
    en: `${bounds}; outside of them it is unmatched`,
    fr: `${bounds} ; en dehors, la requête n’est attribuée à aucune fonctionnalité`,
  })
}
