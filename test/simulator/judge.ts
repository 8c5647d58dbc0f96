import { periodText } from '../../src/domain/calendar.ts'
import { readFolder, tellHidden, type HiddenFigure } from '../../src/intruder/index.ts'
import type { Edition } from './replay.ts'

/** Hidden figures of which all that was ever published leaves fewer values than promised, each as a line. */
export function toldBy(editions: readonly Edition[]): readonly string[] {
  const folders = editions.flatMap(({ path, files }) => {
    const folder = readFolder({ path, names: [...files.keys()], read: (name) => files.get(name) })
    return folder === undefined ? [] : [folder]
  })
  const { figures } = tellHidden(folders)
  return figures
    .filter(({ isTold, isAccepted }) => isTold && !isAccepted)
    .filter((figure) => !isLeftOut(figure))
    .map(({ service, feature, measure, kind, period, what, low, high, k, file }) => {
      const name = [service, what, 'of', measure, 'of', feature, periodText(kind, period)].join(' ')
      return `${name}: ${low} to ${high}, k ${k}, ${file}`
    })
}

/** A longer period without a row is one that a change of tables left out, more often than one of silence. */
function isLeftOut({ what, kind }: HiddenFigure): boolean {
  return what === 'silence' && kind !== 'day'
}
