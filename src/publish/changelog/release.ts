import * as z from 'zod'
import { dayText } from '../../domain/calendar.ts'
import type { Change, Release } from '../../domain/change.ts'
import { MEASURES } from '../../domain/dictionary.ts'
import { once } from '../../domain/once.ts'
import { LICENCES } from '../../domain/service.ts'
import { PROTECTION_LEVELS, TIERS, type Grid } from '../../domain/table.ts'

/** @param grid the days of the first version */
export function datasetBegun(grid: Grid): Change {
  const [first] = grid
  const last = grid.at(-1)
  const isEmpty = first === undefined || last === undefined
  return { kind: 'dataset-begun', ...(!isEmpty && { span: { from: dayText(first), to: dayText(last) } }) }
}

/** A change as it is written in the metadata and in the state, to be read back. */
const changeShape = once(
  () =>
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('dataset-begun'),
        span: z.object({ from: z.string(), to: z.string() }).exactOptional(),
      }),
      z.object({ kind: z.literal('periods-added'), ...ofPeriods() }),
      z.object({ kind: z.literal('periods-revised'), ...ofPeriods() }),
      z.object({ kind: z.literal('periods-withheld'), ...ofPeriods() }),
      z.object({ kind: z.literal('feature-added'), feature: z.string() }),
      z.object({ kind: z.literal('feature-removed'), feature: z.string() }),
      z.object({ kind: z.literal('table-added'), table: z.string() }),
      z.object({ kind: z.literal('table-removed'), table: z.string() }),
      z.object({ kind: z.literal('columns-changed'), table: z.string() }),
      z.object({
        kind: z.literal('tables-renamed'),
        tables: z.array(z.object({ table: z.string(), before: z.string() })),
      }),
      z.object({ kind: z.literal('protection-kept'), table: z.string().exactOptional(), planned: z.string() }),
      z.object({
        kind: z.literal('not-begun'),
        feature: z.string().exactOptional(),
        table: z.string().exactOptional(),
        measure: z.enum(MEASURES).exactOptional(),
        planned: z.string().exactOptional(),
      }),
      z.object({ kind: z.literal('table-split'), ...ofYears() }),
      z.object({ kind: z.literal('year-split'), ...ofYears() }),
      z.object({ kind: z.literal('noise-key-replaced') }),
      z.object({ kind: z.literal('state-adopted') }),
      z.object({ kind: z.literal('text-corrected') }),
      z.object({
        kind: z.literal('licence-changed'),
        tier: z.enum(TIERS),
        before: z.enum(LICENCES),
        after: z.enum(LICENCES),
      }),
      z.object({ kind: z.literal('publisher-changed'), before: z.string(), after: z.string() }),
      z.object({ kind: z.literal('address-changed'), before: z.string(), after: z.string().exactOptional() }),
      z.object({ kind: z.literal('feature-redefined'), feature: z.string(), date: z.string() }),
      z.object({ kind: z.literal('feature-renamed'), feature: z.string(), before: z.string(), date: z.string() }),
      z.object({ kind: z.literal('feature-returned'), feature: z.string(), from: z.string(), date: z.string() }),
      z.object({ kind: z.literal('table-returned'), table: z.string(), from: z.string(), date: z.string() }),
      z.object({
        kind: z.literal('measure-removed'),
        table: z.string(),
        measure: z.enum(MEASURES),
        date: z.string(),
      }),
      z.object({ kind: z.literal('measure-added'), table: z.string(), measure: z.enum(MEASURES), date: z.string() }),
      z.object({
        kind: z.literal('measure-returned'),
        table: z.string(),
        measure: z.enum(MEASURES),
        from: z.string(),
        date: z.string(),
      }),
      z.object({ kind: z.literal('threshold-changed'), k: z.int(), date: z.string() }),
      z.object({
        kind: z.literal('protection-changed'),
        table: z.string(),
        level: z.enum(PROTECTION_LEVELS),
        date: z.string(),
      }),
      z.object({ kind: z.literal('timezone-changed'), timezone: z.string(), date: z.string() }),
      z.object({ kind: z.literal('hosts-changed'), date: z.string() }),
      z.object({ kind: z.literal('sources-changed'), date: z.string() }),
      z.object({ kind: z.literal('robots-changed'), version: z.string(), date: z.string() }),
      z.object({ kind: z.literal('formats-changed'), formats: z.array(z.string()), date: z.string() }),
    ]) satisfies z.ZodType<Change>,
)

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

function ofPeriods() {
  return { table: z.string(), periods: z.array(z.string()) }
}

function ofYears() {
  return { table: z.string(), years: z.array(z.string()) }
}
