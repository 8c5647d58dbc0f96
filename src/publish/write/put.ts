import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { FolderFile } from '../publication.ts'
import type { Changes } from './changes.ts'
import { orWriteFailed } from './or-write-failed.ts'
import { writeAtomically } from './write-atomically.ts'

/** Writes a file of a folder unless it is there already, byte for byte. */
export function put(folder: string, { path, text }: FolderFile, changes: Changes): void {
  const target = join(folder, path)
  const bytes = Buffer.from(text)
  orWriteFailed(target, () => {
    if (existsSync(target) && readFileSync(target).equals(bytes)) {
      changes.unchanged += 1
      return
    }
    makeFolder(dirname(target))
    writeAtomically(target, bytes, 0o644)
    changes.written.push(target)
  })
}

function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path)
  // Whatever the umask took away: what is published is read by others.
  chmodSync(path, 0o755)
}
