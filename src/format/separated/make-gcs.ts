import { SPAN, type Field, type LineScanner, type Spans } from '../../domain/contracts.ts'
import { epochTime, isDigit } from '../time/read-time.ts'
import { clearAbsent } from './clear-absent.ts'
import { endOfColumn, isWord, scanQuotedColumns, SKIP, type ColumnPlan, type Aside } from './scan-columns.ts'

const { time: TIME } = SPAN
const COMMA = 0x2c
const QUOTE = 0x22
const MICROSECONDS = 1_000_000
const NOTHING_ASIDE: Aside = { start: -1, end: -1 }

/** Makes the scanner of one log of Google Cloud Storage: CSV, of which each file begins with a header row. */
export function makeGcs(): LineScanner {
  let plan = usualColumns()

  function scan(bytes: Uint8Array, start: number, end: number, spans: Spans): number {
    spans.fill(-1)
    const stopped = scanQuotedColumns(plan, bytes, start, end, COMMA, spans, NOTHING_ASIDE)
    // Where a time begins with a letter, the line may name its columns.
    if (stopped < 0 && isDigit(bytes[spans[TIME]!]!)) return clearAbsent(bytes, spans)
    const named = readHeaderRow(bytes, start, end)
    if (named !== undefined) plan = named
    return stopped < 0 ? (named === undefined ? spans[TIME]! : start) : stopped
  }

  return {
    name: 'gcs',
    fields: GCS_FIELDS,
    zone: 'UTC',
    escapes: 'doubled',
    targetDecoded: false,
    durationUnit: 'us',
    bytesDash: 'absent',
    cautions: [],
    scan,
    readTime: epochTime(MICROSECONDS, 16).read,
    isNotRequest: (bytes, start, end) => readHeaderRow(bytes, start, end) !== undefined,
  }
}

// Whatever is not named here is an identifier, as far as anybody knows: passed over.
const FIELD_OF: ReadonlyMap<string, Field> = new Map([
  ['time_micros', 'time'],
  ['cs_method', 'method'],
  ['cs_uri', 'target'],
  ['sc_status', 'status'],
  ['sc_bytes', 'bytes'],
  ['time_taken_micros', 'duration'],
  ['cs_host', 'host'],
  ['cs_referer', 'referrer'],
  ['cs_user_agent', 'agent'],
] as const)
const GCS_FIELDS: ReadonlySet<Field> = new Set(FIELD_OF.values())

// As Google documents it, for a log that is read from its middle on.
const USUAL_HEADER = new TextEncoder().encode(
  'time_micros,c_ip,c_ip_type,c_ip_region,cs_method,cs_uri,sc_status,cs_bytes,sc_bytes,time_taken_micros,cs_host,cs_referer,cs_user_agent,s_request_id,cs_operation,cs_bucket,cs_object',
)

/** The columns that a header row names; undefined: it is none. */
function readHeaderRow(bytes: Uint8Array, start: number, end: number): ColumnPlan | undefined {
  const fields: (Field | undefined)[] = []
  for (let at = start; at <= end;) {
    const stop = endOfColumn(bytes, at, end, COMMA)
    if (stop < 0) return undefined
    fields.push(fieldOf(bytes, at, stop))
    at = stop + 1
  }
  if (!fields.includes('time') || !fields.includes('target') || !fields.includes('status')) return undefined
  const isFirst = (field: Field, i: number): boolean => fields.indexOf(field) === i
  return {
    places: Int32Array.from(fields, (field, i) => (field !== undefined && isFirst(field, i) ? SPAN[field] : SKIP)),
    mayGrow: false,
  }
}

function fieldOf(bytes: Uint8Array, from: number, to: number): Field | undefined {
  const isQuoted = to - from > 1 && bytes[from] === QUOTE && bytes[to - 1] === QUOTE
  for (const [name, field] of FIELD_OF)
    if (isQuoted ? isWord(bytes, from + 1, to - 1, name) : isWord(bytes, from, to, name)) return field
  return undefined
}

function usualColumns(): ColumnPlan {
  return readHeaderRow(USUAL_HEADER, 0, USUAL_HEADER.length) ?? { places: new Int32Array(0), mayGrow: false }
}
