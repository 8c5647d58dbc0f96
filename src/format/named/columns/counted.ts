import {
  NO_HOUR,
  NO_OFFSET,
  SPAN,
  SPANS_LENGTH,
  type Field,
  type LineScanner,
  type Spans,
  type WrittenTime,
} from '../../../domain/contracts.ts'
import { jsonScanner } from '../../json/json-scanner.ts'
import { keyMapOf, laterKeys } from '../../json/keys/key-map.ts'
import { spellKeys } from '../../json/keys/spell-keys.ts'
import { JSON_OBJECT } from '../../json/walk-object.ts'
import type { FirstBytes, NamedFormat } from '../../named-format.ts'
import { cautionsWithout } from '../../scan/fields-given.ts'
import { eachLine } from '../../scan/find-bytes.ts'
import { isDigit, isLongAgo, ISO_OR_LOCAL_TIME } from '../../time/read-time.ts'
import { readTimeByLooks } from '../../time/read-time-by-looks.ts'
import { clearAbsent, isSize } from '../../separated/clear-absent.ts'
import {
  ASIDE,
  placesOfNames,
  scanPlainColumns,
  scanQuotedColumns,
  NOT_KEPT,
  type Aside,
} from '../../separated/scan-columns.ts'

/** Rows that ClickHouse, Vector or another pipeline aggregated before: as many requests as `count` says (ADR 63). */
export const COUNTED: NamedFormat = {
  name: 'counted',
  aliases: [],
  samples: [
    '{"time":"2026-03-10T08:31:24Z","method":"GET","path":"/simulateur","status":200,"bytes":21882,"referrer":"https://www.example.org/","agent":"Mozilla/5.0 (X11; Linux x86_64)","host":"www.example.fr","count":7}',
    '{"time":"2026-03-10T08:31:24Z","method":"POST","path":"/simulateur?age=LEAK","status":"302","agent":"curl/8.5.0","count":"1"}',
  ],
  make: makeCounted,
  lacks: {
    query: 'in-target',
    bytes: 'by-key',
    referrer: 'by-key',
    agent: 'by-key',
    host: 'by-key',
    duration: 'not-written',
  },
  onlyByName: true,
}

const { time: TIME, bytes: BYTES } = SPAN
const TAB = 0x09
const SPACE = 0x20
const HASH = 0x23
const COMMA = 0x2c
const DASH = 0x2d
const DIGIT_2 = 0x32
const LETTER_Z = 0x5a
const BRACE = 0x7b

/** What a row says, by the names of its keys or columns; any other is passed over. Of the times the first wins. */
const NAMES = {
  time: 'hour day time',
  method: 'method',
  target: 'path',
  status: 'status',
  bytes: 'bytes',
  referrer: 'referrer',
  agent: 'agent',
  host: 'host',
} as const
const KEYS = keyMapOf(NAMES)
const COUNT = 'count'

/**
 * Makes the scanner of rows that were aggregated before, of which each says how many requests it stands for: objects of JSON, or
 * columns that a header row names, with TAB or commas between them.
 */
function makeCounted(first?: FirstBytes): LineScanner {
  const row = first === undefined ? undefined : firstRow(first)
  const make = (more: Pick<LineScanner, 'hasDaysAlone'>): LineScanner =>
    row === undefined || row.bytes[row.start] === BRACE ? countedObjects(first, more) : countedColumns(row, more)
  // Another one, since what reads the lines may remember a header amid them.
  return make(first !== undefined && haveDaysAlone(make({}), first) ? { hasDaysAlone: true } : {})
}

/** Whether a row of the first lines says a day and no hour. */
function haveDaysAlone({ scan }: LineScanner, first: FirstBytes): boolean {
  const spans = new Int32Array(SPANS_LENGTH)
  const time: WrittenTime = { seconds: 0, offset: NO_OFFSET }
  let isFound = false
  eachLine(first, (start, end) => {
    if (isFound || scan(first.bytes, start, end, spans) >= 0) return
    isFound = readHourOrDay(first.bytes, spans[TIME]!, spans[TIME + 1]!, time) && time.offset === NO_HOUR
  })
  return isFound
}

/** The first line that is neither blank nor a comment: what writes the rows may print some above. */
function firstRow(first: FirstBytes): FirstBytes {
  let row: FirstBytes | undefined
  eachLine(first, (start, end) => {
    let at = start
    while (at < end && first.bytes[at]! <= SPACE) at++
    if (at < end && first.bytes[at] !== HASH) row ??= { ...first, start, end }
  })
  return row ?? first
}

function countedObjects(first: FirstBytes | undefined, more: Pick<LineScanner, 'hasDaysAlone'>): LineScanner {
  const count: Aside = { start: -1, end: -1 }
  const keys = first === undefined ? KEYS : spellKeys(KEYS, first, false, JSON_OBJECT)
  const { scan, ...scanner } = jsonScanner({
    name: 'counted',
    keys,
    later: laterKeys(KEYS, keys),
    aside: { path: [COUNT], place: count },
  })
  return {
    ...scanner,
    ...more,
    count,
    scan: (bytes, start, end, spans) => {
      const stopped = scan(bytes, start, end, spans)
      const isRead = stopped >= 0 || isSize(bytes, spans[BYTES]!, spans[BYTES + 1]!)
      return isRead ? stopped : spans[BYTES]!
    },
    readTime: readHourOrDay,
  }
}

/** What the columns are, in their order: positions in the table of spans, `ASIDE` for the count, or `NOT_KEPT`. */
type Columns = { readonly separator: number; readonly places: Int32Array }

const NO_COLUMNS: Columns = { separator: COMMA, places: new Int32Array(0) }

function countedColumns(header: FirstBytes, more: Pick<LineScanner, 'hasDaysAlone'>): LineScanner {
  const count: Aside = { start: -1, end: -1 }
  let columns = readHeader(header.bytes, header.start, header.end) ?? NO_COLUMNS

  function scan(bytes: Uint8Array, start: number, stop: number, spans: Spans): number {
    spans.fill(-1)
    count.start = -1
    const { separator, places } = columns
    const scanColumns = separator === TAB ? scanPlainColumns : scanQuotedColumns
    const stopped = scanColumns({ places, mayGrow: false }, bytes, start, stop, separator, spans, count)
    if (stopped < 0 && spans[TIME]! >= 0 && isDigit(bytes[spans[TIME]!]!)) return clearAbsent(bytes, spans)
    const header = readHeader(bytes, start, stop)
    if (header !== undefined) columns = header
    else if (stopped >= 0) findCount(bytes, start, stop)
    return Math.max(stopped, start)
  }

  /** A row with another number of columns: as mostly one is wrong in front of the count, that is looked for from the end. */
  function findCount(bytes: Uint8Array, start: number, stop: number): void {
    const { separator, places } = columns
    let end = stop + 1
    let from = end
    for (let behind = places.length - places.indexOf(ASIDE); behind > 0; behind--) {
      end = from - 1
      from = end
      while (from > start && bytes[from - 1] !== separator) from--
    }
    if (from >= end || bytes[from] === DASH || !isSize(bytes, from, end)) return
    count.start = from
    count.end = end
  }

  const fieldsNow = (): ReadonlySet<Field> =>
    new Set([...KEYS.keys()].filter((field) => columns === NO_COLUMNS || columns.places.includes(SPAN[field])))

  return {
    ...more,
    name: 'counted',
    get fields() {
      return fieldsNow()
    },
    zone: 'offset',
    get escapes() {
      return columns.separator === TAB ? 'backslash' : 'doubled'
    },
    targetDecoded: false,
    durationUnit: 's',
    bytesDash: 'absent',
    get cautions() {
      const fields = fieldsNow()
      return [...(fields.has('method') ? [] : (['no-method'] as const)), ...cautionsWithout(fields)]
    },
    scan,
    count,
    isNotRequest: (bytes, start, stop) => readHeader(bytes, start, stop) !== undefined,
    memory: {
      tell: () => [columns.separator, ...columns.places],
      takeUp: ([separator = COMMA, ...places]) => {
        columns = places.length === 0 ? NO_COLUMNS : { separator, places: Int32Array.from(places) }
      },
    },
    readTime: readHourOrDay,
  }
}

/** The columns that a header row names; undefined: it is none. */
function readHeader(bytes: Uint8Array, start: number, end: number): Columns | undefined {
  const tab = bytes.indexOf(TAB, start)
  const separator = tab >= 0 && tab < end ? TAB : COMMA
  const places = placesOfNames(bytes, start, end, separator, placeOf)
  if (places === undefined) return undefined
  const isNamed = [SPAN.time, SPAN.target, SPAN.status, ASIDE].every((place) => places.includes(place))
  const isOnce = places.every((place, i) => place === NOT_KEPT || places.indexOf(place) === i)
  return isNamed && isOnce ? { separator, places: Int32Array.from(places) } : undefined
}

function placeOf(is: (name: string) => boolean): number {
  if (is(COUNT)) return ASIDE
  const field = [...KEYS].find(([, paths]) => paths.some(([name]) => is(String(name))))?.[0]
  return field === undefined ? NOT_KEPT : SPAN[field]
}

// `2026-03-10`, `2026-03-10 08`, `2026-03-10 08:00`: filled up to a whole time.
const START_OF_DAY = new TextEncoder().encode('0000-00-00T00:00:00')
const DAY_BYTES = 10
const whole = new Uint8Array(START_OF_DAY.length)

/** Where the digits of `2026031008` stand in it; the first eight are the day. */
const PLACES_OF_DIGITS = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12]
const [DIGITS_OF_DAY, DIGITS_OF_HOUR] = [8, 10]

/** Reads a day without an hour, an hour without minutes or seconds, and any time that JSON may hold. */
function readHourOrDay(bytes: Uint8Array, start: number, end: number, time: WrittenTime): boolean {
  const isUtc = bytes[end - 1] === LETTER_Z
  const length = end - start - (isUtc ? 1 : 0)
  const isDay = length === DAY_BYTES && !isUtc
  if (bytes[start + 4] !== DASH || (!isDay && length !== 13 && length !== 16))
    return readNumberOrTime(bytes, start, end, time)
  whole.set(START_OF_DAY)
  for (let i = 0; i < length; i++) whole[i] = bytes[start + i]!
  if (!ISO_OR_LOCAL_TIME.read(whole, 0, whole.length, time)) return false
  time.offset = isDay ? NO_HOUR : isUtc ? 0 : NO_OFFSET
  return true
}

/**
 * Eight digits are a day, as ClickHouse's `toYYYYMMDD` writes it; ten from 2 on are an hour, as `dateHour` of web analytics: as seconds
 * they would be of May 2033 or later. A number that would be a time long ago is a month, or an hour of a day.
 */
function readNumberOrTime(bytes: Uint8Array, start: number, end: number, time: WrittenTime): boolean {
  const digits = end - start
  if (digits === DIGITS_OF_DAY || (digits === DIGITS_OF_HOUR && bytes[start] === DIGIT_2))
    return readDigits(bytes, start, end, time)
  return readTimeByLooks(bytes, start, end, time) && !isLongAgo(bytes, start, end, time)
}

function readDigits(bytes: Uint8Array, start: number, end: number, time: WrittenTime): boolean {
  whole.set(START_OF_DAY)
  for (let at = start; at < end; at++) whole[PLACES_OF_DIGITS[at - start]!] = bytes[at]!
  if (!ISO_OR_LOCAL_TIME.read(whole, 0, whole.length, time)) return false
  time.offset = end - start === DIGITS_OF_DAY ? NO_HOUR : NO_OFFSET
  return true
}
