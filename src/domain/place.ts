/** Where something stands in a file of the operator; lines and columns from 1. */
export type Place = { readonly file: string; readonly line: number; readonly column: number }

/** A value and where the operator wrote it. */
export type Written<T> = { readonly value: T; readonly place: Place }
