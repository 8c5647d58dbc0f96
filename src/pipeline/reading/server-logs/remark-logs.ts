import type { Problem } from '../../../domain/problem.ts'
import type { ServerLog, ServerLogs } from '../../../server/index.ts'

/** What deserves a word about logs that are read together: some hold a part of the requests, some the same requests twice. */
export function remarkLogs(chosen: readonly ServerLog[], { together, problems }: ServerLogs): readonly Problem[] {
  const paths = new Set(chosen.map(({ path }) => path))
  const partial = new Map(chosen.filter(({ isPartial }) => isPartial).map((log) => [log.path, log]))
  const overlaps = new Map<string, Problem>()
  for (const logs of together)
    for (const [first, second] of pairsOf(logs.filter(({ path }) => paths.has(path))))
      overlaps.set(`${first.path}\n${second.path}`, {
        code: 'SERVER_LOGS_OVERLAP',
        logs: [first.path, second.path],
        place: second.place,
      })
  return [
    ...problems,
    ...[...partial.values()].map(({ path: log, place, directive }): Problem => ({
      code: 'SERVER_LOG_PARTIAL',
      log,
      place,
      directive,
    })),
    ...overlaps.values(),
  ]
}

/** Neighbours that are two files. Two conditions may well exclude each other. */
function pairsOf(logs: readonly ServerLog[]): readonly (readonly [ServerLog, ServerLog])[] {
  return logs.flatMap((second, i) => {
    const first = logs[i - 1]
    if (first === undefined || first.path === second.path || (first.isPartial && second.isPartial)) return []
    return [[first, second] as const]
  })
}
