import type { RequestView } from '../../domain/contracts.ts'
import type { ByteCondition } from './build-trie.ts'

const AMPERSAND = 0x26
const EQUALS = 0x3d
const PERCENT = 0x25
const PLUS = 0x2b
const SPACE = 0x20

/** Whether every condition holds. The first occurrence of its key decides; `key` alone has the empty value, as in `key=`. */
export function queryHolds(conditions: readonly ByteCondition[], request: RequestView): boolean {
  if (request.queryStart < 0) return false
  for (const condition of conditions) {
    if (!conditionHolds(condition, request.queryBytes, request.queryStart, request.queryEnd)) return false
  }
  return true
}

function conditionHolds(condition: ByteCondition, bytes: Uint8Array, start: number, end: number): boolean {
  for (let from = start; from < end;) {
    let equals = -1
    let to = from
    for (; to < end && bytes[to] !== AMPERSAND; to++) if (equals < 0 && bytes[to] === EQUALS) equals = to
    if (decodesTo(condition.key, bytes, from, equals < 0 ? to : equals)) {
      return condition.value === undefined || decodesTo(condition.value, bytes, equals < 0 ? to : equals + 1, to)
    }
    from = to + 1
  }
  return false
}

/** Whether `bytes[start…end)`, percent signs and plus signs undone, is `wanted`. A bad `%` stands for itself. */
function decodesTo(wanted: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  let matched = 0
  let i = start
  for (; i < end && matched < wanted.length; matched++) {
    let byte = bytes[i]!
    let width = 1
    if (byte === PLUS) byte = SPACE
    else if (byte === PERCENT && i + 2 < end) {
      const escaped = hexValue(bytes[i + 1]!) * 16 + hexValue(bytes[i + 2]!)
      if (escaped >= 0) {
        byte = escaped
        width = 3
      }
    }
    if (byte !== wanted[matched]) return false
    i += width
  }
  return i === end && matched === wanted.length
}

/** So far below 0 that no other digit can lift it. */
function hexValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1000
}
