import { keyMapOf } from '../../json/keys/key-map.ts'
import type { NamedFormat } from '../../named-format.ts'
import { startsWith } from '../../scan/find-bytes.ts'
import { endOfWord } from '../../wrap/line/read-header.ts'
import { routerScanner } from './router-scanner.ts'

// 2026-03-10 09:31:24.655123456 +0100 CET [router] method=GET path="/simulateur" host=www.example.fr … status=200 duration=0.046s bytes=3126 referer="-" user_agent="…"
// time, of the wrapper                             method    target              host                   status    duration        bytes   referrer   agent
const KEYS = keyMapOf({
  method: 'method',
  target: 'path',
  status: 'status',
  bytes: 'bytes',
  referrer: 'referer',
  agent: 'user_agent',
  host: 'host',
  duration: 'duration',
})

/** The router of Scalingo, amid what the application writes; also in the archives of logs. */
export const SCALINGO: NamedFormat = {
  name: 'scalingo',
  aliases: [],
  samples: [
    '2026-03-10T09:31:24.655123456+0100 method=GET path="/simulateur?LEAK" host=www.example.fr request_id=LEAK0000-0000-4000-8000-000000000000 container=web-1 from="203.0.113.7" protocol=https status=200 duration=0.046s bytes=3126 referer="https://www.example.fr/" user_agent="Mozilla/5.0 (X11; Linux x86_64)"',
    '2026-03-10T09:31:24.655123456+0100 method=GET path=/simulateur format=html controller=LEAK status=200 duration=46.1',
  ],
  lacks: {},
  timeOfWrapper: true,
  amidOthers: true,
  make: () => routerScanner('scalingo', KEYS, isOpening),
}

/** `method=GET path="`: applications write paths without quotes. */
function isOpening(bytes: Uint8Array, at: number, end: number): boolean {
  return startsWith(bytes, at, end, 'method=') && startsWith(bytes, endOfWord(bytes, at, end), end, ' path="')
}
