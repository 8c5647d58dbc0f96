import type { Problem } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import type { TallyFile, TallyLines } from '../../tally/index.ts'
import { lookedThrough } from './book-of-tally.ts'
import type { GivenTally } from './choose-tallies.ts'

/** What is compared of a tally, whether it is a file or what was taken of one. */
type ComparedTally = { readonly path: string; readonly tally: Pick<TallyFile, 'lines'> }

/** So many uses on days alike are no chance. */
const LEAST_USES = 100

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

type Day = { text: string; uses: number }

function linesByDay(lines: readonly TallyLines[]): ReadonlyMap<number, Day> {
  const days = new Map<number, Day>()
  for (const { day, fate, feature, lines: count } of lines) {
    if (day < 0) continue
    const known = days.get(day) ?? { text: '', uses: 0 }
    days.set(day, {
      text: `${known.text}${fate} ${feature} ${count}\n`,
      uses: known.uses + (fate === 'counted' ? count : 0),
    })
  }
  return days
}

/** Whether most days of both have the same lines, of each fate and each feature: two machines never do, but on a day of few uses. */
function areDaysAlike(one: ReadonlyMap<number, Day>, other: ReadonlyMap<number, Day>): boolean {
  const common = [...one].filter(([day]) => other.has(day))
  const alike = common.filter(([day, { text }]) => other.get(day)?.text === text)
  const uses = alike.reduce((sum, [, day]) => sum + day.uses, 0)
  return alike.length * 2 > common.length && uses >= LEAST_USES
}
