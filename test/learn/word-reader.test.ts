import fc from 'fast-check'
import { expect, it } from 'vitest'
import { wordReader } from '../../src/learn/word-reader.ts'

const reader = wordReader({ isGeneric: (text) => text === 'item-1', isPlain: () => true }, false)

const REAL =
  'OpenData FranceConnect PDF getUserById MesDemarches eIDAS iPhone mentionsCNIL DemandeAPL MonCompteFormation RdvService aideAuLogement ouEnEstMaDemande DémarcheEnLigne toPDF RSSFeed ParcoursSup jQuery GetCapabilities DGCCRF dgccrf rgpd css catchphrase index_EN AuRA'.split(
    ' ',
  )

it.each([
  { segment: 'aide', isWord: true, why: 'letters' },
  { segment: 'mes_aides-2026', isWord: false, why: 'digits may be a number of somebody' },
  { segment: 'item-1', isWord: true, why: 'but not those of the closed vocabulary' },
  { segment: 'v12', isWord: true, why: 'nor of a version' },
  { segment: '---', isWord: false, why: 'no letter' },
  { segment: 'deadbeef', isWord: false, why: 'eight hexadecimal digits may be a token' },
  { segment: 'cafebab', isWord: true, why: 'seven are not' },
  { segment: 'a'.repeat(33), isWord: false, why: 'longer than any word' },
  { segment: 'QmXyTtRrWwZk', isWord: false, why: 'capitals inside, as a code has' },
  { segment: 'lettre_bKdTqLpWsVzN.pdf', isWord: false, why: 'also as a part of it' },
  { segment: 'bkdtqlpwsvzn', isWord: false, why: 'nothing to speak' },
  { segment: 'BKDTQLPWSVZN', isWord: false, why: 'nor in capitals' },
  { segment: 'aide.html', isWord: true, why: 'the name of a page' },
  { segment: 'aide.zzz', isWord: false, why: 'an ending of nothing known' },
  ...REAL.map((segment) => ({ segment, isWord: true, why: 'written as names are' })),
])('a word, or none: $segment ($why)', ({ segment, isWord }) => {
  const bytes = new TextEncoder().encode(segment)
  expect(reader(bytes, 0, bytes.length).word !== undefined).toBe(isWord)
})

it('takes 7 in 10 codes of 8 to 22 letters drawn from both cases for none', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
  const letter = fc.constantFrom(...Array.from(letters))
  for (const length of [8, 11, 12, 16, 22]) {
    const code = fc.string({ unit: letter, minLength: length, maxLength: length })
    const codes = fc.sample(fc.noBias(code), { numRuns: 2000, seed: 1 })
    const told = codes.filter((segment) => {
      const bytes = new TextEncoder().encode(segment)
      return reader(bytes, 0, bytes.length).word !== undefined
    })
    expect([length, told.length / codes.length < 0.3]).toEqual([length, true])
  }
})
