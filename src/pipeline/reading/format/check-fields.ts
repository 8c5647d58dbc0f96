import type { Field, LineScanner } from '../../../domain/contracts.ts'
import type { Dimension, Measure } from '../../../domain/dictionary.ts'
import type { Problem } from '../../../domain/problem.ts'
import type { TableSpec } from '../../../domain/table.ts'
import type { CountPlan } from '../../plan-count.ts'
import { seriesOf } from '../../series-of.ts'

const NEEDED: readonly (readonly [Measure | Dimension, Field])[] = [
  ['entries', 'referrer'],
  ['bytes', 'bytes'],
  ['referrer', 'referrer'],
  ['method', 'method'],
  ['from', 'referrer'],
  ['duration_p50', 'duration'],
  ['duration_p95', 'duration'],
]

/**
 * What a format cannot give to the tables: an error where the operator asked for it, a remark where it is a default
 * measure, which is then left out.
 */
export function checkFields(plan: CountPlan, scanner: LineScanner): readonly Problem[] {
  return NEEDED.filter(([, field]) => !scanner.fields.has(field)).flatMap(([wanted, field]) =>
    plan.specs.flatMap((spec): Problem[] => {
      if (!wants(spec, wanted)) return []
      const format = scanner.name
      if (wanted === 'entries' && !isAskedFor(plan, spec, wanted))
        return [{ code: 'MEASURE_LEFT_OUT', table: spec.name, format, measure: wanted }]
      const unitless = field === 'duration' ? scanner.unitless : undefined
      return [
        { code: 'FORMAT_LACKS', table: spec.name, format, field, wanted, ...(unitless !== undefined && { unitless }) },
      ]
    }),
  )
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

function wants(spec: TableSpec, wanted: Measure | Dimension): boolean {
  const words: readonly string[] = [...spec.measures, ...spec.dimensions]
  return words.includes(wanted)
}

function isAskedFor(plan: CountPlan, spec: TableSpec, measure: Measure): boolean {
  const asked = plan.configuration.datasets.find(({ value }) => value.name === spec.name)
  return asked?.value.measures?.includes(measure) ?? false
}
