import { jsonScanner } from '../../json/json-scanner.ts'
import { keyMapOf } from '../../json/keys/key-map.ts'
import type { NamedFormat } from '../../named-format.ts'

const KEYS = keyMapOf({
  time: 'date',
  method: 'http.request.method',
  target: 'http.request.path',
  status: 'http.response.statusCode',
  bytes: 'bytesOut',
  host: 'http.request.host',
})

/**
 * `clever accesslogs --format json-stream`. A connection that is no HTTP has a line too. What `http.response.time` counts is
 * said nowhere.
 */
export const CLEVER_CLOUD: NamedFormat = {
  name: 'clever_cloud',
  aliases: ['clever'],
  samples: [
    '{"applicationId":"app_LEAK","bytesIn":411,"bytesOut":3126,"date":"2026-03-10T08:31:24.655Z","destination":{"city":"Paris","countryCode":"FR","geoLocation":{"latitude":48.8,"longitude":2.3},"ip":"198.51.100.20","port":443},"http":{"request":{"host":"www.example.fr","method":"GET","path":"/simulateur?LEAK","scheme":"HTTPS"},"response":{"serviceTime":null,"statusCode":200,"time":46}},"id":"LEAK","instanceId":"LEAK","region":"par","requestId":"LEAK","source":{"city":"LEAK","countryCode":"FR","geoLocation":{"latitude":48.8,"longitude":2.3},"ip":"203.0.113.7","port":51234},"tls":null,"zone":"par"}',
  ],
  lacks: { referrer: 'not-written', agent: 'not-written', duration: 'ambiguous' },
  make: () =>
    jsonScanner({ name: 'clever_cloud', keys: KEYS, zone: 'UTC', isMessage: () => false, messages: ['date bytesOut'] }),
}
