import { SPAN, type DurationUnit, type Field } from '../../domain/contracts.ts'
import { ASIDE, isNamed, isWord, NOT_KEPT, type ColumnPlan } from '../separated/scan-columns.ts'

/** A column that a `#Fields` line may name; its name in small letters. */
type Column = {
  readonly name: string
  readonly field?: Field
  /** What it is beside the fields: the date of the time, or the mark of a service. */
  readonly is?: 'date' | 'cloudfront'
  /** Preferred over another column of the same field; the higher wins. */
  readonly rank?: number
  /** Of a duration whose unit its name tells. */
  readonly unit?: DurationUnit
}

// Whatever is not named here is an identifier, as far as anybody knows: passed over.
const COLUMNS: readonly Column[] = [
  { name: 'date', is: 'date' },
  { name: 'time', field: 'time' },
  { name: 'cs-method', field: 'method' },
  { name: 'cs-uri-stem', field: 'target', rank: 1 },
  { name: 'cs-uri', field: 'target' },
  { name: 'cs-uri-query', field: 'query' },
  { name: 'cs-version', field: 'protocol' },
  { name: 'cs-protocol-version', field: 'protocol' },
  { name: 'sc-status', field: 'status', rank: 1 },
  { name: 'c-status', field: 'status' }, // Shoutcast
  { name: 'sc-bytes', field: 'bytes' },
  { name: 'cs(referer)', field: 'referrer', rank: 1 },
  { name: 'cs(referrer)', field: 'referrer' },
  { name: 'cs(user-agent)', field: 'agent' },
  // CloudFront's own name stands in cs(Host), the one that was asked for in x-host-header.
  { name: 'x-host-header', field: 'host', rank: 2 },
  { name: 'cs-host', field: 'host', rank: 1 },
  { name: 'cs(host)', field: 'host' },
  { name: 'time-taken', field: 'duration', rank: 1 },
  { name: 'x-duration', field: 'duration', unit: 's' }, // Shoutcast
  { name: 'x-edge-location', is: 'cloudfront' },
]

/** The columns of a `#Fields` line, as positions in `COLUMNS`; −1: a name that is not there, and which is not kept. */
export function columnsInHeader(bytes: Uint8Array, start: number, end: number): readonly number[] {
  const columns: number[] = []
  for (let at = start; at < end;) {
    let stop = at
    while (stop < end && bytes[stop] !== 0x20 && bytes[stop] !== 0x09) stop++
    if (stop > at) columns.push(COLUMNS.findIndex(({ name }) => isNamed(bytes, at, stop, name)))
    at = stop + 1
  }
  return columns
}

/** What the columns of a header give. */
export type HeaderLayout = {
  readonly plan: ColumnPlan
  readonly fields: ReadonlySet<Field>
  readonly isCloudFront: boolean
  /** Of its own on each line. */
  readonly hasDate: boolean
  /** Of the duration, where the name of its column tells it. */
  readonly unit: DurationUnit | undefined
}

const NEEDED = ['time', 'target', 'status'] as const

/** What every request has and none of these columns says. */
function lackingOf(columns: readonly number[]): readonly (typeof NEEDED)[number][] {
  return NEEDED.filter((field) => !columns.some((column) => COLUMNS[column]?.field === field))
}

/** The layout of lines with these columns; undefined where they lack the time, the target or the status. */
export function layOut(columns: readonly number[]): HeaderLayout | undefined {
  if (lackingOf(columns).length > 0) return undefined
  const named = columns.map((column): Column | undefined => COLUMNS[column])
  const fields = new Set(named.flatMap((column) => column?.field ?? []))
  const chosen = new Map([...fields].map((field) => [field, preferred(named, field)]))
  const dateAt = named.findIndex((column) => column?.is === 'date')
  const places = Int32Array.from(named, (column, i) => {
    if (i === dateAt) return ASIDE
    return column?.field !== undefined && chosen.get(column.field) === i ? SPAN[column.field] : NOT_KEPT
  })
  const isCloudFront = named.some((column) => column?.is === 'cloudfront')
  return {
    // CloudFront writes new columns before it names them.
    plan: { places, mayGrow: isCloudFront },
    fields,
    isCloudFront,
    hasDate: dateAt >= 0,
    unit: named[chosen.get('duration') ?? -1]?.unit,
  }
}

/** The column of the highest rank, then the first. */
function preferred(named: readonly (Column | undefined)[], field: Field): number {
  const ranks = named.map((column) => (column?.field === field ? (column.rank ?? 0) : -1))
  return ranks.indexOf(Math.max(...ranks))
}

const HEADER = '#fields:'

/** What every request has and a `#Fields` line does not name; nothing for any other line. */
export function headerLacks(bytes: Uint8Array, start: number, end: number): ReturnType<typeof lackingOf> {
  const from = start + HEADER.length
  if (from > end || !isWord(bytes, start, from, HEADER)) return []
  return lackingOf(columnsInHeader(bytes, from, end))
}
