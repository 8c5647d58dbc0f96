import type { DayIndex } from '../../../domain/calendar.ts'
import type { Problem } from '../../../domain/problem.ts'
import type { MachineSource } from '../../../domain/service.ts'
import type { Placement } from '../../../domain/placement.ts'
import type { SourceRow, State } from '../../../state/index.ts'
import type { TallyFile } from '../../../tally/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { fingerprintOf } from '../../tallies/book/fingerprint-of.ts'
import { inPlan } from '../../tallies/book/in-plan.ts'
import type { OpenTurn } from '../settings/turn-settings.ts'
import { beginWithLast } from './begin-with-last.ts'
import { findTally, type FoundTally } from './find-tally.ts'
import { gainsOf } from './gains-of.ts'
import { keepFacts } from './keep-facts.ts'
import { takeGains } from './take-gains.ts'

type Around = {
  readonly plan: CountPlan
  readonly state: State
  readonly turn: Pick<OpenTurn, 'take'>
  readonly placementOf: (day: DayIndex) => Placement
}

/**
 * Takes what the tallies of other machines have more than was taken before, each in one commit. One that is refused is
 * named, and the others are taken.
 */
export async function takeSources(around: Around): Promise<readonly Problem[]> {
  const { plan, state } = around
  const ours = fingerprintOf(plan)
  const problems: Problem[] = []
  for (const source of plan.configuration.sources) {
    const known = state.sources.named().get(source.id)
    const { found, problems: unread } = await findTally(plan, ours, source, known)
    problems.push(...unread)
    if (found !== undefined) problems.push(...takeTally(around, source, found, known))
  }
  return problems
}

function takeTally(
  around: Around,
  { id: name }: MachineSource,
  { path, file, tally }: FoundTally,
  known: SourceRow | undefined,
): readonly Problem[] {
  const { plan, state } = around
  const refuse = (why: Refusal): readonly Problem[] => [{ code: 'SOURCE_REFUSED', id: name, path, why }]
  const [origin] = tally.sources
  if (origin?.scanned == null || tally.sources.length > 1) return refuse('no-state')
  const why = refusalOf(tally, origin, known) ?? refusalByState(around, name, origin)
  if (why !== undefined) return refuse(why)
  const gains = gainsOf(state, origin.id, tally, inPlan(plan))
  if (gains === undefined) return refuse('fewer')
  const { id, sequence, scanned } = origin
  state.commit(() => {
    if (gains.lines.length > 0) around.turn.take()
    takeGains(state, gains, around.placementOf)
    state.sources.addCells(id, gains.rows)
    state.sources.addFates(id, gains.lines)
    state.sources.keepName(name, id)
    state.sources.keepSource({ id, sequence, file, scanned, unreadThrough: tally.unreadThrough, logs: tally.logs })
    keepFacts(state, tally)
    beginWithLast(state, tally)
  })
  return []
}

type Refusal = Extract<Problem, { readonly code: 'SOURCE_REFUSED' }>['why']

function refusalOf(
  { by }: TallyFile,
  { id, sequence }: TallyFile['sources'][number],
  known: SourceRow | undefined,
): Refusal | undefined {
  if (by === 'period') return 'publishes'
  if (known !== undefined && known.id !== id) return 'another-state'
  return known !== undefined && sequence < known.sequence ? 'went-back' : undefined
}

function refusalByState(
  { plan, state }: Around,
  name: string,
  { id, sequence }: TallyFile['sources'][number],
): Refusal | undefined {
  const names = plan.configuration.sources.map((source) => source.id)
  const named = state.sources.named()
  // An entry before this one has the same machine: the one that is meant here is missing, and must be waited for.
  if (names.slice(0, names.indexOf(name)).some((other) => named.get(other)?.id === id)) return 'same-state'
  const before = state.sources.source(id)
  return before !== undefined && sequence < before.sequence ? 'went-back' : undefined
}
