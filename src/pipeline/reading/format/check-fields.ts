import type { Field, LineScanner } from '../../../domain/contracts.ts'
import { DIMENSIONS, MEASURES, type Measure } from '../../../domain/dictionary.ts'
import { needsOf } from '../../../domain/measure.ts'
import type { Problem } from '../../../domain/problem.ts'
import type { TableSpec } from '../../../domain/table.ts'
import type { CountPlan } from '../../plan-count.ts'
import { seriesOf } from '../../../domain/series-of.ts'
import { isOfSomeLines } from '../../../format/index.ts'
import type { FormatRead } from './formats-read.ts'

/**
 * What a format cannot give to the tables: an error where the operator asked for it, a remark where it is a default
 * measure, which is then left out.
 */
export function checkFields(plan: CountPlan, scanner: LineScanner): readonly Problem[] {
  const { name: format, fields } = scanner
  const lacking = [...MEASURES, ...DIMENSIONS].flatMap((wanted) =>
    needsOf(wanted).flatMap(({ field }) => (field === undefined || fields.has(field) ? [] : [{ wanted, field }])),
  )
  return lacking.flatMap(({ wanted, field }) => {
    const unitless = field === 'duration' ? scanner.unitless : undefined
    return plan.specs.flatMap((spec): readonly Problem[] => {
      const table = spec.name
      const measure = spec.measures.find((one) => one === wanted)
      if (measure !== undefined && !isAskedFor(plan, spec, measure))
        return [{ code: 'MEASURE_LEFT_OUT', table, format, measure }]
      if (measure === undefined && !spec.dimensions.some((one) => one === wanted)) return []
      return [{ code: 'FORMAT_LACKS', table, format, field, wanted, ...(unitless !== undefined && { unitless }) }]
    })
  })
}

/** Series and measure that no line of a log can give, by its format: a table may be called otherwise tomorrow. */
export function seriesLeftOut(
  { specs }: Pick<CountPlan, 'specs'>,
  remarks: readonly Problem[],
): readonly (readonly [string, Measure])[] {
  return remarks.flatMap((remark) =>
    remark.code === 'MEASURE_LEFT_OUT' && !fieldsOf(remark.measure).some((field) => isOfSomeLines(remark.format, field))
      ? specs.filter(({ name }) => name === remark.table).map((spec) => [seriesOf(spec), remark.measure] as const)
      : [],
  )
}

/** Those that lines of a format can give, each for itself, and none of all that were read did. */
export function measuresNeverHad(plan: CountPlan, spec: TableSpec, formats: readonly FormatRead[]): readonly Measure[] {
  return spec.measures.filter(
    (measure) =>
      !isAskedFor(plan, spec, measure) &&
      fieldsOf(measure).some((field) =>
        formats.some(({ name, lacks }) => isOfSomeLines(name, field) && lacks.includes(field)),
      ),
  )
}

/** False for a measure of which the first lines of a log could not give what others did. */
export function isStillLeftOut(problem: Problem, formats: readonly FormatRead[]): boolean {
  if (problem.code !== 'MEASURE_LEFT_OUT') return true
  const lacks = formats.find(({ name }) => name === problem.format)?.lacks
  return fieldsOf(problem.measure).some((field) => lacks?.includes(field) === true)
}

function fieldsOf(measure: Measure): readonly Field[] {
  return needsOf(measure).flatMap(({ field }) => field ?? [])
}

function isAskedFor(plan: CountPlan, spec: TableSpec, measure: Measure): boolean {
  const asked = plan.configuration.datasets.find(({ value }) => value.name === spec.name)
  return asked?.value.measures?.includes(measure) ?? false
}
