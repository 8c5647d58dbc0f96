import { fromString } from '../from-string.ts'

// … "curl/8.5.0" 0.046          seconds to the last byte, always with three decimals

/** What nginx calls `combined`, to which others add what they log at its end; and a line of it. */
export const NGINX_COMBINED =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"'
export const SAMPLE =
  '203.0.113.7 - LEAK-user [10/Mar/2026:09:31:24 +0100] "GET /?LEAK HTTP/1.1" 200 512 "https://www.example.fr/" "curl/8.5.0"'

export const COMBINED_TIME = fromString({
  name: 'combined_time',
  aliases: [],
  string: `${NGINX_COMBINED} $request_time`,
  samples: [`${SAMPLE} 0.046`],
  lacks: { host: 'not-written' },
  endsInSeconds: 'always',
})
