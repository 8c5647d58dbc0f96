import { fromString } from '../from-string.ts'

// … "curl/8.5.0" 46012   microseconds
export const COMBINED_D = fromString({
  name: 'combined_d',
  aliases: [],
  string: '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %D',
  samples: [
    '203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET / HTTP/1.1" 200 512 "https://www.example.fr/" "curl/8.5.0" 46012',
  ],
  lacks: { host: 'not-written' },
  onlyByName: true,
})
