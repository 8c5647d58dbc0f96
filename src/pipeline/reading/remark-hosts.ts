import type { Problem } from '../../domain/problem.ts'
import type { PartSums } from './ledger.ts'

/** Lines of a log that name a host which is none of the service's and are worth a word: by a column, or by their target. */
export type ForeignHosts = { readonly columns: number; readonly targets: number }

/** Fewer look for an open proxy; a server that writes whole addresses writes them in every line. */
const FEWEST_TARGETS = 10
const LEAST_OF_COUNTED = 0.1

export function foreignHostsIn({ entry, foreign, foreignTargets }: PartSums): ForeignHosts {
  const targets = foreignTargets()
  const isTold = targets >= FEWEST_TARGETS && targets >= LEAST_OF_COUNTED * entry().fates.counted
  return { columns: foreign(), targets: isTold ? targets : 0 }
}

/** A log of several services, or under another name: which lines are whose, the configuration has to say. */
export function remarkHosts(
  logs: readonly { readonly file: string; readonly foreign: ForeignHosts }[],
): readonly Problem[] {
  return (['columns', 'targets'] as const).flatMap((by): readonly Problem[] => {
    const found = logs.filter(({ foreign }) => foreign[by] > 0)
    const [first] = found
    if (first === undefined) return []
    const lines = found.reduce((sum, { foreign }) => sum + foreign[by], 0)
    const named = by === 'targets' && { by: 'target' as const }
    return [{ code: 'HOSTS_FOREIGN', file: first.file, lines, others: found.length - 1, ...named }]
  })
}
