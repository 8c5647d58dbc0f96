import type { Field, LineScanner } from '../../../domain/contracts.ts'
import { FIELDS_TO_EXPLAIN, isOfSomeLines } from '../../../format/index.ts'

/** A format by its name, and the fields that no log of it had, or that some log had not: see `uniteFormats`. */
export type FormatRead = { readonly name: string; readonly lacks: readonly Field[] }

/**
 * The fields that somebody may miss in it. A query stands in the target of most, and in no column.
 *
 * @param had what some line had, whatever the first lines showed
 */
export function formatRead(
  { name, fields, byLine }: Pick<LineScanner, 'name' | 'fields' | 'byLine'>,
  had: readonly Field[],
): FormatRead {
  const isLacked = (field: Field): boolean =>
    !fields.has(field) && !(byLine?.has(field) === true && had.includes(field))
  return { name, lacks: FIELDS_TO_EXPLAIN.filter(isLacked) }
}

/** The same, of names that were kept: others are left out. */
export function formatNamed([name, lacks]: readonly [string, readonly string[]]): FormatRead {
  return { name, lacks: FIELDS_TO_EXPLAIN.filter((field) => lacks.includes(field)) }
}

/**
 * Each format once, ordered by name. Many strings of nginx and Apache go by one name: what one log lacks, a part of the
 * figures lacks. Of keys that lines may have or not, a format lacks those that no line had, however its lines were cut into logs.
 */
export function uniteFormats(formats: readonly FormatRead[]): readonly FormatRead[] {
  return [...new Set(formats.map(({ name }) => name))].sort().map((name) => {
    const same = formats.filter((one) => one.name === name)
    const isLacked = (field: Field): boolean =>
      isOfSomeLines(name, field)
        ? same.every(({ lacks }) => lacks.includes(field))
        : same.some(({ lacks }) => lacks.includes(field))
    return { name, lacks: FIELDS_TO_EXPLAIN.filter(isLacked) }
  })
}
