import type { LineScanner } from '../../src/domain/contracts.ts'
import { readLine, type LineRead } from './read-line.ts'

/** What a scanner finds in the lines of a log, one after the other; a column where a line does not fit. */
export function readLog(scanner: LineScanner, lines: readonly string[]): readonly (LineRead | number)[] {
  return lines.map((line) => readLine(scanner, line))
}

/** What it finds in the last of them. */
export function readLast(scanner: LineScanner, lines: readonly string[]): LineRead | number {
  return readLog(scanner, lines).at(-1) ?? -1
}

/** The first bytes of a log, in the middle of a buffer. */
export function firstBytes(lines: readonly string[], lineEnd = '\n'): { bytes: Buffer; start: number; end: number } {
  const text = lines.map((line) => line + lineEnd).join('')
  return { bytes: Buffer.from(`LEAK\n${text}#Fields: LEAK\n`, 'latin1'), start: 5, end: 5 + text.length }
}
