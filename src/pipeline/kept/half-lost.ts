import * as z from 'zod'
import { periodOf } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { REASONS } from '../../domain/fate.ts'
import type { Problem } from '../../domain/problem.ts'
import type { State, Stream } from '../../state/index.ts'
import type { CountPlan } from '../plan-count.ts'
import type { FoundMisfit } from '../../domain/problem/of-logs.ts'
import { findHalfLost, judgeDays, type LogFits } from '../reading/alarm/judge-days.ts'
import { areTooMany, shareOf } from '../reading/alarm/sound-alarm.ts'
import { addTo, fitsByDay, joinFits, NO_FITS, type DayFits, type Fits } from '../reading/days/day-fits.ts'
import { readStanding } from './read-timeline.ts'
import { closingKinds } from '../../timeline/index.ts'

const FITS = z.object({ lines: z.int(), misfits: z.int() })
const FIT = z.object({
  head: FITS,
  first: z.int(),
  last: z.int(),
  tail: FITS,
  /** The last day that a line at the end may be of. */
  through: z.int(),
  /** The first line that does not fit. */
  misfit: z.nullable(
    z.object({ file: z.string(), format: z.string(), line: z.int(), column: z.int(), reason: z.enum(REASONS) }),
  ),
  /** In which formats the lines up to a place were read, one after the other until one fits. */
  tried: z.array(z.object({ to: z.int(), formats: z.array(z.string()) })),
})

/** How the lines of a stream fit, but for their sums by day, which stand by themselves. */
export type StreamFit = z.infer<typeof FIT>

const UNREAD: StreamFit = { head: NO_FITS, first: -1, last: -1, tail: NO_FITS, through: -1, misfit: null, tried: [] }

export function fitOf({ fit }: Pick<Stream, 'fit'>): StreamFit {
  return fit === '' ? UNREAD : FIT.parse(JSON.parse(fit))
}

/** What was read of a stream behind what is kept of it. */
export type FitRead = {
  readonly fits: DayFits
  readonly misfits: number
  readonly misfit: FoundMisfit | undefined
  readonly through: number
  /** Formats that were tried. */
  readonly formats: readonly string[]
}

export type NextFit = Pick<Stream, 'misfits' | 'fit'> & {
  /** To be added to what is kept by day. */
  readonly newDays: ReadonlyMap<number, Fits>
}

/** @param to where what was read ends */
export function nextFit(stream: Pick<Stream, 'misfits' | 'fit'>, read: FitRead, to: number): NextFit {
  const { misfit, tried, ...kept } = fitOf(stream)
  const { days: newDays, ...fits } = joinFits({ ...kept, days: new Map() }, read.fits)
  const fit: StreamFit = {
    ...fits,
    through: Math.max(kept.through, read.through),
    misfit: misfit ?? read.misfit ?? null,
    tried: withTried(tried, { to, formats: [...read.formats] }),
  }
  return { misfits: stream.misfits + read.misfits, fit: JSON.stringify(fit), newDays }
}

function withTried(tried: StreamFit['tried'], next: StreamFit['tried'][number]): StreamFit['tried'] {
  const last = tried.at(-1)
  const isSame = last?.formats.join('\n') === next.formats.join('\n')
  return [...(isSame ? tried.slice(0, -1) : tried), next]
}

/** All that comes through a pipe is one log, which no file is found for. */
const PIPE = '-'

/** What does not fit of the logs that are found, and which days it touches. */
export type HalfLost = {
  /** Whether figures of these days would be made of a part of their lines. */
  readonly isHalfLost: (from: number, to: number) => boolean
  /** The last day that lines of files may be of of which no line is dated; −1: there is none such. */
  readonly undatedThrough: number
  readonly problems: (newestDay: number) => readonly Problem[]
}

/** @param isFound a log that no entry finds any more holds nothing */
export function openHalfLost(plan: CountPlan, state: State, isFound: (log: string) => boolean): HalfLost {
  const { malformedLimit: limit } = plan
  const doubted = state.logs.doubted().filter(({ log }) => log === PIPE || isFound(log))
  const fits = doubted.map((stream) => ({ log: stream.log, id: stream.id, ...fitOf(stream) }))
  const undated = fits.filter(({ first, head }) => first < 0 && areTooMany(head, limit))
  const logs = logsOf(fits, state, isFound)
  const isOpen = openToCome(plan, state)
  return {
    isHalfLost: findHalfLost(logs, limit),
    undatedThrough: Math.max(-1, ...undated.map(({ through }) => through)),
    problems: (newestDay) => [
      ...undated.flatMap(({ misfit, head }): Problem[] =>
        misfit === null ? [] : [{ code: 'TOO_MANY_MALFORMED', ...misfit, share: shareOf(head), limit }],
      ),
      ...fits.flatMap(({ misfit, first, head }): Problem[] => {
        const isTold = misfit === null || first >= 0 || limit >= 1 || areTooMany(head, limit)
        return isTold || head.misfits < head.lines ? [] : [{ code: 'NO_LINE_FITS', ...misfit, lines: head.lines }]
      }),
      ...judgeDays(logs, limit, { isOpen, newestDay, isOver: (day) => day < newestDay }),
    ],
  }
}

function logsOf(
  doubted: readonly (StreamFit & Pick<Stream, 'log' | 'id'>)[],
  { logs }: State,
  isFound: (log: string) => boolean,
): readonly LogFits[] {
  const found = new Map<string, { days: Map<number, Fits>; misfit: FoundMisfit | undefined }>()
  const logNamed = (log: string): { days: Map<number, Fits>; misfit: FoundMisfit | undefined } => {
    const known = found.get(log) ?? { days: new Map<number, Fits>(), misfit: undefined }
    found.set(log, known)
    return known
  }
  for (const { log, id, misfit, through, ...fit } of doubted) {
    const known = logNamed(log)
    known.misfit ??= misfit ?? undefined
    const beside = fit.head.misfits === 0 ? [] : logs.streamsOf(log).filter((stream) => stream.id !== id)
    const ends = beside.map(({ newestHour }) => Math.floor(newestHour / 24))
    for (const [day, fits] of fitsByDay({ ...fit, days: new Map() }, ends, through)) addTo(known.days, day, fits)
  }
  // Where all lines fit, nothing is to be looked for.
  const rows = doubted.length === 0 ? [] : logs.fits().filter(({ log }) => log === PIPE || isFound(log))
  for (const { log, day, ...fits } of rows) addTo(logNamed(log).days, day, fits)
  return [...found.values()]
}

/** Of which something is still to be published; on a machine that publishes nothing, all. */
function openToCome({ configuration, specs, since }: CountPlan, state: State): (day: number) => boolean {
  if (configuration.output === undefined) return () => true
  const { isFrozen } = readStanding(state)
  const kinds = closingKinds(specs)
  return (day) => {
    if (day < (since ?? 0)) return false
    return kinds.some((kind) => !isFrozen(kind, periodOf(kind, indexOf<'day'>(day))))
  }
}
