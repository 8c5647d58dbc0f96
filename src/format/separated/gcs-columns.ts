import { SPAN, type Field } from '../../domain/contracts.ts'
import { isWord } from './is-word.ts'
import { endOfValue, SKIP, type ColumnPlan } from './scan-columns.ts'

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
export const GCS_FIELDS: ReadonlySet<Field> = new Set(FIELD_OF.values())

const COMMA = 0x2c
const QUOTE = 0x22

// As Google documents it, for a log that is read from its middle on.
const USUAL_HEADER = new TextEncoder().encode(
  'time_micros,c_ip,c_ip_type,c_ip_region,cs_method,cs_uri,sc_status,cs_bytes,sc_bytes,time_taken_micros,cs_host,cs_referer,cs_user_agent,s_request_id,cs_operation,cs_bucket,cs_object',
)

/** The columns that a header row names; undefined: it is none. */
export function readHeaderRow(bytes: Uint8Array, start: number, end: number): ColumnPlan | undefined {
  const fields: (Field | undefined)[] = []
  for (let at = start; at <= end;) {
    const stop = endOfValue(bytes, at, end, COMMA)
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

export function usualColumns(): ColumnPlan {
  return readHeaderRow(USUAL_HEADER, 0, USUAL_HEADER.length) ?? { places: new Int32Array(0), mayGrow: false }
}
