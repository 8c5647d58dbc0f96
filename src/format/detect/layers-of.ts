import { DAY_OF_1970 } from '../../domain/calendar.ts'
import type { FirstBytes } from '../named/named-format.ts'
import { openPeeler } from '../wrap/open-peeler.ts'
import { WRAPPINGS, type Wrapping, type Wrappings } from '../wrap/wrappings.ts'
import { sampleOf, type Sample } from './sample.ts'

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
