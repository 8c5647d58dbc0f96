import { fromString } from '../from-string.ts'

// … "curl/8.5.0" 0.046          seconds to the last byte, always with three decimals
// … "curl/8.5.0" 0.000, 0.041 0.046   the same after those of each server that was tried

const COMBINED =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"'
const SAMPLE =
  '203.0.113.7 - LEAK-user [10/Mar/2026:09:31:24 +0100] "GET /?LEAK HTTP/1.1" 200 512 "https://www.example.fr/" "curl/8.5.0"'

export const COMBINED_TIME = fromString({
  name: 'combined_time',
  aliases: [],
  string: `${COMBINED} $request_time`,
  samples: [`${SAMPLE} 0.046`],
  lacks: { host: 'not-written' },
})

// The other order exists as well, and nobody can tell the two apart: where it matters, the string says it.
export const COMBINED_UPSTREAM = fromString({
  name: 'combined_upstream',
  aliases: [],
  string: `${COMBINED} $upstream_response_time $request_time`,
  samples: [`${SAMPLE} 0.000, 0.041 0.046`, `${SAMPLE} - 0.000`],
  lacks: { host: 'not-written' },
})
