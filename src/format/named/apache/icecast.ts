import { fromString } from '../from-string.ts'

// … "VLC/3.0.20" 41   whole seconds that somebody listened, until the end of the connection
export const ICECAST = fromString({
  name: 'icecast',
  aliases: ['icecast2'],
  string: '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %T',
  samples: [
    '203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET /radio HTTP/1.1" 200 982016 "https://www.example.fr/" "VLC/3.0.20" 41',
  ],
  lacks: { host: 'not-written' },
  onlyByName: true,
})
