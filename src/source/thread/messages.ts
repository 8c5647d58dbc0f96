import type { MessagePort } from 'node:worker_threads'
import type { Problem } from '../../domain/problem.ts'
import type { TextOrigin } from '../open/open-text.ts'

/** What the thread is asked to read. */
export type TextToRead = TextOrigin & {
  /** Over which the text of this one log comes, and buffers go back; `CLOSE` ends it at any time. */
  readonly port: MessagePort
}

/** What the thread sends. `storedBytes`: read since the last message, as stored. */
export type Sent =
  | { readonly kind: 'text'; readonly buffer: ArrayBuffer; readonly length: number; readonly storedBytes: number }
  | { readonly kind: 'end'; readonly storedBytes: number }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/** What is sent back: a buffer whose text was taken, to be filled anew. */
export type SentBack = ArrayBuffer | typeof CLOSE
export const CLOSE = 'close'
