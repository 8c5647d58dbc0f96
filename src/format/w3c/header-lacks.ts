import type { Field } from '../../domain/contracts.ts'
import { isWord } from '../separated/is-word.ts'
import { columnsOf, lackingOf } from './columns.ts'

const HEADER = '#fields:'

/** What every request has and a `#Fields` line does not name; nothing for any other line. */
export function headerLacks(bytes: Uint8Array, start: number, end: number): readonly Field[] {
  const from = start + HEADER.length
  if (from > end || !isWord(bytes, start, from, HEADER)) return []
  return lackingOf(columnsOf(bytes, from, end))
}
