import type { Problem } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import type { TallyFile, TallyLines } from '../../tally/index.ts'
import { lookedThrough } from './book-of-tally.ts'
import type { GivenTally } from './choose-tallies.ts'

/** What is compared of a tally, whether it is a file or what was taken of one. */
type ComparedTally = { readonly path: string; readonly tally: Pick<TallyFile, 'lines'> }

/** So many uses on days alike are no chance. */
const LEAST_USES = 100

/** Chance makes so many figures alike once in a thousand million times. */
const LEAST_BITS = 30

/** Tallies that look as if they had lines of one log. */
export function remarkAlikeTallies(tallies: readonly ComparedTally[]): readonly Problem[] {
  const found = tallies.map(({ path, tally }) => ({ path, days: linesByDay(tally.lines) }))
  return found.flatMap(({ path, days }, i): readonly Problem[] => {
    const other = found.slice(0, i).find((before) => areDaysAlike(days, before.days))
    return other === undefined ? [] : [{ code: 'TALLIES_ALIKE', path, other: other.path }]
  })
}

/** Whether two lists of lines, in one order, look as if one log were behind both. */
export function areAlike(one: readonly TallyLines[], other: readonly TallyLines[]): boolean {
  return areDaysAlike(linesByDay(one), linesByDay(other))
}

/**
 * Whether what a tally brings was counted before: most of the days that both have as a whole are alike, so much that no chance is
 * behind it. The log that is left may begin within a day, and may have gone on within another.
 */
export function areCountedBefore(lines: readonly TallyLines[], before: readonly TallyLines[]): boolean {
  const [now, known] = [linesByDay(lines), linesByDay(before)]
  const ends = [Math.min(...now.keys()), Math.max(...known.keys())]
  const isWhole = ([day, { text }]: readonly [number, Day]): boolean =>
    !ends.includes(day) || known.get(day)?.text === text
  const { alike, areMost } = daysAlike(new Map([...now].filter(isWhole)), known)
  // A balancer that deals in turn gives two servers as many lines, but not as many of each kind: the largest figure of a day tells nothing.
  const bits = alike.reduce((sum, day) => sum + day.bits - bitsOf(day.largest), 0)
  return areMost && bits >= LEAST_BITS
}

/** Tallies of a machine that is not waited for any more. */
export function remarkOldTallies(
  configuration: Configuration,
  tallies: readonly GivenTally[],
  newestDay: number,
): readonly Problem[] {
  return tallies
    .filter(({ tally }) => lookedThrough(configuration, tally.sources, newestDay).isLeftBehind)
    .map(({ path }) => ({ code: 'TALLY_OLD', path }))
}

/** `bits`: how unlikely it is that another machine has the same figures. */
type Day = { readonly text: string; readonly uses: number; readonly largest: number; readonly bits: number }

const NO_LINES: Day = { text: '', uses: 0, largest: 0, bits: 0 }

function linesByDay(lines: readonly TallyLines[]): ReadonlyMap<number, Day> {
  const days = new Map<number, Day>()
  for (const { day, fate, feature, lines: count } of lines) {
    if (day < 0) continue
    const known = days.get(day) ?? NO_LINES
    days.set(day, {
      text: `${known.text}${fate} ${feature} ${count}\n`,
      uses: known.uses + (fate === 'counted' ? count : 0),
      largest: Math.max(known.largest, count),
      bits: known.bits + bitsOf(count),
    })
  }
  return days
}

/** Two servers that have about so many lines of a kind have as many once in √(4πn) times. */
function bitsOf(count: number): number {
  return Math.log2(4 * Math.PI * Math.max(1, count)) / 2
}

/** Whether most days of both have the same lines, of each fate and each feature: two machines never do, but on a day of few uses. */
function areDaysAlike(one: ReadonlyMap<number, Day>, other: ReadonlyMap<number, Day>): boolean {
  const { alike, areMost } = daysAlike(one, other)
  return areMost && alike.reduce((sum, day) => sum + day.uses, 0) >= LEAST_USES
}

function daysAlike(one: ReadonlyMap<number, Day>, other: ReadonlyMap<number, Day>) {
  const common = [...one].filter(([day]) => other.has(day))
  const alike = common.filter(([day, { text }]) => other.get(day)?.text === text).map(([, day]) => day)
  return { alike, areMost: alike.length * 2 > common.length }
}
