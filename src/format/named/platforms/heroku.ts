import { keyMapOf } from '../../json/keys/key-map.ts'
import type { NamedFormat } from '../../named-format.ts'
import { startsWith } from '../../scan/find-bytes.ts'
import { routerScanner } from './router-scanner.ts'

// 2026-03-10T08:31:24.655123+00:00 heroku[router]: at=info method=GET path="/simulateur" host=www.example.fr … service=46ms status=200 bytes=3126
// time, of the wrapper                                    method   target                 host                duration    status     bytes
const KEYS = keyMapOf({
  method: 'method',
  target: 'path',
  status: 'status',
  bytes: 'bytes',
  host: 'host',
  duration: 'service',
})

/** The router of Heroku, amid what the application writes. */
export const HEROKU: NamedFormat = {
  name: 'heroku',
  aliases: [],
  samples: [
    '2026-03-10T08:31:24.655123+00:00 at=info method=GET path="/simulateur?LEAK" host=www.example.fr request_id=LEAK0000-0000-4000-8000-000000000000 fwd="203.0.113.7" dyno=web.1 connect=0ms service=46ms status=200 bytes=3126 protocol=https',
    '2026-03-10T08:31:24.655123+00:00 at=error code=H12 desc="Request timeout" method=GET path="/" host=www.example.fr request_id=LEAK fwd="203.0.113.7" dyno=web.1 connect= service=30000ms status=503 bytes=0 protocol=https',
    '2026-03-10T08:31:24.655123+00:00 method=GET path=/simulateur format=html controller=LEAK status=200',
  ],
  lacks: { referrer: 'not-written', agent: 'not-written' },
  timeOfWrapper: true,
  amidOthers: true,
  make: () => routerScanner('heroku', KEYS, (bytes, at, end) => startsWith(bytes, at, end, 'at=')),
}
