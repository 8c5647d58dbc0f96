import type { LineScanner } from '../../domain/contracts.ts'
import { compileString } from '../strings/compile-string.ts'
import type { NamedFormat } from '../named-format.ts'

/** A named format that a string of nginx or Apache says wholly. */
export function fromString(format: Omit<NamedFormat, 'make'> & { readonly string: string }): NamedFormat {
  return { ...format, make: () => scannerOf(format.name, format.string) }
}

/** The scanner of a string that is known to be whole. */
export function scannerOf(name: string, string: string): LineScanner {
  const scanner = compileString(name, string)
  if (scanner === undefined || 'why' in scanner) throw new Error(`the string of ${name} cannot be compiled`)
  return scanner
}
