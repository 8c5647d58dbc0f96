import { CLF_TIME } from '../../time/read-time.ts'
import { AGENT, BYTES, duration, fromLayout, layout, NUMBER, REFERRER, REQUEST, SKIP, STATUS, time } from '../layout.ts'
import type { NamedFormat } from '../../named-format.ts'
import { startsWith } from '../../scan/find-bytes.ts'
import { isTraefikMessage } from './traefik-messages.ts'

// … "GET /simulateur HTTP/1.1" 200 3126 "-" "-" 500 "web@docker" "http://198.51.100.20:80" 46ms
//   as in combined, status and bytes of the server behind              passed over        duration
//
// A status of `-` is an answer of Traefik's own, and nobody knows which. Quotes are not escaped.
const LAYOUT = layout`${SKIP} - ${SKIP} [${time(CLF_TIME)}] "${REQUEST}" ${STATUS} ${BYTES} "${REFERRER}" "${AGENT}" ${NUMBER} "${SKIP}" "${SKIP}" ${duration('ms')}ms`

export const TRAEFIK: NamedFormat = {
  name: 'traefik',
  aliases: ['traefik_clf'],
  samples: [
    '203.0.113.7 - LEAK-user [10/Mar/2026:08:31:24 +0000] "GET /simulateur?LEAK HTTP/1.1" 200 3126 "-" "-" 500 "web@docker" "http://198.51.100.20:80" 46ms',
    '203.0.113.7 - - [10/Mar/2026:08:31:24 +0000] "GET /aide HTTP/2.0" - - "https://www.example.fr/" "curl/8.5.0" 501 "-" "-" 0ms',
  ],
  lacks: { referrer: 'off-by-default', agent: 'off-by-default', host: 'not-written' },
  make: () => fromLayout('traefik', 'none', LAYOUT, { statusDash: 'no-status', isNotRequest }),
}

/** A message, also one that is JSON: no address begins so. */
function isNotRequest(bytes: Uint8Array, start: number, end: number): boolean {
  return startsWith(bytes, start, end, '{"') || isTraefikMessage(bytes, start, end)
}
