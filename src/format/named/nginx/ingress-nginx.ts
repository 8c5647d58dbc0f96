import { fromString } from '../from-string.ts'

// … "okhttp/4.12.0" 312 0.012 [demo-api-80] [] 198.51.100.20:8080 96 0.012 200 000…
//   as in combined      duration; all else passed over
export const INGRESS_NGINX = fromString({
  name: 'ingress_nginx',
  aliases: ['upstreaminfo'],
  string:
    '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_length $request_time [$proxy_upstream_name] [$proxy_alternative_upstream_name] $upstream_addr $upstream_response_length $upstream_response_time $upstream_status $req_id',
  samples: [
    '203.0.113.7 - - [10/Mar/2026:08:31:24 +0000] "GET /api/v1/calculate HTTP/2.0" 200 96 "-" "okhttp/4.12.0" 312 0.012 [demo-api-80] [] 198.51.100.20:8080 96 0.012 200 LEAK0000000000000000000000000000',
    '203.0.113.7 - - [10/Mar/2026:08:31:24 +0000] "GET /aide HTTP/2.0" 200 96 "https://www.example.fr/" "curl/8.5.0" 312 0.041 [demo-api-80] [] 198.51.100.20:8080, 198.51.100.21:8080 0, 96 0.000, 0.041 502, 200 LEAK0000000000000000000000000000',
  ],
  lacks: { host: 'not-written' },
})
