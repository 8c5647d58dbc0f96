import * as z from 'zod'
import { REASONS } from '../../domain/fate.ts'
import type { State, Stream } from '../../state/index.ts'
import type { CountPlan } from '../plan-count.ts'
import type { FoundMisfit } from '../../domain/problem/log-problems.ts'
import { readStanding } from './read-timeline.ts'
import { closingKinds, holdingOf, joinFits, judgeFits, NO_FITS } from '../../timeline/index.ts'
import type { DayFits, DoubtedStream, FitFacts, Fits, HalfLost } from '../../timeline/index.ts'

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
    z.object({
      ...{ file: z.string(), format: z.string(), line: z.int(), column: z.int(), reason: z.enum(REASONS) },
      instead: z.array(z.string()).readonly().exactOptional(),
    }),
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

/** @param isFound a log that no entry finds any more holds nothing */
export function readHalfLost(plan: CountPlan, state: State, isFound: (log: string) => boolean): HalfLost {
  const { logs } = state
  const holds = ({ log }: { readonly log: string }): boolean => log === PIPE || isFound(log)
  const streams = logs.doubted().flatMap((stream): DoubtedStream | readonly DoubtedStream[] => {
    if (!holds(stream)) return []
    const { head, first, last, tail, through, misfit } = fitOf(stream)
    const beside =
      head.misfits === 0 ? [] : logs.streamsOf(stream.log).filter(({ newestHour }) => newestHour < stream.newestHour)
    const ends = beside.map(({ newestHour }) => Math.floor(newestHour / 24))
    return { log: stream.log, head, first, last, tail, through, misfit, ends }
  })
  // Where all lines fit, nothing is to be looked for.
  const days = streams.length === 0 ? [] : logs.fits().filter(holds)
  return judgeFits({ streams, days, limit: plan.malformedLimit, ...openToCome(plan, state) })
}

/** Of which something is still to be published; on a machine that publishes nothing, all. */
function openToCome({ configuration, specs, since }: CountPlan, state: State): Pick<FitFacts, 'isOpen' | 'holding'> {
  const kinds = closingKinds(specs)
  if (configuration.output === undefined) return { isOpen: () => true, holding: holdingOf(kinds) }
  const { isFrozen } = readStanding(state)
  const holding = holdingOf(kinds, (kind, period) => !isFrozen(kind, period))
  return { isOpen: (day) => day >= (since ?? 0) && holding(day).length > 0, holding }
}
