import { describe, expect, it } from 'vitest'
import { leakFinder } from './find-leaks.ts'
import { processorClock } from '../../processor-clock.ts'

const SENTINELS = ['LEAK-user@example.org', 'LEAK_Long', '192.0.2.77', 'XLEAK', 'leak5', 'LEAK-userland']

/** As the suite hands them on: what was written, and under which name. */
const LEAKS: readonly { readonly text: string; readonly place: number; readonly why: string }[] = [
  { text: 'error: 192.0.2.77 is not a path\n', place: 2, why: 'raw' },
  { text: 'x192.0.2.778', place: 2, why: 'raw, inside more' },
  { text: 'day,feature\n2026-03-01,leak_long\n', place: 1, why: 'in lower case' },
  { text: 'LEAK-USER@EXAMPLE.ORG', place: 0, why: 'in upper case' },
  { text: 'data/leak-user@example.org.csv', place: 0, why: 'in a file name' },
  { text: 'XLEAK', place: 3, why: 'a short one, alone' },
  { text: '"user":"XLEAK"', place: 3, why: 'a short one, as a whole word' },
  { text: 'XLEAK-AND', place: 3, why: 'a short one, before a hyphen' },
  { text: 'leak-userland', place: 5, why: 'one that begins like another' },
]

const NO_LEAKS: readonly { readonly text: string; readonly why: string }[] = [
  { text: 'OXLEAK', why: 'a short one at the end of another word' },
  { text: 'XLEAKY', why: 'a short one at the front of another word' },
  { text: 'XLEAK_1', why: 'a short one in an identifier' },
  { text: 'xleak', why: 'a short one in another case' },
  { text: 'XLEAK\u00c3\u00a9', why: 'a short one before a letter of two bytes' },
  { text: '192.0.2.7', why: 'a part of one' },
  { text: '', why: 'nothing' },
]

describe('leakFinder', () => {
  const leaksIn = leakFinder(SENTINELS)

  it.each(LEAKS)('finds it $why', ({ text, place }) => {
    expect(leaksIn(text)).toEqual([place])
  })

  it.each(NO_LEAKS)('lets pass $why', ({ text }) => {
    expect(leaksIn(text)).toEqual([])
  })

  it('agrees with looking for them one by one', () => {
    const text = LEAKS.map((leak) => leak.text).join(' | ')
    const naive = SENTINELS.flatMap((sentinel, place) =>
      sentinel.length >= 6
        ? text.toLowerCase().includes(sentinel.toLowerCase())
          ? [place]
          : []
        : new RegExp(`\\b${sentinel}\\b`).test(text)
          ? [place]
          : [],
    )
    expect([...leaksIn(text)].sort()).toEqual(naive)
  })

  it('is fast enough for megabytes', () => {
    const many = Array.from({ length: 12_000 }, (_, n) => `LEAK-${n}-${n * 7919}`)
    const workedMs = processorClock()
    expect(leakFinder(many)('198.51.100.4,12,day '.repeat(100_000))).toEqual([])
    expect(workedMs()).toBeLessThan(5000)
  })
})
