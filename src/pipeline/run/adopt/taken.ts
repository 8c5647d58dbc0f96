import type { PeriodKind } from '../../../domain/dictionary.ts'
import type { PublishedRow } from '../../../state/index.ts'
import type { ReadEdition } from '../../verify/read/read-edition.ts'
import type { Settings } from '../../../timeline/index.ts'

/** What stands in a folder, as far as it is what it should be. */
export type Taken = Pick<ReadEdition, 'grid' | 'quality'> & {
  readonly publication: ReadEdition['book']['publication']
  /** Of both tiers. */
  readonly rows: readonly PublishedRow[]
  readonly frozen: readonly Frozen[]
  readonly settings: Settings
}

/** Which periods of a kind are closed: all up to the last, but for those that are open. */
export type Frozen = { readonly kind: PeriodKind; readonly through: number; readonly open: readonly number[] }

/** A period that is closed. */
export type Closed = { readonly kind: PeriodKind; readonly period: number }
