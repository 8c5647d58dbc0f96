import type { Problem } from '../../domain/problem.ts'
import type { State } from '../../state/index.ts'
import { remarkHosts, type ForeignHosts } from '../reading/remark-hosts.ts'
import { keepFact, readFact } from './fact-codecs.ts'

const FACTS = { columns: 'foreign-hosts', targets: 'foreign-targets' } as const
type By = keyof ForeignHosts

/** Notes what the newest lines of a log name, for as long as they do. */
export function noteForeign(
  state: State,
  log: string,
  { lines, foreign }: { readonly lines: number; readonly foreign: ForeignHosts },
): void {
  if (lines === 0) return
  noteBy(state, log, 'columns', foreign.columns)
  noteBy(state, log, 'targets', foreign.targets)
}

function noteBy(state: State, log: string, by: By, foreign: number): void {
  const kept = foreignIn(state, by)
  if ((kept.get(log) ?? 0) === foreign) return
  if (foreign > 0) kept.set(log, foreign)
  else kept.delete(log)
  keepFact(state, FACTS[by], Object.fromEntries(kept))
}

/** The same as `count` says of all lines, of the logs that are still read. */
export function remarkForeign(state: Pick<State, 'facts'>, logs: ReadonlySet<string>): readonly Problem[] {
  const columns = foreignIn(state, 'columns')
  const targets = foreignIn(state, 'targets')
  return remarkHosts(
    [...logs].sort().map((file) => ({
      file,
      foreign: { columns: columns.get(file) ?? 0, targets: targets.get(file) ?? 0 },
    })),
  )
}

function foreignIn(state: Pick<State, 'facts'>, by: By): Map<string, number> {
  return new Map(Object.entries(readFact(state, FACTS[by]) ?? {}))
}
