import type { WhyUnread } from '../domain/why-unread.ts'
import { basename, dirname, join } from 'node:path'
import type { KnownStream } from './match-stream.ts'
import { logNameOf, rotatedLogOf } from './log-name.ts'

/** What came of a file: the stream of which it holds all, and why it was not read. */
type Outcome = { readonly holds?: number; readonly unread?: { readonly why: WhyUnread } }

/** What is known of the files once all were looked at: who holds which stream. */
export type FoundStreams = {
  /** The logs of which files held all that was read of a stream. */
  readonly logsHolding: (stream: number) => readonly string[]
  /** Whether a file that was not read may hold a stream. */
  readonly mayHide: (stream: Pick<KnownStream, 'log'>) => boolean
  /** Whether a log has a file of its very own name, if in a folder with a date. */
  readonly hasLive: (log: string) => boolean
}

export type FoundFiles<File> = FoundStreams & {
  readonly holdersOf: (stream: number) => readonly File[]
  readonly note: (file: File, outcome: Outcome) => void
}

/** @param isListed whether all folders could be looked into */
export function foundFiles<File>(
  files: readonly File[],
  pathOf: (file: File) => string,
  isListed: boolean,
): FoundFiles<File> {
  const names = new Set(files.map((file) => join(dirname(logNameOf(pathOf(file))), basename(pathOf(file)))))
  // A file that was put off is noted again.
  const holders = new Map<number, Set<File>>()
  const unread = new Set<string>()
  const holdersOf = (stream: number): readonly File[] => [...(holders.get(stream) ?? [])]
  return {
    holdersOf,
    logsHolding: (stream) => holdersOf(stream).map((file) => logNameOf(pathOf(file))),
    mayHide: ({ log }) => !isListed || unread.has(rotatedLogOf(log, names)),
    hasLive: (log) => names.has(log),
    note: (file, { holds, unread: left }) => {
      if (holds !== undefined) holders.set(holds, (holders.get(holds) ?? new Set()).add(file))
      if (left !== undefined && left.why !== 'copy' && left.why !== 'part')
        unread.add(rotatedLogOf(logNameOf(pathOf(file)), names))
    },
  }
}
