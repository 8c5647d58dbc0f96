import { JSON_OBJECT } from '../walk-object.ts'
import { compileKeys } from './key-map.ts'

/** What no message has at its front, as whatever is logged of a request has. */
const OF_REQUESTS =
  'request request_line request_method method verb request_uri uri path url status status_code response_code response_status'

/**
 * Tells the messages that a server writes as JSON beside its requests from objects of anybody else.
 *
 * @param keys those that every message has, a space between them; several lists: all keys of one
 */
export function messageTeller(
  keys: readonly string[],
): (bytes: Uint8Array, start: number, end: number, mayAskRequest: boolean) => boolean {
  const lists = keys.map((list) => list.split(' '))
  const own = [...new Set(lists.flat())]
  const foreign = OF_REQUESTS.split(' ').filter((key) => !own.includes(key))
  const { root } = compileKeys(
    new Map(),
    [...own, ...foreign].map((key) => [key]),
  )
  const marks = new Int32Array(2 * (own.length + foreign.length))
  const has = (key: string): boolean => marks[2 * own.indexOf(key)]! >= 0
  return (bytes, start, end, mayAskRequest) => {
    marks.fill(-1)
    if (JSON_OBJECT.walk(root, bytes, start, end, marks) >= 0 || !lists.some((list) => list.every(has))) return false
    return mayAskRequest || foreign.every((_, i) => marks[2 * (own.length + i)]! < 0)
  }
}
