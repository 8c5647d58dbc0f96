import { periodOf, type DayIndex } from '../domain/calendar.ts'
import type { Stays, WhyNotRevised } from '../domain/placement.ts'
import { isWithin, type PeriodOfKind } from './revision.ts'

/** Lines of a day that came late; of no feature: ''. */
type LateLine = { readonly day: DayIndex; readonly feature: string }

export type LateFacts<Line extends LateLine> = {
  readonly whyNot: (day: DayIndex) => WhyNotRevised | undefined
  /** The features of which a hidden figure would be known if these lines counted: each is judged alone. */
  readonly keptOf: (lines: readonly Line[]) => ReadonlySet<string>
  /** The periods that would appear if these lines counted, and must not; `apart` do not in any case. */
  readonly holesOf: (lines: readonly Line[], apart: readonly PeriodOfKind[]) => readonly PeriodOfKind[]
  /** Whether a period is published, or published anew, if these lines count: of no feature alone, whether one appears. */
  readonly isTold: (lines: readonly Line[], apart: readonly PeriodOfKind[]) => boolean
}

export type ChosenLate<Line extends LateLine> = {
  readonly counted: readonly Line[]
  /** Why each of the others stays late. */
  readonly stays: ReadonlyMap<Line, Stays>
  /** Periods that do not appear. */
  readonly apart: readonly PeriodOfKind[]
}

/**
 * What a revision counts of late lines: as many as tell no hidden figure, and none where no figure would be another. None of a single
 * day would count more after it: noise is drawn anew once at most.
 */
export function chooseLate<Line extends LateLine>(lines: readonly Line[], facts: LateFacts<Line>): ChosenLate<Line> {
  const barred = new Map<Line, Stays>()
  for (const line of lines) {
    const why = facts.whyNot(line.day)
    if (why !== undefined) barred.set(line, why)
  }
  const free = lines.filter((line) => !barred.has(line))
  const { told, apart } = tellBut(free, facts, exactDays(barred))
  const none = whyNone({ told, apart }, facts)
  const isTold = new Set(told)
  const staysFree = (line: Line): Stays | undefined => (isTold.has(line) ? none : 'kept-back')
  const stays = new Map(
    lines.flatMap((line) => {
      const why = barred.get(line) ?? staysFree(line)
      return why === undefined ? [] : [[line, why] as const]
    }),
  )
  return { counted: none === undefined ? told : [], stays, apart }
}

function exactDays(barred: ReadonlyMap<LateLine, Stays>): readonly PeriodOfKind[] {
  return distinctDays([...barred].flatMap(([line, why]) => (why === 'exact' ? line : []))).map(dayAlone)
}

function dayAlone(day: DayIndex): PeriodOfKind {
  return { kind: 'day', period: periodOf('day', day) }
}

/** Each day once, ascending. */
export function distinctDays(rows: readonly { readonly day: DayIndex }[]): readonly DayIndex[] {
  return [...new Set(rows.map(({ day }) => day))].sort((a, b) => a - b)
}

type Told<Line> = { readonly told: readonly Line[]; readonly apart: readonly PeriodOfKind[] }

/** Tells nothing of periods of which nothing is told yet, where that would tell too much: tried out until nothing is left of them. */
function tellBut<Line extends LateLine>(
  free: readonly Line[],
  facts: LateFacts<Line>,
  apart: readonly PeriodOfKind[],
): Told<Line> {
  const lines = free.filter(({ day }) => !isWithin(dayAlone(day), apart))
  const told = tellable(lines, facts)
  if (told.length === 0) return { told, apart }
  // A period may have too few uses itself, or have them because some stay apart.
  for (const tried of told.length === lines.length ? [told] : [lines, told]) {
    const holes = facts.holesOf(tried, apart)
    if (holes.length > 0) return tellBut(free, facts, [...apart, ...holes])
  }
  return { told, apart }
}

/** Of all features that tell no hidden figure, and of the others on as many days as tell none. */
function tellable<Line extends LateLine>(lines: readonly Line[], { keptOf }: LateFacts<Line>): readonly Line[] {
  const kept = keptOf(lines)
  let told = lines.filter(({ feature }) => !kept.has(feature))
  let left = lines.filter(({ feature }) => kept.has(feature))
  // What two days tell one alone may not, and what one tells others may hide.
  for (let before = Infinity; left.length > 0 && left.length < before;) {
    before = left.length
    for (const day of distinctDays(left)) {
      const [of, rest] = [left.filter((line) => line.day === day), left.filter((line) => line.day !== day)]
      const features = new Set(of.map(({ feature }) => feature))
      const own = keptOf([...told.filter(({ feature }) => features.has(feature)), ...of])
      told = [...told, ...of.filter(({ feature }) => !own.has(feature))]
      left = [...rest, ...of.filter(({ feature }) => own.has(feature))]
    }
  }
  return told
}

/** Why none of what may be told counts; undefined: it does. */
function whyNone<Line extends LateLine>({ told, apart }: Told<Line>, { isTold }: LateFacts<Line>): Stays | undefined {
  if (isTold(told, apart)) return undefined
  return told.every(({ feature }) => feature === '') ? 'uncounted' : 'partial'
}
