import { join } from 'node:path'
import type { Fate } from '../../domain/fate.ts'
import type { Problem } from '../../domain/problem.ts'
import type { Language } from '../../domain/service.ts'
import { draftFeatures, type DraftFeature } from '../../learn/index.ts'
import { formatsOf } from '../count/count-logs.ts'
import type { FileCounted } from '../reading/count-file.ts'
import { commonestFate, type LedgerEntry, ledgerOf } from '../reading/ledger.ts'
import { logNameOf } from '../../recognition/index.ts'
import { findLogs, fitsPath } from '../../source/index.ts'
import type { Progress } from '../reading/read-logs.ts'
import type { ProposedLog } from '../reading/server-logs/propose-logs.ts'
import { isError } from '../severity-of.ts'
import { languageOf } from './french-words.ts'
import { fixesDate, joinRotated, withRotated } from './with-rotated.ts'
import { learnLogs, type LearnRequest, type LogsLearnt } from './learn-logs.ts'
import { measureDraft, withoutUnreachable } from './measure-draft.ts'
import { nameFeatures, type Named } from './name-features.ts'

/** A feature of the draft, and the share of all uses of the service's own hosts that it catches. */
type ProposedFeature = DraftFeature & Named & { readonly uses: number; readonly share: number }

/**
 * What logs say about a service: all that a configuration needs.
 *
 * Hint: learnt words are in it. It goes into the draft, and nowhere else.
 */
export type ServiceDraft = Omit<LogsDraft, 'logs'> & {
  readonly zones: LogsLearnt['zones']
  /** With whether the path finds the files of one date alone, or of one number. */
  readonly logs: readonly (ProposedLog & { readonly isOfOneDate: boolean })[]
  /** Of the titles, and of what is published. */
  readonly language: Language
  /** Whether all but the time says that the service is one of France. */
  readonly isOfFrance: boolean
  readonly hosts: readonly string[]
  readonly ignored: readonly string[]
  readonly features: readonly ProposedFeature[]
  readonly linesRead: number
  /** What became of most of them. */
  readonly commonest: Fate | undefined
  /** People's uses of the service's own hosts; of these, by targets that name a host themselves; and those of other hosts. */
  readonly uses: number
  readonly absoluteUses: number
  readonly foreignUses: number
  /** Of the uses: caught by `/` or a pattern with a word in it; by one without. */
  readonly namedShare: number
  readonly unnamedShare: number
  /** Different paths, exact where they are few. */
  readonly distinctPaths: number
  /** Share of the uses that are of paths with ever-new queries. */
  readonly queryShare: number
  readonly problems: readonly Problem[]
}

/** From so many different queries on, the pages of a path are told by them. */
const MANY_QUERIES = 10

type DraftRequest = LearnRequest & {
  /** That of the operator. */
  readonly language: Language
  /** Whether the zone that these make is one of France. */
  readonly isFrench?: (told: Pick<ServiceDraft, 'zones' | 'isOfFrance'>) => boolean
}

/** Reads logs and proposes what a configuration needs. */
export async function draftService(
  request: DraftRequest,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<ServiceDraft> {
  const { learnt, counted, zones, ignored, problems } = await learnLogs(request, onProgress)
  const {
    distinctPaths,
    hosts,
    absoluteUses,
    foreignUses,
    root: { uses },
  } = learnt
  const { total } = ledgerOf(counted.map(({ ledger }) => ledger))
  const all = draftFeatures(learnt)
  const drafted = { ...all, features: withoutUnreachable(all.features) }
  const measured = measureDraft(drafted)
  const kept = drafted.features.flatMap((feature, position) => {
    const taken = measured[position] ?? 0
    return taken === 0 ? [] : [{ ...feature, uses: taken, share: taken / uses }]
  })
  const logsDraft = draftLogs({ ...request, logs: await withoutPipes(request.logs) }, counted, problems)
  const { logs, ...told } = { ...logsDraft, zones }
  const words = kept.flatMap((feature) => feature.words)
  const wordsAre = languageOf(words)
  const isOfFrance = isHostOfFrance(hosts) ?? (request.language === 'fr' || wordsAre === 'fr')
  const isFrench = request.isFrench?.({ ...told, isOfFrance }) === true && wordsAre !== 'en'
  const language = request.language === 'fr' || isFrench ? 'fr' : 'en'
  const names = nameFeatures(kept, language)
  const features = kept.flatMap((feature, position) => {
    const named = names[position]
    return named === undefined ? [] : [{ ...feature, ...named }]
  })
  const entries = await joinRotated((await Promise.all(logs.map(withRotated))).flat())
  const read = counted.map(({ ledger, fits }) => ({ path: ledger.file, first: fits.first, last: fits.last }))
  return {
    ...told,
    logs: entries.map((entry) => ({ ...entry, isOfOneDate: fixesDate(entry.path, read) })),
    language,
    isOfFrance,
    hosts,
    ignored,
    features,
    linesRead: total.linesRead,
    commonest: commonestFate(total),
    uses,
    absoluteUses,
    foreignUses,
    namedShare: sumOf(features.filter(hasName)),
    unnamedShare: sumOf(features.filter((feature) => !hasName(feature))),
    distinctPaths,
    queryShare:
      drafted.places.reduce((sum, place) => (place.queries < MANY_QUERIES ? sum : sum + place.uses), 0) / uses,
    problems,
  }
}

/** By the country that the busiest host is named after; undefined: after none, or after one whose name is sold everywhere. */
function isHostOfFrance([host = '']: readonly string[]): boolean | undefined {
  const [, country = 'eu'] = /\.([a-z]{2})$/.exec(host) ?? []
  return 'eu io ai co me tv'.split(' ').includes(country) ? undefined : COUNTRIES_OF_FRANCE.includes(country)
}

const COUNTRIES_OF_FRANCE = 'fr gp mq gf re yt nc pf pm wf'.split(' ')

/** Their lines come once: what a configuration names is read again. */
async function withoutPipes(logs: readonly string[]): Promise<readonly string[]> {
  const { problems } = await findLogs(logs, false)
  const pipes = problems.flatMap((problem) => (problem.code === 'LOG_IS_PIPE' ? [problem.path] : []))
  return logs.filter((log) => log !== '-' && !pipes.includes(log))
}

function hasName({ isHome, words }: DraftFeature): boolean {
  return isHome || words.length > 0
}

function sumOf(features: readonly ProposedFeature[]): number {
  return features.reduce((sum, { share }) => sum + share, 0)
}

/** An entry of `logs:` for what was read, and what it tells. */
type LogsDraft = {
  readonly logs: readonly ProposedLog[]
  /** Of what a web server of this machine writes, and was not there. */
  readonly absent: readonly ProposedLog[]
  /** Those that have the same requests as one of these, as behind a proxy: no entries. */
  readonly behind: readonly ProposedLog[]
  /** Named logs that are no entry, since none of their lines is a request. */
  readonly withoutRequest: readonly string[]
  /** Whether it says where a request came from, as entries need it. */
  readonly hasReferrer: boolean
}

/** The logs as the operator named them, each with its format; none for a pipe, nor for one that could not be read. */
function draftLogs(
  { logs, proposed, format, timezone }: LearnRequest,
  counted: readonly FileCounted[],
  problems: readonly Problem[],
): LogsDraft {
  const detected = problems.flatMap((problem) => (problem.code === 'FORMAT_DETECTED' ? [problem] : []))
  const unread = new Set(problems.flatMap(logOfError))
  const named = logs.filter((log) => !unread.has(log))
  const formatOf = (path: string): string => {
    const formats = new Set(
      detected.flatMap((found) => (found.file === path ? [found.layout?.string ?? found.format] : [])),
    )
    const [first = 'auto'] = formats
    return format ?? (formats.size === 1 ? first : 'auto')
  }
  const groups = groupsOf(named)
  const withoutRequest = groups.filter(({ members }) => {
    const { linesRead, fates } = totalOf(counted, members)
    return linesRead > 0 && fates['not-a-request'] === linesRead
  })
  const kept = groups.filter((group) => !withoutRequest.includes(group))
  const entries = kept.map(({ path, members }) => {
    const formats = new Set(members.map(formatOf))
    return { path, format: formats.size === 1 ? [...formats].join('') : 'auto' }
  })
  const zoneless = counted.flatMap(({ zone, fits, ledger }) =>
    zone === undefined && fits.first >= 0 ? [join(ledger.file)] : [],
  )
  const withZone = (log: ProposedLog): ProposedLog =>
    zoneless.some((file) => fitsPath(file, join(log.path))) ? { ...log, timezone } : log
  const there = (logs.length === 0 ? proposed.filter(({ path }) => !unread.has(path)) : entries).map(withZone)
  const behind = behindOthers(there, counted, problems)
  return {
    logs: there.filter((log) => !behind.includes(log)),
    behind,
    absent: proposed.filter(({ path }) => unread.has(path)),
    withoutRequest: withoutRequest.flatMap(({ members }) => members),
    hasReferrer: formatsOf(counted).every(({ lacks }) => !lacks.includes('referrer')),
  }
}

/** Those to which another server passes requests on; and where the logs alone tell, of two that with fewer lines, else the later. */
function behindOthers(
  logs: readonly ProposedLog[],
  counted: readonly FileCounted[],
  problems: readonly Problem[],
): readonly ProposedLog[] {
  const entryOf = (name: string): ProposedLog | undefined =>
    logs.find(({ path }) => logNameOf(join(path)) === name || fitsPath(name, join(path)))
  const linesOf = ({ path }: ProposedLog): number => totalOf(counted, [path]).linesRead
  const fewer = problems.flatMap((problem) => {
    if (problem.code !== 'LOGS_ALIKE' || problem.by !== 'uses') return []
    const both = logs.filter((log) => log === entryOf(problem.path) || log === entryOf(problem.other))
    return both.length < 2 ? [] : both.toSorted((a, b) => linesOf(b) - linesOf(a)).slice(1)
  })
  return logs.filter((log) => log.isBehind === true || fewer.includes(log))
}

function totalOf(counted: readonly FileCounted[], paths: readonly string[]): LedgerEntry {
  const own = counted.filter(({ ledger }) => paths.some((path) => fitsPath(join(ledger.file), join(path))))
  return ledgerOf(own.map(({ ledger }) => ledger)).total
}

function logOfError(problem: Problem): readonly string[] {
  if (!isError(problem)) return []
  if (problem.code === 'FORMAT_NOT_DETECTED') return [problem.file]
  return 'path' in problem && typeof problem.path === 'string' ? [problem.path] : []
}

type Group = { readonly path: string; readonly members: readonly string[] }

/** A shell hands over `access.log access.log.1 access.log.2.gz`: one log and its rotations, `access.log*`. */
function groupsOf(paths: readonly string[]): readonly Group[] {
  const groups = new Map<string, string[]>()
  for (const path of paths.toSorted()) {
    const base = [...groups.keys()].find((known) => path.startsWith(known) && /^[-.]/.test(path.slice(known.length)))
    groups.set(base ?? path, [...(groups.get(base ?? path) ?? []), path])
  }
  return [...groups].map(([base, members]) => ({ path: members.length > 1 ? `${base}*` : base, members }))
}
