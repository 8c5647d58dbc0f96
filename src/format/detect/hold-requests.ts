import type { FirstBytes } from '../named-format.ts'
import { eachLine } from '../scan/find-bytes.ts'

/** True where most lines hold a method and a path behind it, whatever else stands there: no server writes such messages. */
export function holdRequests({ bytes, start, end }: FirstBytes): boolean {
  let [lines, requests] = [0, 0]
  eachLine({ bytes, start, end: Math.min(end, start + MOST_BYTES) }, (from, to) => {
    if (from === to) return
    lines++
    if (REQUEST.test(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1'))) requests++
  })
  return 2 * requests > lines
}

const MOST_BYTES = 262_144
// GET /   "GET /   "GET" "/
const REQUEST = /\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)"? "?\//
