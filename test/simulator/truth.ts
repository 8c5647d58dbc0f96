import { dayOfText, daysOf, periodText } from '../../src/domain/calendar.ts'
import type { FigureName, Hidden, HiddenFigure } from '../../src/intruder/index.ts'
import { usesOn, type History } from './history.ts'

/**
 * An interval that leaves out the truth would say of a folder that it tells what it does not, and hide what it tells: each has to
 * hold the count of the lines that were written.
 *
 * @returns how many were held to them, and those that do not hold them, each as a line; none of a history that is not plain
 */
export function heldToLines(
  history: History,
  { figures, contradicted }: Hidden,
): { readonly held: number; readonly wrongs: readonly string[] } {
  if (plain(history).steps.length < history.steps.length) return { held: 0, wrongs: [] }
  const counts = figures.filter(isCounted)
  const wrongs = counts.flatMap((figure) => {
    const truth = truthOf(history, figure)
    const isHeld = figure.low <= truth && truth <= figure.high
    return isHeld ? [] : [`${nameOf(figure)} is ${truth}, not ${figure.low} to ${figure.high}`]
  })
  const impossible = contradicted.map((figure) => `nothing is possible of ${nameOf(figure)}`)
  return { held: counts.length, wrongs: [...wrongs, ...impossible] }
}

/** Without what changes how lines are cut into figures, or lets them come late: the truth of those has versions. */
export function plain(history: History): History {
  const isFirst = (at: number): boolean => history.steps.findIndex(({ does }) => does === 'beside') === at
  const steps = history.steps.filter((step, at) => {
    if (step.does === 'set') return step.settings.timezone === undefined && step.settings.features === undefined
    return step.does === 'days' || (step.does === 'beside' && isFirst(at))
  })
  return { ...history, steps }
}

function isCounted({ what, measure }: HiddenFigure): boolean {
  return what === 'others' || (what === 'count' && measure in COUNTED)
}

const COUNTED = {
  requests: ({ uses }: Counts) => uses,
  entries: ({ entries }: Counts) => entries,
  errors: ({ errors }: Counts) => errors,
}
type Counts = ReturnType<typeof usesOn>
const othersOf = ({ uses, entries }: Counts): number => uses - entries

/** What was written of a feature, which is one path, in the days of a period that have gone by. */
function truthOf(history: History, { feature, measure, kind, period, what }: HiddenFigure): number {
  const countOf = what === 'others' ? othersOf : COUNTED[measure as keyof typeof COUNTED]
  const first = dayOfText(history.start) ?? 0
  const gone = history.steps.reduce((sum, step) => (step.does === 'days' ? sum + step.days : sum), 0)
  const { from, to } = daysOf(kind, period)
  let sum = 0
  for (let day = Math.max(from - first, 0); day <= Math.min(to - first, gone - 1); day++)
    sum += countOf(usesOn(history, `/${feature}`, day))
  return sum
}

function nameOf({ service, feature, measure, kind, period, what }: FigureName): string {
  return `${service}, ${what} of ${measure} of ${feature} in ${periodText(kind, period)}`
}
