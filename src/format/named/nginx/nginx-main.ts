import { fromString } from '../from-string.ts'

/** nginx.org's packages: an identifier in quotes at the end. */
export const NGINX_MAIN = fromString({
  name: 'nginx_main',
  aliases: ['main'],
  string:
    '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" "$http_x_forwarded_for"',
  samples: [
    '198.51.100.4 - - [10/Mar/2026:09:31:24 +0100] "POST /demarches/12/dossier HTTP/2.0" 302 0 "https://demarches.example.fr/" "Mozilla/5.0 (X11; Linux x86_64)" "203.0.113.7, 198.51.100.9"',
  ],
  lacks: { host: 'not-written', duration: 'not-written' },
})
