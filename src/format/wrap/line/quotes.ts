import type { Wrapper } from '../wrapper.ts'

const QUOTE = 0x22

// "LINE"   one more pair of quotes around every line
export const QUOTES: Wrapper = {
  name: 'quotes',
  find: (bytes, start, end, found) => {
    if (end - start < 2 || bytes[start] !== QUOTE || bytes[end - 1] !== QUOTE) return false
    found.start = start + 1
    found.end = end - 1
    return true
  },
  write: (bytes, start, end, out) => out.copy(bytes, start, end),
}
