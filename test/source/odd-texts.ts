import fc from 'fast-check'
import { withoutNuls } from './helpers.ts'

export const NUL = String.fromCharCode(0)
const BOM = '\xef\xbb\xbf'

/** What must come out, said in another way: split at LF, look at each length. */
export function expected(text: string): string[] {
  return text
    .replace(/^\xef\xbb\xbf/, '')
    .split(/(?<=\n)/)
    .map(withoutNuls)
    .filter((line) => line !== '')
    .map((line) => (line.replace('\n', '').length > 65536 ? '<too long>' : line))
}

/** Texts whose lines are hard to cut. */
export const ODD_TEXTS = [
  { why: 'empty', text: '' },
  { why: 'only LF', text: '\n' },
  { why: 'no final LF', text: 'a\nb' },
  { why: 'CRLF is left to the gate, a lone CR ends nothing', text: 'a\r\nb\rc\r\n' },
  { why: 'BOM at the start only', text: `${BOM}a\n${BOM}b\n` },
  { why: 'BOM and nothing else', text: BOM },
  { why: 'half a BOM is text', text: BOM.slice(0, 2) },
  { why: 'BOM before a hole', text: `${BOM}${NUL.repeat(100)}a\n` },
  { why: '65,536 bytes fit', text: `a\n${'x'.repeat(65536)}\nb\n` },
  { why: '65,536 bytes with their CR fit', text: `${'x'.repeat(65535)}\r\nb\n` },
  { why: '65,536 bytes at the end fit', text: `a\n${'x'.repeat(65536)}` },
  { why: '65,537 bytes are too long', text: `a\n${'x'.repeat(65537)}\nb\n` },
  { why: '65,537 bytes at the end are too long', text: `a\n${'x'.repeat(65537)}` },
  { why: 'too long, twice in a row', text: `${'x'.repeat(70228)}\n${'y'.repeat(70228)}\nb\n` },
  { why: 'too long, across two buffers of 1 MiB', text: `${'a\n'.repeat(520000)}${'x'.repeat(70228)}\nb\n` },
  { why: '5 MB in one line', text: `a\n${'\xff\x00\r'.repeat(1700000)}\nb\n` },
  { why: 'NULs do not make a line too long', text: `a\n${NUL.repeat(70000)}${'x'.repeat(65536)}\nb\n` },
  { why: 'NULs do not hide that a line is too long', text: `a\n${NUL.repeat(70000)}${'x'.repeat(65537)}\nb\n` },
  { why: '4,096 NULs', text: `a\n${NUL.repeat(4096)}b\n` },
  { why: 'a hole of 5 MB', text: `a\n${NUL.repeat(5000000)}b\n` },
  { why: 'a hole of 5 MB at the end is no line', text: `a\n${NUL.repeat(5000000)}` },
  { why: 'a hole that ends in LF is a blank line', text: `a\n${NUL.repeat(5000000)}\nb\n` },
]

const piece = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', '\n', '\r', NUL, '\xef', '\xbb', '\xbf'), maxLength: 40 }),
  fc
    .record({ of: fc.constantFrom('x', NUL), length: fc.constantFrom(65535, 65536, 65537, 140000) })
    .map((run) => run.of.repeat(run.length)),
)

/** Short lines, and runs about as long as a line may be, which also straddle whatever it is cut into. */
export const oddText = fc.array(piece, { maxLength: 8 }).map((texts) => texts.join(''))
