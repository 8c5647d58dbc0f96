import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The catalogue above a folder, and the datasets that it should name. */
export type Above = {
  readonly catalogue: string | undefined
  readonly datasets: readonly { readonly folder: string; readonly text: string }[]
}

/** A catalogue of a thousand datasets has 10 MB. */
const MOST_BYTES = 64 * 1024 * 1024
const MOST_FOLDERS = 5_000

/** Reads what lies beside a folder; what cannot be read is not there. No link is followed. */
export function readAbove(root: string): Above {
  const parent = join(root, '..')
  const catalogue = textOf(join(parent, 'catalog.jsonld'))
  if (catalogue === undefined) return { catalogue, datasets: [] }
  const folders = readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const datasets = folders.slice(0, MOST_FOLDERS).flatMap(({ name }) => {
    const text = textOf(join(parent, name, 'dcat.jsonld'))
    return text === undefined ? [] : [{ folder: name, text }]
  })
  return { catalogue, datasets }
}

function textOf(path: string): string | undefined {
  let file: number | undefined
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    const kind = fstatSync(file)
    return kind.isFile() && kind.size <= MOST_BYTES ? readFileSync(file, 'utf8') : undefined
  } catch {
    // Whatever it is, it is no catalogue of ours.
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
