import { lstatSync, realpathSync, statSync, type Stats } from 'node:fs'
import { dirname, resolve } from 'node:path'
import process from 'node:process'
import { ProblemError, unlessRefused, type Problem } from '../domain/problem.ts'

const OTHERS_WRITE = 0o002
/** In a folder of this mode, as /tmp, nobody moves what is another's. */
const STICKY = 0o1000

/**
 * Refuses a folder that somebody else may have put in its place, or may take away: whoever may write to the folder above it,
 * or made the link that leads to it. What such a folder holds is theirs to choose, and root would write wherever they like.
 * Links of root and of this user are as good as folders.
 *
 * @param isShared whether others may write in the folder itself, as in an output of several services
 * @throws ProblemError OPEN_TO_OTHERS
 */
export function refuseOpenFolder(folder: string, isShared: boolean): void {
  const path = resolve(folder)
  const problem =
    ofLink(path) ?? ofParent(path) ?? ofParent(realPathOf(path)) ?? (isShared ? undefined : ofFolder(path))
  if (problem !== undefined) throw new ProblemError(problem)
}

function ofLink(path: string): Problem | undefined {
  const found = unlessRefused(() => lstatSync(path, { throwIfNoEntry: false }))
  if (found?.isSymbolicLink() !== true || [0, process.getuid?.()].includes(found.uid)) return undefined
  return { code: 'OPEN_TO_OTHERS', path, why: 'link' }
}

function ofParent(path: string): Problem | undefined {
  const parent = dirname(path)
  const found = statOf(parent)
  // What is not there yet will be made in the one above.
  if (found === undefined) return parent === path ? undefined : ofParent(parent)
  return (found.mode & OTHERS_WRITE) !== 0 && (found.mode & STICKY) === 0
    ? { code: 'OPEN_TO_OTHERS', path: parent, why: 'writable' }
    : undefined
}

function ofFolder(path: string): Problem | undefined {
  const found = statOf(path)
  return ((found?.mode ?? 0) & OTHERS_WRITE) === 0 ? undefined : { code: 'OPEN_TO_OTHERS', path, why: 'writable' }
}

// What cannot be looked at cannot be written to either, and that says why.
function realPathOf(path: string): string {
  return unlessRefused(() => realpathSync(path)) ?? path
}

function statOf(path: string): Stats | undefined {
  return unlessRefused(() => statSync(path, { throwIfNoEntry: false }))
}
