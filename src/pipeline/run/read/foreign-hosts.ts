import type { Problem } from '../../../domain/problem.ts'
import type { State } from '../../../state/index.ts'
import { keepFact, readFact } from '../../kept/facts.ts'
import type { StretchRead } from './read-stretch.ts'

/** Notes what the newest lines of a log name, for as long as they do. */
export function noteForeign(
  state: State,
  log: string,
  { lines, foreign }: Pick<StretchRead, 'lines' | 'foreign'>,
): void {
  const kept = foreignIn(state)
  if (lines === 0 || (kept.get(log) ?? 0) === foreign) return
  if (foreign > 0) kept.set(log, foreign)
  else kept.delete(log)
  keepFact(state, 'foreign-hosts', Object.fromEntries(kept))
}

/** The same as `count` says of all lines, of the logs that are still read. */
export function remarkForeign(state: Pick<State, 'facts'>, logs: ReadonlySet<string>): readonly Problem[] {
  const found = [...foreignIn(state)].filter(([log]) => logs.has(log)).sort(([a], [b]) => (a < b ? -1 : 1))
  const [first] = found
  if (first === undefined) return []
  const lines = found.reduce((sum, [, foreign]) => sum + foreign, 0)
  return [{ code: 'HOSTS_FOREIGN', file: first[0], lines, others: found.length - 1 }]
}

function foreignIn(state: Pick<State, 'facts'>): Map<string, number> {
  return new Map(Object.entries(readFact(state, 'foreign-hosts') ?? {}))
}
