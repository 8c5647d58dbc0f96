import type { DayIndex } from '../domain/calendar.ts'
import {
  type AgentClass,
  type AgentClassifier,
  type ByteMemo,
  type FeatureMatcher,
  NO_AGENT,
  type ReferrerClassifier,
  SPAN,
  type Spans,
  type Tuple,
} from '../domain/contracts.ts'
import { CLIENT, indexOf, METHOD, type FromIndex, type MethodIndex } from '../domain/dictionary.ts'
import { FATE, FATES, type FateIndex } from '../domain/fate.ts'
import { NO_FEATURE, NO_METHOD, type Feature, type FeatureIndex } from '../domain/feature.ts'
import type { MutableHit } from './mutable-hit.ts'
import { changesSomething, isCommonMethod } from './read/read-method.ts'
import type { RequestBuffer } from './request-buffer.ts'
import { endOfPath, TARGET_KIND, type TargetForm } from './read/read-target.ts'

/** What the judge needs to know of the service. */
export type RequestRules = {
  readonly features: readonly Pick<Feature, 'clients' | 'partial' | 'from' | 'until'>[]
  readonly matcher: FeatureMatcher
  readonly ignore: FeatureMatcher
  readonly agents: AgentClassifier
  readonly referrers: ReferrerClassifier
  /** First and last day that count, both included. */
  readonly since?: DayIndex
  readonly until?: DayIndex
  /** Hosts that absolute targets may name; none known: any. */
  readonly knownHosts: readonly string[]
  /** Those of them that columns named, as they are written. */
  readonly namedHosts?: ByteMemo
  /** Reads the duration of a feature's request. Absent: nobody asks for it. */
  readonly readDuration?: (request: ReadRequest) => number
  /** Finds out where a feature's request came from. Absent: nobody asks for it. */
  readonly readFrom?: (request: ReadRequest, hit: MutableHit) => FromIndex
}

/** What the path of a request is matched by. */
export type PathRequest = Pick<ReadRequest, 'target' | 'pathEnd' | 'writing' | 'split'>

/** A line that is a request: its bytes, its spans, its target, its status code. */
export type ReadRequest = {
  bytes: Uint8Array
  readonly spans: Spans
  readonly target: RequestBuffer
  form: TargetForm
  /** Where the path as written ends; −1 if that is not known yet. */
  pathEnd: number
  /** How the log writes paths, as a PathMemo is told of it. */
  readonly writing: number
  code: number
  /** The format has a field for the agent. */
  readonly hasAgent: () => boolean
  /** Splits the target, where its path is not known yet. */
  readonly split: () => void
}

// Own constants: an imported one is loaded anew at each use.
const { agent: AGENT, referrer: REFERRER } = SPAN
const { counted: COUNTED, failed: FAILED, redirect: REDIRECT, partial: PARTIAL, robot: ROBOT } = FATE
const { human: HUMAN, machine: MACHINE, unknown: UNKNOWN } = CLIENT
const { pathless: PATHLESS, absolute: ABSOLUTE } = TARGET_KIND
const OTHER = METHOD.other
// Positions of fates, as the judge gives them back.
const ALL_FATES = FATES.map((fate) => FATE[fate])
export const NO_FATES = FATES.length

/** Decides what becomes of a request, the first that fits, and fills in what it asked for. */
export function judgeRequest(rules: RequestRules, request: ReadRequest, hit: MutableHit): FateIndex {
  if (!isAskedFor(rules, hit.day)) return FATE['out-of-period']
  const verdict = requestVerdict(rules, request, hit.method)
  if (!isTaken(rules, verdict, hit)) return fateOfNoFeature(verdict)
  readUse(rules, request, hit)
  return fateOfUse(rules, request.code, request.hasAgent(), hit)
}

/** Decides the same of lines that are alike, of which nothing is left but what is remembered. */
export function judgeTuple(rules: RequestRules, tuple: Tuple, hasAgent: boolean, hit: MutableHit): FateIndex {
  if (!isAskedFor(rules, hit.day)) return FATE['out-of-period']
  if (!isTaken(rules, tuple.verdict, hit)) return fateOfNoFeature(tuple.verdict)
  setAgent(rules.agents.known!.classes[tuple.agent === NO_AGENT ? 0 : tuple.agent]!, hit)
  hit.referrer = indexOf<'referrer'>(tuple.referrer)
  return fateOfUse(rules, tuple.code, hasAgent, hit)
}

function isAskedFor({ since, until }: RequestRules, day: DayIndex): boolean {
  return !(since !== undefined && day < since) && !(until !== undefined && day > until)
}

function requestVerdict(rules: RequestRules, request: ReadRequest, method: MethodIndex): number {
  if (request.form === PATHLESS) return FATE.method
  if (isForeignTarget(rules.knownHosts, request)) return isCommonMethod(method) ? FATE.unmatched : FATE.method
  return pathVerdict(rules, request, method)
}

/** Whether the verdict is that of a feature which lives on the day; then the hit is one of it. */
function isTaken({ features }: RequestRules, verdict: number, hit: MutableHit): boolean {
  if (verdict < NO_FATES) return false
  const index = indexOf<'feature'>(verdict - NO_FATES)
  if (!livesOn(features[index]!, hit.day)) return false
  hit.feature = index
  return true
}

function fateOfNoFeature(verdict: number): FateIndex {
  return verdict < NO_FATES ? ALL_FATES[verdict]! : FATE.unmatched
}

/**
 * What the path says by itself: a fate, or from NO_FATES on a feature. It is asked of the matchers, or remembered by method; of one
 * that is on no list it is not.
 */
export function pathVerdict(
  rules: Pick<RequestRules, 'matcher' | 'ignore'>,
  request: PathRequest,
  method: MethodIndex,
): number {
  const { verdicts } = rules.matcher
  if (verdicts === undefined || method === OTHER) return decide(rules, request, method)
  const { rawBytes, rawStart, rawEnd } = request.target
  const pathEnd = request.pathEnd >= 0 ? request.pathEnd : endOfPath(rawBytes, rawStart, rawEnd)
  const known = verdicts.find(rawBytes, rawStart, pathEnd, method, request.writing)
  if (known >= 0) return known
  const verdict = decide(rules, request, method)
  verdicts.keep(rawBytes, rawStart, pathEnd, method, request.writing, verdict)
  return verdict
}

function decide(rules: Pick<RequestRules, 'matcher' | 'ignore'>, request: PathRequest, method: MethodIndex): number {
  request.split()
  if (rules.ignore.match(request.target) >= 0) return FATE.ignored
  const feature = rules.matcher.match(request.target)
  if (feature >= 0) return NO_FATES + feature
  if (feature === NO_METHOD || !isCommonMethod(method)) return FATE.method
  return request.target.asset ? FATE.asset : FATE.unmatched
}

export function livesOn(feature: Pick<Feature, 'from' | 'until'>, day: DayIndex): boolean {
  return !(feature.from !== undefined && day < feature.from) && !(feature.until !== undefined && day > feature.until)
}

function readUse(rules: RequestRules, request: ReadRequest, hit: MutableHit): void {
  const { bytes, spans } = request
  setAgent(rules.agents.classify(bytes, Math.max(spans[AGENT]!, 0), spanEnd(spans, AGENT)), hit)
  hit.referrer = rules.referrers.classify(bytes, Math.max(spans[REFERRER]!, 0), spanEnd(spans, REFERRER))
  if (rules.readDuration !== undefined) hit.duration = rules.readDuration(request)
  if (rules.readFrom !== undefined) hit.from = rules.readFrom(request, hit)
}

function setAgent(agent: AgentClass, hit: MutableHit): void {
  hit.client = agent.client
  hit.device = agent.device
  hit.browser = agent.browser
  hit.os = agent.os
  hit.purpose = agent.purpose
}

/** Of a hit with its feature, its agent and its method. */
function fateOfUse({ features }: RequestRules, code: number, hasAgent: boolean, hit: MutableHit): FateIndex {
  const feature = features[hit.feature]!
  hit.outcome = outcomeOf(code, feature, hit)
  return isUser(feature, hasAgent, hit) ? hit.outcome : ROBOT
}

/**
 * The feature that some matcher has for a request which was answered, and not to a robot; NO_FEATURE: none. For lines that
 * no feature takes, as they are told by `judgeRequest`.
 */
export function nearFeature(
  rules: RequestRules,
  request: ReadRequest,
  hit: MutableHit,
  matcher: FeatureMatcher,
): FeatureIndex {
  const { form, target, bytes, spans, code } = request
  if (form === PATHLESS || isForeignTarget(rules.knownHosts, request)) return NO_FEATURE
  request.split()
  const index = matcher.match(target)
  const feature = rules.features[index]
  if (feature === undefined || !livesOn(feature, hit.day) || outcomeOf(code, feature, hit) === FAILED) return NO_FEATURE
  const { client } = rules.agents.classify(bytes, Math.max(spans[AGENT]!, 0), spanEnd(spans, AGENT))
  return client === HUMAN || client === MACHINE || client === UNKNOWN ? index : NO_FEATURE
}

function spanEnd(spans: Spans, span: number): number {
  return spans[span]! < 0 ? 0 : spans[span + 1]!
}

/** What the answer alone makes of the request. */
function outcomeOf(code: number, feature: Pick<Feature, 'partial'>, hit: MutableHit): FateIndex {
  if (code === 206) return feature.partial === 'count' ? COUNTED : PARTIAL
  if ((code >= 200 && code < 300) || code === 304 || code === 101) return COUNTED
  if (code < 300 || code >= 400) return FAILED
  return changesSomething(hit.method) ? COUNTED : REDIRECT
}

// Where the format has no agent nobody can be told from a robot: then all count, and the dataset's README says so.
function isUser(feature: Pick<Feature, 'clients'>, hasAgent: boolean, hit: MutableHit): boolean {
  if (hit.client === HUMAN || !hasAgent) return true
  return feature.clients === 'all' && (hit.client === MACHINE || hit.client === UNKNOWN)
}

/** Whether the target names a host that is not known: no feature takes the request (ADR 11). */
export function isForeignTarget(
  known: readonly string[],
  { form, target }: Pick<ReadRequest, 'form' | 'target'>,
): boolean {
  return form === ABSOLUTE && !isKnownHost(known, target)
}

/** Whether a column names a host that is not known: the line is taken for the service's own all the same (ADR 11). */
export function namesOtherHost(known: readonly string[], { form, target }: ReadRequest): boolean {
  const { hostBytes, hostStart, hostEnd } = target
  if (known.length === 0 || form === ABSOLUTE || hostStart < 0 || hostEnd === hostStart) return false
  const isSign = hostEnd - hostStart === 1 && (hostBytes[hostStart] === DASH || hostBytes[hostStart] === UNDERSCORE)
  return !isSign && !isKnownHost(known, target)
}

// What servers write where there is no name.
const DASH = 0x2d
const UNDERSCORE = 0x5f

function isKnownHost(known: readonly string[], { hostBytes, hostStart, hostEnd }: RequestBuffer): boolean {
  if (known.length === 0) return true
  for (const host of known) {
    if (host.length !== hostEnd - hostStart) continue
    let i = 0
    while (i < host.length && hostBytes[hostStart + i] === host.charCodeAt(i)) i++
    if (i === host.length) return true
  }
  return false
}
