import * as z from 'zod'
import { KEY_UNITS } from '../../domain/service.ts'
import { filledList, mapping, oneOf, text } from './values.ts'

/** `logs[].fields`: by which keys JSON lines say what. */
export function keyMapShape() {
  return mapping({
    time: keys().describe('Time: ISO 8601, as 10/Mar/2026:09:31:24 +0100, or a number since 1970.'),
    request: keys().exactOptional().describe('The whole request, as GET /path HTTP/1.1.'),
    method: keys().exactOptional().describe('Method; without one, GET is assumed.'),
    target: keys().exactOptional().describe('Path, with its query or without. Needed where there is no request.'),
    query: keys().exactOptional().describe('Query, where the target has none.'),
    protocol: keys().exactOptional().describe('Protocol.'),
    status: keys().describe('Status.'),
    bytes: keys().exactOptional().describe('Bytes sent.'),
    referrer: keys().exactOptional().describe('Referrer.'),
    agent: keys().exactOptional().describe('User agent.'),
    host: keys().exactOptional().describe('Host that was asked for.'),
    duration: keys().exactOptional().describe('Time spent.'),
    duration_unit: oneOf(KEY_UNITS).default('s').describe('What the duration counts: seconds, ms, us (µs) or ns.'),
  }).check(({ value, issues }) => {
    if (value.request === undefined && value.target === undefined)
      issues.push({ code: 'custom', path: ['target'], message: 'text', input: value })
  })
}

/** `request.headers.Referer[0]`: dots reach into objects, brackets into lists. Of several the first with a value is read. */
function keys() {
  return z.union([text().transform((key) => [key]), filledList(text())])
}
