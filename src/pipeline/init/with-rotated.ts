import { basename, dirname, extname, join } from 'node:path'
import { isCompressed, logNameOf } from '../../recognition/index.ts'
import { findLogs, fitsPath, isGlob, type FoundLog } from '../../source/index.ts'
import { remarkRotated } from '../reading/remark-rotated.ts'
import { aroundDated, firstAlone } from '../reading/wider-path.ts'
import type { ProposedLog } from '../reading/server-logs/propose-logs.ts'

/** Entries for pieces of one log as one with a glob that finds them, those to come, and no other log. */
export async function joinRotated(entries: readonly ProposedLog[]): Promise<readonly ProposedLog[]> {
  const groups = new Map<string, ProposedLog[]>()
  for (const entry of entries) {
    if (entries.some((other) => findsToo(other, entry))) continue
    const log = isGlob(entry.path) ? entry.path : logNameOf(entry.path)
    groups.set(log, [...(groups.get(log) ?? []), entry])
  }
  return (await Promise.all([...groups.values()].map(joinPieces))).flat()
}

/** Of a piece that the operator named beside its log. */
function findsToo(other: ProposedLog, { path, format }: ProposedLog): boolean {
  return isGlob(other.path) && !isGlob(path) && other.format === format && fitsPath(path, other.path)
}

async function joinPieces(pieces: readonly ProposedLog[]): Promise<readonly ProposedLog[]> {
  // ./access.log is found as access.log.
  const paths = pieces.map(({ path }) => join(path))
  const { logs } = await findLogs(paths)
  const globs = [...aroundDated(paths), ...(paths.length > 1 ? [aroundAll(paths)] : [])]
  const wider = await firstAlone(
    globs,
    logs.map(({ path }) => path),
  )
  if (wider === undefined) return pieces
  const formats = new Set(pieces.map(({ format }) => format))
  const zoneless = pieces.find(({ timezone }) => timezone !== undefined)
  return [{ ...zoneless, path: wider, format: formats.size === 1 ? [...formats].join('') : 'auto' }]
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

/** The entry of a log with paths that find the files which rotation makes of it, now or later, and no other log; where there are none, as it is. */
export async function withRotated(entry: ProposedLog): Promise<readonly ProposedLog[]> {
  const { logs } = await findLogs([entry.path])
  const paths = (await pathsOfLeft(entry.path, logs)) ?? (await pathsToCome(entry.path, logs)) ?? [entry.path]
  return paths.map((path) => ({ ...entry, path }))
}

/** Those that a check would ask for. */
async function pathsOfLeft(path: string, logs: readonly FoundLog[]): Promise<readonly string[] | undefined> {
  const [left] = await remarkRotated(logs, [path])
  if (left?.instead !== undefined) return left.instead
  return left?.also?.some(isGlob) === true ? [path, ...left.also] : undefined
}

async function pathsToCome(path: string, logs: readonly FoundLog[]): Promise<readonly string[] | undefined> {
  if (!isLive(path)) return undefined
  const found = logs.map((log) => log.path)
  const wider = await firstAlone([`${path}*`], found)
  return wider === undefined ? undefined : [wider]
}

/**
 * Rotation will make others of it: `access.log`, `access_log`, `access.json`, and no pattern, archive or piece; nor a name such as
 * `access`, with which those of other logs begin.
 */
function isLive(path: string): boolean {
  return /(?:\.[a-z]{1,5}|log)$/i.test(path) && !isGlob(path) && join(path) === logNameOf(path)
}

// access-Sat.log, access-Nov.log
const NAMED =
  /[-._](?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?(?=[.*]|$)|[-._](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?=[.*]|$)/i
// access-28.log, access-28.log*, 28.log
const DAY_ALONE = /(?:^|[-._])(?:0[1-9]|[12]\d|3[01])(?=\.[a-z]|\*|$)/i
// 2026/11/, 2026-11/, 202611/
const IN_MONTH = /(?:^|\/)20\d{2}[-/]?(?:0[1-9]|1[0-2])$/
/** A file of a day that is rotated in the morning has lines of two. */
const MOST_DAYS = 2

/** A file that was read, and the days of its first and its last line. */
type FileOfDays = { readonly path: string; readonly first: number; readonly last: number }

/** Whether a path finds the files of one date alone, or of one number. @param read what was read of it, among others */
export function fixesDate(path: string, read: readonly FileOfDays[] = []): boolean {
  const plain = join(isCompressed(path) ? path.slice(0, -extname(path).length) : path)
  // 2026/11/access-28.log, [0-9]*/[0-9]*/access-28.log*
  const isInMonth = /[\d\]]\*?$/.test(dirname(plain)) && DAY_ALONE.test(basename(plain))
  // 2026/11/web-01.log: of a host.
  const isOfDays = (file: FileOfDays): boolean =>
    IN_MONTH.test(dirname(file.path)) && file.last - file.first >= MOST_DAYS && fitsPath(join(file.path), join(path))
  const isOfOneDay = isInMonth && !read.some(isOfDays)
  return isOfOneDay || logNameOf(plain) !== plain || NAMED.test(plain) || IN_MONTH.test(dirname(plain))
}
