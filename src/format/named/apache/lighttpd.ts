import { fromString } from '../from-string.ts'
import type { NamedFormat } from '../../named-format.ts'

// 203.0.113.7 www.example.fr - [10/Mar/2026:09:31:24 +0100] "GET / HTTP/1.1" 200 512 "-" "curl/8.5.0"
//             host           time                          …as in combined

export const LIGHTTPD = hostSecond('lighttpd')

/** OVH's web hosting. The two have the same shape, so lighttpd is what is found. */
export const OVH: NamedFormat = { ...hostSecond('ovh'), onlyByName: true }

function hostSecond(name: string): NamedFormat {
  return fromString({
    name,
    aliases: [],
    string: '%h %V %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
    samples: [
      '203.0.113.7 www.example.fr LEAK-user [10/Mar/2026:09:31:24 +0100] "GET /?LEAK HTTP/1.1" 200 512 "https://www.example.fr/" "curl/8.5.0"',
    ],
    lacks: { duration: 'not-written' },
    hostInFront: true,
  })
}
