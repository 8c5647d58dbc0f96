/**
 * How alike the lines of a log are. `unique`: no two are the same. `alike`: those of a minute are. `few`: short ones, four
 * different ones every ten minutes, so that generations of a log begin alike, byte for byte.
 */
export type Likeness = 'unique' | 'alike' | 'few'

/** Writes a line of the format combined, or common where it is short. `amount` chooses among paths. */
export type LineMaker = (instant: number, amount: number) => string

const PATHS = ['/simulateur', '/aide', '/nulle-part', '/simulateur?LEAK=1', '/aide?LEAK']
const SHORT_PATHS = ['/aide', '/x']
const AGENT = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0'
const MINUTE = 60_000
const TEN_MINUTES = 10 * MINUTE
const OTHERS = [3, 6, 10]

export function lineMaker(likeness: Likeness): LineMaker {
  let serial = 0
  return (instant, amount) => {
    serial += 1
    if (likeness === 'few') {
      // Most are the same, so that generations part after some lines only.
      const other = OTHERS.indexOf(serial % 11)
      const path = SHORT_PATHS[other % 2] ?? '/y'
      return `- - - [${timeAt(instant, TEN_MINUTES)}] "GET ${path} HTTP/1.1" 200 ${other > 1 ? 2 : 1}\n`
    }
    const isUnique = likeness === 'unique'
    const path = PATHS[((isUnique ? serial * 7 : 0) + amount) % PATHS.length] ?? '/'
    const who = isUnique ? `203.0.113.${serial % 256} - LEAK-${serial}` : '203.0.113.7 - LEAK'
    return `${who} [${timeAt(instant, isUnique ? 1000 : MINUTE)}] "GET ${path} HTTP/1.1" 200 ${isUnique ? serial % 9 : 1} "-" "${AGENT}"\n`
  }
}

/** @param grain so many milliseconds are one time */
function timeAt(instant: number, grain: number): string {
  const [, day, month, year, time] = new Date(instant - (instant % grain)).toUTCString().split(' ')
  return `${day}/${month}/${year}:${time} +0000`
}
