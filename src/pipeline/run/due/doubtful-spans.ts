import { firstDayOf, lastDayOf } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { State } from '../../../state/index.ts'
import { kindOf } from '../../series-of.ts'

/** The first and last day of each period that was taken over and is not known to be whole. */
export function doubtfulSpans({ adoptions }: Pick<State, 'adoptions'>): readonly { from: number; to: number }[] {
  return adoptions
    .adopted()
    .filter(({ verdict }) => verdict !== 'confirmed')
    .map(({ kind, period }) => {
      const word = kindOf(kind)
      const index = indexOf<'period'>(period)
      return { from: firstDayOf(word, index), to: lastDayOf(word, index) }
    })
}
