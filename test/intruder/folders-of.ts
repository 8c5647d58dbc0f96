import { readFolder, tellHidden, type Hidden, type HiddenFigure } from '../../src/intruder/index.ts'

/** What was published at one time: files by their path, `essai/data/day-feature.csv`. */
export type Kept = Readonly<Record<string, string>>

/** What all that was kept tells of what it hides, the earliest first. */
export function tellOf(kept: readonly Kept[]): Hidden {
  return tellHidden(
    kept.flatMap((files, edition) => {
      const folders = new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))
      return [...folders].flatMap((folder) => {
        const names = Object.keys(files).flatMap((path) =>
          path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [],
        )
        const read = (name: string) => files[`${folder}/${name}`]
        return readFolder({ path: `${edition}/${folder}`, names, read }) ?? []
      })
    }),
  )
}

/** The figures that must not be told and are. */
export function toldIn({ figures }: Hidden): readonly HiddenFigure[] {
  return figures.filter(({ isTold, isAccepted }) => isTold && !isAccepted)
}
