import type { Measure } from '../dictionary.ts'

/** In what two configurations count in another way. */
export type TallyDifference = 'timezone' | 'since' | 'features' | 'paths' | 'referrers' | 'tables' | 'lists'

/** What cuts the figures of one pass. `paths`: `ignore`, the service's own hosts and `case`. */
export type CutPart = 'threshold' | 'timezone' | 'features' | 'paths' | 'referrers' | 'tables'

/** Of tallies as files, and of machines that write them for another. Nothing that stands in such a file is a fact here. */
export type TallyProblem =
  | { readonly code: 'TALLY_UNREADABLE'; readonly path: string; readonly errno: string }
  | {
      readonly code: 'TALLY_REFUSED'
      readonly path: string
      readonly why: 'not-a-tally' | 'newer' | 'damaged' | 'too-large' | 'another-service' | 'no-run'
    }
  /**
   * `features` are some of this configuration's, of which the tally lacks those of `onlyHere`; of how many it has beside, `onlyThere`. `id` is
   * what the configuration calls the machine.
   */
  | {
      readonly code: 'TALLY_DIFFERS'
      readonly path: string
      readonly differs: readonly TallyDifference[]
      readonly features: readonly string[]
      readonly onlyHere: readonly string[]
      readonly onlyThere: number
      readonly id?: string
    }
  /** Both hold the same machine, beside others: no sum counts it once. `isWithin`: the other has all machines and counts of this one. */
  | {
      readonly code: 'TALLIES_OVERLAP'
      readonly path: string
      readonly other: string
      readonly isWithin?: true
    }
  /** Both have the same lines on most of their days. Without `other`: the logs that this machine reads itself. */
  | { readonly code: 'TALLIES_ALIKE'; readonly path: string; readonly other?: string }
  /** A machine in it has not looked through its logs for so long that nobody waits for it. */
  | { readonly code: 'TALLY_OLD'; readonly path: string }
  /** `merge` took the place of an edition that told of days as whole, and its own does not: `first` and `last` of them. */
  | { readonly code: 'DAYS_GONE'; readonly folder: string; readonly first: string; readonly last: string }
  /** Some machine of a sum counts a table, or its measures, later than the others: they are left out. */
  | {
      readonly code: 'COUNTED_LATER'
      readonly table: string
      readonly measures?: readonly Measure[]
      readonly since: string
    }
  /** Some machine of a sum counted all in another way before a day, or may have: its zone, its hosts, the list of robots. */
  | { readonly code: 'COUNTED_OTHERWISE'; readonly folder: string; readonly since: string }
  | { readonly code: 'FOLDER_OF_RUN'; readonly folder: string }
  /** `count` would write over a folder whose figures were cut in another way. `features` are those that were. */
  | {
      readonly code: 'CUT_ANEW'
      readonly folder: string
      readonly differs: readonly CutPart[]
      readonly features: readonly string[]
    }
  /**
   * `count` would write over an edition of the same configuration, and both would tell what each hides. `moved`: figures that were
   * shown are others. `returned`: days that were gone are back. `isMerged`: what is done about it is done with tallies.
   */
  | {
      readonly code: 'EDITIONS_TELL'
      readonly folder: string
      readonly why: 'moved' | 'returned' | 'unreadable'
      readonly months: readonly string[]
      readonly features: readonly string[]
      readonly isMerged?: true
    }
  /**
   * `id` is what the configuration calls the machine; `other`, what it calls the one whose tally stands there, or called the one that counted
   * the same days, `through` a minute.
   */
  | {
      readonly code: 'SOURCE_REFUSED'
      readonly id: string
      readonly path: string
      readonly why:
        | 'another-state'
        | 'exchanged'
        | 'counted-before'
        | 'same-state'
        | 'several'
        | 'went-back'
        | 'fewer'
        | 'publishes'
        | 'sum'
        | 'no-run'
        | 'no-state'
      readonly other?: string
      readonly through?: string
    }
  /** Nothing came of a machine for so long that nobody waits for it any more. */
  | { readonly code: 'SOURCE_SILENT'; readonly id: string }
  /** For longer than a day a machine has not read one of its files, or too many lines of it do not fit: periods stay open. */
  | { readonly code: 'SOURCE_UNREAD'; readonly id: string; readonly why: 'file' | 'malformed' }
