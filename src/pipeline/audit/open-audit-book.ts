import type { DayFigures, PassedOver } from '../../domain/observed-features.ts'
import type { DayIndex } from '../../domain/calendar.ts'
import { CLIENTS, AI_PURPOSES, REFERRER, STATUS, type AiPurpose, type Client } from '../../domain/dictionary.ts'
import { bucketOf, DURATION_BUCKETS, type Histogram } from '../../domain/duration.ts'
import { FATE } from '../../domain/fate.ts'
import type { FeatureIndex } from '../../domain/feature.ts'
import type { Hit } from '../../domain/hit.ts'
import { noPassed, type PassedKind, type PassedSums } from '../check/passed-over.ts'

/** Requests of a kind of client that count as no use. */
export type RobotCount = { readonly kind: RobotKind; readonly requests: number }

/** An AI robot by what it fetches for: `ai-robot training`. */
export type RobotKind = Exclude<Client, 'ai-robot'> | `ai-robot ${AiPurpose}`

/** True counts by day and feature, for an audit. */
export type AuditBook = {
  /** @param isGone the client went away before the answer */
  readonly note: (hit: Hit, isGone: boolean) => void
  /** What came for a feature and is no use. */
  readonly pass: (hit: Hit, feature: FeatureIndex, kind: PassedKind) => void
  readonly days: (feature: number) => ReadonlyMap<DayIndex, DayFigures>
  readonly durations: (feature: number) => ReadonlyMap<DayIndex, Histogram>
  readonly passed: (feature: number) => ReadonlyMap<DayIndex, PassedOver>
  /** Who asked for features and was not counted, the most requests first. */
  readonly robots: () => readonly RobotCount[]
}

type Sums = { -readonly [K in keyof DayFigures]: DayFigures[K] }

// Own constants: an imported one is loaded anew at each use.
const { counted: COUNTED, failed: FAILED, robot: ROBOT } = FATE
const INTERNAL = REFERRER.internal
const { '4xx': CLIENT_ERROR, '5xx': SERVER_ERROR } = STATUS

export function openAuditBook(features: number): AuditBook {
  const days = Array.from({ length: features }, () => new Map<DayIndex, Sums>())
  const durations = Array.from({ length: features }, () => new Map<DayIndex, Histogram>())
  const passed = Array.from({ length: features }, () => new Map<DayIndex, PassedSums>())
  const clients = new Float64Array(CLIENTS.length)
  const purposes = new Float64Array(AI_PURPOSES.length)

  function sumsOf({ feature, day }: Hit): Sums | undefined {
    const known = days[feature]?.get(day)
    if (known !== undefined) return known
    const sums: Sums = { uses: 0, entries: 0, clientErrors: 0, serverErrors: 0, unanswered: 0, bytes: 0 }
    days[feature]?.set(day, sums)
    return sums
  }

  function noteDuration({ feature, day, duration, lines }: Hit): void {
    if (duration < 0) return
    const histogram = durations[feature]?.get(day) ?? new Uint32Array(DURATION_BUCKETS)
    durations[feature]?.set(day, histogram)
    const bucket = bucketOf(duration)
    histogram[bucket] = (histogram[bucket] ?? 0) + lines
  }

  function noteUse(hit: Hit): void {
    const sums = sumsOf(hit)
    if (sums === undefined) return
    sums.uses += hit.lines
    if (hit.referrer !== INTERNAL) sums.entries += hit.lines
    if (hit.bytes > 0) sums.bytes += hit.bytes
    noteDuration(hit)
  }

  // Whoever goes away was neither refused, nor sent wrong.
  function noteError(hit: Hit, isGone: boolean): void {
    const sums = sumsOf(hit)
    if (sums === undefined) return
    if (isGone) sums.unanswered += hit.lines
    else if (hit.status === CLIENT_ERROR) sums.clientErrors += hit.lines
    else if (hit.status === SERVER_ERROR) sums.serverErrors += hit.lines
    else sums.unanswered += hit.lines
  }

  function pass({ day, lines }: Hit, feature: FeatureIndex, kind: PassedKind): void {
    const sums = passed[feature]?.get(day) ?? noPassed()
    sums[kind] += lines
    passed[feature]?.set(day, sums)
  }

  function noteRobot({ client, purpose, lines }: Hit): void {
    clients[client] = (clients[client] ?? 0) + lines
    if (purpose >= 0) purposes[purpose] = (purposes[purpose] ?? 0) + lines
  }

  return {
    note: (hit, isGone) => {
      if (hit.feature < 0 || hit.day < 0) return
      if (hit.fate === COUNTED) noteUse(hit)
      else if (hit.fate === FAILED) noteError(hit, isGone)
      else if (hit.fate === ROBOT) noteRobot(hit)
    },
    pass,
    days: (feature) => days[feature] ?? new Map<DayIndex, DayFigures>(),
    durations: (feature) => durations[feature] ?? new Map<DayIndex, Histogram>(),
    passed: (feature) => passed[feature] ?? new Map<DayIndex, PassedOver>(),
    robots: () => robotsOf(clients, purposes),
  }
}

function robotsOf(clients: Float64Array, purposes: Float64Array): readonly RobotCount[] {
  const ai = AI_PURPOSES.map((purpose, i) => ({ kind: `ai-robot ${purpose}` as const, requests: purposes[i] ?? 0 }))
  const others = CLIENTS.flatMap((kind, i) => (kind === 'ai-robot' ? [] : [{ kind, requests: clients[i] ?? 0 }]))
  return [...others, ...ai].filter(({ requests }) => requests > 0).sort((a, b) => b.requests - a.requests)
}
