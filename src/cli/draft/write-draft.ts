import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  lstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { codedError, errnoOf, ProblemError } from '../../domain/problem.ts'
import type { DraftOf } from '../../domain/problem/use-problems.ts'

/** Where a draft is written, and who may read it beside its owner. */
export type DraftFile = {
  readonly path: string
  /** Whatever stands there is written over. */
  readonly isForced: boolean
  /** Of the system's, the folder is made, too. */
  readonly of: DraftOf
  /** Of the group that may read it. Absent: its owner alone may. */
  readonly reader?: number
}

/**
 * Before logs are read, which may take minutes.
 *
 * @throws ProblemError WRITE_FAILED where this user could not write there afterwards
 */
export function refuseUnwritable(file: DraftFile): void {
  orWriteFailed(file, () => {
    const there = lstatSync(file.path, { throwIfNoEntry: false })
    if (there?.isSymbolicLink() === true) throw codedError('ELOOP')
    if (there?.isDirectory() === true) throw codedError('EISDIR')
    let target = there === undefined ? dirname(resolve(file.path)) : file.path
    while (file.of === 'system' && !existsSync(target)) target = dirname(target)
    accessSync(target, constants.W_OK)
  })
}

/**
 * In one go and without a temporary file, where words of the log would stay behind. Only its owner and its reader may read it,
 * whoever could read the one before: somebody has to look at the words first.
 */
export function writeDraft(draft: DraftFile, text: string): void {
  const { path, isForced, of, reader } = draft
  orWriteFailed(draft, () => {
    // The mask of an administrator may be narrow: whoever may read the file has to reach it.
    if (of === 'system' && mkdirSync(dirname(path), { recursive: true }) !== undefined) chmodSync(dirname(path), 0o755)
    const file = openSync(path, isForced ? OVER : OVER | constants.O_EXCL, 0o600)
    try {
      fill(file, text, reader)
    } finally {
      closeSync(file)
    }
  })
}

// No link is followed: it may lead out of the folder. Nor is a pipe waited for.
const OVER = constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK

function fill(file: number, text: string, reader: number | undefined): void {
  const stats = fstatSync(file)
  if (!stats.isFile()) throw codedError('EINVAL')
  // Before there is a word in it.
  fchmodSync(file, 0o600)
  if (reader !== undefined) {
    fchownSync(file, stats.uid, reader)
    fchmodSync(file, 0o640)
  }
  ftruncateSync(file)
  writeFileSync(file, text)
}

function orWriteFailed({ path, of }: DraftFile, act: () => void): void {
  try {
    act()
  } catch (error) {
    throw new ProblemError({ code: 'WRITE_FAILED', path, errno: errnoOf(error) ?? 'EIO', draft: of })
  }
}

/** The number of a group of this machine; undefined: there is none of this name. */
export function groupNumber(name: string, root: string): number | undefined {
  const path = `${root}/etc/group`
  if (!existsSync(path)) return undefined
  const line = readFileSync(path, 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${name}:`))
  const number = Number(line?.split(':')[2])
  return Number.isInteger(number) ? number : undefined
}
