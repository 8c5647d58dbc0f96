import { ProblemError } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import { keepFact, readFact } from './facts.ts'
import { refuseOpenFolder } from '../refuse-open-folder.ts'
import { openState, type State, type StateUse } from '../../state/index.ts'

type Owner = Pick<Configuration, 'service'>

/**
 * Opens the state of this service: that of another holds sums that are none of it, and would be published under its name.
 *
 * @throws ProblemError STATE_OF_ANOTHER, OPEN_TO_OTHERS where it is written to, and what opening throws
 */
export async function openOwnState({ service }: Owner, folder: string, use?: StateUse): Promise<State> {
  if (use !== 'read') refuseOpenFolder(folder, false)
  const state = await openState(folder, use)
  const owner = readFact(state, 'service')
  if (owner === undefined || owner === service.id) return state
  state.close()
  throw new ProblemError({ code: 'STATE_OF_ANOTHER', folder, owner, service: service.id })
}

/** Whether it is nobody else's. */
export function isOwn(state: Pick<State, 'facts'>, { service }: Owner): boolean {
  return (readFact(state, 'service') ?? service.id) === service.id
}

/** Notes whose state it is, once: the first run does, or the next of a state that was made before states knew. */
export function keepOwner(state: Pick<State, 'facts'>, { service }: Owner): void {
  if (readFact(state, 'service') === undefined) keepFact(state, 'service', service.id)
}
