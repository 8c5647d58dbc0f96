import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * A folder and those above it. Node's own `recursive` never returns where a folder refuses with "no such file", as /proc does,
 * though it is there: each is made once here.
 *
 * @throws as `mkdirSync` does, of the first folder that cannot be made
 */
export function makeFolders(path: string, mode?: number): void {
  if (existsSync(path)) return
  if (dirname(path) !== path) makeFolders(dirname(path), mode)
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    // Another process made it a moment ago.
    if (!existsSync(path)) throw error
  }
}
