import * as z from 'zod'
import type { Problem } from '../../../domain/problem.ts'
import type { State } from '../../../state/index.ts'
import type { StretchRead } from './read-stretch.ts'

const FACT = 'foreign-hosts'
/** Of the lines that were last read of a log, those that count and name a host which is none of the service's. */
const BY_LOG = z.record(z.string(), z.int().min(1))

/** Notes what the newest lines of a log name, for as long as they do. */
export function noteForeign(
  { facts }: State,
  log: string,
  { lines, foreign }: Pick<StretchRead, 'lines' | 'foreign'>,
): void {
  const kept = foreignIn({ facts })
  if (lines === 0 || (kept.get(log) ?? 0) === foreign) return
  if (foreign > 0) kept.set(log, foreign)
  else kept.delete(log)
  facts.keepFact(FACT, JSON.stringify(Object.fromEntries(kept)))
}

/** The same as `count` says of all lines, of the logs that are still read. */
export function remarkForeign({ facts }: Pick<State, 'facts'>, logs: ReadonlySet<string>): readonly Problem[] {
  const found = [...foreignIn({ facts })].filter(([log]) => logs.has(log)).sort(([a], [b]) => (a < b ? -1 : 1))
  const [first] = found
  if (first === undefined) return []
  const lines = found.reduce((sum, [, foreign]) => sum + foreign, 0)
  return [{ code: 'HOSTS_FOREIGN', file: first[0], lines, others: found.length - 1 }]
}

function foreignIn({ facts }: Pick<State, 'facts'>): Map<string, number> {
  return new Map(Object.entries(BY_LOG.parse(JSON.parse(facts.fact(FACT) ?? '{}'))))
}
