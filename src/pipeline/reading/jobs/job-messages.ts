import type { Problem } from '../../../domain/problem.ts'
import type { SharedPieces } from '../../../source/index.ts'
import type { StandingFacts } from '../../../timeline/index.ts'
import type { Input } from '../input.ts'
import type { Learnt } from './learnt.ts'
import type { LinePart } from '../ledger.ts'
import type { Noted } from '../open-accumulator.ts'
import type { CountRequest } from '../../plan-count.ts'

/** Where lines are placed: all in one way, or as the periods of a state stand. */
export type Placing = 'period' | 'day' | StandingFacts

/** What a counting thread is asked. First a request, then logs one after the other, of each some pieces, and what they came to. */
export type JobMessage =
  | { readonly kind: 'request'; readonly request: CountRequest; readonly placing: Placing }
  | { readonly kind: 'log'; readonly log: SharedLog }
  | { readonly kind: 'lines'; readonly lines: Lines }
  | { readonly kind: 'pieces'; readonly pieces: PiecesToRead }
  | { readonly kind: 'end' }

export type SharedLog = {
  readonly input: Input
  /** Its first lines, by which the format is chosen. */
  readonly head: Uint8Array
  readonly lastDay: number
  /** By whoever read these lines. */
  readonly learnt: Learnt
}

/** Whole lines, and which piece of the log they are. */
type Lines = { readonly buffer: ArrayBuffer; readonly length: number; readonly position: number }

/** A plain file, of which it reads the pieces that nobody else takes. */
export type PiecesToRead = {
  readonly shared: SharedPieces
  /** What the first is called in the log. */
  readonly position: number
  /** One number in shared memory: 1 once it may have taken a piece. */
  readonly begun: Int32Array
}

/** What it answers: once it is up; to lines and pieces, when they are counted; when no piece is left, or none can be read; at the end of a log. */
export type JobAnswer =
  | { readonly kind: 'up' }
  | { readonly kind: 'part'; readonly buffer: ArrayBuffer; readonly position: number; readonly part: LinePart }
  | { readonly kind: 'piece'; readonly bytes: number; readonly position: number; readonly part: LinePart }
  | { readonly kind: 'left' }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  | { readonly kind: 'noted'; readonly noted: Noted }
