import type { TableSpec } from '../domain/table.ts'
import { describeProtection } from '../protect/index.ts'
import type { Publication } from '../publish/index.ts'

/** What each published table gives away, by its name. */
export function disclosuresOf(specs: readonly TableSpec[]): Publication['disclosures'] {
  return new Map(
    describeProtection(specs).map(({ spec, presence, profile, toldBy, profileToldBy }) => [
      spec.name,
      {
        presence,
        ...(profile !== undefined && { profile }),
        ...(toldBy !== undefined && { toldBy }),
        ...(profileToldBy !== undefined && { profileToldBy }),
      },
    ]),
  )
}
