import type { CountedBy } from '../change.ts'
import type { Stays } from '../placement.ts'

/** A run that takes longer hangs, or reads years of logs. */
export const LONG_HOURS = 6

/** Of what is kept between runs. */
export type StateProblem =
  | { readonly code: 'SQLITE_MISSING'; readonly errno: string }
  /** `hours`: for so long the other run has been at work, as this process. */
  | { readonly code: 'STATE_LOCKED'; readonly folder: string; readonly hours?: number; readonly pid?: number }
  /** `keptDays`: for so long lines that nobody has read yet are kept by rotation, as far as that can be known. */
  | {
      readonly code: 'DISK_LOW'
      readonly folder: string
      readonly freeBytes: number
      readonly wantedBytes: number
      readonly keptDays?: number
    }
  | { readonly code: 'STATE_NEWER'; readonly path: string; readonly found: number; readonly known: number }
  | { readonly code: 'STATE_FAILED'; readonly path: string; readonly errno: string }
  | {
      readonly code: 'MARKS_KEY'
      readonly path: string
      readonly why: 'missing' | 'open-to-others' | 'damaged' | 'another'
    }
  | { readonly code: 'STATE_MISSING'; readonly folder: string }
  /** No folder is named for it, and the user has no home. */
  | { readonly code: 'STATE_NOWHERE' }
  /** It was counted in it for a service by another id, which is `owner`; or by the same, of another configuration. */
  | {
      readonly code: 'STATE_OF_ANOTHER'
      readonly folder: string
      readonly owner: string
      readonly service: string
      readonly configuration?: string
    }
  /** It is there, and not for this user to read. */
  | { readonly code: 'STATE_UNREADABLE'; readonly path: string; readonly errno: string }
  /** The clock stands before the run before, or a week after it. */
  | { readonly code: 'CLOCK_JUMPED'; readonly before: string; readonly now: string }
  /** A run whose clock was ahead has dated the version that is published. */
  | { readonly code: 'VERSION_AHEAD'; readonly version: string; readonly created: string }
  /** A log that used to be written is silent, and no longer waited for. */
  | { readonly code: 'LOG_SILENT'; readonly log: string; readonly lastDay: string }
  /** What is published first of a service begins before the first line of a log, the last one to begin of `others` more. */
  | {
      readonly code: 'LOG_BEGINS_LATER'
      readonly log: string
      readonly firstDay: string
      readonly firstWhole: string
      readonly others: number
    }
  /** No log has a new line, nor has any machine, for longer than silence is usual; the newest is of that day. */
  | { readonly code: 'SERVICE_SILENT'; readonly lastDay: string }
  /** What was read last of a log is in no file any more: what was written behind it between two looks went unread. The last time, and how many before. */
  | {
      readonly code: 'LOG_GAP'
      readonly log: string
      readonly from: string
      readonly to: string
      readonly others: number
      /** `log` is what the configuration calls a machine, whose tally says so. */
      readonly isOfMachine?: true
    }
  /** Files of a log have the lines, by their hours and number, of others that were read before and are gone; the last day of all. */
  | {
      readonly code: 'LOG_SEEN_AGAIN'
      readonly log: string
      readonly files: number
      readonly lines: number
      readonly lastDay: string
    }
  /** A file that looks like a copy in the making, for a day. `part`: of one that is there. `copy`: of one that is not. */
  | { readonly code: 'LOG_WAITING'; readonly path: string; readonly why: 'part' | 'copy' }
  /** Others may write there, or have put a link there: what lies there may be theirs. */
  | { readonly code: 'OPEN_TO_OTHERS'; readonly path: string; readonly why: 'writable' | 'link' }
  /** Root would leave files in a folder of another user, who could not use them. */
  | { readonly code: 'OF_ANOTHER_USER'; readonly path: string; readonly state: string }
  /** Without `version`: figures lie there, and no file tells of which version. */
  | { readonly code: 'OUTPUT_AHEAD'; readonly folder: string; readonly version?: string }
  /** What is kept was counted for another machine, which publishes it with that of others. */
  | { readonly code: 'STATE_EXPORTED'; readonly folder: string }
  /** Who brings what is published to its readers would bring true counts along. */
  | { readonly code: 'STATE_IN_OUTPUT'; readonly folder: string; readonly output: string }
  /** What is kept does not add up, or a published folder is not what it says. */
  | {
      readonly code: 'STATE_UNSOUND'
      readonly what: 'database' | 'lines' | 'requests' | 'folder'
      readonly where: string
      readonly expected?: number
      readonly found?: number
    }
  /** Nobody waits for this file. */
  | { readonly code: 'SKIP_NOT_WAITING'; readonly path: string }
  /** What was published cannot be taken over. */
  | {
      readonly code: 'ADOPT_REFUSED'
      readonly folder: string
      /**
       * `tier-missing`: the folder that the other one names. `counted-only`: the state has published nothing, so that
       * nobody knows what became of it. `state-in-use`: it has published all that the folder has. `other-history`: the
       * folder is not what became of it. `counted-otherwise`: between the two.
       */
      readonly why:
        | 'nothing-there'
        | 'damaged'
        | 'of-count'
        | 'other-service'
        | 'counted-only'
        | 'state-in-use'
        | 'other-history'
        | 'counted-otherwise'
        | 'tier-missing'
      /** What lines counted by, where the state knows what it was. */
      readonly changed?: readonly CountedBy[]
    }
  /** The true counts are deleted of all days up to `through`. */
  | { readonly code: 'REVISION_OVER'; readonly period: string; readonly through: string }
  /** The same, for whoever would take what is left for all. `through`: the last day of them. */
  | {
      readonly code: 'COUNTS_FORGOTTEN'
      readonly folder: string
      readonly through: string
      readonly asked: 'tally' | 'compare'
    }
  | { readonly code: 'NOTHING_LATE'; readonly period: string }
  /** Late lines that a revision does not count: of these days, and of some features on them. */
  | {
      readonly code: 'LATE_KEPT_BACK'
      readonly period: string
      readonly why: Stays
      readonly features: readonly string[]
      readonly days: readonly string[]
    }
  | { readonly code: 'NOTHING_TO_READ' }
  | { readonly code: 'STDIN_BESIDE_LOGS' }
  /** Many lines of stdin are dated more than an hour before those above them. */
  | { readonly code: 'STDIN_DISORDERED' }
  /** Lines of stdin are of hours of which lines were read before, and it could not be told whether they are the same. */
  | { readonly code: 'STDIN_OVERLAPS'; readonly lines: number }
