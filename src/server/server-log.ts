import type { Place, Written } from '../domain/place.ts'
import type { Problem } from '../domain/problem.ts'
import type { ServerDirective } from '../domain/service.ts'

/** How the room reaches files: they are handed in. */
export type ServerFiles = {
  readonly read: (path: string) => Promise<ServerFile>
  /** The paths that a mask names, sorted; none is no error. */
  readonly list: (mask: string) => Promise<readonly string[]>
}

export type ServerFile =
  | { readonly text: string }
  /** It cannot be read. */
  | { readonly errno: string }
  | { readonly why: 'too-large' | 'not-text' }

/** One log that a web server writes. */
export type ServerLog = {
  /**
   * `*` stands for what varies. Relative where the folder is not known, as nginx's prefix. What is no file has the
   * kind of its target alone: `syslog:`, `/dev/stdout`, `|program`.
   */
  readonly path: string
  readonly isFile: boolean
  /** For the compiler of formats, and where it is defined. */
  readonly format: Written<string>
  /** As the server's configuration calls it. */
  readonly formatName: string
  /** Of the directive that writes it. */
  readonly place: Place
  readonly directive: ServerDirective
  /** A condition leaves requests out. */
  readonly isPartial: boolean
}

export type ServerLogs = {
  /** Each path and format once. */
  readonly logs: readonly ServerLog[]
  /** Logs that receive the same requests stand together. */
  readonly together: readonly (readonly ServerLog[])[]
  /** On which it answers, where that is known; and those of this machine to which it passes requests on that it logs. */
  readonly ports: Ports
  readonly problems: readonly Problem[]
}

export type Ports = { readonly answers: readonly number[]; readonly passesTo: readonly number[] }

/** Logs as the places of the configuration that answer requests write them. */
export function serverLogs(
  together: readonly (readonly ServerLog[])[],
  ports: Ports,
  problems: readonly Problem[],
): ServerLogs {
  const distinct = new Map<string, ServerLog>()
  for (const log of together.flat()) {
    const key = `${log.path}\n${log.format.value}`
    // A directive without a condition writes everything, but another one to the same file may have left some out.
    if (!distinct.has(key) || log.isPartial) distinct.set(key, log)
  }
  return { logs: [...distinct.values()], together, ports, problems }
}

/** What is written to and never read again; files below `/dev/shm` stand in memory. */
export function isDevice(path: string): boolean {
  return /^\/dev\/(?!shm\/)|^\/proc\/self\/fd\//.test(path)
}

/**
 * Globs for a log and what rotation makes of it: `access.log`, `access.log.2.gz`, `access.log-20260310`,
 * `access-20260310.log.gz`.
 */
export function rotationsOf(path: string): readonly string[] {
  const dot = path.lastIndexOf('.')
  const hasExtension = dot > path.lastIndexOf('/') + 1
  const numbered = hasExtension ? [`${path.slice(0, dot)}[-.][0-9]*${path.slice(dot)}*`] : []
  return [path, `${path}[-.]*`, ...numbered]
}
