import { basename, dirname, extname, join } from 'node:path'
import { findLogs, type FoundLog } from '../../source/index.ts'
import { logNameOf } from '../../recognition/index.ts'
import { remarkRotated } from '../reading/remark-rotated.ts'
import type { ProposedLog } from '../reading/server-logs/propose-logs.ts'

/** The entry of a log with a path that finds the files which rotation makes of it too, and no other log; where there is none, as it is. */
export async function withRotated(entry: ProposedLog): Promise<ProposedLog> {
  const { path } = entry
  const { logs } = await findLogs([path])
  if ((await remarkRotated(logs, [path])).length === 0) return entry
  const names = new Set(logs.map((log) => logNameOf(log.path)))
  for (const wider of widerThan(path)) {
    const found = await findLogs([wider])
    if (isOf(names, found.logs) && (await remarkRotated(found.logs, [wider])).length === 0)
      return { ...entry, path: wider }
  }
  return entry
}

/** access.log.1, access-20260310.log, 20260310-access.log */
function widerThan(path: string): readonly string[] {
  const [folder, name, ending] = [dirname(path), basename(path), extname(path)]
  return [`${path}*`, `${path.slice(0, path.length - ending.length)}*${ending}`, join(folder, `*${name}`)]
}

function isOf(names: ReadonlySet<string>, logs: readonly FoundLog[]): boolean {
  return logs.every(({ path }) => names.has(logNameOf(path)))
}
