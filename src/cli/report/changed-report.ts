import { existsSync } from 'node:fs'

/** The files that were written, a path a line: a script that copies them would fail at one that is gone. */
export function changedReport(changed: readonly string[]): string {
  return changed
    .filter((path) => existsSync(path))
    .map((path) => `${path}\n`)
    .join('')
}
