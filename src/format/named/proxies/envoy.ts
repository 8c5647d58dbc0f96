import { ISO_UTC_TIME } from '../../time/read-time.ts'
import { AGENT, BYTES, duration, fromLayout, HOST, layout, NUMBER, REQUEST, SKIP, STATUS, time } from '../layout.ts'
import type { NamedFormat } from '../../named-format.ts'

// [2026-03-10T08:31:24.655Z] "GET /simulateur HTTP/2" 200 - 0 3126 46 45 "203.0.113.7" "curl/8.5.0" "0000…" "www.example.fr" "198.51.100.20:8080"
//  time                       request                 status  bytes duration            agent               host
//
// The default text alone. Quotes are not escaped.
const LAYOUT = layout`[${time(ISO_UTC_TIME)}] "${REQUEST}" ${STATUS} ${SKIP} ${NUMBER} ${BYTES} ${duration('ms')} ${SKIP} "${SKIP}" "${AGENT}" "${SKIP}" "${HOST}" "${SKIP}"`

export const ENVOY: NamedFormat = {
  name: 'envoy',
  aliases: [],
  samples: [
    '[2026-03-10T08:31:24.655Z] "GET /simulateur?LEAK HTTP/2" 200 - 0 3126 46 45 "203.0.113.7" "curl/8.5.0" "LEAK0000-0000-4000-8000-000000000000" "www.example.fr" "198.51.100.20:8080"',
  ],
  lacks: { referrer: 'not-written' },
  make: () => fromLayout('envoy', 'none', LAYOUT),
}
