import {
  readFolder,
  tellHidden,
  type Hidden,
  type HiddenFigure,
  type PublishedFolder,
} from '../../src/intruder/index.ts'

/** What was published at one time: files by their path, `essai/data/day-feature.csv`. */
export type Kept = Readonly<Record<string, string>>

/** What all that was kept tells of what it hides, the earliest first. */
export function tellOf(kept: readonly Kept[]): Hidden {
  return tellHidden(
    kept.flatMap((files, edition) => {
      const folders = new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))
      return [...folders].flatMap((folder) => {
        const own = Object.entries(files).flatMap(([path, text]) =>
          path.startsWith(`${folder}/`) ? [[path.slice(folder.length + 1), text] as const] : [],
        )
        return folderOf(`${edition}/${folder}`, new Map(own))
      })
    }),
  )
}

/** A folder of which everything can be read: none, where no file of it is a table of counts. */
export function folderOf(path: string, files: ReadonlyMap<string, string>): readonly PublishedFolder[] {
  const description = files.get('datapackage.json')
  const folder = readFolder({
    path,
    names: [...files.keys()],
    description: description === undefined ? undefined : JSON.parse(description),
    readLines: (name, take) => {
      const lines = (files.get(name) ?? '').split('\n')
      const whole = lines.at(-1) === '' ? lines.slice(0, -1) : lines
      whole.forEach((line, at) => take(line, at + 1))
    },
    noteUnread: (name) => {
      throw new Error(`${path}/${name} cannot be read`)
    },
  })
  return folder === undefined ? [] : [folder]
}

/** The figures that must not be told and are. */
export function toldIn({ figures }: Hidden): readonly HiddenFigure[] {
  return figures.filter(({ isTold, isAccepted }) => isTold && !isAccepted)
}
