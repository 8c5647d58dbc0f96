import { periodText } from '../../src/domain/calendar.ts'
import { tellHidden } from '../../src/intruder/index.ts'
import { folderOf } from '../intruder/folders-of.ts'
import type { Edition } from './replay.ts'

/** Hidden figures of which all that was ever published leaves fewer values than promised, each as a line. */
export function toldBy(editions: readonly Edition[]): readonly string[] {
  const { figures } = tellHidden(editions.flatMap(({ path, files }) => folderOf(path, files)))
  return figures
    .filter(({ isTold, isAccepted }) => isTold && !isAccepted)
    .map(({ service, feature, measure, kind, period, what, low, high, k, file }) => {
      const name = [service, what, 'of', measure, 'of', feature, periodText(kind, period)].join(' ')
      return `${name}: ${low} to ${high}, k ${k}, ${file}`
    })
}
