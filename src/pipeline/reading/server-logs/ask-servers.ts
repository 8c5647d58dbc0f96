import { resolve } from 'node:path'
import { ProblemError, type Problem } from '../../../domain/problem.ts'
import { isServerFile } from '../../../domain/service.ts'
import { rotationsOf, type ServerLog, type ServerLogs } from '../../../server/index.ts'
import { fitsPath, isGlob } from '../../../source/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import type { Input, Inputs } from '../input.ts'
import { readServer } from './read-server.ts'

type Plan = Pick<CountPlan, 'request' | 'configuration'>

/**
 * Gives each log whose format is left to a web server's configuration the format that it has there.
 *
 * @throws ProblemError FILE_UNREADABLE, SERVER_CONFIG_SYNTAX, SERVER_LOG_UNKNOWN, SERVER_LOG_AMBIGUOUS
 */
export async function askServers(plan: Plan, inputs: readonly Input[]): Promise<Inputs> {
  const servers = new Map<string, { readonly logs: ServerLogs; readonly chosen: ServerLog[] }>()
  const answered: Input[] = []
  const wrong: Problem[] = []
  for (const input of inputs) {
    const file = serverFileOf(plan, input.entry)
    if (file === undefined) {
      answered.push(input)
      continue
    }
    const server = servers.get(file) ?? { logs: await readServer(file), chosen: [] }
    servers.set(file, server)
    const chosen = chooseLog(input.log.path, file, candidates(plan, input, file, server.logs), server.logs)
    if ('code' in chosen) wrong.push(chosen)
    else {
      server.chosen.push(chosen)
      answered.push({ ...input, format: chosen.format })
    }
  }
  if (wrong.length > 0) throw new ProblemError(...wrong)
  return { inputs: answered, problems: [...servers.values()].flatMap(({ chosen, logs }) => remarkLogs(chosen, logs)) }
}

/** The web server's configuration that a log's format is left to. */
export function serverFileOf({ request }: Plan, entry: Input['entry']): string | undefined {
  if (request.format !== undefined) return isServerFile(request.format) ? resolve(request.format) : undefined
  return entry !== undefined && isServerFile(entry.format.value) ? entry.format.value : undefined
}

/** What comes through a pipe has no path: it is one of the logs that the configuration lists, else any. */
function candidates(plan: Plan, { log: { path } }: Input, server: string, { logs }: ServerLogs): readonly ServerLog[] {
  if (path !== '-') return logsAt(resolve(path), logs)
  const entries = plan.configuration.logs.filter((entry) => serverFileOf(plan, entry) === server)
  const listed = entries.flatMap((entry) => logsAt(entry.path.value, logs))
  return listed.length > 0 ? listed : logs
}

/** The log that was meant, or why none can be told. */
export function chooseLog(
  log: string,
  server: string,
  found: readonly ServerLog[],
  { logs }: ServerLogs,
): ServerLog | Problem {
  const formats = [...new Map(found.map((candidate) => [candidate.format.value, candidate])).values()]
  const [first, second] = formats
  if (first === undefined)
    return { code: 'SERVER_LOG_UNKNOWN', log, server, known: [...new Set(logs.map(({ path }) => path))] }
  if (second === undefined) return found.find(({ isPartial }) => isPartial) ?? first
  return {
    code: 'SERVER_LOG_AMBIGUOUS',
    log,
    formats: formats.map(({ formatName: name, place }) => ({ name, place })),
  }
}

/**
 * Of the logs of a web server those that a path means: a file, rotated or not, or a glob for several.
 *
 * @param path absolute
 */
export function logsAt(path: string, logs: readonly ServerLog[]): readonly ServerLog[] {
  const files = logs.filter(({ isFile }) => isFile)
  const written = files.filter((log) => rotationsOf(log.path).some((glob) => endFits(path, glob)))
  // `access.log-tls.1` is a rotation of `access.log-tls`, not of `access.log`.
  const longest = Math.max(...written.map((log) => log.path.length))
  if (written.length > 0) return written.filter((log) => log.path.length === longest)
  return isGlob(path) ? files.filter((log) => mayFindTheSame(path, log.path)) : []
}

/** Of two globs: whether one finds a name that the other asks for, or the other itself. The digits of a date may be any. */
function mayFindTheSame(glob: string, written: string): boolean {
  return endFits(written.replaceAll('[0-9]', '0'), glob) || endFits(glob, written.replaceAll('[0-9]', '*'))
}

/** The same, where one of them is relative to a folder that nobody knows. */
function endFits(path: string, glob: string): boolean {
  const segments = Math.min(path.split('/').length, glob.split('/').length)
  const isWhole = path.startsWith('/') && glob.startsWith('/')
  return isWhole ? fitsPath(path, glob) : fitsPath(endOf(path, segments), endOf(glob, segments))
}

function endOf(path: string, segments: number): string {
  return path.split('/').slice(-segments).join('/')
}

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
