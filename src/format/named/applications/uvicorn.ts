import { ISO_OR_LOCAL_TIME } from '../../time/read-time.ts'
import { BARE, fromLayout, layout, REQUEST, SKIP, SPACES, STATUS, time } from '../layout.ts'
import type { NamedFormat } from '../../named-format.ts'

// 2026-03-10T08:31:24.655Z INFO:     203.0.113.7:51234 - "GET /simulateur HTTP/1.1" 200 OK
// time                                                    request                   status
//
// uvicorn itself writes no time: a line begins with `INFO:`. What collects the lines (Docker, journald …) has one, and its
// peeler writes it before each line, with a space between them.
const LAYOUT = layout`${time(ISO_OR_LOCAL_TIME)} INFO:${SPACES}${SKIP} - "${REQUEST}" ${STATUS} ${BARE}`

export const UVICORN: NamedFormat = {
  name: 'uvicorn',
  aliases: [],
  samples: ['2026-03-10T08:31:24.655Z INFO:     203.0.113.7:51234 - "GET /simulateur?LEAK HTTP/1.1" 200 OK'],
  lacks: {
    bytes: 'not-written',
    referrer: 'not-written',
    agent: 'not-written',
    host: 'not-written',
    duration: 'not-written',
  },
  timeOfWrapper: true,
  make: () => fromLayout('uvicorn', 'none', LAYOUT),
}
