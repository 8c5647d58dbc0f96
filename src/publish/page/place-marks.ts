import type { Mark } from './series.ts'

/** An event: its number in the list, and its day in slots from the left. */
type Day = { readonly number: number; readonly at: number }

/**
 * Where the numbers of events stand over a chart so that none hides another: side by side, else below each other, and from the fourth
 * on together, as `1–4`. Every number is on one mark, and every day keeps its line.
 *
 * @param days by date
 * @param slots of the chart
 */
export function placeMarks(days: readonly Day[], slots: number): readonly Mark[] {
  return days.reduce<readonly Mark[]>(
    (placed, { number, at }) => place({ numbers: [number], days: [at], at, level: 0 }, placed, slots),
    [],
  )
}

function place(mark: Mark, placed: readonly Mark[], slots: number): readonly Mark[] {
  const near = placed.filter((other) => isNear(mark, other, slots))
  const level = LEVELS.find((one) => near.every((other) => other.level !== one))
  // Whoever stands beside several is one of them: 1–4 above 5 would tell of two times. And `…` says that those between are of another chart.
  const isOfSeveral = [mark, ...near].some(({ numbers }) => numbers.length > 1)
  const beside = isOfSeveral || level === undefined ? near : []
  const joined = placed.filter((other) => beside.includes(other) || isBetween(other, mark) || isBetween(mark, other))
  if (joined.length === 0) return [...placed, { ...mark, level: level ?? 0 }]
  const others = placed.filter((other) => !joined.includes(other))
  return place(together([...joined, mark], slots), others, slots)
}

/** More would stand below the chart of a row. */
const LEVELS = [0, 1, 2]

function together(marks: readonly Mark[], slots: number): Mark {
  const numbers = marks.flatMap((mark) => mark.numbers).toSorted((a, b) => a - b)
  const days = marks.flatMap((mark) => mark.days).toSorted((a, b) => a - b)
  const middle = (Math.min(...days) + Math.max(...days)) / 2
  // It sticks out of the chart no further than a number over its edge.
  const margin = ((widthOf({ numbers }) - CLEAR) / 2) * slots
  return { numbers, days, at: Math.min(Math.max(middle, margin), slots - margin), level: 0 }
}

function isBetween({ numbers: [number = 0] }: Mark, { numbers }: Mark): boolean {
  return number > (numbers[0] ?? number) && number < (numbers.at(-1) ?? number)
}

function isNear(a: Mark, b: Mark, slots: number): boolean {
  return Math.abs(a.at - b.at) < ((widthOf(a) + widthOf(b)) / 2) * slots
}

/** `7`; `1–4`; `1…4` where some between are of another chart. */
export function markLabel({ numbers }: Pick<Mark, 'numbers'>): string {
  const [first = 0, last = first] = [numbers.at(0), numbers.at(-1)]
  if (numbers.length === 1) return String(first)
  return `${first}${last - first + 1 === numbers.length ? '–' : '…'}${last}`
}

/** As a part of the chart. */
function widthOf(mark: Pick<Mark, 'numbers'>): number {
  return CLEAR + Math.max(0, markLabel(mark).length - 2) * SIGN
}

/** Of the width of a chart: on a phone a number of one or two digits takes so much, and each sign more so much. */
const CLEAR = 0.08
const SIGN = 0.03
