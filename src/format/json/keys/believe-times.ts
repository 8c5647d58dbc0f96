import type { WrittenTime } from '../../../domain/contracts.ts'
import type { FirstBytes } from '../../named/named-format.ts'
import { isLongAgo } from '../../time/is-long-ago.ts'
import { readTimeByLooks } from '../../time/read-time-by-looks.ts'
import { walkObject } from '../walk-object.ts'
import { compileKeys, type KeyMap, type KeyPath } from './key-map.ts'

const MOST_LINES = 1000
const LF = 0x0a
const DASH = 0x2d

/**
 * The map without those keys of the time whose first value in a log is none: `time` may say how long a request took. Where
 * no key is left, the map as it is.
 */
export function believeTimes(map: KeyMap, first: FirstBytes): KeyMap {
  const paths = map.get('time') ?? []
  if (paths.length < 2) return map
  const believed = paths.filter((path) => isTimeAt(path, first))
  return believed.length === 0 ? map : new Map([...map, ['time', believed]])
}

function isTimeAt(path: KeyPath, { bytes, start, end }: FirstBytes): boolean {
  const { root } = compileKeys(new Map([['time', [path]]]))
  const marks = new Int32Array(2)
  const time: WrittenTime = { seconds: 0, offset: 0 }
  let at = start
  for (let line = 0; at < end && line < MOST_LINES; line++) {
    const lf = bytes.indexOf(LF, at)
    const stop = lf < 0 || lf >= end ? end : lf
    marks.fill(-1)
    walkObject(root, bytes, at, stop, marks)
    const [from = -1, to = -1] = marks
    const isAbsent = to - from < 1 || (to - from === 1 && bytes[from] === DASH)
    if (from >= 0 && !isAbsent) return readTimeByLooks(bytes, from, to, time) && !isLongAgo(bytes, from, to, time)
    at = stop + 1
  }
  return false
}
