import { FATE, FATES, type Fate } from '../../domain/fate.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { Feature, FeatureIndex } from '../../domain/feature.ts'
import type { Written } from '../../domain/place.ts'
import { compileFormat } from '../../format/index.ts'
import { openPlanGate } from '../reading/open-plan-gate.ts'
import type { CountPlan } from '../plan-count.ts'
import { normalisedRequest, type NormalisedRequest } from './normalised-request.ts'
import { readOneLine } from './read-one-line.ts'
import { readTyped, requestLine } from './request-line.ts'
import { onAnyDay, takeAll } from './take-all.ts'
import { winnerOf } from './winner-of.ts'

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
