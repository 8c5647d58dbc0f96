import { jsonScanner } from '../../json/json-scanner.ts'
import { keyMapOf, laterKeys } from '../../json/keys/key-map.ts'
import { headersIn } from '../../json/keys/spell-keys.ts'
import type { NamedFormat } from '../../named-format.ts'
import { isTraefikMessage } from '../proxies/traefik-messages.ts'

const KEYS = keyMapOf({
  time: 'StartUTC time',
  method: 'RequestMethod',
  target: 'RequestPath',
  protocol: 'RequestProtocol',
  status: 'DownstreamStatus',
  bytes: 'DownstreamContentSize',
  referrer: 'request_Referer',
  agent: 'request_User-Agent',
  host: 'RequestHost',
  duration: 'Duration',
})

// Request headers are written only where Traefik is told to keep them: without agents nobody is told from a robot, so the
// first lines must have some. A header that it redacts is as good as none.
export const TRAEFIK_JSON: NamedFormat = {
  name: 'traefik_json',
  aliases: [],
  samples: [
    '{"ClientAddr":"203.0.113.7:51234","ClientHost":"203.0.113.7","ClientUsername":"LEAK","DownstreamContentSize":3126,"DownstreamStatus":200,"Duration":46012345,"OriginStatus":200,"RequestHost":"www.example.fr","RequestMethod":"GET","RequestPath":"/simulateur","RequestProtocol":"HTTP/2.0","RouterName":"web@docker","StartUTC":"2026-03-10T08:31:24.655123456Z","request_Referer":"https://www.example.fr/","request_User-Agent":"curl/8.5.0","level":"info","msg":"","time":"2026-03-10T08:31:24Z"}',
  ],
  lacks: { query: 'in-target', referrer: 'off-by-default', agent: 'off-by-default' },
  make: (first) => {
    const keys = headersIn(KEYS, first)
    return jsonScanner({
      name: 'traefik_json',
      keys,
      later: laterKeys(KEYS, keys),
      zone: 'UTC',
      durationUnit: 'ns',
      hidden: 'REDACTED',
      isMessage: isTraefikMessage,
      // Versions 2 and 3.
      messages: ['level time msg', 'level time message'],
    })
  },
}
