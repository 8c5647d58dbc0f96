import type { State } from '../../state/index.ts'
import { formatNamed, uniteFormats, type FormatRead } from '../reading/format/formats-read.ts'

/** The formats that lines were read in up to now. */
export function formatsKept(facts: State['facts']): readonly FormatRead[] {
  return facts.formats().map(({ name, lacks }) => formatNamed([name, lacks]))
}

/** Keeps that lines were read in these formats, and what all that were read up to now lack. */
export function keepFormats(facts: State['facts'], read: readonly FormatRead[]): void {
  const kept = formatsKept(facts).filter(({ name }) => read.some((format) => format.name === name))
  for (const { name, lacks } of uniteFormats([...kept, ...read])) facts.keepFormat(name, lacks)
}
