import * as z from 'zod'
import { day, mapping, oneOf, text, timeZone } from './values.ts'

export function logShape() {
  return mapping({
    path: text().describe('A path or a glob, rotated and compressed files included: /var/log/nginx/access.log*'),
    format: text()
      .default('auto')
      .describe(
        'auto, a name as combined, the log_format of nginx or the LogFormat of Apache as it stands, or the path of nginx.conf or apache2.conf.',
      ),
    timezone: timeZone().exactOptional().describe('For formats that write no time zone.'),
    decompress: oneOf(['internal'], ['external']).default('internal').describe('Who decompresses.'),
    fields: z.never({ error: 'not-yet' }).exactOptional().describe('For a later version: keys of JSON lines.'),
    until: day().exactOptional().describe('Last day of a log that has ended.'),
  })
}
