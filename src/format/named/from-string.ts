import { compileString } from '../strings/compile-string.ts'
import type { NamedFormat } from './named-format.ts'

/** A named format that a string of nginx or Apache says wholly. */
export function fromString(format: Omit<NamedFormat, 'make'> & { readonly string: string }): NamedFormat {
  return {
    ...format,
    make() {
      const scanner = compileString(format.name, format.string)
      if (scanner === undefined || 'why' in scanner) throw new Error(`the string of ${format.name} cannot be compiled`)
      return scanner
    },
  }
}
