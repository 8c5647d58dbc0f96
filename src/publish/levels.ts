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
  /** By the least threshold, those of which every row has one: with noise or without. */
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

type Told = Pick<Edition, 'tables' | 'publication'>

/** By the rules of today; `erasWords` tells of older rows, which stay under that of their time. */
export function levelsOf(edition: Told): Levels {
  return levelsBy(edition, (spec) => [spec])
}

/** By each rule that some row stands under, so that what is promised holds for all of them: a table may be at two levels. */
export function standingLevelsOf(edition: Told): Levels {
  const { earlier, exactBefore = [] } = edition.publication
  const levels = levelsBy(edition, (spec) => [
    spec,
    ...(earlier?.get(spec.name) ?? []).map(({ protection }) => ({ ...spec, protection })),
  ])
  // Of the other folder a reader of this one knows what it names.
  const own = new Set(edition.tables.map(({ spec }) => spec.name))
  const elsewhere = exactBefore.filter((name) => !own.has(name)).map(code)
  return { ...levels, exactElsewhere: [...levels.exactElsewhere, ...elsewhere] }
}

/** Some table has bytes or durations, which are no number of requests. */
export function hasSizes({ tables }: Told): boolean {
  return tables.some(({ spec }) => spec.measures.some((measure) => measure === 'bytes' || QUANTILES.has(measure)))
}

/** A table under each of its rules. */
type Ruled = (spec: TableSpec) => readonly TableSpec[]

function levelsBy({ tables, publication }: Told, ruled: Ruled): Levels {
  const some = (holds: (spec: TableSpec) => boolean) => (spec: TableSpec) => ruled(spec).some(holds)
  const named = (holds: (spec: TableSpec) => boolean) => namesOf(tables, some(holds))
  const at = (level: ProtectionLevel) => named(({ protection }) => protection.level === level)
  const own = new Set(tables.map(({ spec }) => spec.name))
  return {
    at: { threshold: at('threshold'), 'cell-key': at('cell-key'), dp: at('dp'), exact: at('exact') },
    below: [false, true].flatMap((noise) =>
      byThreshold(
        tables.filter(({ spec }) => some(isNoisy)(spec) === noise),
        noise,
        ruled,
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
      ({ name, protection }) => !own.has(name) && protection.level === 'exact',
    ),
    hasNoisyAnywhere: publication.tables.some(({ spec }) => (own.has(spec.name) ? some(isNoisy)(spec) : isNoisy(spec))),
  }
}

const FROM: Dimension = 'from'

function namesOf(tables: readonly ReadableTable[], holds: (spec: TableSpec) => boolean): Names {
  return tables.filter(({ spec }) => holds(spec)).map(({ spec }) => code(spec.name))
}

function byThreshold(tables: readonly ReadableTable[], isNoisy: boolean, ruled: Ruled): Levels['below'] {
  const leastOf = (spec: TableSpec) =>
    Math.min(...ruled(spec).map(({ protection }) => (protection.level === 'exact' ? 0 : protection.k)))
  const thresholds = new Set(tables.map(({ spec }) => leastOf(spec)).filter((k) => k > 0))
  return [...thresholds].map((k) => ({ k, isNoisy, tables: namesOf(tables, (spec) => leastOf(spec) === k) }))
}
