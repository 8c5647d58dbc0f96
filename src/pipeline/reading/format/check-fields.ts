import type { LineScanner } from '../../../domain/contracts.ts'
import { DIMENSIONS, MEASURES, type Measure } from '../../../domain/dictionary.ts'
import { needsOf } from '../../../domain/measure.ts'
import type { Problem } from '../../../domain/problem.ts'
import type { TableSpec } from '../../../domain/table.ts'
import type { CountPlan } from '../../plan-count.ts'
import { seriesOf } from '../../../domain/series-of.ts'

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

/** Series and measure that the format of a log could not give: a table may be called otherwise tomorrow. */
export function seriesLeftOut(
  { specs }: Pick<CountPlan, 'specs'>,
  remarks: readonly Problem[],
): readonly (readonly [string, Measure])[] {
  return remarks.flatMap((remark) =>
    remark.code === 'MEASURE_LEFT_OUT'
      ? specs.filter(({ name }) => name === remark.table).map((spec) => [seriesOf(spec), remark.measure] as const)
      : [],
  )
}

function isAskedFor(plan: CountPlan, spec: TableSpec, measure: Measure): boolean {
  const asked = plan.configuration.datasets.find(({ value }) => value.name === spec.name)
  return asked?.value.measures?.includes(measure) ?? false
}
