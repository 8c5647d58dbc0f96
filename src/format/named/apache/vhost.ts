import { fromString } from '../from-string.ts'

// The host stands first, alone (nginx habit) or with its port (Debian's Apache).

export const VHOST_COMMON = fromString({
  name: 'vhost_common',
  aliases: ['common_vhost'],
  string: '%v %h %l %u %t "%r" %>s %b',
  samples: ['www.example.fr 203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET / HTTP/1.1" 200 512'],
  lacks: { referrer: 'not-written', agent: 'not-written', duration: 'not-written' },
  hostInFront: true,
  clientAsHost: true,
})

export const VHOST_COMBINED = fromString({
  name: 'vhost_combined',
  aliases: ['common_complete', 'vcombined'],
  string: '%v %h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
  samples: [
    'www.example.fr:443 203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET / HTTP/1.1" 200 812 "-" "curl/8.5.0"',
    'demarches.example.fr 2001:db8::7 - - [10/Mar/2026:09:31:24 +0100] "GET / HTTP/2.0" 200 512 "https://www.example.fr/" "curl/8.5.0"',
  ],
  lacks: { duration: 'not-written' },
  hostInFront: true,
  clientAsHost: true,
})
