import type { Dimension } from '../domain/dictionary.ts'
import { QUANTILES } from '../domain/measure.ts'
import { isFolded, isNoisy, type ProtectionLevel, type ReadableTable, type TableSpec } from '../domain/table.ts'
import type { Edition } from './edition.ts'
import { code } from './markdown.ts'

/** Names of tables, as Markdown. */
export type Names = readonly string[]

/** What the texts of a folder are chosen by: which of its tables are protected how. */
export type Levels = {
  readonly at: Readonly<Record<ProtectionLevel, Names>>
  /** By threshold, those that have one: with noise or without. */
  readonly below: readonly { readonly k: number; readonly tables: Names; readonly isNoisy: boolean }[]
  readonly noisy: Names
  /** Small categories of theirs go into one. */
  readonly folded: Names
  /** With durations, by steps. */
  readonly timed: Names
  /** By the feature of the page before. */
  readonly from: Names
  /** Of the other folder, not protected: they count the same requests. */
  readonly exactElsewhere: Names
  /** In either folder. */
  readonly hasNoisyAnywhere: boolean
}

export function levelsOf({ tables, publication }: Pick<Edition, 'tables' | 'publication'>): Levels {
  const named = (holds: (spec: TableSpec) => boolean) => namesOf(tables, holds)
  const at = (level: ProtectionLevel) => named(({ protection }) => protection.level === level)
  const own = new Set(tables.map(({ spec }) => spec.name))
  return {
    at: { threshold: at('threshold'), 'cell-key': at('cell-key'), dp: at('dp'), exact: at('exact') },
    below: [false, true].flatMap((noise) =>
      byThreshold(
        tables.filter(({ spec }) => isNoisy(spec) === noise),
        noise,
      ),
    ),
    noisy: named(isNoisy),
    folded: named(isFolded),
    timed: named(
      ({ protection, measures }) => protection.level === 'threshold' && measures.some((one) => QUANTILES.has(one)),
    ),
    from: named(({ dimensions }) => dimensions.includes(FROM)),
    exactElsewhere: namesOf(
      publication.tables,
      ({ name, protection }) => protection.level === 'exact' && !own.has(name),
    ),
    hasNoisyAnywhere: publication.tables.some(({ spec }) => isNoisy(spec)),
  }
}

const FROM: Dimension = 'from'

function namesOf(tables: readonly ReadableTable[], holds: (spec: TableSpec) => boolean): Names {
  return tables.filter(({ spec }) => holds(spec)).map(({ spec }) => code(spec.name))
}

function byThreshold(tables: readonly ReadableTable[], isNoisy: boolean): Levels['below'] {
  const thresholds = tables.flatMap(({ spec: { protection } }) => (protection.level === 'exact' ? [] : [protection.k]))
  return [...new Set(thresholds)].map((k) => ({
    k,
    isNoisy,
    tables: namesOf(tables, ({ protection }) => protection.level !== 'exact' && protection.k === k),
  }))
}
