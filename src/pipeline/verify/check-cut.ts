import { tierOf } from '../../domain/table.ts'
import { isSame } from '../../domain/is-same.ts'
import { PROGRAM_VERSION } from '../program-version.ts'
import { CUT, featuresCut, tableCut } from '../cut-of.ts'
import type { ReadEdition } from './read/read-edition.ts'

/**
 * What `count` says of what cuts its figures, held against the description: it decides by it whether an edition would be cut anew. Of
 * patterns and sites that nobody publishes it has a byte each, which nothing here follows.
 *
 * @returns the places of what does not follow from the rest, as `comptage.cut.threshold`
 */
export function wrongCuts({ book: { publication, tier } }: ReadEdition): readonly string[] {
  if (publication.cut === undefined) return []
  const { data: cut } = CUT.safeParse(publication.cut)
  if (cut === undefined) return ['comptage.cut']
  const { k, timezone, tables, features } = publication
  // Those of the other level of detail are in its folder; only theirs have further dimensions, or only they have none.
  const own = cut.tables.filter((table) => table.slice(0, table.indexOf(':')).includes(' ') === (tier === 'detail'))
  const specs = tables.map(({ spec }) => spec).filter((spec) => tierOf(spec) === tier)
  const parts = {
    threshold: cut.threshold === String(k),
    timezone: cut.timezone === timezone,
    tables: isSame(own, specs.map(tableCut).sort()),
    // Another version may take other digests. Whether letters count as they are is told nowhere.
    features:
      publication.programVersion !== PROGRAM_VERSION ||
      (['sensitive', 'insensitive'] as const).some((letterCase) =>
        isSame(sorted(cut.features), sorted(featuresCut({ features, case: letterCase }))),
      ),
  }
  return Object.entries(parts).flatMap(([part, follows]) => (follows ? [] : `comptage.cut.${part}`))
}

function sorted(record: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(record)
    .map((entry) => entry.join(' '))
    .sort()
}
