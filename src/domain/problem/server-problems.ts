import type { ServerDirective, ServerFault } from '../service.ts'
import type { Place } from '../place.ts'

/** Of the configuration of a web server only the paths, formats and names of logs are ever said. */
export type ServerProblem =
  | {
      readonly code: 'SERVER_CONFIG_SYNTAX'
      readonly place: Place
      readonly why: ServerFault
      readonly directive?: ServerDirective
    }
  /** A file that it includes is left out. */
  | { readonly code: 'SERVER_FILE_SKIPPED'; readonly place: Place; readonly errno: string }
  /** It writes no such log, but the known ones. */
  | {
      readonly code: 'SERVER_LOG_UNKNOWN'
      readonly log: string
      readonly server: string
      readonly known: readonly string[]
    }
  /** It writes one log in several formats. */
  | {
      readonly code: 'SERVER_LOG_AMBIGUOUS'
      readonly log: string
      readonly formats: readonly { readonly name: string; readonly place: Place }[]
    }
  | {
      readonly code: 'SERVER_LOG_PARTIAL'
      readonly log: string
      readonly place: Place
      readonly directive: ServerDirective
    }
  /** Both logs receive the same requests. */
  | { readonly code: 'SERVER_LOGS_OVERLAP'; readonly logs: readonly [string, string]; readonly place: Place }
