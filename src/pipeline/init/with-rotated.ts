import { basename, dirname, extname, join } from 'node:path'
import { findLogs, fitsPath, isGlob, type FoundLog } from '../../source/index.ts'
import { isCompressed, logNameOf } from '../../recognition/index.ts'
import { remarkRotated } from '../reading/remark-rotated.ts'
import type { ProposedLog } from '../reading/server-logs/propose-logs.ts'

/** Entries for pieces of one log as one with a glob that finds them, those to come, and no other log. */
export async function joinRotated(entries: readonly ProposedLog[]): Promise<readonly ProposedLog[]> {
  const groups = new Map<string, ProposedLog[]>()
  for (const entry of entries) {
    if (entries.some((other) => findsToo(other, entry))) continue
    const log = isGlob(entry.path) ? entry.path : logNameOf(entry.path)
    groups.set(log, [...(groups.get(log) ?? []), entry])
  }
  return (await Promise.all([...groups].map(([log, pieces]) => joinPieces(log, pieces)))).flat()
}

/** Of a piece that the operator named beside its log. */
function findsToo(other: ProposedLog, { path, format }: ProposedLog): boolean {
  return isGlob(other.path) && !isGlob(path) && other.format === format && fitsPath(path, other.path)
}

async function joinPieces(log: string, pieces: readonly ProposedLog[]): Promise<readonly ProposedLog[]> {
  const paths = pieces.map(({ path }) => path)
  const { logs } = await findLogs(paths)
  for (const wider of aroundPieces(log, paths)) {
    if (!holds((await findLogs([wider])).logs, logs)) continue
    const formats = new Set(pieces.map(({ format }) => format))
    return [{ path: wider, format: formats.size === 1 ? [...formats].join('') : 'auto' }]
  }
  return pieces
}

/** Globs for pieces of one log, the one to prefer first; none for a single one whose name has no date. */
function aroundPieces(log: string, paths: readonly string[]): readonly string[] {
  const dated = [...new Set(paths.map((path) => aroundDated(log, join(path))))]
  const globs = dated.length === 1 && dated[0] !== undefined ? [dated[0]] : []
  // access.log-20260310: access.log is written meanwhile.
  const live = globs.length > 0 && paths.every((path) => join(path).startsWith(log)) ? [`${log}*`] : []
  return [...live, ...globs, ...(paths.length > 1 ? [aroundAll(paths)] : [])]
}

// As many as of a month: what has fewer may be the number of anything.
const FEWEST_DIGITS = 6

// `access-2026-03-10.log.gz` as `access-[0-9]*.log*`, `2026/03/10/access.log` as `[0-9]*/[0-9]*/[0-9]*/access.log*`: the pieces of every
// day, packed or not. Undefined where what a name has beside that of its log is no date.
function aroundDated(log: string, path: string): string | undefined {
  const plain = isCompressed(path) ? path.slice(0, -extname(path).length) : path
  const front = sharedLength(plain, log)
  const [rest, ending] = [plain.slice(front), log.slice(front).replace(/^\*/, '')]
  if (!rest.endsWith(ending)) return undefined
  const date = rest.slice(0, rest.length - ending.length)
  if (date.replace(/\D/g, '').length < FEWEST_DIGITS) return undefined
  const around = `${plain.slice(0, front)}${date.replace(/\d(?:[^/]*\d)?/g, '[0-9]*')}${ending}`
  return around.endsWith('*') ? around : `${around}*`
}

function sharedLength(one: string, other: string): number {
  let shared = 0
  while (shared < one.length && one[shared] === other[shared]) shared++
  return shared
}

/** `logfile.0` and `logfile.1` as `logfile*`. */
function aroundAll(paths: readonly string[]): string {
  const [first = '', ...others] = paths
  let front = first.length
  while (!others.every((path) => path.startsWith(first.slice(0, front)))) front--
  const ending = extname(first)
  const isEnding = /\D/.test(ending.slice(1)) && others.every((path) => path.endsWith(ending))
  while (/[-._\d]/.test(first.charAt(front - 1))) front--
  return `${first.slice(0, front)}*${isEnding ? ending : ''}`
}

/** The entry of a log with a path that finds the files which rotation makes of it, now or later, and no other log; where there is none, as it is. */
export async function withRotated(entry: ProposedLog): Promise<ProposedLog> {
  const { path } = entry
  const { logs } = await findLogs([path])
  const isLeftOut = (await remarkRotated(logs, [path])).length > 0
  if (!isLeftOut && !isLive(path)) return entry
  for (const wider of isLeftOut ? widerThan(path) : [`${path}*`]) {
    const found = await findLogs([wider])
    if (holds(found.logs, logs) && (await remarkRotated(found.logs, [wider])).length === 0)
      return { ...entry, path: wider }
  }
  return entry
}

/** Rotation will make others of it: `access.log`, and no pattern, archive or piece. */
function isLive(path: string): boolean {
  return path.endsWith('.log') && join(path) === logNameOf(path)
}

/** access.log.1, access-20260310.log, 20260310-access.log */
function widerThan(path: string): readonly string[] {
  const [folder, name, ending] = [dirname(path), basename(path), extname(path)]
  return [`${path}*`, `${path.slice(0, path.length - ending.length)}*${ending}`, join(folder, `*${name}`)]
}

/** Whether all of these logs are found again, and pieces of them alone. A name with a `*` in it finds others, or none. */
function holds(found: readonly FoundLog[], logs: readonly FoundLog[]): boolean {
  const names = new Set(logs.map(({ path }) => logNameOf(path)))
  const paths = new Set(found.map(({ path }) => path))
  return logs.every(({ path }) => paths.has(path)) && found.every(({ path }) => names.has(logNameOf(path)))
}
