import type { RequestView } from '../../domain/contracts.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { FATE, FATES, type Fate } from '../../domain/fate.ts'
import type { Feature, FeatureIndex } from '../../domain/feature.ts'
import type { Written } from '../../domain/place.ts'
import { ProblemError } from '../../domain/problem.ts'
import type { Condition } from '../../feature/index.ts'
import { compileFormat } from '../../format/index.ts'
import { LINE_LIMIT } from '../../source/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { openPlanGate } from '../reading/open-plan-gate.ts'
import { onAnyDay, readOneLine, takeAll, winnerOf } from './read-one-line.ts'

/** What the program makes of a request that the operator typed. */
export type ExplainedRequest = {
  readonly method: string
  /** Undefined where it is no request, or one without a path. */
  readonly read: NormalisedRequest | undefined
  /** It names a host that is none of the service's. */
  readonly isForeign: boolean
  /** Some pattern asks for a host. */
  readonly hostsMatter: boolean
  /** What becomes of it where a person asks and the answer is 200. */
  readonly fate: Fate
  /** The pattern that takes it: of a feature, or of `ignore:`. */
  readonly winner: Written<string> | undefined
  readonly feature: Feature | undefined
  readonly featureIndex: FeatureIndex
  /** Where no pattern takes its method: the methods that some pattern takes. */
  readonly methodsTaken: readonly string[]
}

const METHODS_TRIED = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

/**
 * Explains requests with the gate that counts them: each is put into a line of a log, so what is explained is what is
 * counted. Days play no part: what the operator asks about is a path.
 */
export function openExplainer(plan: CountPlan): (typed: string) => ExplainedRequest {
  const { knownHosts } = plan
  const scanner = compileFormat('combined')
  const judge = openPlanGate(onAnyDay(plan), scanner)
  const seen: NormalisedRequest[] = []
  const everything = takeAll(plan, (view) => {
    seen.push(normalisedRequest(view, plan.patterns.conditions))
    return indexOf<'feature'>(0)
  })
  const reader = openPlanGate(everything, scanner)

  function methodsTaken(target: string): readonly string[] {
    return METHODS_TRIED.filter((method) => readOneLine(judge, requestLine({ method, target })).feature >= 0)
  }

  return (typed) => {
    const request = readTyped(typed)
    const line = requestLine(request)
    seen.length = 0
    readOneLine(reader, line)
    const [read] = seen
    const { fate, feature } = readOneLine(judge, line)
    return {
      method: request.method,
      read,
      isForeign: read?.host !== undefined && knownHosts.length > 0 && !knownHosts.includes(read.host),
      hostsMatter: plan.patterns.hosts.length > 0,
      fate: FATES[fate] ?? 'malformed',
      winner: winnerOf(plan, { fate, feature }),
      feature: plan.configuration.features[feature],
      featureIndex: feature,
      methodsTaken: fate === FATE.method ? methodsTaken(request.target) : [],
    }
  }
}

// The documentation's address and a browser: all that is asked is what becomes of the method and the target.
const FRONT = '192.0.2.1 - - [01/Jan/2026:12:00:00 +0000] '
const BACK = ' 200 0 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"\n'

/** A request as somebody types it: `/path?query`, `POST /path`, `host/path`, `GET https://host/path`; or as logs have it, `GET /path HTTP/1.1`. */
type TypedRequest = { readonly method: string; readonly target: string }

/** Without a method it is a GET. A host before the path makes an absolute target. */
function readTyped(typed: string): TypedRequest {
  const text = typed.trim().replace(/ HTTP\/\d(?:\.\d)?$/, '')
  const [, method = 'GET', target = text] = /^([A-Z][\w-]*) +(\S.*)$/is.exec(text) ?? []
  const hasHost = !/^(?:[/?*]|https?:\/\/)/i.test(target) && /^[^/?#]+\//.test(target)
  return { method, target: hasHost ? `http://${target}` : target }
}

/**
 * The line, with its line end, that a server would write for a request in the format `combined`.
 *
 * @throws ProblemError REQUEST_TOO_LONG for one that no log could hold
 */
function requestLine({ method, target }: TypedRequest): Uint8Array {
  const line = new TextEncoder().encode(`${FRONT}"${method} ${escapeAsServersDo(target)} HTTP/1.1"${BACK}`)
  if (line.length <= LINE_LIMIT) return line
  throw new ProblemError({ code: 'REQUEST_TOO_LONG', limit: LINE_LIMIT })
}

function escapeAsServersDo(text: string): string {
  // What is above ASCII goes into a log as the bytes of its UTF-8.
  const escaped = (character: string): string => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  return text.replace(/["\\\p{Cc}]/gu, (character) => (character > '~' ? character : escaped(character)))
}

/** A request that the operator typed, as the gate normalises it. */
type NormalisedRequest = {
  /** Without port, lower case; undefined: none was named. */
  readonly host: string | undefined
  /** Decoded. */
  readonly segments: readonly string[]
  readonly parameters: readonly Parameter[]
  /** It ends in the extension of an image, a style sheet, a font … */
  readonly isAsset: boolean
}

/** A key of the query, decoded: alone, with the value that a pattern asks for, or with another, which is dropped. */
type Parameter =
  | { readonly key: string; readonly kind: 'alone' | 'dropped' }
  | { readonly key: string; readonly kind: 'named'; readonly value: string }

/** Copies what the gate shows of a request. Only for requests from the operator's keyboard, never for a line of a log. */
function normalisedRequest(view: RequestView, conditions: readonly Condition[]): NormalisedRequest {
  const { pathBytes, starts, ends, segments, hostBytes, hostStart, hostEnd, queryBytes, queryStart, queryEnd } = view
  const query = queryStart < 0 ? '' : textOf(queryBytes, queryStart, queryEnd)
  return {
    host: hostStart < 0 ? undefined : textOf(hostBytes, hostStart, hostEnd),
    segments: Array.from({ length: segments }, (_, i) => textOf(pathBytes, starts[i] ?? 0, ends[i] ?? 0)),
    parameters: query
      .split('&')
      .filter((text) => text !== '')
      .map((text) => parameterOf(text, conditions)),
    isAsset: view.asset,
  }
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return new TextDecoder().decode(bytes.subarray(start, end))
}

function parameterOf(text: string, conditions: readonly Condition[]): Parameter {
  const equals = text.indexOf('=')
  if (equals < 0) return { key: decoded(text), kind: 'alone' }
  const key = decoded(text.slice(0, equals))
  const value = decoded(text.slice(equals + 1))
  const isNamed = conditions.some((condition) => condition.key === key && condition.value === value)
  return isNamed ? { key, kind: 'named', value } : { key, kind: 'dropped' }
}

/** As the matcher reads a query: plus signs are spaces, and a bad `%` stands for itself. */
function decoded(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replace(/(?:%[\da-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString())
}
