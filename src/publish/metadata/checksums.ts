import { createHash } from 'node:crypto'
import type { FolderFile } from '../publication.ts'

/** `SHA256SUMS`: every other file of the folder, for `sha256sum -c`. */
export function checksums(files: readonly FolderFile[]): string {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  return sorted.map(({ path, text }) => `${createHash('sha256').update(text).digest('hex')}  ${path}\n`).join('')
}
