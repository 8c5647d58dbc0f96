import { fromString } from '../from-string.ts'

// www.example.fr 203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] (0 s) "GET / HTTP/1.1" 200 512 "-" "curl/8.5.0"
// host                            time                          whole seconds
export const GANDI = fromString({
  name: 'gandi',
  aliases: [],
  string: '%v %h %l %u %t (%T s) "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
  samples: [
    'www.example.fr 203.0.113.7 - LEAK-user [10/Mar/2026:09:31:24 +0100] (0 s) "GET /?LEAK HTTP/1.1" 200 512 "https://www.example.fr/" "curl/8.5.0"',
  ],
  lacks: {},
  hostInFront: true,
})
