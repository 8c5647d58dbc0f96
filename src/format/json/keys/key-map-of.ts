import { FIELDS, type Field } from '../../../domain/contracts.ts'
import type { KeyMap } from './key-map.ts'
import { parseKeyPath } from './parse-key-path.ts'

/** Paths as they are written, a space between those of one field: the first that has a value wins. */
export type WrittenKeys = Partial<Readonly<Record<Field, string>>>

export function keyMapOf(written: WrittenKeys): KeyMap {
  return new Map(
    FIELDS.flatMap((field) => {
      const paths = written[field]?.split(' ').map(parseKeyPath) ?? []
      return paths.length === 0 ? [] : [[field, paths] as const]
    }),
  )
}
