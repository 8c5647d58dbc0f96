import { makeW3c } from '../../w3c/make-w3c.ts'
import type { NamedFormat } from '../../named-format.ts'

// Extended log format of the W3C, as Netscaler, Shoutcast and many others write it. A quote around a value is left out.
//   date       time     c-ip    cs-username method  target  query    status  bytes  s  protocol agent  cookie referrer
export const W3C: NamedFormat = {
  name: 'w3c',
  aliases: ['w3c_extended'],
  samples: [
    '#Version: 1.0',
    '#Software: Netscaler Web Logging(NSWL)',
    '#Date: 2026-03-10 08:31:24',
    '#Fields: date time c-ip cs-username cs-method cs-uri-stem cs-uri-query sc-status sc-bytes time-taken cs-version cs(User-Agent) cs(Cookie) cs(Referer)',
    '2026-03-10 08:31:24 203.0.113.7 LEAK-user GET /simulateur age=LEAK 200 3126 0.046 HTTP/1.1 Mozilla/5.0+(X11;+Linux+x86_64) session=LEAK https://www.example.fr/',
  ],
  make: (first) => makeW3c('w3c', first),
  lacks: {
    query: 'by-header',
    bytes: 'by-header',
    referrer: 'by-header',
    agent: 'by-header',
    host: 'by-header',
    duration: 'by-header',
  },
}
