import { SPAN, SPANS_LENGTH, type LineScanner } from '../../../domain/contracts.ts'
import { withItsAgents } from '../../json/agent-of-log.ts'
import { jsonScanner, type JsonFormat } from '../../json/json-scanner.ts'
import { keyMapOf } from '../../json/keys/key-map.ts'
import { saysItsUnit } from '../../json/keys/unit-of-duration.ts'
import type { FirstBytes, NamedFormat } from '../../named-format.ts'
import { eachLine } from '../../scan/find-bytes.ts'

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

const FORMAT: JsonFormat = {
  name: 'caddy',
  keys: KEYS,
  zone: 'UTC',
  requests: { path: ['logger'], prefix: 'http.log.access' },
  messages: ['level ts msg'],
}

// Caddy 2; `format filter` may delete its headers, or the agent among them. Status 0: nobody was answered. Its messages share the file. `duration_format` may be anything but seconds.
export const CADDY: NamedFormat = {
  name: 'caddy',
  messages: 'loose',
  aliases: [],
  samples: [
    '{"level":"info","ts":1773131484.655,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"203.0.113.7","remote_port":"51234","client_ip":"203.0.113.7","proto":"HTTP/2.0","method":"GET","host":"www.example.fr","uri":"/simulateur?age=40","headers":{"User-Agent":["Mozilla/5.0 (X11; Linux x86_64)"],"Referer":["https://www.example.fr/"]}},"bytes_read":0,"user_id":"LEAK","duration":0.046,"size":3126,"status":200,"resp_headers":{"Content-Type":["text/html"]}}',
  ],
  lacks: { query: 'in-target', referrer: 'by-key', agent: 'by-key' },
  make: (first, told) => scannerOfSeconds(withItsAgents(FORMAT, first, told, 'headers'), first),
}

const { duration: DURATION } = SPAN

/**
 * The scanner of JSON lines whose durations should be seconds. Who writes seconds writes fractions of them, or the unit beside
 * them, `46.012ms`: where the first lines have whole numbers alone, nobody says what they count, and they are left out.
 */
function scannerOfSeconds(format: JsonFormat, first?: FirstBytes): LineScanner {
  const scanner = jsonScanner(format)
  if (first === undefined) return scanner
  const durations = durationsIn(scanner, first)
  if (durations.length === 0 || durations.some(isFraction)) return scanner
  if (durations.every(saysItsUnit)) return jsonScanner({ ...format, durationUnit: 'written' })
  const keys = new Map([...format.keys].filter(([field]) => field !== 'duration'))
  return jsonScanner({ ...format, keys, cautions: [...(format.cautions ?? []), 'ambiguous-duration'] })
}

function durationsIn({ scan }: LineScanner, first: FirstBytes): readonly string[] {
  const spans = new Int32Array(SPANS_LENGTH)
  const durations: string[] = []
  eachLine(first, (start, end) => {
    if (scan(first.bytes, start, end, spans) < 0 && spans[DURATION]! >= 0)
      durations.push(String.fromCharCode(...first.bytes.subarray(spans[DURATION], spans[DURATION + 1])))
  })
  return durations
}

/** `0.046`, `1.2e-05`; no `46`, no `46.012ms`. */
function isFraction(text: string): boolean {
  return /^[\d.e-]+$/.test(text) && /[.e]/.test(text)
}
