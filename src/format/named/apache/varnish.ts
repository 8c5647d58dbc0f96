import { fromString } from '../from-string.ts'

// varnishncsa builds the request line anew, with an absolute target: … "GET http://www.example.fr/simulateur HTTP/1.1" …
export const VARNISH = fromString({
  name: 'varnish',
  aliases: ['varnishncsa'],
  string: '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
  samples: [
    '203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET http://www.example.fr/simulateur?LEAK HTTP/1.1" 200 3126 "https://www.example.fr/" "curl/8.5.0"',
  ],
  lacks: { host: 'in-target', duration: 'not-written' },
  onlyByName: true,
})
