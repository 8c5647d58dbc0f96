import { FIELDS, type Field, type LineScanner } from '../../domain/contracts.ts'
import { NAMED_FORMATS } from './list.ts'
import type { NamedFormat } from './named-format.ts'

/** A named format as an operator sees it. */
export type ListedFormat = Pick<NamedFormat, 'name' | 'aliases' | 'string' | 'samples' | 'lacks'> & {
  /** In the order of `FIELDS`. */
  readonly fields: readonly Field[]
  readonly zone: LineScanner['zone']
}

/** Every named format, in the order in which detection prefers them. */
export function listFormats(): readonly ListedFormat[] {
  return NAMED_FORMATS.map(({ make, ...format }) => {
    const { fields, zone } = make()
    return { ...format, fields: FIELDS.filter((field) => fields.has(field)), zone }
  })
}
