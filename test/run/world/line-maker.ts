/**
 * How alike the lines of a log are. `unique`: no two are the same. `alike`: hundreds are. `few`: short ones, four
 * different ones every ten minutes, so that generations of a log begin alike, byte for byte.
 */
export type Likeness = 'unique' | 'alike' | 'few'

/** Writes a line of the format combined, or common where it is short. `amount` chooses among paths. */
export type LineMaker = (instant: number, amount: number) => string

const PATHS = ['/simulateur', '/aide', '/nulle-part', '/simulateur?LEAK=1', '/aide?LEAK']
const SHORT_PATHS = ['/aide', '/x']
const AGENT = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0'
const TEN_MINUTES = 600_000

export function lineMaker(likeness: Likeness): LineMaker {
  let serial = 0
  return (instant, amount) => {
    serial += 1
    if (likeness === 'few') {
      const path = SHORT_PATHS[(serial + amount) % 2] ?? '/'
      return `- - - [${timeAt(instant - (instant % TEN_MINUTES))}] "GET ${path} HTTP/1.1" 200 ${1 + ((serial * amount) % 2)}\n`
    }
    const isUnique = likeness === 'unique'
    const path = PATHS[((isUnique ? serial * 7 : 0) + amount) % PATHS.length] ?? '/'
    const who = isUnique ? `203.0.113.${serial % 256} - LEAK-${serial}` : '203.0.113.7 - LEAK'
    return `${who} [${timeAt(instant)}] "GET ${path} HTTP/1.1" 200 ${isUnique ? serial % 9 : 1} "-" "${AGENT}"\n`
  }
}

function timeAt(instant: number): string {
  const [, day, month, year, time] = new Date(instant).toUTCString().split(' ')
  return `${day}/${month}/${year}:${time} +0000`
}
