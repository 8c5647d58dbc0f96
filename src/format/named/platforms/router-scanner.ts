import type { LineScanner } from '../../../domain/contracts.ts'
import { jsonScanner } from '../../json/json-scanner.ts'
import { timedBy, type KeyMap } from '../../json/keys/key-map.ts'
import { LOGFMT_PAIRS } from '../../logfmt/walk-pairs.ts'
import { endOfIso } from '../../wrap/line/read-header.ts'

/**
 * The scanner of the pairs that the router of a platform writes behind the time of a wrapper. What does not open as its lines
 * do is of the application: it may look like a request too, which would then be counted twice.
 *
 * @param isOpening true where such a line opens at `at`
 */
export function routerScanner(
  name: string,
  keys: KeyMap,
  isOpening: (bytes: Uint8Array, at: number, end: number) => boolean,
): LineScanner {
  const scanner = jsonScanner({
    name,
    keys: timedBy(LOGFMT_PAIRS, keys),
    notation: LOGFMT_PAIRS,
    durationUnit: 'written',
  })
  const isOfRouter = (bytes: Uint8Array, start: number, end: number): boolean => {
    const time = endOfIso(bytes, start, end)
    return isOpening(bytes, time < 0 ? start : time + 1, end)
  }
  return {
    ...scanner,
    scan: (bytes, start, end, spans) =>
      isOfRouter(bytes, start, end) ? scanner.scan(bytes, start, end, spans) : start,
    isNotRequest: (bytes, start, end) => !isOfRouter(bytes, start, end),
  }
}
