import { isNoisy, tierOf, type TableSpec } from '../../domain/table.ts'
import { tells } from '../measures.ts'
import type { Draws } from '../account/guess-table.ts'
import { guessesOf } from '../account/guesses-of.ts'

/**
 * What somebody can still find out from the tables of one period who sends requests of their own, knows all others but
 * one, and lacks nothing but the key. Shares of right guesses: 0.5 is the toss of a coin, 1 is certainty.
 */
export type Disclosure = {
  readonly spec: TableSpec
  /** The same of a period that was published twice, each time with other noise. Undefined where there is no noise. */
  readonly twice: Guesses | undefined
  /** The same of somebody who comes once in each of seven periods. Undefined where there is no noise. */
  readonly habit: Guesses | undefined
  /** Whether that one request came. */
  readonly presence: number
  /** Which of two sets of categories it has, once it is known to have come. Undefined where there are no categories. */
  readonly profile: number | undefined
  /** A table without noise that tells of the presence, whatever this one hides. */
  readonly toldBy: string | undefined
  /** One that tells some of the categories. */
  readonly profileToldBy: string | undefined
}

type Guesses = Pick<Disclosure, 'presence' | 'profile'>

/** The protection plan, table by table. */
export function describeProtection(specs: readonly TableSpec[]): readonly Disclosure[] {
  const told = specs.find((spec) => !isNoisy(spec))
  return specs.map((spec) => ({
    spec,
    ...guessesIn(spec, 1),
    twice: isNoisy(spec) ? guessesIn(spec, 2) : undefined,
    habit: isNoisy(spec) ? guessesIn(spec, 7) : undefined,
    toldBy: isNoisy(spec) ? told?.name : undefined,
    profileToldBy: profileTeller(spec, specs)?.name,
  }))
}

/** How often somebody is right at most of one request, whether it came or which categories it has. */
export function mostGuessed(spec: TableSpec, draws: Draws): number {
  const { presence, profile = 0 } = guessesIn(spec, draws)
  return Math.max(presence, profile)
}

function guessesIn(spec: TableSpec, draws: Draws): Guesses {
  const { presence, profile } = guessesOf(spec.protection, draws)
  return { presence, profile: tierOf(spec) === 'summary' ? undefined : profile }
}

/** A table without noise that tells some categories of a request, whatever the noise of this one. */
function profileTeller(spec: TableSpec, specs: readonly TableSpec[]): TableSpec | undefined {
  if (!isNoisy(spec)) return undefined
  const { dimensions } = spec
  return specs.find(
    (other) =>
      !isNoisy(other) &&
      // 1. the same categories, exactly
      (other.dimensions.some((one) => dimensions.includes(one)) ||
        // 2. a measure whose requests have some: an entry came from outside the service, an error has a status of its own
        other.measures.some((measure) => dimensions.some((dimension) => tells(measure, dimension)))),
  )
}
