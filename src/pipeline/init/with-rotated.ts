import { basename, dirname, extname, join } from 'node:path'
import { findLogs, isGlob, type FoundLog } from '../../source/index.ts'
import { logNameOf } from '../../recognition/index.ts'
import { remarkRotated } from '../reading/remark-rotated.ts'
import type { ProposedLog } from '../reading/server-logs/propose-logs.ts'

/** Entries for pieces of one log, read in one format, as one with a glob that finds them and no other log. */
export async function joinRotated(entries: readonly ProposedLog[]): Promise<readonly ProposedLog[]> {
  const groups = new Map<string, ProposedLog[]>()
  for (const entry of entries) {
    const log = `${entry.format} ${isGlob(entry.path) ? entry.path : logNameOf(entry.path)}`
    groups.set(log, [...(groups.get(log) ?? []), entry])
  }
  const joined = [...groups.values()].map(async (pieces) => {
    const [first] = pieces
    if (first === undefined || pieces.length === 1) return pieces
    const paths = pieces.map(({ path }) => path)
    const wider = aroundAll(paths)
    const [found, all] = [await findLogs([wider]), await findLogs(paths)]
    return holds(found.logs, all.logs) ? [{ ...first, path: wider }] : pieces
  })
  return (await Promise.all(joined)).flat()
}

/** `logfile.0` and `logfile.1` as `logfile*`, `u_ex170701.log` and `u_ex170702.log` as `u_ex*.log`. */
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
