import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'

/** Whether a path lies in a folder, or is it, also by a link; neither need be there yet. */
export function isBelow(folder: string, path: string): boolean {
  return relative(realPathOf(resolve(folder)), realPathOf(resolve(path))).split(sep)[0] !== '..'
}

function realPathOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realPathOf(dirname(path)), basename(path))
}
