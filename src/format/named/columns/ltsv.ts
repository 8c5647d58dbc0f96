import { makeLtsv } from '../../separated/make-ltsv.ts'
import type { NamedFormat } from '../../named-format.ts'

// Labelled tab-separated values (ltsv.org), in any order. `host` is the client's address, `vhost` the host.
export const LTSV: NamedFormat = {
  name: 'ltsv',
  aliases: [],
  samples: [
    [
      ...['time:10/Mar/2026:09:31:24 +0100', 'host:203.0.113.7', 'vhost:www.example.fr'],
      ...[
        'req:GET /simulateur?age=LEAK HTTP/1.1',
        'status:200',
        'size:3126',
        'referer:https://www.example.org/',
        'ua:curl/8.5.0',
      ],
      ...['user:LEAK-user', 'reqtime:0.046'],
    ].join('\t'),
  ],
  make: makeLtsv,
  lacks: {
    query: 'in-target',
    bytes: 'by-key',
    referrer: 'by-key',
    agent: 'by-key',
    host: 'by-key',
    duration: 'by-key',
  },
}
