import { periodOfText, type PeriodIndex } from '../../domain/calendar.ts'
import {
  DIMENSION_WORDS,
  DIMENSIONS,
  FROM_WORDS,
  MEASURES,
  PERIOD_KINDS,
  type Dimension,
  type Measure,
} from '../../domain/dictionary.ts'
import type { Language } from '../../domain/service.ts'
import { HOST_NAME } from '../../domain/text.ts'
import { FOLDED, type Protection, type TableSpec } from '../../domain/table.ts'
import { dimensionColumn, FEATURE_COLUMN } from '../columns/dimension-columns.ts'
import { measureColumn } from '../columns/measure-columns.ts'
import { PERIOD_COLUMNS } from '../columns/period-columns.ts'
import type { DescribedResource } from './description-shape.ts'

/** A table as the description names it, its columns being ours. */
export type DescribedTable = {
  readonly spec: TableSpec
  /** The words of each dimension, without the one for what is folded. */
  readonly categories: readonly (readonly string[])[]
  readonly partial: readonly PeriodIndex[]
}

/** What tables are read with. */
export type TableGround = {
  readonly language: Language
  readonly features: readonly string[]
  /** Whether features came and went meanwhile: a table may tell of some alone. */
  readonly hasHistory: boolean
}

/**
 * The table of a resource, by the headers of its columns: the period, the feature, further dimensions, measures, in this
 * order.
 *
 * @returns the place of what is not ours, as `schema.fields.2`
 */
export function tableDescribed(
  { name, schema, comptage }: DescribedResource,
  given: Protection,
  ground: TableGround,
): DescribedTable | { readonly wrong: string } {
  const { language } = ground
  const headers = schema.fields.map((field) => field.name)
  const kind = PERIOD_KINDS.find((one) => PERIOD_COLUMNS[one].name[language] === headers[0])
  if (kind === undefined || headers[1] !== FEATURE_COLUMN.name[language]) return { wrong: 'schema.fields.0.name' }
  const columns = columnsOf(headers.slice(2), language)
  if (columns === undefined) return { wrong: 'schema.fields' }
  const partial = (comptage.partial ?? []).flatMap((text) => periodOfText(kind, text) ?? [])
  if (partial.length !== (comptage.partial ?? []).length) return { wrong: 'comptage.partial' }
  return {
    spec: { name, period: kind, ...columns, protection: protectionOf(given) },
    categories: columns.dimensions.map((dimension, position) =>
      wordsOf(dimension, schema.fields[2 + position]?.constraints?.enum ?? [], ground),
    ),
    partial,
  }
}

/** Without the words that say more of a level. */
function protectionOf(given: Protection): Protection {
  if (given.level === 'exact') return { level: 'exact' }
  return given.level === 'threshold' ? { level: 'threshold', k: given.k } : given
}

/** Dimensions, then measures in their order, each once; undefined for anything else. */
function columnsOf(
  headers: readonly string[],
  language: Language,
): Pick<TableSpec, 'dimensions' | 'measures'> | undefined {
  const known = headers.map((header) => meaningOf(header, language))
  const dimensions = known.flatMap((one) => ('dimension' in one ? [one.dimension] : []))
  const measures = known.flatMap((one) => ('measure' in one ? [one.measure] : []))
  const own = [
    ...dimensions.map((dimension) => dimensionColumn(dimension, []).name[language]),
    ...MEASURES.filter((measure) => measures.includes(measure)).map(
      (measure) => measureColumn(measure, ANY_SPEC).name[language],
    ),
  ]
  const isOnce = new Set(headers).size === headers.length
  return isOnce && measures.length > 0 && own.join() === headers.join() ? { dimensions, measures } : undefined
}

type Meaning = { readonly dimension: Dimension } | { readonly measure: Measure } | { readonly unknown: true }

function meaningOf(header: string, language: Language): Meaning {
  const dimension = DIMENSIONS.find((one) => dimensionColumn(one, []).name[language] === header)
  if (dimension !== undefined) return { dimension }
  const measure = MEASURES.find((one) => measureColumn(one, ANY_SPEC).name[language] === header)
  return measure === undefined ? { unknown: true } : { measure }
}

// The header of a measure does not depend on its table.
const ANY_SPEC: TableSpec = {
  name: '',
  period: 'day',
  dimensions: [],
  measures: [],
  protection: { level: 'exact' },
}

/** Hosts of the operator are the only words that do not ship with the program. */
function wordsOf(dimension: Dimension, found: readonly string[], ground: TableGround): readonly string[] {
  if (dimension === 'from') return originsOf(found, ground)
  const builtIn = DIMENSION_WORDS[dimension]
  if (dimension !== 'referrer') return builtIn
  const hosts = found.filter((word) => !builtIn.includes(word) && word !== FOLDED && HOST_NAME.test(word))
  return [...builtIn, ...new Set(hosts)]
}

/** The operator's features, in the order in which they were written, then our words. */
function originsOf(found: readonly string[], { features, hasHistory }: TableGround): readonly string[] {
  const known = new Set(features)
  const own = found.filter((word) => known.has(word))
  const isWhole = (hasHistory || own.length === features.length) && new Set(own).size === own.length
  return [...(isWhole ? own : features), ...FROM_WORDS]
}
