import type { Report } from '../../domain/finding.ts'
import { unfitSignOfLines } from '../../domain/text.ts'
import type { Published } from '../folder/open-published.ts'

/** A text file of the folder; undefined, and a finding, where it cannot be read or is no UTF-8. */
export function readText(published: Published, file: string, report: Report): string | undefined {
  const bytes = published.read(file)
  if (bytes === undefined) return undefined
  const text = decoded(bytes)
  if (text === undefined) {
    report({ code: 'NOT_UTF8', file })
    return undefined
  }
  const lines = text.split('\n')
  const line = lines.findIndex((one) => unfitSignOfLines(one) !== undefined)
  if (line >= 0) report({ code: 'CONTROL_CHARACTER', file, line: line + 1 })
  return text
}

// The mark in front is kept, to be found: none of our files has one.
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
