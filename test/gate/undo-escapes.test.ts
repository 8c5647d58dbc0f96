import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hexByte, undoEscapes } from '../../src/gate/coding/undo-escapes.ts'
import { apache, nginxDefault, nginxJson } from '../conformance/write-line.ts'

/** In the middle of a line, from a value of bytes to bytes. */
function undo(written: string): string {
  const bytes = Buffer.from(`00${written}00`, 'latin1')
  const out = Buffer.alloc(written.length + 1, '!')
  const length = undoEscapes(bytes, 2, 2 + written.length, out)
  expect(length).toBeLessThanOrEqual(written.length)
  expect(out.at(length)).toBe(0x21)
  return out.toString('latin1', 0, length)
}

describe('escapes', () => {
  it.each([
    ['', '', 'nothing'],
    ['/a', '/a', 'none'],
    ['\\x22', '"', 'nginx'],
    ['\\x5C', '\\', 'nginx, a backslash'],
    ['\\xe9', '\xe9', 'Apache, small letters'],
    ['\\xC3\\xA9', '\xc3\xa9', 'two bytes'],
    ['\\"', '"', 'Apache, a quote'],
    ['\\\\', '\\', 'a backslash'],
    ['\\\\x22', '\\x22', 'an escaped backslash and no escape'],
    ['\\/', '/', 'JSON, a slash'],
    ['\\b\\f\\n\\r\\t\\v', '\b\f\n\r\t\v', 'letters for control bytes'],
    ['\\u001F', '\x1f', 'JSON'],
    ['\\u00e9', '\xe9', 'JSON, one byte'],
    ['\\u0169', '\\u0169', 'JSON, no byte'],
    ['\\u1000', '\\u1000', 'JSON, no byte either'],
    ['\\u00g0', '\\u00g0', 'JSON, no digits'],
    ['\\u00e', '\\u00e', 'JSON, cut'],
    ['\\x2', '\\x2', 'cut: the bytes behind are not its digits'],
    ['\\x', '\\x', 'cut before its digits'],
    ['\\xg2', '\\xg2', 'no digit'],
    ['\\x2g', '\\x2g', 'one digit'],
    ['\\q', '\\q', 'no escape'],
    ['\\', '\\', 'a backslash at the end'],
  ])('%s is %j: %s', (written, value) => {
    expect(undo(written)).toBe(value)
  })

  it.each([
    ['nginx', nginxDefault],
    ['nginx, escape=json', nginxJson],
    ['Apache', apache],
  ])('what %s writes of any bytes is read back', (_, spell) => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 30 }), (bytes) => {
        const value = Buffer.from(bytes).toString('latin1')
        expect(undo(spell(value))).toBe(value)
      }),
    )
  })
})

it('every byte has its two digits, and nothing else has', () => {
  const digit = (value: number) => value.toString(16).charCodeAt(0)
  for (let byte = 0; byte < 256; byte++) expect(hexByte(digit(byte >> 4), digit(byte & 15))).toBe(byte)
  const wrong = Array.from({ length: 256 }, (_, byte) => byte).filter(
    (byte) => !/[\da-f]/i.test(String.fromCharCode(byte)),
  )
  expect(wrong.flatMap((byte) => [hexByte(byte, 0x30), hexByte(0x30, byte)]).every((value) => value === -1)).toBe(true)
})
