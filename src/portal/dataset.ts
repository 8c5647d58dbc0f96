import type { PeriodKind } from '../domain/dictionary.ts'
import type { Language, Licence } from '../domain/service.ts'

export type Words = Readonly<Record<Language, string>>

/** A published folder, read and checked: all that a portal is told, and the bytes that it is sent. */
export type Dataset = {
  /** Of the folder: never changes, and finds the dataset again. */
  readonly name: string
  readonly language: Language
  readonly title: Words
  readonly description: Words
  readonly version: string
  readonly licence: Licence
  readonly publisher?: { readonly name: string; readonly email?: string }
  readonly homepage?: string
  readonly keywords: readonly string[]
  /** The finest period of its tables. */
  readonly frequency?: PeriodKind
  /** First and last day, as 2026-03-01. */
  readonly span?: { readonly from: string; readonly to: string }
  /** Data first, then what describes it. */
  readonly files: readonly DatasetFile[]
}

/** A file of the folder, which becomes a resource of the portal. */
export type DatasetFile = {
  /** Relative to the folder, with `/`: the name by which it is found again. */
  readonly path: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly sha256: string
  readonly title: Words
  readonly description: Words
  readonly isData: boolean
  /** As `csv`. */
  readonly format: string
  readonly mediaType: string
}

/**
 * The resources that have to go: of ours, those that the folder has no more, and those that two runs at once put there twice.
 *
 * @param pathOf of a resource that is ours
 */
export function superfluous<Resource>(
  { files }: Dataset,
  resources: readonly Resource[],
  pathOf: (resource: Resource) => string | undefined,
): readonly Resource[] {
  const wanted = new Set(files.map(({ path }) => path))
  return resources.filter((resource) => {
    const path = pathOf(resource)
    return path !== undefined && !wanted.delete(path)
  })
}

/** `day-feature.csv` of `data/day-feature.csv`. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
