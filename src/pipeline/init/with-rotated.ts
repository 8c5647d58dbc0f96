import { basename, dirname, extname, join } from 'node:path'
import { groupBy } from '../../domain/group-by.ts'
import { isCompressed, logNameOf } from '../../recognition/index.ts'
import { findLogs, fitsPath, isGlob, type FoundLog } from '../../source/index.ts'
import { remarkRotated } from '../reading/remark-rotated.ts'
import { aroundDated, firstAlone } from '../reading/wider-path.ts'
import type { ProposedLog } from '../reading/server-logs/propose-logs.ts'

/** Entries for pieces of one log as one with a glob that finds them, those to come, and no other log. */
export async function joinRotated(entries: readonly ProposedLog[]): Promise<readonly ProposedLog[]> {
  const alone = entries.filter((entry) => !entries.some((other) => findsToo(other, entry)))
  const groups = groupBy(alone, ({ path }) => (isGlob(path) ? path : logNameOf(path)))
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

// access-Sat.log, access.lundi.log, access-Nov.log, acces-24-novembre-2026.log
const WEEKDAY =
  '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|lun(?:di)?|mar(?:di)?|mer(?:credi)?|jeu(?:di)?|ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?'
const MONTH =
  'jan(?:uary|v|vier)?|feb(?:ruary)?|f[eé]v(?:r|rier)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|may|mai|june?|juin|july?|juil(?:let)?|aug(?:ust)?|ao[uû]t|sept?(?:embre|ember)?|oct(?:obre|ober)?|nov(?:embre|ember)?|d[eé]c(?:embre|ember)?'
const NAMED = new RegExp(String.raw`[-._\d](?:${WEEKDAY}|${MONTH})(?=[.*]|$|[-_]?\d)`, 'i')
// acces_202610.log, acces-241126.log, access-2026.log; but not port-8080.log
const IN_DIGITS = [
  /(?<!\d)20[0-4]\d(?:0[1-9]|1[0-2])?(?!\d)/,
  /(?<!\d)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)/,
  /(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d(?!\d)/,
]
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
  const [folder, name] = [dirname(plain), basename(plain)]
  const isWritten = [NAMED, ...IN_DIGITS].some((date) => date.test(name))
  if (isWritten || logNameOf(plain) !== plain || IN_MONTH.test(folder)) return true
  return DAY_ALONE.test(name) && isOfDay(plain, read)
}

/** 2026/11/access-28.log, [0-9]*\/[0-9]*\/access-28.log*, access-28.log; but web-01.log is of a host where it has more days. */
function isOfDay(path: string, read: readonly FileOfDays[]): boolean {
  const isInMonth = /[\d\]]\*?$/.test(dirname(path))
  const own = read.filter((file) => fitsPath(join(file.path), path))
  const isLong = ({ first, last }: FileOfDays): boolean => last - first >= MOST_DAYS
  if (!isInMonth) return own.length > 0 && !own.some(isLong)
  return !own.some((file) => isLong(file) && IN_MONTH.test(dirname(file.path)))
}
