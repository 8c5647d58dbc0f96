import type { LineScanner } from '../../domain/contracts.ts'
import { compileString } from '../strings/compile-string.ts'
import type { NamedFormat } from '../named-format.ts'

/** A named format that a string of nginx or Apache says wholly: one scanner does for all logs, since it keeps nothing of a line. */
export function fromString(format: Omit<NamedFormat, 'make'> & { readonly string: string }): NamedFormat {
  let made: LineScanner | undefined
  return { ...format, make: () => (made ??= scannerOf(format.name, format.string)) }
}

/** The scanner of a string that is known to be whole. */
export function scannerOf(name: string, string: string): LineScanner {
  const scanner = compileString(name, string)
  if (scanner === undefined || 'why' in scanner) throw new Error(`the string of ${name} cannot be compiled`)
  return scanner
}
