import { dayText, type DayIndex } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { isSame } from '../../domain/is-same.ts'
import { dayAt, stepOn } from '../in-force.ts'
import type { KeptTable, Settings, Threshold } from '../settings.ts'
import type { DaysAround, SettingsChange } from './settings-change.ts'

type Protections = readonly Step[]
type Step = KeptTable['protections'][number]

/** The days of a change, and the thresholds of the service with it. */
export type WithThresholds = DaysAround & { readonly thresholds: readonly Threshold[] }

const BEGINNING = ''

type Turned = { readonly protections: Protections; readonly changes: readonly SettingsChange[] }

/** How a table is protected from now on: its level changes by itself, its threshold with that of the service. */
export function compareProtection(
  table: string,
  { protections, ended }: KeptTable,
  wanted: Step['protection'],
  around: WithThresholds,
): Turned {
  const known = ended === undefined ? protections : protectionsUntil(protections, ended)
  const past = known.filter(({ from }) => !isAhead(from, around))
  const { steps, undone, begins } = compareSteps(
    levelsOf(known, around),
    levelOf({ protection: wanted }, around),
    around,
  )
  const planned = withThresholds(steps, around)
  const isNext = (step: Step): boolean => isAhead(step.from, around) || (ended !== undefined && isAfter(ended)(step))
  const { level } = wanted
  return {
    protections: past.length === 0 ? planned : [...past, ...planned.filter(isNext)],
    changes: [
      ...undone.map(({ from }) => protectionKept(table, from)),
      ...(begins === undefined
        ? []
        : [{ change: { kind: 'protection-changed', table, level, date: begins } } satisfies SettingsChange]),
    ],
  }
}

/** A table that is gone stays as it was protected: what was announced for it never begins. */
export function endProtection(
  table: string,
  { protections }: Pick<KeptTable, 'protections'>,
  ended: string,
  days: DaysAround,
): Turned {
  return {
    protections: protectionsUntil(protections, ended),
    changes: levelsOf(protections, days).flatMap(({ from = BEGINNING }) =>
      from > ended ? protectionKept(table, from) : [],
    ),
  }
}

function protectionsUntil(protections: Protections, ended: string): Protections {
  return protections.filter((step) => !isAfter(ended)(step))
}

function isAfter(day: string): (step: Step) => boolean {
  return ({ from = BEGINNING }) => from > day
}

function levelsOf(protections: Protections, days: DaysAround): Protections {
  return distinctSteps(protections.map((step) => levelOf(step, days)))
}

/** Without the threshold of the service; what noise needs stays. */
function levelOf(step: Step, { withThreshold }: DaysAround): Step {
  return { ...step, protection: withThreshold(step.protection, 0) }
}

/** Each of the levels with the thresholds that hold while it does. One that is new has those of before, though no row then. */
export function withThresholds(levels: Protections, { thresholds, withThreshold }: WithThresholds): Protections {
  const days = [...new Set([...levels, ...thresholds].map(({ from = BEGINNING }) => from))].sort()
  return distinctSteps(
    days.flatMap((day): readonly Step[] => {
      const at = dayAt(day) ?? -Infinity
      const [level, threshold] = [stepOn(levels, at), stepOn(thresholds, at)]
      if (level === undefined || threshold === undefined) return []
      const protection = withThreshold(level.protection, threshold.k)
      return [{ ...(day !== BEGINNING && { from: day }), protection }]
    }),
  )
}

function protectionKept(table: string, planned: string): SettingsChange {
  return { change: { kind: 'protection-kept', planned, table } }
}

/** The threshold of a service, which is one for all that it publishes, whichever tables come and go. */
export function compareThreshold(
  before: Settings,
  wanted: Settings,
  days: DaysAround,
): { readonly thresholds: readonly Threshold[]; readonly changes: readonly SettingsChange[] } {
  const [now] = wanted.thresholds
  if (now === undefined) return { thresholds: before.thresholds, changes: [] }
  const { steps, undone, begins } = compareSteps(before.thresholds, now, days)
  return {
    thresholds: steps,
    changes: [
      ...undone.map(({ from }): SettingsChange => ({ change: { kind: 'protection-kept', planned: from } })),
      ...(begins === undefined
        ? []
        : [{ change: { kind: 'threshold-changed', k: now.k, date: begins } } satisfies SettingsChange]),
    ],
  }
}

/** The newest day of any line, and the day on which what changes now begins. */
type StepDays = { readonly newest: DayIndex; readonly turning: DayIndex }

/** What holds from a day on; the first from the beginning. */
type FromDay = { readonly from?: string }

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
function compareSteps<T extends FromDay>(known: readonly T[], wanted: T, days: StepDays): Stepped<T> {
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
function isAhead(from: string | undefined, { newest, turning }: StepDays): boolean {
  const since = dayText(indexOf<'day'>(Math.min(turning, newest + 1)))
  return (from ?? dayText(indexOf<'day'>(0))) >= since
}

/** Steps without those that change nothing. */
function distinctSteps<T extends FromDay>(steps: readonly T[]): readonly T[] {
  return steps.filter((step, i) => {
    const before = steps[i - 1]
    return before === undefined || !isAlike(before, step)
  })
}

function isAlike(a: FromDay, b: FromDay): boolean {
  return isSame({ ...a, from: undefined }, { ...b, from: undefined })
}
