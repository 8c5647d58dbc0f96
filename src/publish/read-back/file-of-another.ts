import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { unlessRefused } from '../../domain/problem.ts'
import { readDescription } from './read-description.ts'

const DESCRIPTION = z.object({ comptage: z.object({}) })
/** Ours lists every file but itself. */
const SUMS = /^[0-9a-f]{64} {2}datapackage\.json$/m

/**
 * A file of a folder into which the program never wrote; undefined where it did, or where there is none. One of the two files that every
 * version has is enough to tell: a folder of ours may be damaged. Nothing where it cannot be read: writing will say why.
 */
export function fileOfAnother(folder: string): string | undefined {
  const isFolder = unlessRefused(() => lstatSync(folder, { throwIfNoEntry: false }))?.isDirectory() === true
  return isFolder && !isOurs(folder) ? firstFile(folder) : undefined
}

function isOurs(folder: string): boolean {
  const sums = unlessRefused(() => readFileSync(join(folder, 'SHA256SUMS'), 'utf8')) ?? ''
  return DESCRIPTION.safeParse(readDescription(folder)).success || SUMS.test(sums)
}

/** No name of ours begins with a dot: what has one, as `.git` or `.htaccess`, is never written over. */
function firstFile(folder: string): string | undefined {
  const found = unlessRefused(() => readdirSync(folder, { withFileTypes: true })) ?? []
  const entries = found.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1))
  const file = entries.find((entry) => !entry.isDirectory())
  if (file !== undefined) return join(folder, file.name)
  // One after the other: a site of a hundred thousand files is asked for its first.
  for (const { name } of entries) {
    const below = firstFile(join(folder, name))
    if (below !== undefined) return below
  }
  return undefined
}
