import { makeW3c } from '../../w3c/make-w3c.ts'
import type { NamedFormat } from '../../named-format.ts'

// Standard logs of Amazon CloudFront: TAB between values, an agent that is percent-encoded, sometimes twice. Found as
// `w3c`, whose #Fields name x-edge-location.
export const CLOUDFRONT: NamedFormat = {
  name: 'cloudfront',
  aliases: [],
  samples: [
    '#Version: 1.0',
    '#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken',
    [
      ...['2026-03-10', '08:31:24', 'CDG50', '3126', '203.0.113.7', 'GET', 'd0000.example.fr', '/simulateur', '200'],
      ...[
        'https://www.example.org/',
        'Mozilla/5.0%20(X11;%20Linux%20x86_64)',
        'age=LEAK',
        'session=LEAK',
        'Hit',
        'LEAK0000',
      ],
      ...['www.example.fr', 'https', '217', '0.046'],
    ].join('\t'),
  ],
  make: (first) => makeW3c('cloudfront', first),
  lacks: {},
  onlyByName: true,
}
