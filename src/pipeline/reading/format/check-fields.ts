import type { Field, LineScanner } from '../../../domain/contracts.ts'
import { DIMENSIONS, MEASURES, type Dimension, type Measure } from '../../../domain/dictionary.ts'
import { needsOf } from '../../../domain/measure.ts'
import type { Problem } from '../../../domain/problem.ts'
import type { Configuration } from '../../../domain/service.ts'
import type { TableSpec } from '../../../domain/table.ts'
import type { CountPlan } from '../../plan-count.ts'
import { seriesOf } from '../../../domain/series-of.ts'
import { isOfSomeLines } from '../../../format/index.ts'
import type { FormatRead } from './formats-read.ts'

/**
 * What a format cannot give to the tables: an error where the operator asked for it, a remark where it is a default
 * measure, or one that later lines may give, which is then left out.
 */
export function checkFields({ specs, configuration }: CountPlan, scanner: LineScanner): readonly Problem[] {
  const { name: format, fields, byLine } = scanner
  const lacking = [...MEASURES, ...DIMENSIONS].flatMap((wanted) =>
    needsOf(wanted).flatMap(({ field }) => (field === undefined || fields.has(field) ? [] : [{ wanted, field }])),
  )
  return [
    ...hoursLacking(specs, scanner),
    ...lacking.flatMap(({ wanted, field }) => {
      const isByLine = byLine?.has(field) === true
      const unitless = field === 'duration' ? scanner.unitless : undefined
      return specs.flatMap((spec): readonly Problem[] => {
        if (!isMissed(spec, wanted, isByLine)) return []
        const table = spec.name
        const measure = spec.measures.find((one) => one === wanted)
        if (measure !== undefined && (isByLine || !isAskedFor(configuration, spec, measure)))
          return [{ code: 'MEASURE_LEFT_OUT', table, format, measure, field }]
        return [{ code: 'FORMAT_LACKS', table, format, field, wanted, ...(unitless !== undefined && { unitless }) }]
      })
    }),
  ]
}

/** Left out of a table by hour, rows by the day would look there like hours without any use. */
function hoursLacking(specs: readonly TableSpec[], { name: format, hasDaysAlone }: LineScanner): readonly Problem[] {
  if (hasDaysAlone !== true) return []
  return specs.flatMap(({ name: table, dimensions }) =>
    dimensions.includes('hour')
      ? [{ code: 'FORMAT_LACKS', table, format, field: 'time', wanted: 'hour' } as const]
      : [],
  )
}

/** Of lines that have the field each for itself, those that have none stand in a dimension as such, and a sum of bytes is of the others. */
function isMissed(spec: TableSpec, wanted: Measure | Dimension, isByLine: boolean): boolean {
  const isMeasure = spec.measures.some((one) => one === wanted)
  if (isByLine) return isMeasure && !isAlone(spec)
  return isMeasure || spec.dimensions.some((one) => one === wanted)
}

/** Series and measure that no line of a log can give, by its format: a table may be called otherwise tomorrow. */
export function seriesLeftOut(
  { specs }: Pick<CountPlan, 'specs'>,
  remarks: readonly Problem[],
): readonly (readonly [string, Measure])[] {
  return remarks.flatMap((remark) =>
    remark.code === 'MEASURE_LEFT_OUT' && !isOfSomeLines(remark.format, remark.field)
      ? specs.filter(({ name }) => name === remark.table).map((spec) => [seriesOf(spec), remark.measure] as const)
      : [],
  )
}

/** Those that lines of a format can give, each for itself, and none of all that were read did. */
export function measuresNeverHad(spec: TableSpec, formats: readonly FormatRead[]): readonly Measure[] {
  if (isAlone(spec)) return []
  return spec.measures.filter((measure) =>
    fieldsOf(measure).some((field) =>
      formats.some(({ name, lacks }) => isOfSomeLines(name, field) && lacks.includes(field)),
    ),
  )
}

/** False for a measure of which the first lines of a log could not give what others did. */
export function isStillLeftOut(problem: Problem, formats: readonly FormatRead[]): boolean {
  if (problem.code !== 'MEASURE_LEFT_OUT') return true
  const { format, field } = problem
  return formats.some(({ name, lacks }) => name === format && lacks.includes(field))
}

function fieldsOf(measure: Measure): readonly Field[] {
  return needsOf(measure).flatMap(({ field }) => field ?? [])
}

/** Bytes alone: without them there is no table, and lines that say none add nothing to the sum. */
function isAlone({ measures }: TableSpec): boolean {
  return measures.length === 1
}

function isAskedFor({ datasets }: Configuration, spec: TableSpec, measure: Measure): boolean {
  return datasets.some(({ value }) => value.name === spec.name && value.measures?.includes(measure) === true)
}
