import { fromString } from '../from-string.ts'

// … "GET /simulateur?age=LEAK HTTP/1.1" 200 3126 "https://www.example.fr/" "Mozilla/5.0 …"
//   as in common                                 referrer                  agent
export const COMBINED = fromString({
  name: 'combined',
  aliases: ['ncsa_extended', 'nginx', 'apache'],
  string: '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
  samples: [
    '203.0.113.7 - LEAK-user [10/Mar/2026:09:31:24 +0100] "GET /simulateur?age=LEAK HTTP/1.1" 200 3126 "https://www.example.fr/" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"',
  ],
  lacks: { host: 'not-written', duration: 'not-written' },
})
