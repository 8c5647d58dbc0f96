import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { undoJson } from '../../src/gate/coding/undo-json.ts'

/** In the middle of a line; the escapes behind it are none of its own. */
function undo(written: string): string {
  const value = Buffer.from(written, 'utf8')
  const bytes = Buffer.concat([Buffer.from('00'), value, Buffer.from('0041\\u0041')])
  const out = Buffer.alloc(value.length + 1, '!')
  const length = undoJson(bytes, 2, 2 + value.length, out)
  expect(length).toBeLessThanOrEqual(value.length)
  expect(out.at(length)).toBe(0x21)
  return out.toString('latin1', 0, length)
}

const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

describe('escapes of JSON', () => {
  it.each([
    ['', '', 'nothing'],
    ['/a', '/a', 'none'],
    ['\\"', '"', 'a quote'],
    ['\\\\', '\\', 'a backslash'],
    ['\\\\u0041', '\\u0041', 'an escaped backslash and no escape'],
    ['\\/a\\/b', '/a/b', 'slashes'],
    ['\\b\\f\\n\\r\\t', '\b\f\n\r\t', 'letters for control bytes'],
    ['\\u001F', '\x1f', 'one byte'],
    ['\\u0026', '&', 'as Go writes &'],
    ['\\u00e9', utf8('é'), 'two bytes of UTF-8'],
    ['\\u20AC', utf8('€'), 'three bytes'],
    ['\\ud83d\\ude00', utf8('😀'), 'a pair'],
    ['\\ud83d', utf8('\ufffd'), 'half a pair at the end'],
    ['\\ud83dx', utf8('\ufffdx'), 'half a pair'],
    ['\\ud83d\\n', utf8('\ufffd\n'), 'half a pair and an escape of another kind'],
    ['\\ud83d\\u00e9', utf8('\ufffdé'), 'half a pair and an escape of its own'],
    ['\\ude00', utf8('\ufffd'), 'the other half'],
    ['\\ud83d\\ude0', utf8('\ufffd\\ude0'), 'half a pair, then a cut'],
    ['\\xC3\\xA9', utf8('é'), 'bytes, as older servers write them'],
    ['\\xg2', '\\xg2', 'no digits'],
    ['\\x2', '\\x2', 'cut: the bytes behind are not its digits'],
    ['\\x', '\\x', 'cut before its digits'],
    ['\\u00e', '\\u00e', 'cut'],
    ['\\u', '\\u', 'cut before its digits'],
    ['\\u00g0', '\\u00g0', 'no digits'],
    ['\\ug000', '\\ug000', 'no digits in front'],
    ['\\q', '\\q', 'no escape'],
    ['\\', '\\', 'a backslash at the end'],
  ])('%s is %j: %s', (written, value) => {
    expect(undo(written)).toBe(value)
  })

  it('what JSON.stringify writes of any text is read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(undo(JSON.stringify(text).slice(1, -1))).toBe(utf8(text))
      }),
    )
  })

  it('every code unit is read as JSON.parse reads it', () => {
    for (let unit = 0; unit < 0x10000; unit += 7) {
      const written = `\\u${unit.toString(16).padStart(4, '0')}`
      expect(undo(written)).toBe(utf8(String(JSON.parse(`"${written}"`))))
    }
  })
})
