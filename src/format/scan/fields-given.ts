import type { Field, FormatCaution } from '../../domain/contracts.ts'

/** The fields that are written, and those that a whole request holds. */
export function fieldsGiven(written: Iterable<Field>): ReadonlySet<Field> {
  const fields = new Set(written)
  if (fields.has('request')) for (const part of ['method', 'target', 'protocol'] as const) fields.add(part)
  return fields
}

const CAUTIONS = [
  ['agent', 'no-agent'],
  ['referrer', 'no-referrer'],
  ['host', 'no-host'],
] as const

/** What an operator is told of fields that a format does not have. */
export function cautionsWithout(fields: ReadonlySet<Field>): readonly FormatCaution[] {
  return CAUTIONS.flatMap(([field, caution]) => (fields.has(field) ? [] : [caution]))
}
