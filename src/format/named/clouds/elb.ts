import type { LineScanner, Spans } from '../../../domain/contracts.ts'
import { SHAPE, type FormatPiece } from '../../plan.ts'
import { isText, onlyWhere } from '../../scan/first-that-fits.ts'
import { ISO_UTC_TIME } from '../../time/read-time.ts'
import {
  AGENT,
  BYTES,
  duration,
  fromLayout,
  layout,
  NUMBER,
  REQUEST,
  SKIP,
  STATUS,
  TAIL,
  time,
  TOKEN,
  WORD,
} from '../layout.ts'
import type { NamedFormat } from '../../named-format.ts'

// 2026-03-10T08:31:24.655123Z demo-lb 203.0.113.7:51234 198.51.100.20:80 0.000086 0.041048 0.001337 200 200 0 3126 "GET https://www.example.fr:443/simulateur HTTP/1.1" "curl/8.5.0" ECDHE-… TLSv1.2
// time                                                   duration: the sum of three              status      bytes request                                              agent
const TIMES = duration('sum-s', SHAPE.three)
const LAYOUT = layout`${time(ISO_UTC_TIME)} ${SKIP} ${SKIP} ${SKIP} ${TIMES} ${STATUS} ${SKIP} ${NUMBER} ${BYTES} "${REQUEST}" "${AGENT}" ${TOKEN} ${TOKEN}`

export const ELB: NamedFormat = {
  name: 'elb',
  messages: 'exact',
  aliases: ['aws_elb'],
  samples: [
    '2026-03-10T08:31:24.655123Z demo-lb 203.0.113.7:51234 198.51.100.20:80 0.000086 0.041048 0.001337 200 200 0 3126 "GET https://www.example.fr:443/simulateur?LEAK HTTP/1.1" "curl/8.5.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2',
    '2026-03-10T08:31:24.655123Z demo-lb 203.0.113.7:51234 198.51.100.20:80 0.001069 0.000028 0.000041 - - 82 305 "- - - " "-" - -',
  ],
  lacks: { referrer: 'not-written', host: 'in-target' },
  make: () => scannerOf('elb', LAYOUT),
}

// The same with the kind of connection in front. New fields come at the end, so anything may follow.
export const ALB: NamedFormat = {
  name: 'alb',
  messages: 'exact',
  aliases: ['aws_alb'],
  samples: [
    'h2 2026-03-10T08:31:24.655123Z app/demo/0000000000000000 203.0.113.7:51234 198.51.100.20:80 0.000 0.045 0.001 200 200 34 3126 "GET https://www.example.fr:443/simulateur?LEAK HTTP/2.0" "curl/8.5.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:eu-west-3:000000000000:targetgroup/demo/0000000000000000 "Root=1-00000000-LEAK00000000000000000000" "www.example.fr" "-" 0 2026-03-10T08:31:24.609000Z "forward" "-" "-" "198.51.100.20:80" "200" "-" "-"',
    'https 2026-03-10T08:31:24.655123Z app/demo/0000000000000000 203.0.113.7:51234 - -1 -1 -1 400 - 0 272 "- http://www.example.fr:80- -" "-" - - - "-" "-" "-" - 2026-03-10T08:31:24.609000Z "-" "-" "-" "-" "-" "-" "-"',
  ],
  lacks: { referrer: 'not-written', host: 'in-target' },
  make: () => scannerOf('alb', [...layout`${WORD} `, ...LAYOUT, ...layout` ${TOKEN} "${TAIL}`]),
}

function scannerOf(name: string, pieces: readonly FormatPiece[]): LineScanner {
  return onlyWhere(fromLayout(name, 'none', pieces), isHttp)
}

/** A listener that is told nothing of HTTP writes no request: `"- - - "`. */
function isHttp(bytes: Uint8Array, spans: Spans): boolean {
  return !isText(bytes, spans, 'request', '- - - ')
}
