import type { Edition } from './edition.ts'
import type { Family, MadeFamily } from './family.ts'
import type { Overview } from './page/overview.ts'
import { badges } from './programs/badges.ts'
import { embeds } from './programs/embeds.ts'
import { feeds } from './programs/feed.ts'
import { latest } from './programs/latest.ts'
import { spreadsheets } from './programs/spreadsheet.ts'

/** Every family, in the order in which metadata and page list them: a new one needs its line here and nothing else. */
const FAMILIES: readonly Family[] = [spreadsheets, latest, feeds, badges, embeds]

/** Every path that a family may have; `*` is the id of a feature. */
export const FAMILY_PATHS = FAMILIES.flatMap(({ paths }) => paths)

export function makeFamilies(edition: Edition, overview: Overview | undefined): readonly MadeFamily[] {
  return FAMILIES.map((family) => ({ family, files: family.filesOf(edition, overview) })).filter(
    ({ files }) => files.length > 0,
  )
}
