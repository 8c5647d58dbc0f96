import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nearestWord } from '../../src/config/index.ts'

it.each([
  { written: 'macth', words: ['id', 'match', 'title'], nearest: 'match', why: 'two letters swapped are one mistake' },
  { written: 'languag', words: ['language'], nearest: 'language', why: 'a letter is missing' },
  { written: 'daay', words: ['day', 'year'], nearest: 'day', why: 'a letter too many' },
  { written: 'ODBL-1.0', words: ['etalab-2.0', 'ODbL-1.0'], nearest: 'ODbL-1.0', why: 'the case is no mistake' },
  { written: 'malformd-limt', words: ['malformed-limit'], nearest: 'malformed-limit', why: 'two mistakes' },
  { written: 'europ-paris-', words: ['Europe/Paris'], nearest: 'Europe/Paris', why: 'a third of a long word' },
  { written: 'yaer', words: ['week', 'year', 'yer'], nearest: 'year', why: 'the first of two that are as near' },
  { written: 'ignore', words: ['device', 'status'], nearest: undefined, why: 'nothing like it' },
  { written: 'x', words: ['os', 'id'], nearest: undefined, why: 'all letters wrong' },
  { written: 'mois', words: ['os', 'month'], nearest: undefined, why: 'all letters of the shorter one in doubt' },
  { written: '', words: ['os'], nearest: undefined, why: 'nothing was written' },
  { written: 'day', words: [], nearest: undefined, why: 'nothing to choose from' },
])('$why: $written', ({ written, words, nearest }) => {
  expect(nearestWord(written, words)).toBe(nearest)
})

it('finds a word in which one letter is wrong, whatever else there is', () => {
  const letters = fc.string({ minLength: 4, maxLength: 12, unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f') })
  fc.assert(
    fc.property(letters, fc.nat(11), (word, position) => {
      const i = position % word.length
      const written = `${word.slice(0, i)}z${word.slice(i + 1)}`
      expect(nearestWord(written, ['zzzzzzzzzzzzzzzzzzzz', word])).toBe(word)
    }),
  )
})

it('does not compare a text of a million letters', () => {
  expect(nearestWord('a'.repeat(1_000_000), ['match'])).toBeUndefined()
})
