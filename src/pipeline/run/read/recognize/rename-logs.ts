import type { State } from '../../../../state/index.ts'
import { logNameOf } from '../../../reading/log-name.ts'

const FACT = 'log-names'
/** Higher whenever `logNameOf` makes one log of what were several. */
const VERSION = '2'

/**
 * Gives the logs of a state the names that they have by now, once: an earlier version took each day of some for a log of its
 * own. Under their older names no entry would find them, and periods would not wait for them.
 */
export function renameLogs({ logs, facts }: Pick<State, 'logs' | 'facts'>): void {
  if (facts.fact(FACT) === VERSION) return
  logs.renameLogs(logNameOf)
  facts.keepFact(FACT, VERSION)
}
