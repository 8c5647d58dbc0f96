import { SPAN, type LineScanner, type Spans } from '../../../domain/contracts.ts'
import { SHAPE, type FormatPiece } from '../../plan.ts'
import { firstThatFits, onlyWhere } from '../../scan/first-that-fits.ts'
import { strftimeTime } from '../../time/read-strftime.ts'
import { duration, fromLayout, layout, REQUEST, RUNNING, SKIP, STATUS, TAIL, time } from '../layout.ts'
import type { NamedFormat } from '../../named-format.ts'
import { isHaproxyMessage } from './haproxy-messages.ts'

// 203.0.113.7:51234 [10/Mar/2026:09:31:24.655] www~ app/web1 0/0/1/45/46 200 3126 - - ---- 4/2/1/0/0 0/0 {…} "GET /simulateur HTTP/1.1"
//                    time                                            duration status bytes                   request
//
// Of `option httplog`, and of `httpslog`, which adds fields after the request. `+46` and `+3126` (logasap): the request
// was still running, so its duration is not known, and of its bytes those that were sent by then. Quotes inside of values are `#22`.
const TIME = strftimeTime('%d/%b/%Y:%T.%3')
const BYTES = { field: 'bytes', shape: SHAPE.running } as const
const FRONT = layout`${SKIP} [${time(TIME)}] ${SKIP} ${SKIP} ${RUNNING}/${RUNNING}/${RUNNING}/${RUNNING}/${duration('ms', SHAPE.running)} ${STATUS} ${BYTES} ${SKIP} "`
const WHOLE: readonly FormatPiece[] = [...FRONT, ...layout`${REQUEST}"${TAIL}`]
const CUT: readonly FormatPiece[] = [...FRONT, ...layout`${REQUEST}`]

export const HAPROXY: NamedFormat = {
  name: 'haproxy',
  messages: 'loose',
  aliases: ['httplog'],
  samples: [
    '203.0.113.7:51234 [10/Mar/2026:09:31:24.655] www~ app/web1 0/0/1/45/46 200 3126 - - ---- 4/2/1/0/0 0/0 "GET /simulateur?LEAK HTTP/1.1"',
    '203.0.113.7:51234 [10/Mar/2026:09:31:24.655] www~ app/web1 0/0/1/45/+46 200 +3126 - - --NN 4/2/1/0/+0 0/0 {www.example.fr|LEAK} {text/html} "GET /simulateur HTTP/1.1"',
    '203.0.113.7:51234 [10/Mar/2026:09:31:24.655] www~ app/web1 0/0/1/45/46 200 3126 - - ---- 4/2/1/0/0 0/0 "GET / HTTP/2.0" 0/0000000000000000/0/0/0 www.example.fr/TLSv1.3/TLS_AES_128_GCM_SHA256',
    '203.0.113.7:51234 [10/Mar/2026:09:31:24.655] www~/1: SSL handshake failure',
  ],
  lacks: { referrer: 'not-written', agent: 'not-written', host: 'not-written' },
  make(): LineScanner {
    const whole = fromLayout('haproxy', 'hash', WHOLE)
    const cut = onlyWhere(fromLayout('haproxy', 'hash', CUT), isCutAfterPath)
    return { ...firstThatFits(whole, cut), isNotRequest: isHaproxyMessage }
  },
}

// A line of syslog ends after 1,024 bytes, its header counted, which may be peeled off by now.
const LEAST_CUT_BYTES = 940
const QUESTION = 0x3f

/** What is cut after a `?` has its whole path. A request without its quote is the end of such a line, or of none. */
function isCutAfterPath(bytes: Uint8Array, spans: Spans, start: number): boolean {
  const end = spans[SPAN.request + 1]!
  if (end - start < LEAST_CUT_BYTES) return false
  for (let i = spans[SPAN.request]!; i < end; i++) if (bytes[i] === QUESTION) return true
  return false
}
