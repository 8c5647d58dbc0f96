import { SPAN, type LineScanner, type Spans } from '../../domain/contracts.ts'
import { epochTime } from '../time/epoch-time.ts'
import { isDigit } from '../time/read-time.ts'
import { clearAbsent } from './clear-absent.ts'
import { GCS_FIELDS, readHeaderRow, usualColumns } from './gcs-columns.ts'
import { scanQuotedColumns, type DatePlace } from './scan-columns.ts'

const { time: TIME } = SPAN
const COMMA = 0x2c
const MICROSECONDS = 1_000_000
/** There is no date apart from the time. */
const NO_DATE: DatePlace = { start: -1, end: -1 }

/** Makes the scanner of one log of Google Cloud Storage: CSV, of which each file begins with a header row. */
export function makeGcs(): LineScanner {
  let plan = usualColumns()

  function scan(bytes: Uint8Array, start: number, end: number, spans: Spans): number {
    spans.fill(-1)
    const stopped = scanQuotedColumns(plan, bytes, start, end, COMMA, spans, NO_DATE)
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
