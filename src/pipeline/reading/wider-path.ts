import { basename, extname, join } from 'node:path'
import { isCompressed, logNameOf } from '../../recognition/index.ts'
import { findLogs } from '../../source/index.ts'

/** The first of some globs that finds all of these files, and pieces of them alone. */
export async function firstAlone(globs: readonly string[], files: readonly string[]): Promise<string | undefined> {
  const names = new Set(files.map(logNameOf))
  for (const glob of globs) {
    const found = (await findLogs([glob])).logs.map(({ path }) => path)
    if (files.every((file) => found.includes(file)) && found.every((path) => names.has(logNameOf(path)))) return glob
  }
  return undefined
}

/** Globs for pieces of one live log that have a number: access.log.1, access.1.log */
export function aroundNumbered(path: string): readonly string[] {
  const ending = extname(path)
  return [`${path}.[0-9]*`, `${path.slice(0, path.length - ending.length)}.[0-9]*${ending}*`]
}

/** Globs for pieces of one log, by the date that each has: the one to prefer first, none where one has no date. */
export function aroundDated(paths: readonly string[]): readonly string[] {
  const [first = [], ...others] = paths.map((path) => globsOf(join(path)))
  return first.filter((glob) => others.every((globs) => globs.includes(glob)))
}

// As many as of a month: what has fewer may be the number of anything, but for a folder of a year.
const DATE_ENOUGH = /^(?:\D*\d){6}|^20\d{2}\/$/

// `access-2026-03-10.log.gz` as `access-[0-9]*.log*`, `2026/03/10/access.log` as `[0-9]*/[0-9]*/[0-9]*/access.log*`: the pieces of every
// day, packed or not. Then with as many digits as the date has, which finds no `access-443-2026-03-10.log`, and without the `*`.
function globsOf(path: string): readonly string[] {
  const packed = isCompressed(path) ? extname(path) : ''
  const plain = path.slice(0, path.length - packed.length)
  const log = logNameOf(path)
  const parts = [dated(folderOf(plain), folderOf(log)), dated(basename(plain), basename(log))] as const
  const dates = parts.map(({ date }) => date).join('')
  if (!DATE_ENOUGH.test(dates)) return []
  const globs = [LOOSE, EXACT].map((write) =>
    parts.map(({ front, date, back }) => `${front}${write(date)}${back}`).join(''),
  )
  // access.log-20260310: access.log is written meanwhile.
  const live = plain.startsWith(log) ? [`${log}*`] : []
  return [
    ...live,
    ...globs.map((glob) => (glob.endsWith('*') ? glob : `${glob}*`)),
    ...globs.map((glob) => glob + packed),
  ]
}

const LOOSE = (date: string): string => date.replace(/\d(?:[^/]*\d)?/g, '[0-9]*')
const EXACT = (date: string): string => date.replace(/[a-z]{3}/i, '???').replace(/\d/g, '[0-9]')

function folderOf(path: string): string {
  return path.slice(0, path.length - basename(path).length)
}

type Dated = { readonly front: string; readonly date: string; readonly back: string }

/** What a name has beside that of its log. A `*` of the log is all that stands there. */
function dated(name: string, log: string): Dated {
  let shared = 0
  while (shared < name.length && name[shared] === log[shared]) shared++
  // A number that ends before the date begins is none of its digits.
  if (isDigit(name.charAt(shared))) while (isDigit(name.charAt(shared - 1))) shared--
  const front = name.slice(0, shared)
  const back = log.slice(front.length).replace(/^\*/, '')
  return { front, date: name.slice(front.length, name.length - back.length), back }
}

function isDigit(sign: string): boolean {
  return /\d/.test(sign)
}
