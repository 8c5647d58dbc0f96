import type { Field, LineScanner } from '../../../domain/contracts.ts'
import { FIELDS_TO_EXPLAIN } from '../../../format/index.ts'

/** A format by its name, and the fields that a log of it did not have. */
export type FormatRead = { readonly name: string; readonly lacks: readonly Field[] }

/** The fields that somebody may miss in it. A query stands in the target of most, and in no column. */
export function formatRead({ name, fields }: Pick<LineScanner, 'name' | 'fields'>): FormatRead {
  return { name, lacks: FIELDS_TO_EXPLAIN.filter((field) => !fields.has(field)) }
}

/** The same, of names that were kept: others are left out. */
export function formatNamed([name, lacks]: readonly [string, readonly string[]]): FormatRead {
  return { name, lacks: FIELDS_TO_EXPLAIN.filter((field) => lacks.includes(field)) }
}

/**
 * Each format once, ordered by name. Many strings of nginx and Apache go by one name: what one log lacks, a part of the
 * figures lacks.
 */
export function uniteFormats(formats: readonly FormatRead[]): readonly FormatRead[] {
  const lacking = new Map<string, ReadonlySet<Field>>()
  for (const { name, lacks } of formats) lacking.set(name, new Set([...(lacking.get(name) ?? []), ...lacks]))
  return [...lacking]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, lacks]) => ({ name, lacks: FIELDS_TO_EXPLAIN.filter((field) => lacks.has(field)) }))
}
