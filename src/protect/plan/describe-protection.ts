import { isNoisy, tierOf, type Protection, type TableSpec } from '../../domain/table.ts'
import { tells } from '../measures.ts'
import { guessesAt, type Guesses } from '../noise/guess-table.ts'

/**
 * What somebody can still find out from the tables of one period who sends requests of their own, knows all others but
 * one, and lacks nothing but the key. Shares of right guesses: 0.5 is the toss of a coin, 1 is certainty.
 */
export type Disclosure = {
  readonly spec: TableSpec
  /** The same of a period that was published twice, each time with other noise. Undefined where there is no noise. */
  readonly twice: Pick<Disclosure, 'presence' | 'profile'> | undefined
  /** Whether that one request came. */
  readonly presence: number
  /** Which of two sets of categories it has, once it is known to have come. Undefined where there are no categories. */
  readonly profile: number | undefined
  /** A table without noise that tells of the presence, whatever this one hides. */
  readonly toldBy: string | undefined
  /** One that tells some of the categories. */
  readonly profileToldBy: string | undefined
}

/** The protection plan, table by table. */
export function describeProtection(specs: readonly TableSpec[]): readonly Disclosure[] {
  const told = specs.find((spec) => !isNoisy(spec))
  return specs.map((spec) => ({
    spec,
    ...guessesIn(spec, false),
    twice: isNoisy(spec) ? guessesIn(spec, true) : undefined,
    toldBy: isNoisy(spec) ? told?.name : undefined,
    profileToldBy: profileTeller(spec, specs)?.name,
  }))
}

function guessesIn(spec: TableSpec, isTwice: boolean): Pick<Disclosure, 'presence' | 'profile'> {
  const { presence, profile } = guessesAtLevel(spec.protection, isTwice)
  return { presence, profile: tierOf(spec) === 'summary' ? undefined : profile }
}

function guessesAtLevel(protection: Protection, isTwice: boolean): Guesses {
  switch (protection.level) {
    case 'threshold':
    case 'exact':
      // An attacker fills the cell up to the threshold, and sees whether it appears: nothing resists that.
      return { presence: 1, profile: 1 }
    case 'cell-key':
      return guessesAt(protection.views, protection.k, isTwice)
    case 'dp': {
      const epsilon = ((isTwice ? 2 : 1) * protection.epsilon) / protection.changes
      // A moved request is one less in a cell and one more in another.
      return { presence: guessOf(epsilon), profile: guessOf(2 * epsilon) }
    }
  }
}

/** The best guess where no outcome is more than e^epsilon times likelier in one world than in the other. */
function guessOf(epsilon: number): number {
  return Math.exp(epsilon) / (1 + Math.exp(epsilon))
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
