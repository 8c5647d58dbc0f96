import { ProblemError } from '../domain/problem.ts'
import { readApache } from './read-apache.ts'
import { readNginx } from './read-nginx.ts'
import type { ServerFiles, ServerLogs } from './server-log.ts'
import { syntaxProblem, walkFiles } from './walk-files.ts'

/**
 * The logs that a web server writes, by its own configuration, nginx's or Apache's: told by its content.
 *
 * @throws ProblemError FILE_UNREADABLE, SERVER_CONFIG_SYNTAX
 */
export async function readServerLogs(files: ServerFiles, file: string): Promise<ServerLogs> {
  const read = await files.read(file)
  const start = { file, line: 1, column: 1 }
  if ('errno' in read) throw new ProblemError({ code: 'FILE_UNREADABLE', path: file, errno: read.errno })
  if ('why' in read) throw syntaxProblem(start, read.why)
  const walk = walkFiles(files, file)
  if (NGINX.test(read.text)) return readNginx(walk, read.text, file)
  if (APACHE.test(read.text)) return readApache(walk, files, read.text, file)
  throw syntaxProblem(start, 'unknown-server')
}

// A directive that the other server does not have, or one that both have with the mark that only nginx has.
const NGINX =
  /^[ \t]*(?:(?:log_format|access_log|worker_processes)[ \t]|(?:http|events|server|stream)\s*\{|(?:include|user|pid)[ \t][^\n;]*;)/m
const APACHE =
  /^[ \t]*(?:<[a-z]|(?:ServerRoot|LogFormat|CustomLog|TransferLog|GlobalLog|Include|IncludeOptional|LoadModule|Define)[ \t])/im

/**
 * The files in the output of `nginx -T`, the first of them the main one; undefined for any other text.
 *
 * Hint: what the program said before the first file is left out.
 */
export function splitDump(text: string): ReadonlyMap<string, string> | undefined {
  const marks = [...text.matchAll(/^# configuration file (.+):\r?$/gm)]
  if (marks.length === 0) return undefined
  return new Map(
    marks.map(({ 0: mark, 1: path = '', index }, i) => [
      path,
      text.slice(index + mark.length + 1, marks[i + 1]?.index),
    ]),
  )
}
