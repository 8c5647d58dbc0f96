import type { Readable } from 'node:stream'
import type { Problem } from '../../../domain/problem.ts'
import type { Progress } from '../../reading/read-logs.ts'
import type { Keeping } from './keep-stretch.ts'
import type { Around } from './read-stretch.ts'

/** What came of one file. */
export type FileRead = {
  readonly lines: number
  readonly bytes: number
  readonly problems: readonly Problem[]
  /** Lines of it may be missing: periods that it may touch do not close. */
  readonly unread?: { readonly why: string; readonly modifiedMs: number; readonly key: string }
  /** Streams whose file is still there, though nothing of it was new. */
  readonly met?: readonly number[]
  /** The stream of which it holds all that was read: of several, the one that it is read on as. */
  readonly holds?: number
  /** It begins like another, or is rotated and goes on, and is judged once all others were met: its size in bytes of text. */
  readonly alikeBytes?: number
}

export type Reading = Around &
  Keeping & {
    /** `stdin`: instead of logs. */
    readonly asked: { readonly stdin?: Readable; readonly onProgress?: (progress: Progress) => void }
  }

/** Of a file that could be looked at: `why` it was not read. */
export type SightedRead = FileRead & { readonly why?: string }

export const NOTHING: FileRead = { lines: 0, bytes: 0, problems: [] }
