import { scannerByNames } from '../../json/scanner-by-names.ts'
import { LOGFMT_PAIRS } from '../../logfmt/walk-pairs.ts'
import type { NamedFormat } from '../../named-format.ts'

// time=2026-03-10T09:31:24+01:00 level=info method=GET path=/simulateur status=200 bytes=3126 agent="curl/8.5.0" …
//
// Of anybody: read by the names of its keys as JSON is. Lines without the keys of a request are of the application.
export const LOGFMT: NamedFormat = {
  name: 'logfmt',
  aliases: [],
  samples: [
    'time=2026-03-10T09:31:24+01:00 level=info msg=LEAK method=GET path="/simulateur?age=40" proto=HTTP/1.1 status=200 bytes=3126 duration=46ms ip=203.0.113.7 referer="https://www.example.fr/" user_agent="Mozilla/5.0 (X11; Linux x86_64) \\"LEAK\\"" host=www.example.fr',
    '2026-03-10T08:31:24.655Z level=info verb=GET uri=/simulateur args=LEAK status=200 size=3126',
    'ts=1773131484.655 request="GET /simulateur HTTP/1.1" status=200',
    '2026-03-10T08:31:24.655Z level=info msg="LEAK is up"',
  ],
  lacks: { query: 'by-key', bytes: 'by-key', referrer: 'by-key', agent: 'by-key', host: 'by-key', duration: 'by-key' },
  timeOfWrapper: true,
  make: (first, told) => scannerByNames('logfmt', LOGFMT_PAIRS, first, told),
}
