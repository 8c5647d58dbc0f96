import { FIELDS, SPAN, SPANS_LENGTH, type Field } from '../../domain/contracts.ts'
import type { Problem } from '../../domain/problem.ts'
import { compileKeyMap } from '../compile-format.ts'
import { NOWHERE } from '../json/keys/key-map.ts'
import { KEYS_OF_SERVICES } from '../json/keys/keys-of-services.ts'
import { JSON_OBJECT } from '../json/walk-object.ts'
import { NAMED_FORMATS } from '../named/list.ts'
import type { FirstBytes } from '../named-format.ts'
import { headerLacks } from '../w3c/columns.ts'
import { NO_DOUBT } from './doubt-of.ts'
import { isAnywhereNear } from './how-near.ts'
import { sampleOf, type Layer } from './layers-of.ts'
import type { Messages } from './messages-of.ts'
import { medianNear, nearestOf, twoTogether } from './rank-trials.ts'
import { oddColumns } from './odd-columns.ts'
import { readsEnough, tryFormats, tryOthers, type Trial } from './try-formats.ts'

/** No format reads nine lines of ten: the nearest, where a line stops to fit it, and what more can be said. */
export type NotFound = Omit<Extract<Problem, { readonly code: 'FORMAT_NOT_DETECTED' }>, 'code' | 'file'>

/** Says why no format is that of a log, as far as that can be told. */
export function whyNone(ranked: readonly Trial[], layers: readonly Layer[], messages: Messages | undefined): NotFound {
  return alike(layers) ?? ofMessages(messages) ?? untimed(layers) ?? ofHeader(ranked) ?? ofNearest(ranked)
}

/** What nobody can read. */
export function unreadable(why: 'utf-16' | 'compressed'): NotFound {
  return { nearest: 'combined', fits: 0, of: 0, line: 1, column: 1, why }
}

function alike(layers: readonly Layer[]): NotFound | undefined {
  const formats = NAMED_FORMATS.filter(({ onlyByName }) => onlyByName === true)
  const trials = layers.flatMap((layer) => tryFormats(layer, formats))
  // Whatever else reads them is told, however well one does.
  tryOthers(trials)
  const reading = trials.filter(readsEnough)
  const [first] = reading
  if (first === undefined) return undefined
  const { candidate, layer, fits, of, reads } = first
  const read = reads.indexOf(1)
  return {
    nearest: candidate.name,
    fits,
    of,
    line: lineOf(layer, read),
    column: columnOfDuration(first, read),
    alike: [...new Set(reading.map(({ candidate: { name } }) => name))],
  }
}

/** The number at the end of a line that may count anything. */
function columnOfDuration({ scanner, layer }: Trial, line: number): number {
  const { bytes, lines } = layer.sample
  const { start = 0, end = 0 } = lines[line] ?? {}
  const spans = new Int32Array(SPANS_LENGTH).fill(-1)
  scanner.scan(bytes, start, end, spans)
  return Math.max(spans[SPAN.duration]!, start) - start + 1
}

function ofMessages(messages: Messages | undefined): NotFound | undefined {
  if (messages === undefined) return undefined
  const { candidate, layer } = messages.trial
  const first = layer.sample.lines.findIndex(({ isRequest }) => isRequest)
  return { nearest: candidate.name, fits: 0, of: 0, line: lineOf(layer, first), column: 1, why: 'messages' }
}

const ANY_TIME = new TextEncoder().encode('2026-01-01T00:00:00.000Z ')
const LF = 0x0a

/** Lines of a format that leaves the time to what collects them, where nothing does. */
function untimed(layers: readonly Layer[]): NotFound | undefined {
  const formats = NAMED_FORMATS.filter(({ timeOfWrapper }) => timeOfWrapper === true)
  for (const { wrappings, sample } of layers) {
    if (wrappings.length > 0 || sample.lines.length === 0) continue
    const timed: Layer = { wrappings, sample: sampleOf(withTime(sample), () => false), withTime: true }
    const [found] = tryFormats(timed, formats).filter(readsEnough)
    if (found === undefined) continue
    const { candidate, fits, of } = found
    return { nearest: candidate.name, fits, of, line: 1, column: 1, why: 'no-time', fields: ['time'] }
  }
  return undefined
}

function withTime({ bytes, lines }: Layer['sample']): FirstBytes {
  const size = lines.reduce((sum, { start, end }) => sum + ANY_TIME.length + end - start + 1, 0)
  const timed = new Uint8Array(size).fill(LF)
  let at = 0
  for (const { start, end } of lines) {
    timed.set(ANY_TIME, at)
    timed.set(bytes.subarray(start, end), at + ANY_TIME.length)
    at += ANY_TIME.length + end - start + 1
  }
  return { bytes: timed, start: 0, end: size }
}

/** A `#Fields` line is there, and does not name all that a request has. */
function ofHeader(ranked: readonly Trial[]): NotFound | undefined {
  const trial = ranked.find(({ candidate }) => candidate.name === 'w3c')
  if (trial === undefined || trial.fits > 0) return undefined
  const { sample } = trial.layer
  const header = sample.lines.findIndex(({ start, end }) => headerLacks(sample.bytes, start, end).length > 0)
  const { start, end } = sample.lines[header] ?? {}
  if (start === undefined || end === undefined) return undefined
  const fields = headerLacks(sample.bytes, start, end)
  const line = lineOf(trial.layer, header)
  return { nearest: 'w3c', fits: 0, of: trial.of, line, column: 1, why: 'no-columns', fields }
}

function ofNearest(ranked: readonly Trial[]): NotFound {
  const nearest = nearestOf(ranked)
  if (nearest === undefined) throw new Error('some format needs no host in front, and takes no line for a message')
  const { candidate, layer, fits, of, columns } = nearest
  const failed = columns.findIndex((column) => column > 0)
  const together = twoTogether(ranked)
  return {
    nearest: candidate.name,
    fits,
    of,
    line: lineOf(layer, failed),
    column: columns[failed] ?? 0,
    ...(together === undefined ? whyNot(nearest, failed, ranked) : { together }),
  }
}

function whyNot(nearest: Trial, line: number, ranked: readonly Trial[]): Partial<NotFound> {
  const { layer, doubts, fits } = nearest
  const odd = oddColumns(nearest.columnsRead)
  if (odd.length > 0 && line < 0) return { why: 'disbelieved', fields: odd, ...placeOfOdd(nearest, odd) }
  const doubt = doubts[line] ?? NO_DOUBT
  if (doubt !== NO_DOUBT) return { why: 'disbelieved', fields: FIELDS.filter((field) => SPAN[field] === doubt) }
  if (fits === 0 && areObjects(layer)) return hasTextBefore(layer) ? { why: 'text-before-json' } : ofKeys(layer, ranked)
  return fits === 0 && !isAnywhereNear(medianNear(nearest)) ? { why: 'nothing-near' } : {}
}

/** From the first brace on, before which a collector may have written a time or a name. */
function areObjects({ sample: { bytes, lines } }: Layer): boolean {
  const marks = new Int32Array(0)
  return lines.every(({ start, end, isRequest }) => {
    const brace = bytes.indexOf(BRACE, start)
    return !isRequest || (brace >= 0 && brace < end && JSON_OBJECT.walk(NOWHERE, bytes, brace, end, marks) < 0)
  })
}

function hasTextBefore({ sample: { bytes, lines } }: Layer): boolean {
  return lines.some(({ start, isRequest }) => isRequest && bytes[start] !== BRACE)
}

const BRACE = 0x7b

/** Objects with other keys: what no known one gives, and the keys of the service that writes such lines, if one does. */
function ofKeys(layer: Layer, ranked: readonly Trial[]): Partial<NotFound> {
  const byNames = ranked.find((trial) => trial.layer === layer && trial.candidate.name === 'nginx_json')
  const lacking = NEEDED.filter((field) => byNames?.scanner.fields.has(field) !== true)
  const services = KEYS_OF_SERVICES.map((of) => ({ ...of, name: of.service, make: () => compileKeyMap(of.keys) }))
  const [service] = tryFormats(layer, services).filter(readsEnough)
  const keysOf = KEYS_OF_SERVICES.find((of) => of.service === service?.candidate.name)
  // Where no key at all is known, none is left out of the format.
  const fields = lacking.length > 0 ? lacking : NEEDED
  return { nearest: 'nginx_json', why: 'json-keys', fields, ...(keysOf !== undefined && { keysOf }) }
}

/** Where the first value stands of a column that holds something else. */
function placeOfOdd(
  { scanner, layer, reads }: Trial,
  [odd]: readonly Field[],
): { readonly line: number; readonly column: number } {
  const spans = new Int32Array(SPANS_LENGTH).fill(-1)
  const told = layer.sample.lines.findIndex(({ start, end }, i) => {
    return (
      reads[i] === 1 &&
      odd !== undefined &&
      scanner.scan(layer.sample.bytes, start, end, spans) < 0 &&
      spans[SPAN[odd]]! >= 0
    )
  })
  const { start = 0 } = layer.sample.lines[told] ?? {}
  return { line: lineOf(layer, told), column: Math.max(spans[SPAN[odd ?? 'agent']]! - start, 0) + 1 }
}

const NEEDED: readonly Field[] = ['time', 'target', 'status']

function lineOf({ sample }: Layer, line: number): number {
  return (sample.lines[line]?.position ?? -1) + 1
}
