import type { Fate } from '../fate.ts'
import type { Licence } from '../service.ts'
import type { Tier } from '../table.ts'

/** Who is to read a draft of the configuration: whoever asked for it, or the service of the system. */
export type DraftOf = 'operator' | 'system'

export type UseProblem =
  /** The folder in which the command was given. */
  | { readonly code: 'FOLDER_GONE' }
  | { readonly code: 'SINCE_AFTER_UNTIL'; readonly since: string; readonly until: string }
  | {
      readonly code: 'NO_SUCH_TABLE'
      readonly name: string
      readonly known: readonly string[]
      readonly nearest?: string
    }
  | { readonly code: 'NO_OUTPUT'; readonly option: '--write' | '--revise' }
  /** A draft is not written over what may be somebody's work. */
  | { readonly code: 'FILE_EXISTS'; readonly path: string; readonly draft: DraftOf }
  /** A file that no earlier call of the command has written is not written over: it may be the log itself. */
  | { readonly code: 'FILE_OF_ANOTHER'; readonly path: string }
  /** `file`: in a dataset folder into which the program never wrote. */
  | { readonly code: 'FOLDER_OF_ANOTHER'; readonly folder: string; readonly file: string }
  /** `path`: a file with true counts was to stand in, or below, `folder`, where what is published is. */
  | { readonly code: 'AMONG_OPEN_DATA'; readonly path: string; readonly folder: string }
  /** None is named, and this machine's web servers write none, nor does the one whose file `--format` names. */
  | { readonly code: 'NO_LOG_FOUND'; readonly server?: string }
  /** The logs, named or found by themselves, hold no page that a person used. */
  | {
      readonly code: 'NOTHING_LEARNT'
      readonly linesRead: number
      readonly wereNamed: boolean
      readonly commonest: Fate | undefined
    }
  /** Of the command line alone: `message` is a sentence in the operator's language. */
  | { readonly code: 'USAGE'; readonly message: string }
  /** `limit` in bytes. */
  | { readonly code: 'REQUEST_TOO_LONG'; readonly limit: number }
  | { readonly code: 'SHAPE_NEEDS_USES'; readonly shape: string; readonly table: string }
  | { readonly code: 'NODE_OPTIONS_REFUSED'; readonly flag: string }
  | { readonly code: 'WRITE_FAILED'; readonly path: string; readonly errno: string; readonly draft?: DraftOf }
  | { readonly code: 'LICENCE_NOT_FOR_ADMINISTRATIONS'; readonly tier: Tier; readonly licence: Licence }
  | { readonly code: 'LICENCE_NOT_SHARE_ALIKE'; readonly licence: Licence }
  /** The name of `service` stands where that of its publisher should. */
  | { readonly code: 'PUBLISHER_UNNAMED'; readonly service: string }
  /** A file of the publisher's own has the name of one that tells of all services of an output folder. */
  | { readonly code: 'PAGE_TAKEN'; readonly path: string }
  /** `folder`: beside ours; what it says of a service cannot be read. */
  | { readonly code: 'SERVICE_LEFT_OUT'; readonly folder: string }
  | {
      readonly code: 'PERIODS_PARTIAL'
      readonly table: string
      readonly periods: readonly string[]
      /** More lines may come for these, until a line comes so many `hours` after them; `until`: the last day before them, where the table has one. */
      readonly open?: { readonly hours: number; readonly until?: string }
      /** Of tallies, which are merged whole. */
      readonly isMerged?: true
    }
