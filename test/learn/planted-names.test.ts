import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as learn from '../../src/learn/index.ts'
import { checkProperty } from '../properties/check-property.ts'
import {
  ALL_LEAVES,
  LAYOUTS,
  namesTold,
  plantedNames,
  usesOf,
  wordsTold,
  type Layout,
  type Room,
} from './planted-names.ts'

const EVERY_LAYOUT = Object.keys(LAYOUTS).filter((name): name is Layout => name in LAYOUTS)
const POPULAR = ['one', 'all'] as const

describe('a name among 50 siblings is never told', () => {
  it.each(EVERY_LAYOUT.flatMap((layout) => POPULAR.map((popular) => ({ layout, popular }))))(
    '$layout, $popular popular',
    ({ layout, popular }) => {
      for (const count of [50, 51, 70, 120]) expect(namesTold(learn, usesOf(layout, count, popular))).toEqual([])
      // The service itself is told, so that there is something to tell.
      expect(wordsTold(learn, usesOf(layout, 50, popular))).toEqual(expect.arrayContaining(['aide']))
    },
  )

  it.each(ALL_LEAVES.flatMap((layout) => POPULAR.map((popular) => ({ layout, popular }))))(
    'nor among 21, where all are leaves: $layout, $popular popular',
    ({ layout, popular }) => expect(namesTold(learn, usesOf(layout, 21, popular))).toEqual([]),
  )

  it.each(EVERY_LAYOUT)('nor is any name at all by --closed: %s', (layout) => {
    for (const count of [1, 5, 50]) expect(namesTold(learn, usesOf(layout, count, 'all'), true)).toEqual([])
  })

  it('whatever the order, and with any number of uses', async () => {
    const property = fc.property(
      fc.constantFrom(...EVERY_LAYOUT),
      fc.integer({ min: 50, max: 90 }),
      fc.array(fc.nat({ max: 199 }), { minLength: 8, maxLength: 8 }),
      (layout, count, random) => {
        const uses = usesOf(layout, count, 'all')
          .map((use, i) => ({
            path: use.path,
            times: 1 + (random[i % 8] ?? 0),
            at: (random[(i * i) % 7] ?? 0) ^ (i % 199),
          }))
          .toSorted((a, b) => a.at - b.at)
        expect(namesTold(learn, uses)).toEqual([])
      },
    )
    await checkProperty(property, 15)
  })
})

describe('what is told', () => {
  it('does not depend on the order of uses', async () => {
    const uses = [
      ...usesOf('leaves and heads', 44, 'all'),
      ...usesOf('root', 30, 'one'),
      ...usesOf('mixed endings', 60, 'all'),
    ]
    const first = wordsTold(learn, uses)
    const property = fc.property(fc.shuffledSubarray(uses, { minLength: uses.length }), (shuffled) => {
      expect(wordsTold(learn, shuffled)).toEqual(first)
    })
    await checkProperty(property, 8)
  })

  it('may be a popular name among few: that is what the review mark is for', () => {
    expect(namesTold(learn, usesOf('leaf', 5, 'all'))).not.toEqual([])
  })

  it('is no instance: of 12 heads that share a child, none', () => {
    const uses = plantedNames(12).flatMap((name) =>
      ['galerie', 'journal'].map((page) => ({ path: `/gens/${name}/${page}`, times: 100 })),
    )
    expect(namesTold(learn, uses)).toEqual([])
    expect(wordsTold(learn, uses)).toContain('galerie')
  })

  it.each([
    ['an e-mail', '/pages/LEAK@example.org'],
    ['a number', '/pages/4929123'],
    ['a number in letters', '/pages/leak42'],
    ['a token of hexadecimal letters', '/pages/deadbeefcafe'],
    ['the same with an ending', '/pages/deadbeefcafe.html'],
    ['a token within a word', '/pages/leak-abadcafedeadbeef'],
    ['a very long word', `/pages/${'leak'.repeat(9)}`],
    ['an ending that is none', '/pages/leak.leakende'],
    ['a name behind a tilde', '/~leak/'],
    ['a query', '/pages?leak=leak'],
    ['a session', '/pages;leak=leak'],
    ['bytes that are no text', '/pages/leak%2541'],
  ])('is never %s, however popular', (_, path) => {
    const told = wordsTold(learn, [...usesOf('leaf', 0, 'all'), { path, times: 5000 }])
    expect(told.filter((word) => /leak|4929123|deadbeef|@/i.test(word))).toEqual([])
  })
})

/** The room with one of its rules taken out. */
const MUTANTS: readonly {
  readonly without: string
  readonly file: string
  readonly change: Readonly<Record<string, unknown>>
}[] = [
  { without: 'the count of siblings', file: 'branch', change: { isFull: () => false } },
  { without: 'the list of leaves', file: 'sibling-rules', change: { isOneOfMany: () => false } },
  { without: 'instances', file: 'sibling-rules', change: { sharedChildren: () => new Set() } },
]

describe('a rule that is missing would be seen', () => {
  afterEach(() => {
    vi.doUnmock('../../src/learn/branch.ts')
    vi.doUnmock('../../src/learn/sibling-rules.ts')
    vi.resetModules()
  })

  it.each(MUTANTS)('$without', async ({ file, change }) => {
    const path = `../../src/learn/${file}.ts`
    vi.resetModules()
    vi.doMock(path, async (original: () => Promise<object>) => ({
      ...(await original()),
      ...change,
    }))
    const mutant: Room = await import('../../src/learn/index.ts')
    const tried = [
      ...EVERY_LAYOUT.flatMap((layout) => [50, 70].map((count) => usesOf(layout, count, 'all'))),
      ...ALL_LEAVES.map((layout) => usesOf(layout, 21, 'all')),
      plantedNames(12).map((name) => ({ path: `/gens/${name}/galerie`, times: 100 })),
    ]
    expect(tried.filter((uses) => namesTold(mutant, uses).length > 0).length).toBeGreaterThan(0)
    expect(tried.filter((uses) => namesTold(learn, uses).length > 0)).toEqual([])
  })
})
