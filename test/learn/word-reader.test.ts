import { expect, it } from 'vitest'
import { wordReader } from '../../src/learn/word-reader.ts'

const reader = wordReader({ isGeneric: (text) => text === 'item-1', isPlain: () => true }, false)

it.each([
  { segment: 'aide', isWord: true, why: 'letters' },
  { segment: 'mes_aides-2026', isWord: false, why: 'digits may be a number of somebody' },
  { segment: 'item-1', isWord: true, why: 'but not those of the closed vocabulary' },
  { segment: 'v12', isWord: true, why: 'nor of a version' },
  { segment: '---', isWord: false, why: 'no letter' },
  { segment: 'deadbeef', isWord: false, why: 'eight hexadecimal digits may be a token' },
  { segment: 'cafebab', isWord: true, why: 'seven are not' },
  { segment: 'a'.repeat(33), isWord: false, why: 'longer than any word' },
  { segment: 'aide.html', isWord: true, why: 'the name of a page' },
  { segment: 'aide.zzz', isWord: false, why: 'an ending of nothing known' },
])('a word, or none: $segment ($why)', ({ segment, isWord }) => {
  const bytes = new TextEncoder().encode(segment)
  expect(reader(bytes, 0, bytes.length).word !== undefined).toBe(isWord)
})
