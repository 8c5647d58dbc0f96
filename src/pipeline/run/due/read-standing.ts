import { indexOf } from '../../../domain/dictionary.ts'
import type { State } from '../../../state/index.ts'
import { kindOf } from '../../../domain/series-of.ts'
import { openStanding, type Standing } from '../../../timeline/index.ts'

/** How the periods stand by what is kept: to be read anew once something was closed. */
export function readStanding({ editions, adoptions }: Pick<State, 'editions' | 'adoptions'>): Standing {
  return openStanding({
    through: editions.frozenThrough(),
    held: editions.held,
    adopted: adoptions.adopted().map(({ kind, period, verdict }) => ({
      kind: kindOf(kind),
      period: indexOf<'period'>(period),
      verdict,
    })),
  })
}
