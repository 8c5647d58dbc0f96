import { recordOf } from '../dictionary.ts'

/**
 * The fields that a compiled format marks. Identifiers (address, user, cookie …) have no field: the scanner passes over
 * their bytes, and no span exists that could be read later.
 */
export const FIELDS = [
  'time',
  'request',
  'method',
  'target',
  'query',
  'protocol',
  'status',
  'bytes',
  'referrer',
  'agent',
  'host',
  'duration',
] as const
export type Field = (typeof FIELDS)[number]

/** Where a field's span starts in a span table: start at `SPAN.x`, end (exclusive) at `SPAN.x + 1`. A start of −1: not in this line. */
export const SPAN = recordOf(FIELDS, (position) => 2 * position)
export const SPANS_LENGTH = 2 * FIELDS.length

/** Offsets into the chunk, two a field. */
export type Spans = Int32Array
