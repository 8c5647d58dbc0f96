import * as z from 'zod'
import { dayText } from '../../domain/calendar.ts'
import { MEASURES, type Measure } from '../../domain/dictionary.ts'
import { LICENCES, type Licence } from '../../domain/service.ts'
import { PROTECTION_LEVELS, TIERS, type Grid, type ProtectionLevel, type Tier } from '../../domain/table.ts'

/** A version of the dataset, and what it changed. */
export type Release = {
  readonly version: string
  /** Date and time, RFC 3339. */
  readonly created: string
  readonly changes: readonly Change[]
}

/** `periods` are as they stand in the table: `2026-03`. */
export type Change =
  /** The first version: the days that it held, since tables come and go; without them: no day had a line. */
  | { readonly kind: 'dataset-begun'; readonly span?: { readonly from: string; readonly to: string } }
  | { readonly kind: 'periods-added'; readonly table: string; readonly periods: readonly string[] }
  | { readonly kind: 'feature-added'; readonly feature: string }
  /** Its past stays. */
  | { readonly kind: 'feature-removed'; readonly feature: string }
  | { readonly kind: 'table-added'; readonly table: string }
  /** Its past stays. */
  | { readonly kind: 'table-removed'; readonly table: string }
  | { readonly kind: 'periods-revised'; readonly table: string; readonly periods: readonly string[] }
  /** They never will be published: lines of them are missing, or what is published beneath them would be told. */
  | { readonly kind: 'periods-withheld'; readonly table: string; readonly periods: readonly string[] }
  /** The one before is lost: what was drawn with it stays. */
  | { readonly kind: 'noise-key-replaced' }
  /** The state was lost: what was published is taken over from the folder. */
  | { readonly kind: 'state-adopted' }
  | { readonly kind: 'text-corrected' }
  | { readonly kind: 'licence-changed'; readonly tier: Tier; readonly before: Licence; readonly after: Licence }
  /** Who signs the data. */
  | { readonly kind: 'publisher-changed'; readonly before: string; readonly after: string }
  /** The base of the public addresses, by which DCAT and Data Package know the dataset. Without `after`: it has none any more. */
  | { readonly kind: 'address-changed'; readonly before: string; readonly after?: string }
  /** A break that was announced for a day does not take place: that of a table, or of the threshold. */
  | { readonly kind: 'protection-kept'; readonly table?: string; readonly planned: string }
  | { readonly kind: 'columns-changed'; readonly table: string }
  /** All at once: two may have each other's name. What later changes and the metadata say of them has the new names. */
  | { readonly kind: 'tables-renamed'; readonly tables: readonly TableRenamed[] }
  /** It has one file a year from now on: these years left the file that held all. */
  | { readonly kind: 'table-split'; readonly table: string; readonly years: readonly string[] }
  /** Of a table that had one already: these years are over, the plain name holds the next. */
  | { readonly kind: 'year-split'; readonly table: string; readonly years: readonly string[] }
  | SeriesBreak

export type TableRenamed = { readonly table: string; readonly before: string }

/** @param grid the days of the first version */
export function datasetBegun(grid: Grid): Change {
  const [first] = grid
  const last = grid.at(-1)
  const isEmpty = first === undefined || last === undefined
  return { kind: 'dataset-begun', ...(!isEmpty && { span: { from: dayText(first), to: dayText(last) } }) }
}

/** Said of the dataset, not of its figures: it holds as soon as it is said. */
export function isOfTexts({ kind }: Change): boolean {
  return ['text-corrected', 'licence-changed', 'publisher-changed', 'address-changed'].includes(kind)
}

/** From `date` on, included, figures do not compare with those before. One without a feature or a table is of all. */
export type SeriesBreak =
  | { readonly kind: 'feature-redefined'; readonly feature: string; readonly date: string }
  /** The same definition under another id. */
  | { readonly kind: 'feature-renamed'; readonly feature: string; readonly before: string; readonly date: string }
  /** It was not counted from `from` to the day before. */
  | { readonly kind: 'feature-returned'; readonly feature: string; readonly from: string; readonly date: string }
  /** The periods that hold a day from `from` to the day before are not published. */
  | { readonly kind: 'table-returned'; readonly table: string; readonly from: string; readonly date: string }
  /** A column is gone, and so is its figure in every longer period that holds some of it. */
  | { readonly kind: 'measure-removed'; readonly table: string; readonly measure: Measure; readonly date: string }
  /** It is back, and had no figure from `from` to the day before. */
  | {
      readonly kind: 'measure-returned'
      readonly table: string
      readonly measure: Measure
      readonly from: string
      readonly date: string
    }
  | { readonly kind: 'threshold-changed'; readonly k: number; readonly date: string }
  | {
      readonly kind: 'protection-changed'
      readonly table: string
      readonly level: ProtectionLevel
      readonly date: string
    }
  | { readonly kind: 'timezone-changed'; readonly timezone: string; readonly date: string }
  /** The service's own hosts, or those that the referrer dimension names. */
  | { readonly kind: 'hosts-changed'; readonly date: string }
  /** The machines that count for the service. */
  | { readonly kind: 'sources-changed'; readonly date: string }
  | { readonly kind: 'robots-changed'; readonly version: string; readonly date: string }
  | { readonly kind: 'formats-changed'; readonly formats: readonly string[]; readonly date: string }

/** A change as it is written in the metadata and in the state, to be read back. */
const CHANGE_SHAPE = z.discriminatedUnion('kind', [
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
]) satisfies z.ZodType<Change>

export const RELEASE_SHAPE = z.object({
  version: z.string(),
  created: z.string(),
  changes: z.array(CHANGE_SHAPE),
}) satisfies z.ZodType<Release>

/** The change that a text holds, as it was kept. Undefined: a later version of the program wrote it. */
export function readChange(text: string): Change | undefined {
  return CHANGE_SHAPE.safeParse(JSON.parse(text)).data
}

function ofPeriods() {
  return { table: z.string(), periods: z.array(z.string()) }
}

function ofYears() {
  return { table: z.string(), years: z.array(z.string()) }
}
