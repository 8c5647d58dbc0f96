import type { Problem } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import type { SourceRow, State } from '../../state/index.ts'
import { sortLines, type TallyLines } from '../../tally/index.ts'
import { keepFact, readFact } from '../kept/fact-codecs.ts'
import { dateTime } from '../wall-clock.ts'
import { areCountedBefore } from './remark-tallies.ts'

type Refused = Pick<Extract<Problem, { readonly code: 'SOURCE_REFUSED' }>, 'why' | 'other' | 'through'>

/** A machine that `sources:` no longer names, by what it was called. */
type Gone = SourceRow & { readonly name: string }

/**
 * Why a machine is refused that came when others had left: what it has more holds days of one of them, whose logs it reads again. Of one
 * that came before the other left this is no matter of its own: both were added, and told as alike.
 *
 * @param id of its state
 */
export function whyCountedBefore(
  { timezone, sources }: Configuration,
  state: State,
  id: string,
  lines: readonly TallyLines[],
): Refused | undefined {
  const gained = sortLines(lines)
  const gone = goneBefore(state, sources, id).find((one) =>
    areCountedBefore(gained, sortLines(state.sources.fates(one.id))),
  )
  if (gone === undefined) return undefined
  // What it brought itself before stays, and whoever takes its place must not bring it again.
  const through = Math.max(gone.scanned, state.sources.source(id)?.scanned ?? -Infinity)
  return { why: 'counted-before', other: gone.name, through: dateTime(through, timezone) }
}

/** Notes with its first tally which machines had left before it. */
export function noteGoneBefore({ sources }: Configuration, state: State, id: string): void {
  const known = readFact(state, 'gone-before') ?? {}
  const gone = goneBefore(state, sources, id)
  if (known[id] !== undefined || gone.length === 0) return
  keepFact(state, 'gone-before', { ...known, [id]: gone.map((one) => one.id) })
}

function goneBefore(state: State, sources: Configuration['sources'], id: string): readonly Gone[] {
  const named = [...state.sources.named()].map(([name, row]): Gone => ({ ...row, name }))
  const present = new Set(sources.map((source) => source.id))
  const stay = new Set(named.filter(({ name }) => present.has(name)).map((one) => one.id))
  const gone = named.filter((one) => one.id !== id && !stay.has(one.id))
  if (state.sources.source(id) === undefined) return gone
  const before = readFact(state, 'gone-before')?.[id] ?? []
  return gone.filter((one) => before.includes(one.id))
}
