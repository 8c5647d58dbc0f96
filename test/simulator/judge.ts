import { periodText } from '../../src/domain/calendar.ts'
import { tellHidden, type Hidden } from '../../src/intruder/index.ts'
import { folderOf } from '../intruder/folders-of.ts'
import type { Edition } from './replay.ts'

/** What all that was ever published leaves of what it hides. */
export function hiddenIn(editions: readonly Edition[]): Hidden {
  return tellHidden(editions.flatMap(({ path, files }) => folderOf(path, files)))
}

/** Hidden figures of which fewer values are left than promised, each as a line. */
export function toldBy({ figures }: Hidden): readonly string[] {
  return figures
    .filter(({ isTold, isAccepted }) => isTold && !isAccepted)
    .map(({ service, feature, measure, kind, period, what, low, high, k, file }) => {
      const name = [service, what, 'of', measure, 'of', feature, periodText(kind, period)].join(' ')
      return `${name}: ${low} to ${high}, k ${k}, ${file}`
    })
}
