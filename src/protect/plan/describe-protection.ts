import { isNoisy, tierOf, type TableSpec } from '../../domain/table.ts'

/**
 * What somebody can still find out from the tables of one period who sends requests of their own, knows all others but
 * one, and lacks nothing but the key. Shares of right guesses: 0.5 is the toss of a coin, 1 is certainty.
 */
export type Disclosure = {
  readonly spec: TableSpec
  /** Whether that one request came. */
  readonly presence: number
  /** Which of two sets of categories it has, once it is known to have come. Undefined where there are no categories. */
  readonly profile: number | undefined
  /** A table without noise that tells of the presence, whatever this one hides. */
  readonly toldBy: string | undefined
  /** One that tells some of the categories. */
  readonly profileToldBy: string | undefined
}

// The bounds that test/protect/attacks/ holds, for at most four noisy figures of a request, folding included.
const PRESENCE_AT_CELL_KEY = 0.667
const PROFILE_AT_CELL_KEY = 0.71

/** The protection plan, table by table. */
export function describeProtection(specs: readonly TableSpec[]): readonly Disclosure[] {
  const told = specs.find((spec) => !isNoisy(spec))
  return specs.map((spec) => ({
    spec,
    presence: presenceIn(spec),
    profile: tierOf(spec) === 'summary' ? undefined : profileIn(spec),
    toldBy: isNoisy(spec) ? told?.name : undefined,
    profileToldBy: profileTeller(spec, specs)?.name,
  }))
}

// At `threshold` an attacker fills the cell up to the threshold, and sees whether it appears: nothing resists that.
function presenceIn({ protection }: TableSpec): number {
  switch (protection.level) {
    case 'threshold':
    case 'exact':
      return 1
    case 'cell-key':
      return PRESENCE_AT_CELL_KEY
    case 'dp':
      return guessOf(protection.epsilon / protection.changes)
  }
}

function profileIn(spec: TableSpec): number {
  const { protection } = spec
  if (protection.level === 'cell-key') return PROFILE_AT_CELL_KEY
  // A moved request is one less in a cell and one more in another.
  return protection.level === 'dp' ? guessOf((2 * protection.epsilon) / protection.changes) : 1
}

/** The best guess where no outcome is more than e^epsilon times likelier in one world than in the other. */
function guessOf(epsilon: number): number {
  return Math.exp(epsilon) / (1 + Math.exp(epsilon))
}

/** A table without noise that tells some categories of a request, whatever the noise of this one. */
function profileTeller(spec: TableSpec, specs: readonly TableSpec[]): TableSpec | undefined {
  if (!isNoisy(spec)) return undefined
  const has = (...some: readonly TableSpec['dimensions'][number][]) => some.some((one) => spec.dimensions.includes(one))
  return specs.find(
    (other) =>
      !isNoisy(other) &&
      // 1. the same categories, exactly
      (has(...other.dimensions) ||
        // 2. an entry came from outside the service
        (other.measures.includes('entries') && has('referrer', 'from')) ||
        // 3. an error has a status of its own
        (other.measures.includes('errors') && has('status'))),
  )
}
