import { keyMapOf } from '../../json/keys/key-map-of.ts'
import { scannerOfSeconds } from '../../json/scanner-of-seconds.ts'
import type { NamedFormat } from '../named-format.ts'

const KEYS = keyMapOf({
  time: 'ts',
  method: 'request.method',
  target: 'request.uri',
  protocol: 'request.proto',
  status: 'status',
  bytes: 'size',
  referrer: 'request.headers.Referer[0]',
  agent: 'request.headers.User-Agent[0]',
  host: 'request.host',
  duration: 'duration',
})

// Caddy 2. Status 0: nobody was answered. Its messages share the file. `duration_format` may be anything but seconds.
export const CADDY: NamedFormat = {
  name: 'caddy',
  messages: 'loose',
  aliases: [],
  samples: [
    '{"level":"info","ts":1773131484.655,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"203.0.113.7","remote_port":"51234","client_ip":"203.0.113.7","proto":"HTTP/2.0","method":"GET","host":"www.example.fr","uri":"/simulateur?age=40","headers":{"User-Agent":["Mozilla/5.0 (X11; Linux x86_64)"],"Referer":["https://www.example.fr/"]}},"bytes_read":0,"user_id":"LEAK","duration":0.046,"size":3126,"status":200,"resp_headers":{"Content-Type":["text/html"]}}',
  ],
  lacks: { query: 'in-target' },
  make: (first) =>
    scannerOfSeconds(
      { name: 'caddy', keys: KEYS, zone: 'UTC', requests: { path: ['logger'], prefix: 'http.log.access' } },
      first,
    ),
}
