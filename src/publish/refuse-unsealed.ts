import type { IsSealed } from './publication.ts'

/** The seal of the types can be forged; this one cannot. A forged table is a fault of the program, not of its user. */
export function refuseUnsealed(isSealed: IsSealed, ...made: readonly Parameters<IsSealed>[0][]): void {
  if (!made.every((one) => isSealed(one))) throw new TypeError('only what protect made can be published')
}
