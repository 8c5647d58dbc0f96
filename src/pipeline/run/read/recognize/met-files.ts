import { basename, dirname, join } from 'node:path'
import type { Stream } from '../../../../state/index.ts'
import type { Input } from '../../../reading/input.ts'
import { logNameOf } from '../../../reading/log-name.ts'

/** What came of a file: the stream of which it holds all, and why it was not read. */
type Outcome = { readonly holds?: number; readonly unread?: { readonly why: string } }

/** What a run has met of the files, once it was through them: who holds which stream. */
export type Met = {
  /** Files that held all that was read of a stream. */
  readonly holdersOf: (stream: number) => readonly Input[]
  /** Whether a file that was not read may hold a stream. */
  readonly mayHide: (stream: Pick<Stream, 'log'>) => boolean
  /** Whether a log has a file of its very own name, if in a folder with a date. */
  readonly hasLive: (log: string) => boolean
  readonly note: (input: Input, outcome: Outcome) => void
}

/** @param isListed whether all folders could be looked into */
export function openMet(inputs: readonly Input[], isListed: boolean): Met {
  const names = new Set(inputs.map(({ log: { path } }) => join(dirname(logNameOf(path)), basename(path))))
  // A file that was put off is noted again.
  const holders = new Map<number, Set<Input>>()
  const unread = new Set<string>()
  return {
    holdersOf: (stream) => [...(holders.get(stream) ?? [])],
    mayHide: ({ log }) => !isListed || unread.has(log),
    hasLive: (log) => names.has(log),
    note: (input, { holds, unread: left }) => {
      if (holds !== undefined) holders.set(holds, (holders.get(holds) ?? new Set()).add(input))
      if (left !== undefined && left.why !== 'copy' && left.why !== 'part') unread.add(logNameOf(input.log.path))
    },
  }
}
