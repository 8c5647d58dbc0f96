import { SPAN, type LineScanner, type Spans } from '../../../domain/contracts.ts'
import { firstThatFits } from '../../scan/first-that-fits.ts'
import { endWithoutBlanks } from '../../scan/find-bytes.ts'
import { hasFraction } from '../../separated/clear-absent.ts'
import { scannerOf } from '../from-string.ts'
import type { NamedFormat } from '../named-format.ts'
import { COMBINED, SAMPLE } from './combined-time.ts'
import { requestTime } from './request-time.ts'

// … "curl/8.5.0" 0.000, 0.041 0.046   seconds of each server that was tried, then to the last byte; or the other way round
//                             duration

const { duration: DURATION } = SPAN
const SPACE = 0x20
const QUOTE = 0x22
const STRING = `${COMBINED} $upstream_response_time $request_time`
const OTHER_ORDER = `${COMBINED} $request_time $upstream_response_time`

export const COMBINED_UPSTREAM: NamedFormat = {
  name: 'combined_upstream',
  aliases: [],
  string: STRING,
  samples: [
    `${SAMPLE} 0.000, 0.041 0.046`,
    `${SAMPLE} - 0.000`,
    `${SAMPLE} 0.046 0.041`,
    `${SAMPLE} 0.046 0.000, 0.041`,
  ],
  lacks: { host: 'not-written' },
  make: () => eitherOrder('combined_upstream'),
}

/** Nobody says the order, but the request took at least as long as what is behind the server: each line tells. */
function eitherOrder(name: string): LineScanner {
  const scanner = firstThatFits(scannerOf(name, STRING), scannerOf(name, OTHER_ORDER))
  if (scanner.kernelPlan !== undefined) throw new Error('the kernel would take the last time')
  let isUnclear = false

  function scan(bytes: Uint8Array, start: number, end: number, spans: Spans): number {
    const stopped = scanner.scan(bytes, start, end, spans)
    if (stopped >= 0) return stopped
    // Of the agent; a space follows.
    let quote = end - 1
    while (bytes[quote] !== QUOTE) quote--
    const from = quote + 2
    const textEnd = endWithoutBlanks(bytes, from, end)
    // One time, and a blank for want of the other.
    const last = bytes.subarray(from, textEnd).includes(SPACE) ? textEnd : end
    if (requestTime(bytes, from, last, spans)) return -1
    // Two whole numbers are sizes, as many write them.
    if (!hasFraction(bytes, from, last)) return from
    isUnclear = true
    spans[DURATION] = -1
    return -1
  }

  return {
    ...scanner,
    durationUnit: 's',
    get cautions() {
      return isUnclear ? (['ambiguous-duration', ...scanner.cautions] as const) : scanner.cautions
    },
    scan,
  }
}
