import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createShaper } from '../../../src/gate/index.ts'
import { GENERIC_WORDS, SHOWN_EXTENSIONS } from '../../../src/gate/shape/generic-words.ts'
import { SEGMENT_VOCABULARY } from '../../../src/gate/shape/segment-kinds.ts'
import { gateWithoutFeatures, lineOf, shapesOf, shapeText } from './shape-of-target.ts'

const LITERALS = ['Guichets-Exemple', 'École', 'plan.html']
const shaper = createShaper(LITERALS)

// Written down anew: the test must not learn the language from what it tests.
const KINDS = 'email uuid jwt ip date nir iban siret siren phone num hex id slug word long enc more'
  .split(' ')
  .map((kind) => `{${kind}}`)

describe('what shapes know of segments, for a learner of words', () => {
  it.each([
    { text: 'dupont', isPlain: true, isGeneric: false },
    { text: 'mon-espace-perso', isPlain: true, isGeneric: false },
    { text: 'login', isPlain: true, isGeneric: true },
    { text: '12345', isPlain: false, isGeneric: false },
    { text: 'LEAK@example.fr', isPlain: false, isGeneric: false },
  ])('$text: plain $isPlain, generic $isGeneric', ({ text, isPlain, isGeneric }) => {
    expect([SEGMENT_VOCABULARY.isPlain(text), SEGMENT_VOCABULARY.isGeneric(text)]).toEqual([isPlain, isGeneric])
  })
})

describe('a shape', () => {
  it.each([
    { target: '/', shape: '/', why: 'the root has no segment' },
    { target: '/api/v1/users', shape: '/api/v1/users', why: 'generic words are shown' },
    { target: '/API/Login', shape: '/api/login', why: 'in small letters' },
    { target: '/GUICHETS-exemple', shape: '/guichets-exemple', why: 'so are literals of the patterns' },
    { target: '/%C3%89cole', shape: '/École', why: 'a literal beyond ASCII, encoded' },
    { target: '/%c3%a9cole', shape: '/{word}', why: 'whose small letter is another word' },
    { target: '/plan.html', shape: '/plan.html', why: 'a literal with its extension' },
    { target: '/search.php', shape: '/search.php', why: 'a word with a known extension' },
    { target: '/rapport.pdf', shape: '/{word}.pdf', why: 'another word with a known extension' },
    { target: '/rapport.dupont', shape: '/{word}', why: 'an unknown extension is part of the word' },
    { target: '/.env', shape: '/.env', why: 'a word that begins with a dot' },
    { target: '/.pdf', shape: '/{word}', why: 'an extension alone is none' },
    { target: '/users?id=LEAK#LEAK', shape: '/users', why: 'query and fragment are cut' },
    { target: '/users;LEAK=1/x', shape: '/users/{word}', why: 'parameters of a segment are cut' },
    { target: '/users%3BLEAK', shape: '/users', why: 'also encoded' },
    { target: '/users%253FLEAK', shape: '/users', why: 'also encoded twice' },
    { target: '/users%2523LEAK', shape: '/users', why: 'a fragment, encoded twice' },
    { target: '/;LEAK', shape: '/{word}', why: 'nothing is left of a segment' },
    { target: '/%2561pi', shape: '/api', why: 'encoded twice' },
    { target: '/%252561pi', shape: '/api', why: 'encoded three times' },
    { target: '/%25252561pi', shape: '/{enc}', why: 'encoded four times' },
    { target: '/100%25', shape: '/{enc}', why: 'a percent sign that cannot be undone' },
    { target: '/%zz', shape: '/{enc}', why: 'no hexadecimal digits' },
    { target: '/caf%E9', shape: '/{enc}', why: 'Latin-1, encoded' },
    { target: '/caf\xe9', shape: '/{enc}', why: 'Latin-1, raw' },
    { target: '/caf\xc3\xa9', shape: '/{word}', why: 'UTF-8, raw' },
    { target: '/%F0%9F%9A%B2/%E2%82%AC', shape: '/{word}/{word}', why: 'UTF-8 of three and four bytes' },
    { target: `/${'z'.repeat(256)}`, shape: '/{word}', why: 'as long as may be' },
    { target: `/${'z'.repeat(257)}`, shape: '/{long}', why: 'too long' },
    { target: '/1/2/3/4/5/6', shape: '/{num}/{num}/{num}/{num}/{num}/{num}', why: 'six segments' },
    { target: '/1/2/3/4/5/6/7/8', shape: '/{num}/{num}/{num}/{num}/{num}/{num}/{more}', why: 'more than six' },
    { target: 'http://LEAK.example.org/users', shape: '/users', why: 'the host is cut' },
    { target: '?LEAK', shape: '/', why: 'a query alone' },
    { target: '/{email}/{more}', shape: '/{word}/{word}', why: 'nobody can write a kind' },
  ])('$why: $target', ({ target, shape }) => {
    expect(shapeText(shaper, target)).toBe(shape)
  })

  it('has at most seven positions', () => {
    const [shape] = shapesOf(gateWithoutFeatures(), shaper, lineOf('/a'.repeat(500)))
    expect(shape).toHaveLength(7)
  })
})

describe('a segment that identifies somebody shows only its kind', () => {
  it.each([
    { segment: 'jean.dupont@example.fr', kind: '{email}' },
    { segment: 'jean.dupont%40example.fr', kind: '{email}' },
    { segment: 'jean.dupont%2540example.pdf', kind: '{email}' },
    { segment: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', kind: '{uuid}' },
    { segment: '3F2504E0-4F89-41D3-9A0C-0305E82C3301.json', kind: '{uuid}.json' },
    { segment: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJMRUFLIn0.c2lnbmF0dXJl', kind: '{jwt}' },
    { segment: '192.0.2.17', kind: '{ip}' },
    { segment: '2001:db8::17', kind: '{ip}' },
    { segment: '2001:db8:0:0:0:0:0:17', kind: '{ip}' },
    { segment: '1984-12-24', kind: '{date}' },
    { segment: '24.12.1984', kind: '{date}' },
    { segment: '184127645108946', kind: '{nir}' },
    { segment: '1-84-12-76-451-089-46', kind: '{nir}' },
    { segment: '284122A45108980', kind: '{nir}' },
    { segment: '284122b45108910', kind: '{nir}' },
    { segment: 'FR1420041010050500013M02606', kind: '{iban}' },
    { segment: 'FR14%202004%201010%200505%200001%203M02%20606', kind: '{iban}' },
    { segment: '73282932000074', kind: '{siret}' },
    { segment: '732829320', kind: '{siren}' },
    { segment: '732.829.320', kind: '{siren}' },
    { segment: '0612345678', kind: '{phone}' },
    { segment: '06.12.34.56.78', kind: '{phone}' },
    { segment: '+33612345678', kind: '{phone}' },
    { segment: '0033612345678', kind: '{phone}' },
    { segment: '20260310123', kind: '{num}' },
    { segment: 'da39a3ee5e6b4b0d3255bfef95601890afd80709', kind: '{hex}' },
    { segment: 'AB-123-CD', kind: '{id}' },
    { segment: 'dossier12', kind: '{id}' },
    { segment: 'jean-dupont', kind: '{slug}' },
    { segment: 'Jean%20Dupont.pdf', kind: '{slug}.pdf' },
    { segment: 'marie_durand', kind: '{slug}' },
    { segment: 'Dupont', kind: '{word}' },
    { segment: 'jdupont', kind: '{word}' },
  ])('$segment', ({ segment, kind }) => {
    expect(shapeText(shaper, `/profil/${segment}`)).toBe(`/profil/${kind}`)
  })
})

describe('what only looks like an identifier is told by what it is', () => {
  it.each([
    { segment: '192.0.2.300', kind: '{id}', why: 'no address: a part above 255' },
    { segment: '12:30:00', kind: '{id}', why: 'a time is no address' },
    { segment: '2026-13-10', kind: '{id}', why: 'there is no month 13' },
    { segment: '184127645108947', kind: '{num}', why: 'a wrong key of a NIR' },
    { segment: 'FR1520041010050500013M02606', kind: '{id}', why: 'wrong digits of an IBAN' },
    { segment: '732829321', kind: '{num}', why: 'a wrong digit of a SIREN' },
    { segment: '73282932000075', kind: '{num}', why: 'a wrong digit of a SIRET' },
    { segment: 'facade', kind: '{word}', why: 'too short for a hash' },
  ])('$why: $segment', ({ segment, kind }) => {
    expect(shapeText(shaper, `/${segment}`)).toBe(`/${kind}`)
  })
})

describe('the gate', () => {
  it('gives no shape where the line has no path, also after a line that has one', () => {
    const lines = Buffer.concat([
      lineOf('/users'),
      lineOf('*', 'OPTIONS'),
      lineOf('/users'),
      Buffer.from('no line of a log\n'),
      lineOf('/users'),
      lineOf('nonsense'),
    ])
    const shapes = shapesOf(gateWithoutFeatures(), shaper, lines)
    expect(shapes.map((shape) => (shape === undefined ? undefined : shaper.textOf(shape)))).toEqual([
      '/users',
      undefined,
      '/users',
      undefined,
      '/users',
      undefined,
    ])
  })
})

describe('whatever the path, its shape is a sentence of a finite language', () => {
  const stems = new Set([...KINDS, ...GENERIC_WORDS, 'guichets-exemple', 'École', 'plan.html'])
  const isWord = (word: string): boolean => {
    const dot = word.lastIndexOf('.')
    return stems.has(word) || (stems.has(word.slice(0, dot)) && SHOWN_EXTENSIONS.includes(word.slice(dot + 1)))
  }

  // No space, quote, backslash or line end: a log would escape those.
  const rawByte = fc.integer({ min: 0x21, max: 0xff }).filter((byte) => byte !== 0x22 && byte !== 0x5c)
  const raw = fc.array(rawByte, { maxLength: 30 }).map((bytes) => String.fromCharCode(...bytes))
  const encoded = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 12 }).map(percentEncoded)
  const known = fc.constantFrom(...GENERIC_WORDS, ...SHOWN_EXTENSIONS, '{email}', '{more}', 'dupont', '184127645108946')
  const glue = fc.constantFrom('', '.', '-', '%2f', '%252e', ';', '@', '%', ':')
  const segment = fc.oneof(
    raw,
    encoded,
    known,
    fc.tuple(known, glue, fc.oneof(raw, known)).map((parts) => parts.join('')),
  )
  const path = fc.array(segment, { maxLength: 9 }).map((segments) => `/${segments.join('/')}`)

  it('20,000 random and hostile paths', () => {
    const gate = gateWithoutFeatures()
    fc.assert(
      fc.property(fc.array(path, { minLength: 200, maxLength: 200 }), (paths) => {
        const lines = Buffer.concat(paths.map((target) => lineOf(target)))
        const words = shapesOf(gate, shaper, lines)
          .map((shape) => shaper.textOf(shape ?? []))
          .flatMap((text) => text.slice(1).split('/'))
          .filter((word) => word !== '')
        expect(words.filter((word) => !isWord(word))).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})

function percentEncoded(bytes: readonly number[]): string {
  return bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
}
