import { fromString } from '../from-string.ts'

// 203.0.113.7 - LEAK-user [10/Mar/2026:09:31:24 +0100] "GET /simulateur?age=LEAK HTTP/1.1" 200 3126
// passed over             time                        request                             status bytes
export const COMMON = fromString({
  name: 'common',
  aliases: ['clf', 'ncsa'],
  string: '%h %l %u %t "%r" %>s %b',
  samples: ['203.0.113.7 - LEAK-user [10/Mar/2026:09:31:24 +0100] "GET /simulateur?age=LEAK HTTP/1.1" 200 3126'],
  lacks: { referrer: 'not-written', agent: 'not-written', host: 'not-written', duration: 'not-written' },
})
