import type { TableSpec } from '../domain/table.ts'
import { describeProtection, type Disclosure } from '../protect/index.ts'
import type { Publication } from '../publish/index.ts'

/** What each published table gives away, by its name. */
export function disclosuresOf(specs: readonly TableSpec[]): Publication['disclosures'] {
  return new Map(
    describeProtection(specs).map(({ spec, presence, profile, twice, toldBy, profileToldBy }) => [
      spec.name,
      {
        ...guessesOf({ presence, profile }),
        ...(twice && { twice: guessesOf(twice) }),
        ...(toldBy !== undefined && { toldBy }),
        ...(profileToldBy !== undefined && { profileToldBy }),
      },
    ]),
  )
}

function guessesOf({ presence, profile }: Pick<Disclosure, 'presence' | 'profile'>) {
  return { presence, ...(profile !== undefined && { profile }) }
}
