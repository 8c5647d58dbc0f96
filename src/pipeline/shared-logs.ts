import { createHash } from 'node:crypto'
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { unlessRefused, type Problem } from '../domain/problem.ts'
import type { Configuration } from '../domain/service.ts'
import type { FoundLog } from '../source/index.ts'
import { logNameOf } from '../recognition/index.ts'

/** Beside the datasets, what logs each service reads: one hash a line. Nothing in it is said in words, since the folder may be served. */
const NOTE = '.comptage.logs.'
const HASH_BYTES = 16
/** Of some ten thousand logs; another user may have written anything there. */
const MOST_BYTES = 1_048_576

type Place = Pick<Configuration, 'output' | 'service'>

/**
 * Logs that another service of the same output folder reads too, under whatever name: what both count of the same lines, and
 * one of them hides, the figures of the other may tell. And a folder in the place of the note, by which the other would be told.
 */
export function remarkShared({ output, service }: Place, logs: readonly FoundLog[]): readonly Problem[] {
  if (output === undefined) return []
  const own = join(output, NOTE + service.id)
  const inTheWay: readonly Problem[] =
    unlessRefused(() => lstatSync(own).isDirectory()) === true
      ? [{ code: 'WRITE_FAILED', path: own, errno: 'EISDIR' }]
      : []
  const marks = new Map(logs.flatMap((log) => marksOf(log).map((mark) => [mark, log.path])))
  const shared = notesIn(output)
    .filter((id) => id !== service.id)
    .flatMap((other): Problem[] => {
      const paths = readNote(join(output, NOTE + other)).flatMap((mark) => marks.get(mark) ?? [])
      const [path] = paths
      return path === undefined ? [] : [{ code: 'SHARED_LOG', path, service: other, files: new Set(paths).size }]
    })
  return [...inTheWay, ...shared]
}

/** Notes which logs this service reads. Where that cannot be written, its figures cannot either, and that is told. */
export function noteLogs({ output, service }: Place, logs: readonly FoundLog[]): void {
  if (output === undefined) return
  const path = join(output, NOTE + service.id)
  const marks = [...new Set(logs.flatMap(marksOf))].sort()
  if (marks.join('\n') === readNote(path).join('\n')) return
  unlessRefused(() => {
    const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW, O_NONBLOCK } = constants
    const file = openSync(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    try {
      // Who may publish there may read it.
      const others = statSync(output).mode & 0o022
      fchmodSync(file, 0o600 | (others << 1))
      writeSync(file, marks.map((mark) => `${mark}\n`).join(''))
    } finally {
      closeSync(file)
    }
  })
}

/** By the file, for links, and by its name, which it keeps when its file is rotated away. A new file may get the inode of one that is gone. */
function marksOf({ id, path }: FoundLog): readonly string[] {
  if (path === '-') return []
  const name = unlessRefused(() => logNameOf(realpathSync(path))) ?? path
  const born = unlessRefused(() => statSync(path).birthtimeMs) ?? 0
  return [`file ${id} ${born}`, `name ${name}`].map((of) =>
    createHash('sha256').update(of).digest().subarray(0, HASH_BYTES).toString('hex'),
  )
}

function notesIn(output: string): readonly string[] {
  const names = unlessRefused(() => readdirSync(output)) ?? []
  return names.flatMap((name) => (name.startsWith(NOTE) ? [name.slice(NOTE.length)] : [])).sort()
}

function readNote(path: string): readonly string[] {
  const text = unlessRefused(() => {
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      const found = fstatSync(file)
      return found.isFile() && found.size <= MOST_BYTES ? readFileSync(file, 'latin1') : ''
    } finally {
      closeSync(file)
    }
  })
  return (text ?? '').split('\n').filter((mark) => /^[0-9a-f]{32}$/.test(mark))
}
