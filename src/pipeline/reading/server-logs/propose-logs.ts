import { resolve } from 'node:path'
import { ProblemError } from '../../../domain/problem.ts'
import type { ServerLog, ServerLogs } from '../../../server/index.ts'
import { readServer } from './read-server.ts'

/** An entry for `logs:`. */
export type ProposedLog = {
  readonly path: string
  readonly format: string
  /** Of this machine, where its times name none. */
  readonly timezone?: string
  /** Of a server to which another passes on all requests, whose log has them too. */
  readonly isBehind?: true
}

const USUAL = ['/etc/nginx/nginx.conf', '/etc/apache2/apache2.conf', '/etc/httpd/conf/httpd.conf']

/** The logs that a web server writes, by the configuration that is named. */
export function proposeLogsOf(file: string): Promise<readonly ProposedLog[]> {
  return proposeFrom([resolve(file)], '')
}

/**
 * The logs that the web servers of this machine write, for a configuration that lists none: those that receive the same
 * requests once.
 *
 * @param root before every path that is opened
 */
export function proposeLogs(root = ''): Promise<readonly ProposedLog[]> {
  return proposeFrom(USUAL, root)
}

async function proposeFrom(servers: readonly string[], root: string): Promise<readonly ProposedLog[]> {
  const proposed = new Map<string, ProposedLog>()
  const passedTo = new Set<number>()
  for (const file of servers) {
    const { together, ports } = await serverAt(file, root)
    const { answers, passesTo } = ports
    const isBehind = answers.length > 0 && answers.every((port) => passedTo.has(port))
    for (const { path } of mainLogs(together))
      proposed.set(path, { path: `${path}*`, format: file, ...(isBehind && { isBehind }) })
    for (const port of passesTo) passedTo.add(port)
  }
  return [...proposed.values()]
}

function mainLogs(together: ServerLogs['together']): readonly ServerLog[] {
  return together.flatMap((logs) => {
    const files = logs.filter(({ path, isFile }) => isFile && path.startsWith('/'))
    return files.find(({ isPartial }) => !isPartial) ?? files.slice(0, 1)
  })
}

type Server = Pick<ServerLogs, 'together' | 'ports'>

async function serverAt(file: string, root: string): Promise<Server> {
  try {
    return await readServer(file, root)
  } catch (error) {
    // No such server here, or one whose configuration cannot be read: there is nothing to propose.
    if (error instanceof ProblemError) return { together: [], ports: { answers: [], passesTo: [] } }
    throw error
  }
}
