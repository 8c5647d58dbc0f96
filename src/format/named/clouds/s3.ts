import { SPAN, type LineScanner, type Spans } from '../../../domain/contracts.ts'
import { SHAPE, type FormatPiece } from '../../plan.ts'
import { firstThatFits, isText, onlyWhere } from '../../scan/first-that-fits.ts'
import { CLF_TIME } from '../../time/read-time.ts'
import {
  AGENT,
  BARE,
  BYTES,
  duration,
  fromLayout,
  layout,
  NUMBER,
  REFERRER,
  REQUEST,
  SKIP,
  STATUS,
  time,
  TOKEN,
} from '../layout.ts'
import type { NamedFormat } from '../../named-format.ts'

const QUOTE = 0x22

// OWNER bucket.example.fr [10/Mar/2026:08:31:24 +0000] 203.0.113.7 - REQUEST-ID WEBSITE.GET.OBJECT aide/index.html "GET /aide/index.html HTTP/1.1" 200 - 3126 3126 10 9 "-" "curl/8.5.0" - HOST-ID - TLS_… - www.example.fr TLSv1.3 - -
//                          time                                                                                     request                        status bytes  duration referrer agent                         host
//
// The object's key is encoded twice, so the request is read instead.
const HOST = { field: 'host', shape: SHAPE.token } as const
const FRONT = layout` [${time(CLF_TIME)}] ${SKIP} ${SKIP} ${SKIP} ${SKIP} `
const MIDDLE = layout` ${STATUS} ${SKIP} ${BYTES} ${NUMBER} ${duration('ms')} ${NUMBER} `
const ASKED: readonly FormatPiece[] = [...FRONT, ...layout`${SKIP} "${REQUEST}"`, ...MIDDLE]
const BOTH = layout`"${REFERRER}" "${AGENT}"`
const NO_AGENT = layout`"${REFERRER}" -`
const NO_REFERRER = layout`- "${AGENT}"`
const NEITHER = layout`- -`
/** Deleted in a batch, copied: a `-` without quotes for request, referrer and agent. The key stands in for a target. */
const UNASKED: readonly FormatPiece[] = [...FRONT, ...layout`${{ field: 'target', shape: SHAPE.token }} -`, ...MIDDLE]

function linesOf(...middle: readonly (readonly FormatPiece[])[]): LineScanner {
  const pieces = middle.flat()
  const whole = [
    ...layout`${SKIP} ${SKIP}`,
    ...pieces,
    ...layout` ${TOKEN} ${TOKEN} ${TOKEN} ${TOKEN} ${TOKEN} ${HOST} ${BARE}`,
  ]
  // Until 2019 lines ended before the host. A bucket that is a website has the name of its host.
  const old = [...layout`${SKIP} ${HOST}`, ...pieces, ...layout`${BARE}`]
  return firstThatFits(fromLayout('s3', 'none', whole), fromLayout('s3', 'none', old))
}

export const S3: NamedFormat = {
  name: 's3',
  messages: 'exact',
  aliases: ['aws_s3'],
  samples: [
    'LEAK-owner bucket.example.fr [10/Mar/2026:08:31:24 +0000] 203.0.113.7 - LEAK-REQ WEBSITE.GET.OBJECT aide/index.html "GET /aide/index.html HTTP/1.1" 200 - 3126 3126 10 9 "https://www.example.fr/" "curl/8.5.0" - LEAK-HOST - TLS_AES_128_GCM_SHA256 - www.example.fr TLSv1.3 - -',
    'LEAK-owner bucket.example.fr [10/Mar/2026:08:31:24 +0000] 203.0.113.7 - LEAK-REQ WEBSITE.GET.OBJECT aide "GET /aide HTTP/1.1" 404 NoSuchKey 368 - 10 - "-" "curl/8.5.0" -',
    'LEAK-owner bucket.example.fr [10/Mar/2026:08:31:24 +0000] - AmazonS3 LEAK-REQ S3.EXPIRE.OBJECT aide/index.html "-" - - - 3126 - - "-" "-" - LEAK-HOST - - - - - - -',
    'LEAK-owner bucket.example.fr [10/Mar/2026:08:31:24 +0000] 203.0.113.7 LEAK-arn LEAK-REQ BATCH.DELETE.OBJECT aide/index.html - 204 - - 3126 - - - - - LEAK-HOST SigV4 - AuthHeader s3.example.com TLSv1.2 - -',
  ],
  lacks: {},
  make: () =>
    onlyWhere(
      [
        withQuotes(4, linesOf(ASKED, NO_AGENT)),
        withQuotes(4, linesOf(ASKED, NO_REFERRER)),
        withQuotes(2, linesOf(ASKED, NEITHER)),
        withQuotes(0, linesOf(UNASKED, NEITHER)),
      ].reduce(firstThatFits, linesOf(ASKED, BOTH)),
      isAsked,
    ),
}

/** What the bucket did by itself (expiry, copies) has neither request nor status. */
function isAsked(bytes: Uint8Array, spans: Spans): boolean {
  if (spans[SPAN.request]! < 0) return false
  return !(isText(bytes, spans, 'request', '-') && isText(bytes, spans, 'status', '-'))
}

/** Only lines with so many quotes: a raw one in a value must not make another shape of line of it. */
function withQuotes(count: number, scanner: LineScanner): LineScanner {
  return {
    ...scanner,
    scan: (bytes, start, end, spans) =>
      quotesIn(bytes, start, end) === count ? scanner.scan(bytes, start, end, spans) : start,
  }
}

function quotesIn(bytes: Uint8Array, start: number, end: number): number {
  let quotes = 0
  for (let i = start; i < end; i++) if (bytes[i] === QUOTE) quotes++
  return quotes
}
