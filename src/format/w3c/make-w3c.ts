import {
  FIELDS,
  SPAN,
  type DurationUnit,
  type Field,
  type FormatCaution,
  type LineScanner,
  type Spans,
} from '../../domain/contracts.ts'
import type { FirstBytes } from '../named-format.ts'
import { cautionsWithout } from '../scan/fields-given.ts'
import { clearAbsent, hasFraction } from '../separated/clear-absent.ts'
import { scanPlainColumns, scanQuotedColumns, type ColumnPlan, type Aside } from '../separated/scan-columns.ts'
import type { HeaderLayout } from './columns.ts'
import { emptyHeader, headerTold, readDirective, readW3cTime, tellHeader, type Header } from './header.ts'

/** Who is known to have written a log, by its name or by its header. */
type Writer = 'w3c' | 'iis' | 'cloudfront'

const { duration: DURATION } = SPAN
const HASH = 0x23
const SPACE = 0x20
const TAB = 0x09
const QUOTE = 0x22
/** What a header may name; a `request` is never written whole. */
const ALL: ReadonlySet<Field> = new Set(FIELDS.filter((field) => field !== 'request'))

/**
 * Makes the scanner of one log in the extended log format of the W3C. The last `#Fields` line says what the columns are:
 * `scan` takes it up when it comes by, and lines before the first do not fit, unless none is there and the writer is named.
 *
 * Hint: its name, fields and codings are those of the header in force; before the first, of the first that `first` holds.
 *
 * @param writer as the operator names the format; `w3c` leaves it to the header
 * @param lost the `#Fields` line of a log that has lost it
 */
export function makeW3c(writer: Writer, first?: FirstBytes, lost?: string): LineScanner {
  const header = emptyHeader()
  const announced = first === undefined ? header : firstHeader(first)
  // A line that the operator gives is in force until a header comes by, however soon: the lines before that lost it.
  const columns = lost ?? (announced.layout === undefined ? usualOf(writer, first) : undefined)
  if (columns !== undefined) takeColumns(header, columns)
  const date: Aside = { start: -1, end: -1 }
  let isUnitUnclear = false

  const inForce = (): Header => (header.layout === undefined ? announced : header)
  const nameNow = (): Writer => (writer === 'w3c' ? writerOf(inForce()) : writer)
  // In force for the lines to come; undefined: an integer may be seconds or milliseconds.
  let unit = unitOf(nameNow(), inForce())

  function takeUp(bytes: Uint8Array, start: number, end: number): void {
    readDirective(header, bytes, start, end)
    unit = unitOf(nameNow(), inForce())
  }

  function scan(bytes: Uint8Array, start: number, end: number, spans: Spans): number {
    if (start < end && bytes[start] === HASH) {
      takeUp(bytes, start, end)
      return start
    }
    if (header.layout === undefined) return start
    const stopped = scanLine(header.layout.plan, bytes, start, end, spans, date)
    if (stopped >= 0) return stopped
    const misfit = clearAbsent(bytes, spans)
    const from = spans[DURATION]!
    if (unit === undefined && from >= 0 && !hasFraction(bytes, from, spans[DURATION + 1]!)) {
      isUnitUnclear = true
      spans[DURATION] = -1
    }
    return misfit
  }

  return {
    memory: {
      tell: () => tellHeader(header),
      takeUp: (told) => {
        Object.assign(header, headerTold(told))
        unit = unitOf(nameNow(), inForce())
      },
    },
    get name() {
      return nameNow()
    },
    get fields() {
      return inForce().layout?.fields ?? ALL
    },
    zone: 'UTC',
    escapes: 'none',
    get agentCoding() {
      return nameNow() === 'cloudfront' ? 'percent' : 'plus'
    },
    targetDecoded: false,
    get durationUnit() {
      return unit ?? 's'
    },
    bytesDash: 'absent',
    get cautions() {
      return cautionsOf(inForce().layout, isUnitUnclear)
    },
    scan,
    readTime: (bytes, start, end, time) => readW3cTime(bytes, start, end, date, header, time),
  }
}

/** A log whose header lines are lost has the columns that its server writes unless told otherwise. */
function usualOf(writer: Writer, first?: FirstBytes): string | undefined {
  return first === undefined ? undefined : USUAL[writer]
}

const USUAL: Readonly<Partial<Record<Writer, string>>> = {
  iis: '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken',
  cloudfront:
    '#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken',
}

function takeColumns(header: Header, line: string): void {
  const bytes = new TextEncoder().encode(line)
  readDirective(header, bytes, 0, bytes.length)
}

/** What the lines above the first line of a log say, if it is there. */
function firstHeader({ bytes, start, end }: FirstBytes): Header {
  const header = emptyHeader()
  for (let at = start; at < end && header.layout === undefined;) {
    const lf = bytes.indexOf(0x0a, at)
    const stop = lf < 0 || lf > end ? end : lf
    if (bytes[at] === HASH) readDirective(header, bytes, at, bytes[stop - 1] === 0x0d ? stop - 1 : stop)
    at = stop + 1
  }
  return header
}

function writerOf({ software, layout }: Header): Writer {
  if (software === 'iis') return 'iis'
  return layout?.isCloudFront === true ? 'cloudfront' : 'w3c'
}

function unitOf(writer: Writer, { software, layout }: Header): DurationUnit | undefined {
  if (layout?.unit !== undefined) return layout.unit
  if (writer === 'iis') return 'ms'
  return writer === 'cloudfront' || software === 'other' ? 's' : undefined
}

// What IIS and CloudFront call sc-bytes has the headers in it.
function cautionsOf(layout: HeaderLayout | undefined, isUnitUnclear: boolean): readonly FormatCaution[] {
  const fields = layout?.fields ?? ALL
  return [
    ...(layout?.hasDate === false ? (['no-date'] as const) : []),
    ...(isUnitUnclear ? (['ambiguous-duration'] as const) : []),
    ...(fields.has('bytes') ? (['bytes-with-headers'] as const) : []),
    ...cautionsWithout(fields),
  ]
}

// The first separator of a line is that of all: TAB where values may hold spaces. A space in quotes parts no values, but
// a writer that quotes none may log a quote: the plain reading comes first, and what does not have its number of columns
// is read with quotes.
function scanLine(plan: ColumnPlan, bytes: Uint8Array, start: number, end: number, spans: Spans, date: Aside): number {
  let first = start
  while (first < end && bytes[first] !== SPACE && bytes[first] !== TAB) first++
  const separator = first < end ? bytes[first]! : SPACE
  date.start = -1
  spans.fill(-1)
  const stopped = scanPlainColumns(plan, bytes, start, end, separator, spans, date)
  if (stopped < 0 || !hasQuote(bytes, start, end)) return stopped
  spans.fill(-1)
  return scanQuotedColumns(plan, bytes, start, end, separator, spans, date)
}

function hasQuote(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] === QUOTE) return true
  return false
}
