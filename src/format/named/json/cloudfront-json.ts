import { jsonScanner } from '../../json/json-scanner.ts'
import { keyMapOf, laterKeys } from '../../json/keys/key-map.ts'
import { headersIn } from '../../json/keys/spell-keys.ts'
import type { NamedFormat } from '../../named-format.ts'
import type { Aside } from '../../separated/scan-columns.ts'
import { emptyHeader, readW3cTime } from '../../w3c/header.ts'

const KEYS = keyMapOf({
  time: 'time',
  method: 'cs-method',
  target: 'cs-uri-stem',
  query: 'cs-uri-query',
  protocol: 'cs-protocol-version',
  status: 'sc-status',
  bytes: 'sc-bytes',
  referrer: 'cs(Referer)',
  agent: 'cs(User-Agent)',
  host: 'x-host-header cs(Host)',
  duration: 'time-taken',
})
const NO_HEADER = emptyHeader()

/** Standard logging (v2) of Amazon CloudFront as JSON: the names of its columns, all values texts, the date a key of its own. */
export const CLOUDFRONT_JSON: NamedFormat = {
  name: 'cloudfront_json',
  aliases: [],
  samples: [
    '{"date":"2026-03-10","time":"08:31:24","x-edge-location":"CDG50-P1","sc-bytes":"3126","c-ip":"203.0.113.7","cs-method":"GET","cs(Host)":"d0000.example.fr","cs-uri-stem":"/simulateur","sc-status":"200","cs(Referer)":"https://www.example.org/","cs(User-Agent)":"Mozilla/5.0%20(X11;%20Linux%20x86_64)","cs-uri-query":"age=LEAK","cs(Cookie)":"session=LEAK","x-edge-result-type":"Hit","x-edge-request-id":"LEAK0000","x-host-header":"www.example.fr","cs-protocol":"https","cs-bytes":"217","time-taken":"0.046","cs-protocol-version":"HTTP/2.0"}',
  ],
  // Which columns are written is chosen.
  lacks: { referrer: 'by-key', agent: 'by-key' },
  make: (first) => {
    const keys = headersIn(KEYS, first)
    const date: Aside = { start: -1, end: -1 }
    return {
      ...jsonScanner({
        name: 'cloudfront_json',
        keys,
        later: laterKeys(KEYS, keys),
        zone: 'UTC',
        aside: { path: ['date'], place: date },
        cautions: ['bytes-with-headers'],
      }),
      agentCoding: 'percent',
      readTime: (bytes, start, end, time) => readW3cTime(bytes, start, end, date, NO_HEADER, time),
    }
  },
}
