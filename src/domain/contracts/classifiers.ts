import type {
  AiPurposeIndex,
  BrowserIndex,
  ClientIndex,
  DeviceIndex,
  ReferrerIndex,
  SystemIndex,
} from '../dictionary.ts'
import type { FeatureIndex } from '../feature.ts'
import type { ByteMemo, PathMemo } from './kernel.ts'

/** A request as the gate hands it to the matcher: spans of normalised bytes, valid for the length of one call. */
export type RequestView = {
  /** Decoded path segments, neither empty nor `.` or `..`: segment i is `pathBytes[starts[i] … ends[i])`. `/` has none. */
  pathBytes: Uint8Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** `hashSegment` of each segment: made while the path is split, so that no matcher walks its bytes again. */
  readonly hashes: Int32Array
  segments: number
  /** The last segment ends in an extension of ASSET_EXTENSIONS. */
  asset: boolean
  /** The method as written. */
  methodBytes: Uint8Array
  methodStart: number
  methodEnd: number
  /** Host without port, lower case; start −1 if unknown. */
  hostBytes: Uint8Array
  hostStart: number
  hostEnd: number
  /** The query after its `?`, still encoded; start −1 if there is none. */
  queryBytes: Uint8Array
  queryStart: number
  queryEnd: number
}

/** Where the hash of a segment starts, and what it is multiplied by at each byte: FNV-1a, 32 bits. */
export const HASH_SEED = 0x811c9dc5 | 0
export const HASH_PRIME = 0x01000193

/** The hash of a path segment, by which a matcher looks up literals. */
export function hashSegment(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_SEED
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), HASH_PRIME)
  return hash
}

export type FeatureMatcher = {
  /** The feature of the most specific pattern that fits, else NO_FEATURE or NO_METHOD. */
  readonly match: (request: RequestView) => FeatureIndex
  /**
   * What was decided before about paths: numbers of the gate's own. Absent where more than path and method may decide, a host or a
   * query.
   */
  readonly verdicts?: PathMemo
}

/** What an agent is, all from closed lists. */
export type AgentClass = {
  readonly client: ClientIndex
  readonly device: DeviceIndex
  readonly browser: BrowserIndex
  readonly os: SystemIndex
  /** Of an ai-robot; −1 of any other. */
  readonly purpose: AiPurposeIndex
}

export type AgentClassifier = {
  /** The class of the agent `bytes[start…end)` as logged (no list has a word with an escape in it). Empty and `-` are `unknown`. The result is shared: do not keep it. */
  readonly classify: (bytes: Uint8Array, start: number, end: number) => AgentClass
  /** What is remembered of agents as they stand on the line: positions among `classes`, of which the first is that of no agent. */
  readonly known?: {
    readonly memo: ByteMemo
    readonly classes: readonly AgentClass[]
    /** Takes the classes of another in their place, whose memo was copied. */
    readonly takeUp: (classes: readonly AgentClass[]) => void
  }
}

export type ReferrerClassifier = {
  /** The names of the classes: REFERRERS, then the hosts that the operator lists. */
  readonly words: readonly string[]
  /** The class of the referrer `bytes[start…end)`. Empty and `-` are `none`. */
  readonly classify: (bytes: Uint8Array, start: number, end: number) => ReferrerIndex
  /** What is remembered of the heads of referrers (`https://www.example.fr`), which alone decide: positions among `words`. */
  readonly heads?: ByteMemo
}
