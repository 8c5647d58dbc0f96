import type { PublishedRow } from '../../../state/index.ts'
import type { ReadEdition } from '../../verify/read/read-edition.ts'
import type { Frozen, Settings } from '../../../timeline/index.ts'

/** What stands in a folder, as far as it is what it should be. */
export type Taken = Pick<ReadEdition, 'grid' | 'quality'> & {
  readonly publication: ReadEdition['book']['publication']
  /** Of both tiers. */
  readonly rows: readonly PublishedRow[]
  readonly frozen: readonly Frozen[]
  readonly settings: Settings
}
