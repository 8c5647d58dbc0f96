import { readChange } from '../../publish/index.ts'
import type { Change, Release } from '../../domain/change.ts'
import type { State } from '../../state/index.ts'

/** Every version that was published, the oldest first. */
export function releasesOf({ editions }: State): readonly Release[] {
  return editions.releases().map(({ version, created, changes }) => ({
    version,
    created,
    changes: changes.flatMap((change) => readChange(change) ?? []),
  }))
}

export function changeText(change: Change): string {
  return JSON.stringify(change)
}

/** What changed and is told by no version yet. */
export function notedChanges({ editions }: State): readonly Change[] {
  return editions.noted().flatMap((change) => readChange(change) ?? [])
}
