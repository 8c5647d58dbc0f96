import { STRAY_DAYS } from '../../domain/last-credible-day.ts'

/** Lines that are meant to be requests, and those of them that do not fit the format. */
export type Fits = { readonly lines: number; readonly misfits: number }

export const NO_FITS: Fits = { lines: 0, misfits: 0 }

/**
 * How well lines that follow one another fit their format, day by day. What does not fit has mostly no readable time: it may
 * be of any day from that of the dated line before it to that of the one after it, and counts against each of them. So the sums
 * are the same, however the lines are cut into parts.
 */
export type DayFits = {
  /** Lines before the first that is dated. */
  readonly head: Fits
  readonly days: ReadonlyMap<number, Fits>
  /** Day of the first and the last dated line; −1: there is none, and all lines are the head. */
  readonly first: number
  readonly last: number
  /** Lines after the last that is dated. */
  readonly tail: Fits
}

export const NO_DAY_FITS: DayFits = { head: NO_FITS, days: new Map(), first: -1, last: -1, tail: NO_FITS }

/** A book of lines as they come. */
export type FitBook = {
  /** @param day −1: not dated */
  readonly note: (day: number, isMisfit: boolean, lines: number) => void
  readonly fits: () => DayFits
  readonly clear: () => void
}

export function openFitBook(): FitBook {
  let head: Fits = NO_FITS
  const days = new Map<number, Fits>()
  let [first, last] = [-1, -1]
  // Lines come a day at a time: they are kept once the day is over.
  let [lines, misfits] = [0, 0]
  let [undatedLines, undatedMisfits] = [0, 0]

  function turnTo(day: number): void {
    const undated = { lines: undatedLines, misfits: undatedMisfits }
    if (last < 0) {
      head = undated
      first = day
    } else {
      addTo(days, last, { lines, misfits })
      spread(days, last, day, undated)
    }
    ;[last, lines, misfits, undatedLines, undatedMisfits] = [day, 0, 0, 0, 0]
  }

  return {
    note: (day, isMisfit, more) => {
      if (day < 0) {
        undatedLines += more
        if (isMisfit) undatedMisfits += more
        return
      }
      if (day !== last || undatedLines > 0) turnTo(day)
      lines += more
      if (isMisfit) misfits += more
    },
    fits: () => {
      const undated = { lines: undatedLines, misfits: undatedMisfits }
      if (last < 0) return { ...NO_DAY_FITS, head: undated }
      const all = new Map(days)
      addTo(all, last, { lines, misfits })
      return { head, days: all, first, last, tail: undated }
    },
    clear: () => {
      head = NO_FITS
      days.clear()
      ;[first, last, lines, misfits, undatedLines, undatedMisfits] = [-1, -1, 0, 0, 0, 0]
    },
  }
}

/** What two parts come to, of which one follows the other. */
export function joinFits(one: DayFits, next: DayFits): DayFits {
  if (next.first < 0)
    return one.first < 0
      ? { ...one, head: addFits(one.head, next.head) }
      : { ...one, tail: addFits(one.tail, next.head) }
  if (one.first < 0) return { ...next, head: addFits(one.head, next.head) }
  const days = new Map(one.days)
  for (const [day, fits] of next.days) addTo(days, day, fits)
  spread(days, one.last, next.first, addFits(one.tail, next.head))
  return { head: one.head, days, first: one.first, last: next.last, tail: next.tail }
}

/**
 * By day, the lines at both ends with them.
 *
 * @param ends last days of the files of the log that end before it: those at the beginning of a file follow what stands in
 * the nearest
 * @param through the last day that lines at the end may be of: that on which the file was written last
 */
export function fitsByDay(
  { head, days, first, last, tail }: DayFits,
  ends: readonly number[],
  through: number,
): ReadonlyMap<number, Fits> {
  if (first < 0) return days
  const all = new Map(days)
  const before = ends.filter((day) => 0 <= day && day <= first)
  spread(all, before.length === 0 ? first : Math.max(...before), first, head)
  spread(all, last, Math.max(last, through), tail, Infinity)
  return all
}

/**
 * Lines that all fit are of the day of the line before them: nothing of them is doubtful. Where two dates are so far apart that one
 * is wrong, the days between them are none of the log's.
 */
function spread(days: Map<number, Fits>, from: number, to: number, fits: Fits, most = STRAY_DAYS): void {
  if (fits.lines === 0) return
  if (fits.misfits === 0 || from === to) return addTo(days, from, fits)
  const [first, last] = [Math.min(from, to), Math.max(from, to)]
  const step = last - first > most ? last - first : 1
  for (let day = first; day <= last; day += step) addTo(days, day, fits)
}

export function addFits(one: Fits, other: Fits): Fits {
  return { lines: one.lines + other.lines, misfits: one.misfits + other.misfits }
}

export function addTo(days: Map<number, Fits>, day: number, fits: Fits): void {
  days.set(day, addFits(days.get(day) ?? NO_FITS, fits))
}
