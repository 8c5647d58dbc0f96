import { strftimeTime } from '../../time/read-strftime.ts'
import { fromLayout, layout, layoutTest, NUMBER, REQUEST, SKIP, STATUS, time } from '../layout.ts'
import type { NamedFormat } from '../../named-format.ts'

// 203.0.113.7 - - [10/Mar/2026 09:31:24] "GET /simulateur HTTP/1.1" 200 -
//                  time, on the machine's clock                    status
const TIME = time(strftimeTime('%d/%b/%Y %T'))
const LAYOUT = layout`${SKIP} - ${SKIP} [${TIME}] "${REQUEST}" ${STATUS} ${NUMBER}`
/** It stands before each answer that is an error. */
const MESSAGE = layout`${SKIP} - ${SKIP} [${TIME}] code ${STATUS}, message ${SKIP}`

/** `python3 -m http.server`. */
export const HTTP_SERVER: NamedFormat = {
  name: 'http_server',
  messages: 'exact',
  aliases: ['python_http_server'],
  samples: [
    '203.0.113.7 - - [10/Mar/2026 09:31:24] "GET /simulateur?LEAK HTTP/1.1" 200 -',
    '203.0.113.7 - - [10/Mar/2026 09:31:24] code 404, message File not found',
  ],
  lacks: {
    bytes: 'not-written',
    referrer: 'not-written',
    agent: 'not-written',
    host: 'not-written',
    duration: 'not-written',
  },
  make: () => fromLayout('http_server', 'backslash', LAYOUT, { isNotRequest: layoutTest(MESSAGE) }),
}
