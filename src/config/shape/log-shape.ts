import * as z from 'zod'
import { isServerFile, KEY_UNITS } from '../../domain/service.ts'
import { day, filledList, lines, mapping, oneOf, positiveNumber, text, timeZone } from './values.ts'

export function logShape() {
  return mapping({
    path: text().describe('A path or a glob, rotated and compressed files included: /var/log/nginx/access.log*'),
    format: z
      .union([lines(), filledList(formatOfList())])
      .default('auto')
      .describe(
        'auto, a name as combined, the log_format of nginx or the LogFormat of Apache as it stands, or the path of nginx.conf or apache2.conf. A list of names and strings, if the format changed: each line is read by the first that it fits.',
      ),
    timezone: timeZone().exactOptional().describe('For formats that write no time zone.'),
    decompress: oneOf(['internal', 'external'])
      .default('internal')
      .describe('Who unpacks archives: comptage, or the programs gzip, zstd, xz and bzip2 of the system.'),
    unpack_limit: positiveNumber()
      .exactOptional()
      .describe('How many times its own size an archive may unpack to, past 1 GiB: 1000.'),
    fields: keyMapShape()
      .exactOptional()
      .describe('With format: json or logfmt, the key of each field: ts, request.uri, headers.Referer[0].'),
    until: day().exactOptional().describe('Last day of a log that has ended.'),
  }).check(({ value, issues }) => {
    if (value.fields !== undefined && !OF_KEYS.some((format) => format === value.format))
      issues.push({
        code: 'invalid_value',
        values: [...OF_KEYS],
        path: ['format'],
        message: 'one-of',
        input: value.format,
      })
  })
}

/** Formats whose lines name their values by keys. */
const OF_KEYS = ['json', 'logfmt'] as const

/** What is found by the lines themselves, or stands in another file, has no place among others. */
function formatOfList() {
  return lines().refine((format) => format !== 'auto' && !isServerFile(format), { error: 'format-of-list' })
}

/** `logs[].fields`: by which keys lines say what. */
function keyMapShape() {
  const keys = keysShape()
  return mapping({
    time: keys.describe('Time: ISO 8601, as 10/Mar/2026:09:31:24 +0100, or a number since 1970.'),
    request: keys.exactOptional().describe('The whole request, as GET /path HTTP/1.1.'),
    method: keys.exactOptional().describe('Method; without one, GET is assumed.'),
    target: keys.exactOptional().describe('Path, with its query or without. Needed where there is no request.'),
    query: keys.exactOptional().describe('Query, where the target has none.'),
    protocol: keys.exactOptional().describe('Protocol.'),
    status: keys.describe('Status.'),
    bytes: keys.exactOptional().describe('Bytes sent.'),
    referrer: keys.exactOptional().describe('Referrer.'),
    agent: keys.exactOptional().describe('User agent.'),
    host: keys.exactOptional().describe('Host that was asked for.'),
    duration: keys.exactOptional().describe('Time spent.'),
    duration_unit: oneOf(KEY_UNITS).default('s').describe('What the duration counts: seconds, ms, us (µs) or ns.'),
  }).check(({ value, issues }) => {
    if (value.request === undefined && value.target === undefined)
      issues.push({ code: 'custom', path: ['target'], message: 'text', input: value })
  })
}

/** `request.headers.Referer[0]`: dots reach into objects, brackets into lists. Of several the first with a value is read. */
function keysShape() {
  return z.union([text().transform((key) => [key]), filledList(text())])
}
