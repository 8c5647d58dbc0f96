import { SPAN, type Field, type LineScanner, type Spans } from '../../../domain/contracts.ts'
import { clearAbsent } from '../../separated/clear-absent.ts'
import {
  placesOfNames,
  scanQuotedColumns,
  NOT_KEPT,
  type ColumnPlan,
  type Aside,
} from '../../separated/scan-columns.ts'
import { epochTime, isDigit } from '../../time/read-time.ts'
import type { NamedFormat } from '../../named-format.ts'

// Usage logs of Google Cloud Storage: CSV, a header row in each file.
export const GCS: NamedFormat = {
  name: 'gcs',
  aliases: ['cloudstorage'],
  samples: [
    '"time_micros","c_ip","c_ip_type","c_ip_region","cs_method","cs_uri","sc_status","cs_bytes","sc_bytes","time_taken_micros","cs_host","cs_referer","cs_user_agent","s_request_id","cs_operation","cs_bucket","cs_object"',
    '"1773131484655123","203.0.113.7","1","","GET","/aide/index.html?x=LEAK","200","0","3126","46012","www.example.fr","https://www.example.org/","curl/8.5.0","LEAK0000","GET_Object","bucket","aide/index.html"',
  ],
  make: makeGcs,
  lacks: { query: 'in-target' },
}

const { time: TIME } = SPAN
const COMMA = 0x2c
const MICROSECONDS = 1_000_000
const NOTHING_ASIDE: Aside = { start: -1, end: -1 }

/** Makes the scanner of one log of Google Cloud Storage: CSV, of which each file begins with a header row. */
function makeGcs(): LineScanner {
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
const FIELD_OF: readonly (readonly [name: string, field: Field])[] = [
  ['time_micros', 'time'],
  ['cs_method', 'method'],
  ['cs_uri', 'target'],
  ['sc_status', 'status'],
  ['sc_bytes', 'bytes'],
  ['time_taken_micros', 'duration'],
  ['cs_host', 'host'],
  ['cs_referer', 'referrer'],
  ['cs_user_agent', 'agent'],
]
const GCS_FIELDS: ReadonlySet<Field> = new Set(FIELD_OF.map(([, field]) => field))

// As Google documents it, for a log that is read from its middle on.
const USUAL_HEADER = new TextEncoder().encode(
  'time_micros,c_ip,c_ip_type,c_ip_region,cs_method,cs_uri,sc_status,cs_bytes,sc_bytes,time_taken_micros,cs_host,cs_referer,cs_user_agent,s_request_id,cs_operation,cs_bucket,cs_object',
)

/** The columns that a header row names; undefined: it is none. */
function readHeaderRow(bytes: Uint8Array, start: number, end: number): ColumnPlan | undefined {
  const places = placesOfNames(bytes, start, end, COMMA, placeOf)
  if (places === undefined || !NEEDED.every((place) => places.includes(place))) return undefined
  return {
    places: Int32Array.from(places, (place, i) => (places.indexOf(place) === i ? place : NOT_KEPT)),
    mayGrow: false,
  }
}

const NEEDED = [SPAN.time, SPAN.target, SPAN.status]

function placeOf(is: (name: string) => boolean): number {
  const [, field] = FIELD_OF.find(([name]) => is(name)) ?? []
  return field === undefined ? NOT_KEPT : SPAN[field]
}

function usualColumns(): ColumnPlan {
  return readHeaderRow(USUAL_HEADER, 0, USUAL_HEADER.length) ?? { places: new Int32Array(0), mayGrow: false }
}
