import type { Input } from '../input.ts'
import type { LinePart } from '../ledger.ts'
import type { Noted } from '../open-accumulator.ts'
import type { CountRequest } from '../../plan-count.ts'

/** What a counting thread is asked. First a request, then logs one after the other, of each some pieces of whole lines. */
export type Asked =
  | { readonly kind: 'request'; readonly request: CountRequest }
  | { readonly kind: 'log'; readonly log: SharedLog }
  | { readonly kind: 'lines'; readonly lines: Lines }
  | { readonly kind: 'end' }

export type SharedLog = {
  readonly input: Input
  /** Its first lines, by which the format is chosen. */
  readonly head: Uint8Array
  readonly lastDay: number
}

/** Whole lines, and which piece of the log they are. */
type Lines = { readonly buffer: ArrayBuffer; readonly length: number; readonly position: number }

/** What it answers: to lines, when they are counted; at the end. */
export type Told =
  | { readonly kind: 'part'; readonly buffer: ArrayBuffer; readonly position: number; readonly part: LinePart }
  | { readonly kind: 'noted'; readonly noted: Noted }
