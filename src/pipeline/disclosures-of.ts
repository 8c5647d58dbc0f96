import { isNoisy, type TableSpec } from '../domain/table.ts'
import { describeProtection } from '../protect/index.ts'
import type { Publication } from '../publish/index.ts'

/** What each published table gives away, by its name. */
export function disclosuresOf(specs: readonly TableSpec[]): Publication['disclosures'] {
  return new Map(
    describeProtection(specs).map(({ spec, presence, profile, toldBy }) => {
      const profileToldBy = profileTeller(spec, specs)?.name
      return [
        spec.name,
        {
          presence,
          ...(profile !== undefined && { profile }),
          ...(toldBy !== undefined && { toldBy }),
          ...(profileToldBy !== undefined && { profileToldBy }),
        },
      ]
    }),
  )
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
