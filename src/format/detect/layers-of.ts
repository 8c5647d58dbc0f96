import { DAY_OF_1970 } from '../../domain/calendar.ts'
import { isNotRequest } from '../is-not-request.ts'
import type { FirstBytes } from '../named-format.ts'
import { openPeeler, WRAPPINGS, type Wrapping, type Wrappings } from '../wrap/wrappings.ts'

const LF = 0x0a
const CR = 0x0d

/** The sample of a log, peeled of none, some or all of what may be wrapped around it. */
export type Layer = {
  /** The outermost first. */
  readonly wrappings: readonly Wrapping[]
  readonly sample: Sample
  /** The wrapper's time was written before each line. */
  readonly withTime: boolean
}

/** Docker around a HAProxy that writes a syslog header is real; three layers were never seen. */
const MOST_LAYERS = 2

/** Every layer of a log that may be one: most lines of the layer around it look wrapped. */
export function layersOf(first: FirstBytes): readonly Layer[] {
  const outermost = { wrappings: [], sample: sampleOf(first, () => false), withTime: false }
  return [outermost, ...layersWithin(first, outermost)]
}

function layersWithin(first: FirstBytes, { wrappings, sample }: Layer): readonly Layer[] {
  if (wrappings.length === MOST_LAYERS) return []
  return WRAPPINGS.filter(({ isAround }) => isAroundMost(isAround, sample)).flatMap((wrapping) => {
    const all = within(wrappings, wrapping)
    const inner = peeled(first, all, false)
    const timed = wrapping.hasTime ? [peeled(first, all, true)] : []
    return [inner, ...timed, ...layersWithin(first, inner)]
  })
}

function within([outer, ...others]: readonly Wrapping[], inner: Wrapping): Wrappings {
  return outer === undefined ? [inner] : [outer, ...others, inner]
}

// A wrapper is around all lines or none, so a few tell; a log of JSON is looked at by two wrappers, layer by layer.
const LINES_LOOKED_AT = 100

function isAroundMost(isAround: Wrapping['isAround'], { bytes, lines }: Sample): boolean {
  const looked = lines.slice(0, LINES_LOOKED_AT)
  return 2 * looked.filter(({ start, end }) => isAround(bytes, start, end)).length > looked.length
}

function peeled({ bytes, start, end }: FirstBytes, wrappings: Wrappings, withTime: boolean): Layer {
  // In which year a day falls plays no part in whether a line is read.
  const peeler = openPeeler(wrappings, { withTime, lastDay: DAY_OF_1970 })
  const whole = peeler.peel(bytes, start, end, false)
  // The piece of a line with which the first bytes end says little, unless there is nothing else.
  const lines = whole.end > whole.start ? whole : peeler.peel(bytes, end, end, true)
  return { wrappings, sample: sampleOf(lines, peeler.isAside), withTime }
}

/** The lines by which a format is judged, without line ends: up to 1,000 that are meant to be requests, and what stands between them. */
type Sample = FirstBytes & {
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
