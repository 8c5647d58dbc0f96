import type { LineScanner, Spans } from '../../../domain/contracts.ts'
import { SHAPE, type Piece } from '../../plan.ts'
import { firstThatFits, isText, onlyWhere } from '../../scan/first-that-fits.ts'
import { CLF_TIME } from '../../time/read-time.ts'
import { fromLayout } from '../from-layout.ts'
import {
  AGENT,
  BARE,
  BYTES,
  duration,
  layout,
  NUMBER,
  REFERRER,
  REQUEST,
  SKIP,
  STATUS,
  time,
  TOKEN,
} from '../layout.ts'
import type { NamedFormat } from '../named-format.ts'

// OWNER bucket.example.fr [10/Mar/2026:08:31:24 +0000] 203.0.113.7 - REQUEST-ID WEBSITE.GET.OBJECT aide/index.html "GET /aide/index.html HTTP/1.1" 200 - 3126 3126 10 9 "-" "curl/8.5.0" - HOST-ID - TLS_… - www.example.fr TLSv1.3 - -
//                          time                                                                                     request                        status bytes  duration referrer agent                         host
//
// The object's key is encoded twice, so the request is read instead.
const HOST = { field: 'host', shape: SHAPE.token } as const
const MIDDLE = layout` [${time(CLF_TIME)}] ${SKIP} ${SKIP} ${SKIP} ${SKIP} ${SKIP} "${REQUEST}" ${STATUS} ${SKIP} ${BYTES} ${NUMBER} ${duration('ms')} ${NUMBER} "${REFERRER}" "${AGENT}"`
const WHOLE: readonly Piece[] = [
  ...layout`${SKIP} ${SKIP}`,
  ...MIDDLE,
  ...layout` ${TOKEN} ${TOKEN} ${TOKEN} ${TOKEN} ${TOKEN} ${HOST} ${BARE}`,
]
/** Until 2019 lines ended before the host. A bucket that is a website has the name of its host. */
const OLD: readonly Piece[] = [...layout`${SKIP} ${HOST}`, ...MIDDLE, ...layout`${BARE}`]

export const S3: NamedFormat = {
  name: 's3',
  aliases: ['aws_s3'],
  samples: [
    'LEAK-owner bucket.example.fr [10/Mar/2026:08:31:24 +0000] 203.0.113.7 - LEAK-REQ WEBSITE.GET.OBJECT aide/index.html "GET /aide/index.html HTTP/1.1" 200 - 3126 3126 10 9 "https://www.example.fr/" "curl/8.5.0" - LEAK-HOST - TLS_AES_128_GCM_SHA256 - www.example.fr TLSv1.3 - -',
    'LEAK-owner bucket.example.fr [10/Mar/2026:08:31:24 +0000] 203.0.113.7 - LEAK-REQ WEBSITE.GET.OBJECT aide "GET /aide HTTP/1.1" 404 NoSuchKey 368 - 10 - "-" "curl/8.5.0" -',
    'LEAK-owner bucket.example.fr [10/Mar/2026:08:31:24 +0000] - AmazonS3 LEAK-REQ S3.EXPIRE.OBJECT aide/index.html "-" - - - 3126 - - "-" "-" - LEAK-HOST - - - - - - -',
  ],
  lacks: {},
  make: (): LineScanner =>
    onlyWhere(firstThatFits(fromLayout('s3', 'none', WHOLE), fromLayout('s3', 'none', OLD)), isAsked),
}

/** What the bucket did by itself (expiry, copies) has neither request nor status. */
function isAsked(bytes: Uint8Array, spans: Spans): boolean {
  return !(isText(bytes, spans, 'request', '-') && isText(bytes, spans, 'status', '-'))
}
