import { expect, it } from 'vitest'
import { compileFeatures } from '../../src/feature/index.ts'
import { feature } from './request-view.ts'

function personalIn(pattern: string) {
  return compileFeatures([feature('a', [pattern])], { caseInsensitive: false }).problems
}

it.each([
  { literal: 'LEAK.jean@example.fr', kind: 'email', why: 'an address of mail' },
  { literal: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', kind: 'uuid', why: 'a uuid' },
  { literal: 'dossier-3F2504E0-4F89-41D3-9A0C-0305E82C3301', kind: 'uuid', why: 'a uuid in a word' },
  { literal: '203.0.113.9', kind: 'address', why: 'IPv4' },
  { literal: '2001:db8::1', kind: 'address', why: 'IPv6, short' },
  { literal: '2001:db8:0:0:0:0:0:1', kind: 'address', why: 'IPv6, long' },
  { literal: '0199001234', kind: 'phone', why: 'French number' },
  { literal: '01-99-00-12-34', kind: 'phone', why: 'French number in pairs' },
  { literal: '+33 1 99 00 12 34', kind: 'phone', why: 'with a country' },
  { literal: '1234567', kind: 'long-number', why: 'seven digits' },
  { literal: 'dossier-12345678', kind: 'long-number', why: 'a long number in a word' },
])('warns of $why: $literal', ({ literal, kind }) => {
  const pattern = `/a/${literal}`
  const place = { file: 'comptage.yaml', line: 1, column: 5 }
  expect(personalIn(pattern)).toEqual([{ code: 'PATTERN_LOOKS_PERSONAL', place, pattern, literal, kind }])
  expect(personalIn(`/a?x=${encodeURIComponent(literal)}`)).toMatchObject([{ literal, kind }])
})

it.each([
  { literal: 'simulateur', why: 'a word' },
  { literal: '2026-03-01', why: 'a date' },
  { literal: '123456', why: 'six digits' },
  { literal: '999.1.2.3', why: 'no address' },
  { literal: '12:30:00', why: 'a time' },
  { literal: 'logo@2x.png', why: 'an image' },
  { literal: 'lib@1.2', why: 'a version' },
  { literal: '@equipe', why: 'a handle' },
  { literal: '@example.fr', why: 'a domain' },
  { literal: 'a@b', why: 'no domain' },
  { literal: 'deadbeef', why: 'hexadecimal' },
])('lets $why pass: $literal', ({ literal }) => {
  expect(personalIn(`/a/${literal}`)).toEqual([])
})

it('looks at decoded literals only, not at names', () => {
  expect(personalIn('/:a1234567/LEAK%40example.fr')).toMatchObject([{ literal: 'LEAK@example.fr', kind: 'email' }])
})

it.each([
  { title: 'Aide', found: [] },
  { title: 'Formulaire 11542*05 (2026-2027), v2.3.1', found: [] },
  { title: 'Write to LEAK.jean@example.fr, please.', found: ['email'] },
  { title: 'Of jean@example.fr. And of anne@example.fr!', found: ['email', 'email'] },
  { title: 'Dossier 3f2504e0-4f89-41d3-9a0c-0305e82c3301', found: ['uuid'] },
  { title: 'On 203.0.113.9', found: ['address'] },
  { title: 'Appelez le 01 99 00 12 34', found: ['phone'] },
  { title: 'Call +33 1 99 00 12 34 or 0199001234', found: ['phone', 'phone'] },
])('looks at the words of a title: $title', ({ title, found }) => {
  const features = [{ ...feature('a', ['/a']), title: { en: title } }]
  const { problems } = compileFeatures(features, { caseInsensitive: false })
  const kinds = problems.map((problem) => (problem.code === 'TITLE_LOOKS_PERSONAL' ? problem.kind : problem.code))
  expect(kinds).toEqual(found)
})
