import type { Problem } from '../../domain/problem.ts'
import type { State } from '../../state/index.ts'
import type { LogsAlike } from '../reading/watch-alike.ts'
import { keepFact, readFact } from './facts.ts'

/** Notes logs of the same requests by their names, since later runs read too little to find them. @returns those that are still read */
export function keepAlike(state: State, found: readonly LogsAlike[], logs: ReadonlySet<string>): readonly Problem[] {
  const kept = readFact(state, 'alike-logs') ?? []
  const fresh = found.filter(({ path }) => kept.every((before) => before.path !== path))
  const known = [...kept, ...fresh.map(({ path, other }) => ({ path, other }))]
  if (fresh.length > 0) state.commit(() => keepFact(state, 'alike-logs', known))
  return known
    .filter(({ path, other }) => logs.has(path) && logs.has(other))
    .map((alike) => ({ code: 'LOGS_ALIKE', ...alike, by: 'uses' }))
}
