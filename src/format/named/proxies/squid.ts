import { CLF_TIME, epochTime } from '../../time/read-time.ts'
import {
  AGENT,
  BARE,
  BYTES,
  duration,
  fromLayout,
  layout,
  METHOD,
  REFERRER,
  REQUEST,
  SKIP,
  SPACES,
  STATUS,
  TAIL,
  TARGET,
  time,
  WORD,
} from '../layout.ts'
import type { NamedFormat } from '../../named-format.ts'

// A forward proxy logs everybody's sites: features then need hosts in their patterns. The query is cut off, unless
// `strip_query_terms off`.

// 1773131484.655     46 203.0.113.7 TCP_MISS/200 3126 GET http://www.example.fr/simulateur - HIER_DIRECT/198.51.100.20 text/html
// time         duration                      status bytes method target
const NATIVE = layout`${time(epochTime(1, 14))} ${SPACES}${duration('ms')} ${SKIP} ${WORD}/${STATUS} ${BYTES} ${METHOD} ${TARGET} ${SKIP} ${SKIP}/${SKIP} ${TAIL}`

export const SQUID: NamedFormat = {
  name: 'squid',
  aliases: ['squid_native'],
  samples: [
    '1773131484.655     46 203.0.113.7 TCP_MISS/200 3126 GET http://www.example.fr/simulateur LEAK-user HIER_DIRECT/198.51.100.20 text/html',
    '1773131484.655  16867 203.0.113.7 TCP_TUNNEL/200 6256 CONNECT www.example.fr:443 - HIER_DIRECT/198.51.100.20 -',
    '1773131484.655     16 203.0.113.7 TCP_MISS_ABORTED/000 0 GET http://www.example.fr/ - HIER_NONE/- -',
  ],
  lacks: { query: 'off-by-default', referrer: 'not-written', agent: 'not-written', host: 'in-target' },
  make: () => fromLayout('squid', 'backslash', NATIVE),
}

// 203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET http://www.example.fr/ HTTP/1.1" 200 3126 TCP_MISS:HIER_DIRECT
// as in common, with what Squid did; quotes are not escaped
const COMMON = layout`${SKIP} ${SKIP} ${SKIP} [${time(CLF_TIME)}] "${REQUEST}" ${STATUS} ${BYTES} ${WORD}:${BARE}`

export const SQUID_COMMON: NamedFormat = {
  name: 'squid_common',
  aliases: [],
  samples: [
    '203.0.113.7 - LEAK-user [10/Mar/2026:09:31:24 +0100] "GET http://www.example.fr/simulateur HTTP/1.1" 200 3126 TCP_MISS:HIER_DIRECT',
  ],
  lacks: {
    query: 'off-by-default',
    referrer: 'not-written',
    agent: 'not-written',
    host: 'in-target',
    duration: 'not-written',
  },
  make: () => fromLayout('squid_common', 'none', COMMON),
}

const COMBINED = layout`${SKIP} ${SKIP} ${SKIP} [${time(CLF_TIME)}] "${REQUEST}" ${STATUS} ${BYTES} "${REFERRER}" "${AGENT}" ${WORD}:${BARE}`

export const SQUID_COMBINED: NamedFormat = {
  name: 'squid_combined',
  aliases: [],
  samples: [
    '203.0.113.7 - LEAK-user [10/Mar/2026:09:31:24 +0100] "GET http://www.example.fr/simulateur HTTP/1.1" 200 3126 "http://www.example.org/" "curl/8.5.0" TCP_MISS:HIER_DIRECT',
  ],
  lacks: { query: 'off-by-default', host: 'in-target', duration: 'not-written' },
  make: () => fromLayout('squid_combined', 'none', COMBINED),
}
