import { errnoOf } from '../domain/errno-of.ts'
import { readdir } from 'node:fs/promises'
import type { Problem } from '../domain/problem.ts'
import { logProblem } from './log-problem.ts'
import { fitsSegment } from './fits-segment.ts'

/** What rotation and editors leave behind for a moment: a copy of a log, which would be counted twice. */
const PASSING = ['.backup', '.tmp']

export function isGlob(pattern: string): boolean {
  return /[*?[]/.test(pattern)
}

export type Expanded = { readonly paths: string[]; readonly problems: readonly Problem[] }

/** The logs that a glob names, in no order. */
export async function expandGlob(pattern: string): Promise<Expanded> {
  const { paths, problems } = await expandMask(pattern)
  return { paths: paths.filter((path) => !PASSING.some((ending) => path.endsWith(ending))), problems }
}

/**
 * The paths that a glob names, in no order. `*`, `?` and `[…]` stay within a segment; a leading dot must be written.
 *
 * @returns problems for folders that may not be listed
 */
export async function expandMask(pattern: string): Promise<Expanded> {
  const segments = pattern.split('/')
  const firstGlob = segments.findIndex(isGlob)
  let paths = [segments.slice(0, firstGlob).join('/') + (firstGlob > 0 ? '/' : '')]
  const problems: Problem[] = []
  for (const [position, segment] of segments.slice(firstGlob).entries()) {
    const slash = firstGlob + position < segments.length - 1 ? '/' : ''
    const found: string[] = []
    for (const folder of paths) {
      const names = await namesIn(folder, problems)
      found.push(...names.filter((name) => fitsSegment(name, segment)).map((name) => folder + name + slash))
    }
    paths = found
  }
  return { paths, problems }
}

async function namesIn(folder: string, problems: Problem[]): Promise<readonly string[]> {
  try {
    return await readdir(folder === '' ? '.' : folder)
  } catch (error) {
    const errno = errnoOf(error)
    // A file where a folder would be needed, or no such folder: the glob does not fit there.
    if (errno !== 'ENOENT' && errno !== 'ENOTDIR') problems.push(logProblem(folder, error))
    return []
  }
}
