import { makeW3c } from '../../w3c/make-w3c.ts'
import type { NamedFormat } from '../../named-format.ts'

// Microsoft IIS: spaces in values are `+`, time-taken is in milliseconds. Found as `w3c`, whose #Software names it; its own
// name is for logs that lost that line.
export const IIS: NamedFormat = {
  name: 'iis',
  aliases: [],
  samples: [
    '#Software: Microsoft Internet Information Services 10.0',
    '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes time-taken',
    '2026-03-10 08:31:24 198.51.100.4 GET /simulateur age=LEAK 443 - 203.0.113.7 Mozilla/5.0+(X11;+Linux+x86_64) https://www.example.fr/ www.example.fr 200 0 0 3126 46',
  ],
  make: (first) => makeW3c('iis', first),
  lacks: {
    query: 'by-header',
    bytes: 'by-header',
    referrer: 'by-header',
    agent: 'by-header',
    host: 'by-header',
    duration: 'by-header',
  },
  onlyByName: true,
}
