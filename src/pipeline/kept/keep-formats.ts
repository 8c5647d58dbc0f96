import type { State } from '../../state/index.ts'
import { formatNamed, uniteFormats, type FormatRead } from '../reading/format/formats-read.ts'

/** Keeps that lines were read in these formats, and what all that were read up to now lack. */
export function keepFormats(facts: State['facts'], read: readonly FormatRead[]): void {
  const before = facts.formats().filter(({ name }) => read.some((format) => format.name === name))
  const kept = before.map(({ name, lacks }) => formatNamed([name, lacks]))
  for (const { name, lacks } of uniteFormats([...kept, ...read])) facts.keepFormat(name, lacks)
}
