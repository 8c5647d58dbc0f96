import { firstThatFits } from '../../scan/first-that-fits.ts'
import { scannerOf } from '../from-string.ts'
import type { NamedFormat } from '../../named-format.ts'

// [10/Mar/2026:09:31:24 +0100] - 200 200 - GET https www.example.fr "/simulateur" [Client …] [Length 3126] … "agent" "referrer"
//  time                          status    method    host            target                         bytes

const END =
  '$request_method $scheme $host "$request_uri" [Client $remote_addr] [Length $body_bytes_sent] [Gzip $gzip_ratio]'
const STRING = `[$time_local] $upstream_cache_status $upstream_status $status - ${END} [Sent-to $server] "$http_user_agent" "$http_referer"`
/** Of hosts that are no proxies: dead hosts, redirections, and answers that are none (444). */
const SHORT_STRING = `[$time_local] $status - ${END} "$http_user_agent" "$http_referer"`

export const NGINX_PROXY_MANAGER: NamedFormat = {
  name: 'nginx_proxy_manager',
  aliases: ['npm_proxy'],
  string: STRING,
  samples: [
    '[10/Mar/2026:09:31:24 +0100] - 200 200 - GET https www.example.fr "/simulateur?LEAK" [Client 203.0.113.7] [Length 3126] [Gzip 3.10] [Sent-to web] "Mozilla/5.0 (X11; Linux x86_64)" "https://www.example.fr/"',
    '[10/Mar/2026:09:31:24 +0100] 444 - GET https www.example.fr "/.env" [Client 203.0.113.7] [Length 0] [Gzip -] "curl/8.5.0" "-"',
  ],
  lacks: { duration: 'not-written' },
  make: () => firstThatFits(scannerOf('nginx_proxy_manager', STRING), scannerOf('nginx_proxy_manager', SHORT_STRING)),
}
