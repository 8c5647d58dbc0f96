import type { Escapes, RequestView } from '../domain/contracts.ts'

/** A line has at most 65,536 bytes, so a target has at most half as many segments that are not empty. */
const MOST_SEGMENTS = 32768
const MOST_BYTES = 65536

/** The one request that a gate works on, and the buffers behind it: nothing is allocated per line. */
export type RequestBuffer = RequestView & {
  /** The path and query as written, up to the end of the target; not yet split. */
  rawBytes: Uint8Array
  rawStart: number
  rawEnd: number
  /** A target of which the log's escapes are undone. */
  readonly unescaped: Uint8Array
  /** Decoded segments, where they differ from what the line holds. */
  readonly decoded: Uint8Array
  /** The host in lower case. */
  readonly host: Uint8Array
}

/** How the targets of a log are to be read. */
export type TargetOptions = {
  /** How the log escapes bytes. */
  readonly escapes: Escapes
  /** The server decoded the target already: percent signs are literal. */
  readonly decoded: boolean
  readonly caseInsensitive: boolean
}

export function requestBuffer(): RequestBuffer {
  const empty = new Uint8Array(0)
  return {
    rawBytes: empty,
    rawStart: 0,
    rawEnd: 0,
    pathBytes: empty,
    starts: new Int32Array(MOST_SEGMENTS),
    ends: new Int32Array(MOST_SEGMENTS),
    hashes: new Int32Array(MOST_SEGMENTS),
    segments: 0,
    asset: false,
    methodBytes: empty,
    methodStart: 0,
    methodEnd: 0,
    hostBytes: empty,
    hostStart: -1,
    hostEnd: -1,
    queryBytes: empty,
    queryStart: -1,
    queryEnd: -1,
    unescaped: new Uint8Array(MOST_BYTES),
    decoded: new Uint8Array(MOST_BYTES),
    host: new Uint8Array(MOST_BYTES),
  }
}
