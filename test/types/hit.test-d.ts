import type { IndexOf } from '../../src/domain/dictionary.ts'
import type { Hit, HitLaw, Law } from '../../src/domain/hit.ts'

/** What a Hit is made of passes. */
export type Kept = [
  HitLaw,
  Law<{ readonly day: IndexOf<'day'> }>,
  Law<{ readonly bytes: number; readonly duration: number }>,
]

/* What must not pass: the type check fails where one of these does, since each expects its error. The reason stands beside it. */

// @ts-expect-error text of a log must not leave the gate in a Hit
export type Text = Law<Hit & { readonly note: string }>
// @ts-expect-error a choice of literal texts is text too, and may hold a word of a log
export type Literal = Law<Hit & { readonly note: 'a' | 'b' }>
// @ts-expect-error text that is absent from some Hits is in others
export type Optional = Law<{ readonly note?: string }>
// @ts-expect-error what may be an index may be text as well, so it is refused as text
export type Either = Law<{ readonly day: IndexOf<'day'> | string }>
// @ts-expect-error bytes of a log are its text, not read yet
export type Bytes = Law<{ readonly raw: Uint8Array }>
// @ts-expect-error bytes that are absent from some Hits are in others
export type OptionalBytes = Law<{ readonly raw?: Uint8Array }>
// @ts-expect-error a nested record could hold anything
export type Nested = Law<Hit & { readonly place: { readonly day: IndexOf<'day'> } }>
// @ts-expect-error an address is a number as well: a plain number must be a measure
export type Address = Law<Hit & { readonly ipv4: number }>
// @ts-expect-error a large number holds a whole address
export type Large = Law<{ readonly bytes: bigint }>
// @ts-expect-error a measure is a number, whatever its name
export type Misnamed = Law<{ readonly bytes: string }>
// @ts-expect-error whatever is unknown could be text
export type Unknown = Law<{ readonly note: unknown }>
