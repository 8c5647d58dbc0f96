import { SHAPE } from '../../plan.ts'
import { strftimeTime } from '../../time/read-strftime.ts'
import { BYTES, duration, fromLayout, layout, METHOD, NUMBER, PROTOCOL, SKIP, STATUS, time } from '../layout.ts'
import type { NamedFormat } from '../../named-format.ts'

// [pid: 812|app: 0|req: 1/1] 203.0.113.7 () {38 vars in 696 bytes} [Tue Mar 10 09:31:24 2026] GET /simulateur => generated 3126 bytes in 46 msecs (HTTP/1.1 200) 9 headers in 378 bytes (1 switches on core 3)
//                                                                   time                      method target             bytes    duration           status
const TIME = time(strftimeTime('%a %b %e %T %Y'))
/** Raw, so it may hold anything. */
const TARGET = { field: 'target', shape: SHAPE.greedy } as const
const LAYOUT = layout`[pid: ${SKIP}] ${SKIP} (${SKIP}) {${SKIP}} [${TIME}] ${METHOD} ${TARGET} => generated ${BYTES} bytes in ${duration('written', SHAPE.text)} (${PROTOCOL} ${STATUS}) ${NUMBER} headers in ${NUMBER} bytes (${SKIP}`

export const UWSGI: NamedFormat = {
  name: 'uwsgi',
  aliases: [],
  samples: [
    '[pid: 812|app: 0|req: 1/1] 203.0.113.7 () {38 vars in 696 bytes} [Tue Mar 10 09:31:24 2026] GET /simulateur?LEAK => generated 3126 bytes in 46 msecs (HTTP/1.1 200) 9 headers in 378 bytes (1 switches on core 3)',
    '[pid: 812|app: 0|req: 2/2] 203.0.113.7 (LEAK-user) {38 vars in 696 bytes} [Tue Mar 10 09:31:24 2026] POST /aide => generated 47 bytes in 46012 micros (HTTP/1.0 302) 9 headers in 378 bytes (1 switches on core 3)',
  ],
  lacks: { referrer: 'not-written', agent: 'not-written', host: 'not-written' },
  make: () => fromLayout('uwsgi', 'none', LAYOUT),
}
