import { breaksOf, isTakenBack, isUndoing, readChange } from '../../publish/index.ts'
import type { Change, Release, SeriesBreak } from '../../domain/change.ts'
import type { State } from '../../state/index.ts'
import type { SettingsChange } from '../../timeline/index.ts'

/** Every version that was published, the oldest first. */
export function releasesOf({ editions }: State): readonly Release[] {
  return editions.releases().map(({ version, created, changes }) => ({
    version,
    created,
    changes: changes.flatMap((change) => readChange(change) ?? []),
  }))
}

export function changeAsJson(change: Change): string {
  return JSON.stringify(change)
}

/** What changed and is told by no version yet. */
export function notedChanges({ editions }: State): readonly Change[] {
  return editions.noted().flatMap((change) => readChange(change) ?? [])
}

/** The breaks of all versions, and of what the next one is to tell. @param more that nothing has noted */
export function breaksKept(state: State, more: readonly Change[] = []): readonly SeriesBreak[] {
  return breaksOf([...releasesOf(state), { version: '', created: '', changes: [...notedChanges(state), ...more] }])
}

/** Notes changes for the next version. One that no version tells yet, and that gives way, is never told. */
export function noteChanges({ editions }: Pick<State, 'editions'>, changes: readonly SettingsChange[]): void {
  if (changes.length === 0) return
  let noted = editions.noted()
  for (const { change } of changes) {
    const left = noted.filter((text) => {
      const before = readChange(text)
      return before === undefined || !isTakenBack(before, change)
    })
    const isSilent = isUndoing(change) && left.length < noted.length
    noted = isSilent ? left : [...left, changeAsJson(change)]
  }
  editions.dropNoted()
  editions.note(noted)
}
