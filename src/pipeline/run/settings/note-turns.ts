import { isTakenBack, readChange } from '../../../publish/index.ts'
import type { State } from '../../../state/index.ts'
import { changeText } from '../../kept/releases.ts'
import type { Turn } from './turn.ts'

/** Notes changes for the next version. One that no version tells yet, and that gives way, is never told. */
export function noteTurns({ editions }: Pick<State, 'editions'>, turns: readonly Turn[]): void {
  if (turns.length === 0) return
  let noted = editions.noted()
  for (const { change } of turns) {
    const left = noted.filter((text) => {
      const before = readChange(text)
      return before === undefined || !isTakenBack(before, change)
    })
    const isSilent = change.kind === 'protection-kept' && left.length < noted.length
    noted = isSilent ? left : [...left, changeText(change)]
  }
  editions.dropNoted()
  editions.note(noted)
}
