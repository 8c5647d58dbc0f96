import { isNotRequest } from '../is-not-request.ts'
import type { FirstBytes } from '../named/named-format.ts'

/** The lines by which a format is judged, without line ends: up to 1,000 that are meant to be requests, and what stands between them. */
export type Sample = FirstBytes & {
  readonly lines: readonly SampleLine[]
  /** Lines that are meant to be requests, as far as can be told without a format. */
  readonly requests: number
}

type SampleLine = {
  readonly start: number
  readonly end: number
  /** Position in the log, blank lines included; from 0. */
  readonly position: number
  readonly isRequest: boolean
}

const MOST_REQUESTS = 1000
const LF = 0x0a
const CR = 0x0d

/** @param isAside true for the position of a line that is none of the log's own */
export function sampleOf(first: FirstBytes, isAside: (line: number) => boolean): Sample {
  const { bytes, start, end } = first
  const lines: SampleLine[] = []
  let requests = 0
  let position = 0
  for (let at = start; at < end && requests < MOST_REQUESTS; position++) {
    const lf = bytes.indexOf(LF, at)
    const stop = lf < 0 || lf >= end ? end : lf
    const to = stop > at && bytes[stop - 1] === CR ? stop - 1 : stop
    let from = at
    while (from < to && bytes[from] === 0) from++
    at = stop + 1
    if (from === to) continue
    const isRequest = !isNotRequest(bytes, from, to) && !isAside(position)
    if (isRequest) requests++
    lines.push({ start: from, end: to, position, isRequest })
  }
  return { ...first, lines, requests }
}
