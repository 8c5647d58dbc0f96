import * as z from 'zod'
import { daysText, endsOf } from '../../domain/calendar.ts'
import type { Change, Release } from '../../domain/change.ts'
import { MEASURES } from '../../domain/dictionary.ts'
import { once } from '../../domain/once.ts'
import { LICENCES } from '../../domain/service.ts'
import { PROTECTION_LEVELS, TIERS, type Grid } from '../../domain/table.ts'

/** @param grid the days of the first version */
export function datasetBegun(grid: Grid): Change {
  const span = endsOf(grid)
  return { kind: 'dataset-begun', ...(span && { span: daysText(span) }) }
}

/** A change as it is written in the metadata and in the state, to be read back. */
const changeShape = once(() => {
  const text = z.string()
  const perhaps = text.exactOptional()
  const [date, measure, licence] = [text, z.enum(MEASURES), z.enum(LICENCES)]
  const ofPeriods = { table: text, periods: z.array(text) }
  const ofYears = { table: text, years: z.array(text) }
  return z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('dataset-begun'), span: z.object({ from: text, to: text }).exactOptional() }),
    z.object({ kind: z.literal('periods-added'), ...ofPeriods }),
    z.object({ kind: z.literal('periods-revised'), ...ofPeriods }),
    z.object({ kind: z.literal('periods-withheld'), ...ofPeriods }),
    z.object({ kind: z.literal('percentiles-raised'), ...ofPeriods }),
    z.object({ kind: z.literal('feature-added'), feature: text }),
    z.object({ kind: z.literal('feature-removed'), feature: text, from: perhaps }),
    z.object({ kind: z.literal('table-added'), table: text }),
    z.object({ kind: z.literal('table-removed'), table: text }),
    z.object({ kind: z.literal('columns-changed'), table: text }),
    z.object({ kind: z.literal('tables-renamed'), tables: z.array(z.object({ table: text, before: text })) }),
    z.object({ kind: z.literal('protection-kept'), table: perhaps, planned: text }),
    z.object({
      kind: z.literal('not-begun'),
      feature: perhaps,
      table: perhaps,
      measure: measure.exactOptional(),
      planned: perhaps,
    }),
    z.object({ kind: z.literal('table-split'), ...ofYears }),
    z.object({ kind: z.literal('year-split'), ...ofYears }),
    z.object({ kind: z.literal('noise-key-replaced') }),
    z.object({ kind: z.literal('state-adopted') }),
    z.object({ kind: z.literal('text-corrected') }),
    z.object({ kind: z.literal('licence-changed'), tier: z.enum(TIERS), before: licence, after: licence }),
    z.object({ kind: z.literal('publisher-changed'), before: text, after: text }),
    z.object({ kind: z.literal('address-changed'), before: text, after: perhaps }),
    z.object({ kind: z.literal('feature-redefined'), feature: text, date }),
    z.object({ kind: z.literal('feature-renamed'), feature: text, before: text, from: perhaps, date }),
    z.object({ kind: z.literal('feature-returned'), feature: text, from: date, date }),
    z.object({ kind: z.literal('table-returned'), table: text, from: date, date }),
    z.object({ kind: z.literal('measure-removed'), table: text, measure, date }),
    z.object({ kind: z.literal('measure-added'), table: text, measure, date }),
    z.object({ kind: z.literal('measure-returned'), table: text, measure, from: date, date }),
    z.object({ kind: z.literal('threshold-changed'), k: z.int(), date }),
    z.object({ kind: z.literal('protection-changed'), table: text, level: z.enum(PROTECTION_LEVELS), date }),
    z.object({ kind: z.literal('timezone-changed'), timezone: text, date }),
    z.object({ kind: z.literal('hosts-changed'), date }),
    z.object({ kind: z.literal('sources-changed'), date }),
    z.object({ kind: z.literal('robots-changed'), version: text, date }),
    z.object({ kind: z.literal('formats-changed'), formats: z.array(text), date }),
  ]) satisfies z.ZodType<Change>
})

export const releaseShape = once(
  () =>
    z.object({
      version: z.string(),
      created: z.string(),
      changes: z.array(changeShape()),
    }) satisfies z.ZodType<Release>,
)

/** The change that a text holds, as it was kept. Undefined: a later version of the program wrote it. */
export function readChange(text: string): Change | undefined {
  return changeShape().safeParse(JSON.parse(text)).data
}
