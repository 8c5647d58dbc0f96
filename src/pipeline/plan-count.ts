import { domainToUnicode } from 'node:url'
import { AGENTS_REMEMBERED, createAgentClassifier } from '../agent/index.ts'
import { type DayIndex, dayText } from '../domain/calendar.ts'
import type { AgentClassifier, ByteMemo, Kernel, MemoSize, ReferrerClassifier } from '../domain/contracts.ts'
import { DIMENSION_WORDS, FROM_WORDS, type Dimension } from '../domain/dictionary.ts'
import { needsOf } from '../domain/measure.ts'
import { ProblemError, type Problem } from '../domain/problem.ts'
import type { Configuration } from '../domain/service.ts'
import type { ProtectionLevel, TableSpec } from '../domain/table.ts'
import { compileFeatures, compileIgnore, findIgnored, type Condition, type PatternMatcher } from '../feature/index.ts'
import { kernelWithoutMemory, openKernel } from '../kernel/index.ts'
import { planTables } from '../protect/index.ts'
import { createReferrerClassifier, REFERRERS_REMEMBERED } from '../referrer/index.ts'
import { hasRoomForWasm } from '../source/index.ts'
import { isError } from './severity-of.ts'

/** What is asked of one pass over logs. */
export type CountRequest = {
  readonly configuration: Configuration
  /** Paths, globs, or `-` for stdin. None: those of the configuration; it has none: stdin. */
  readonly logs?: readonly string[]
  /** Instead of the formats of the configuration. */
  readonly format?: string
  /** First and last day to count, both included. */
  readonly since?: DayIndex
  readonly until?: DayIndex
  /** Share of malformed lines that trips the alarm, 0–1; 1 turns it off. */
  readonly malformedLimit?: number
  /** Instead of the level of every table. */
  readonly protection?: ProtectionLevel
  readonly acceptRisk?: boolean
  /** Nothing will be published: noise comes from a key that is thrown away. */
  readonly isTrial?: boolean
  /** Threads that count; the usual: two, where there are as many cores. */
  readonly jobs?: number
  /** Folder with the key to the noise, instead of the configuration's. */
  readonly state?: string
}

/** A request that was found sound, with everything compiled. */
export type CountPlan = {
  readonly request: CountRequest
  readonly configuration: Configuration
  readonly since?: DayIndex
  readonly until?: DayIndex
  readonly malformedLimit: number
  readonly specs: readonly TableSpec[]
  readonly matcher: PatternMatcher
  readonly ignore: PatternMatcher
  readonly agents: AgentClassifier
  readonly kernel: Kernel
  /** For the hosts of the service, as columns name them. */
  readonly namedHosts: ByteMemo
  readonly referrers: ReferrerClassifier
  /** Hosts that absolute targets may name. */
  readonly knownHosts: readonly string[]
  /** What the gate is asked for beside what every line says. */
  readonly asks: { readonly durations: boolean; readonly flows: boolean; readonly hours: boolean }
  readonly categories: (dimension: Dimension) => readonly string[]
  /** What the patterns of features and of `ignore:` hold: the hosts that they name, their literal segments, what they ask of a query. */
  readonly patterns: {
    readonly hosts: readonly string[]
    readonly literals: readonly string[]
    readonly conditions: readonly Condition[]
  }
  /** Nothing that stops the count, but worth a word. */
  readonly remarks: readonly Problem[]
}

/** A service has few hosts; each is written in few ways. */
const HOSTS_REMEMBERED: MemoSize = { mostEntries: 64, arenaBytes: 1 << 13 }

/** Of paths that patterns can tell apart, each by method; 16 bytes hold four segments. 0.5 MiB in all. */
const PATHS_REMEMBERED: MemoSize = { mostEntries: 8192, arenaBytes: 1 << 18 }

/**
 * Compiles the configuration and holds its tables to the rules.
 *
 * @throws ProblemError with all that is wrong
 */
export function planCount(request: CountRequest): CountPlan {
  const plan = draftCount(request)
  if (plan.remarks.some(isError)) throw new ProblemError(...plan.remarks.filter(isError))
  return plan
}

/** The same, with what is wrong among its remarks. It throws SINCE_AFTER_UNTIL alone. */
export function draftCount(request: CountRequest): CountPlan {
  const { configuration } = request
  const days = daysOf(request)
  const caseInsensitive = configuration.case === 'insensitive'
  const compiled = compileFeatures(configuration.features, { caseInsensitive })
  const ignored = compileIgnore(configuration.ignore, { caseInsensitive })
  const patterns = {
    hosts: [...compiled.hosts, ...ignored.hosts],
    literals: [...compiled.literals, ...ignored.literals],
    conditions: [...compiled.conditions, ...ignored.conditions],
  }
  const isByPath = patterns.hosts.length + patterns.conditions.length === 0
  const remembered = { size: PATHS_REMEMBERED, patterns: [...compiled.paths, ...ignored.paths] }
  const kernel = hasRoomForWasm()
    ? openKernel([AGENTS_REMEMBERED, REFERRERS_REMEMBERED, HOSTS_REMEMBERED], isByPath ? remembered : undefined)
    : kernelWithoutMemory()
  const referrers = createReferrerClassifier({
    ownHosts: configuration.service.hosts,
    listedHosts: configuration.referrers,
    heads: kernel.openMemo(REFERRERS_REMEMBERED),
  })
  const featureIds = configuration.features.map(({ id }) => id)
  const categories = (dimension: Dimension): readonly string[] => wordsOf(dimension, referrers, featureIds)
  const tables = planTables(configuration.datasets, {
    k: configuration.k,
    cells: (dimensions) =>
      dimensions.reduce((cells, dimension) => cells * categories(dimension).length, configuration.features.length),
    ...(request.protection === undefined ? {} : { override: request.protection }),
    acceptRisk: request.acceptRisk ?? false,
    hasSince: configuration.since !== undefined,
    promise: configuration.promise,
  })
  const asked = new Set(
    tables.specs.flatMap(({ measures, dimensions }) =>
      [...measures, ...dimensions].flatMap(needsOf).map(({ work }) => work),
    ),
  )
  return {
    request,
    configuration,
    ...days,
    malformedLimit: request.malformedLimit ?? configuration.malformedLimit,
    specs: tables.specs,
    matcher: compiled.matcher,
    ignore: ignored.matcher,
    agents: createAgentClassifier({
      families: asked.has('agents'),
      memo: kernel.openMemo(AGENTS_REMEMBERED),
    }),
    kernel,
    namedHosts: kernel.openMemo(HOSTS_REMEMBERED),
    referrers,
    knownHosts: [...configuration.service.hosts.flatMap(spellingsOf), ...compiled.hosts],
    asks: {
      durations: asked.has('durations'),
      flows: asked.has('flows'),
      hours: asked.has('hours'),
    },
    categories,
    patterns,
    remarks: [
      ...compiled.problems,
      ...ignored.problems,
      ...findIgnored(configuration.features, configuration.ignore, { caseInsensitive }),
      ...tables.problems,
      ...tables.brokenPromises,
    ],
  }
}

/**
 * As a client writes a host; and as a server may, which takes it from its own configuration: each byte of UTF-8 as a sign, or as
 * Apache and nginx escape it.
 */
function spellingsOf(host: string): readonly string[] {
  const named = Buffer.from(domainToUnicode(host)).toString('latin1')
  const escaped = named.replaceAll(/[\x80-\xFF]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`)
  return named === '' ? [host] : [...new Set([host, named, escaped])]
}

/** The first and the last day to count, where there are such. */
function daysOf({ configuration, since: asked, until }: CountRequest): Pick<CountPlan, 'since' | 'until'> {
  const since = laterOf(configuration.since, asked)
  if (since !== undefined && until !== undefined && since > until)
    throw new ProblemError({ code: 'SINCE_AFTER_UNTIL', since: dayText(since), until: dayText(until) })
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
}

function laterOf(a: DayIndex | undefined, b: DayIndex | undefined): DayIndex | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a > b ? a : b
}

function wordsOf(dimension: Dimension, referrers: ReferrerClassifier, features: readonly string[]): readonly string[] {
  if (dimension === 'from') return [...features, ...FROM_WORDS]
  return dimension === 'referrer' ? referrers.words : DIMENSION_WORDS[dimension]
}
