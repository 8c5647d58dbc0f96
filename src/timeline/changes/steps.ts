import { dayText, type DayIndex } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { isSame } from '../../domain/is-same.ts'

/** The newest day of any line, and the day on which what changes now begins. */
type StepDays = { readonly newest: DayIndex; readonly turning: DayIndex }

/** What holds from a day on; the first from the beginning. */
type Step = { readonly from?: string }

type Stepped<T> = {
  readonly steps: readonly T[]
  /** The steps that were announced, and that never begin. */
  readonly undone: readonly (T & { readonly from: string })[]
  /** The day on which what is wanted begins, where that is new. */
  readonly begins: string | undefined
}

/**
 * What holds from now on, and the day on which it begins. What was announced and holds nothing yet gives way, as if it had
 * never been said.
 *
 * @param wanted without a day
 */
export function compareSteps<T extends Step>(known: readonly T[], wanted: T, days: StepDays): Stepped<T> {
  const latest = known.at(-1)
  if (latest !== undefined && isAlike(latest, wanted)) return { steps: known, undone: [], begins: undefined }
  const settled = known.filter(({ from }) => !isAhead(from, days))
  const present = settled.at(-1)
  // Nothing was published, so nothing breaks.
  if (present === undefined) return { steps: [wanted], undone: [], begins: undefined }
  const from = dayText(days.turning)
  const isBack = isAlike(present, wanted)
  const undone = known
    .slice(settled.length)
    .flatMap((step) => (step.from === undefined || (!isBack && step.from === from) ? [] : { ...step, from: step.from }))
  if (isBack) return { steps: settled, undone, begins: undefined }
  return { steps: [...settled, { ...wanted, from }], undone, begins: from }
}

/** Whether no period is published that begins on this day or later, and none will be by what was announced for it. */
export function isAhead(from: string | undefined, { newest, turning }: StepDays): boolean {
  const since = dayText(indexOf<'day'>(Math.min(turning, newest + 1)))
  return (from ?? dayText(indexOf<'day'>(0))) >= since
}

/** Steps without those that change nothing. */
export function distinctSteps<T extends Step>(steps: readonly T[]): readonly T[] {
  return steps.filter((step, i) => {
    const before = steps[i - 1]
    return before === undefined || !isAlike(before, step)
  })
}

function isAlike(a: Step, b: Step): boolean {
  return isSame({ ...a, from: undefined }, { ...b, from: undefined })
}
