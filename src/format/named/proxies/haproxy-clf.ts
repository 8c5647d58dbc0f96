import { SHAPE } from '../../plan.ts'
import { CLF_TIME } from '../../time/read-time.ts'
import { duration, fromLayout, layout, NUMBER, REQUEST, RUNNING, SKIP, STATUS, TAIL, time } from '../layout.ts'
import type { NamedFormat } from '../../named-format.ts'
import { isHaproxyMessage } from './haproxy-messages.ts'

// … "GET /simulateur HTTP/1.1" 200 3126 "" "" 51234 655 "www~" "app" "web1" 0 0 1 45 46 "----" 4 2 1 0 0 0 0 "" "" "" ""
//   as in common, referrer and agent always empty                                     duration
const BYTES = { field: 'bytes', shape: SHAPE.running } as const
const LAYOUT = layout`${SKIP} - ${SKIP} [${time(CLF_TIME)}] "${REQUEST}" ${STATUS} ${BYTES} "" "" ${NUMBER} ${NUMBER} "${SKIP}" "${SKIP}" "${SKIP}" ${RUNNING} ${RUNNING} ${RUNNING} ${RUNNING} ${duration('ms', SHAPE.running)} ${TAIL}`

/** `option httplog clf`. */
export const HAPROXY_CLF: NamedFormat = {
  name: 'haproxy_clf',
  messages: 'loose',
  aliases: [],
  samples: [
    '203.0.113.7 - - [10/Mar/2026:08:31:24 +0000] "GET /simulateur?LEAK HTTP/1.1" 200 3126 "" "" 51234 655 "www~" "app" "web1" 0 0 1 45 46 "----" 4 2 1 0 0 0 0 "" "" "" ""',
  ],
  lacks: { referrer: 'not-written', agent: 'not-written', host: 'not-written' },
  make: () => fromLayout('haproxy_clf', 'hash', LAYOUT, { isNotRequest: isHaproxyMessage }),
}
