import { describe, expect, it } from 'vitest'
import { METHOD } from '../../src/domain/dictionary.ts'
import { PATH_WRITING } from '../../src/domain/contracts.ts'
import { PATTERN_KINDS } from '../../src/domain/feature.ts'
import { IS_OF_KIND, isAsset } from '../../src/feature/pattern/is-of-kind.ts'
import { openKernel } from '../../src/kernel/index.ts'

const UUID = '0123abcd-4567-89ef-ABCD-0123456789af'
// As long as the kernel looks at once, a byte less and more, and of two looks.
const WORDS = [15, 16, 17, 31, 32, 33].map((length) => 'abcdefghijklmnopqrstuvwxyz0123456789'.slice(0, length))
const LITERALS = [...WORDS, 'a', 'eightlet', 'ninelette', 'seventeen-letterz', '2026-01-02', '7', 'logo.png', '%', 'é']
const BEGUN = [
  ...[...LITERALS, UUID, '2026-10-31', '1234567890123456', '12345678901234567890', 'ab-cd_ef', 'abcdefghijklmno-p'],
  ...['abcdefghijklmnop-q', `${'a-'.repeat(16)}b`, 'a.webmanifest', 'a.min.js', '.css', 'logo-abcdefgh.woff2'],
].map((text) => Buffer.from(text).toString('latin1'))

// What begins or ends a segment is no part of it, and what stands for another byte has a property of its own.
const BYTES = Array.from({ length: 255 }, (_, i) => String.fromCharCode(i + 1)).filter((one) => !'/?#%;'.includes(one))
const EDGES = ['-', '_', '.', '0', '9', 'a', 'f', 'g', 'z', 'F', 'G', 'Z', '@', '[', '`', '{', ':', ' ']
// With and without a 29 February, as centuries decide too.
const YEARS = ['1900', '2000', '2024', '2026']
const DAYS = Array.from({ length: 14 * 33 }, (_, i) => [Math.floor(i / 33), i % 33])
const DATES = YEARS.flatMap((year) =>
  DAYS.map((numbers) => [year, ...numbers.map((number) => String(number).padStart(2, '0'))].join('-')),
)

/** With each of others in the place of each byte, or, `isInserted`, in front of each and at the end. */
function* changed(text: string, others: readonly string[], isInserted: boolean): Generator<string> {
  for (let at = 0; at < text.length + Number(isInserted); at++)
    for (const one of others) yield text.slice(0, at) + one + text.slice(isInserted ? at : at + 1)
}

/** Each text, with each byte at each place, with one more at each place, and one less. */
const SEGMENTS = new Set([
  ...BEGUN,
  ...BEGUN.flatMap((text) => [
    ...changed(text, BYTES, false),
    ...changed(text, EDGES, true),
    ...changed(text, [''], false),
  ]),
  ...DATES,
])
for (const none of ['', '.', '..']) SEGMENTS.delete(none)

/** All that patterns can tell of a segment. */
function told(segment: string, kinds: readonly (keyof typeof IS_OF_KIND)[]): string {
  const bytes = Buffer.from(segment, 'latin1')
  if (LITERALS.includes(bytes.toString())) return `literal ${bytes.toString()}`
  return [
    ...kinds.filter((kind) => IS_OF_KIND[kind](bytes, 0, bytes.length)),
    ...(isAsset(segment) ? ['asset'] : []),
  ].join()
}

function memoOf(kinds: readonly (keyof typeof IS_OF_KIND)[], literals = LITERALS) {
  const size = { mostEntries: 1000, arenaBytes: 1 << 16 }
  const patterns = [...literals.map((text) => [{ kind: 'literal', text } as const]), ...kinds.map((kind) => [{ kind }])]
  const { paths } = openKernel([], { size, patterns })
  /** The number of the first path of which the same can be told, which is its own if there was none. */
  return (path: string, number: number, writing = 0): number => {
    const bytes = Buffer.from(path, 'latin1')
    const found = paths!.find(bytes, 0, bytes.length, METHOD.GET, writing)
    if (found < 0) paths!.keep(bytes, 0, bytes.length, METHOD.GET, writing, number)
    return paths!.find(bytes, 0, bytes.length, METHOD.GET, writing)
  }
}

describe('of a segment the kernel tells what the trie does', () => {
  it.each([PATTERN_KINDS, ...PATTERN_KINDS.map((kind) => [kind]), []].map((kinds) => ({ kinds })))(
    'where patterns ask for $kinds',
    ({ kinds }) => {
      const memo = memoOf(kinds)
      const firstOf = new Map<string, number>()
      const wrong: string[] = []
      for (const [number, segment] of [...SEGMENTS].entries()) {
        const is = told(segment, kinds)
        if (!firstOf.has(is)) firstOf.set(is, number)
        if (memo(`/${segment}`, number) !== firstOf.get(is)) wrong.push(segment)
      }
      expect(wrong).toEqual([])
      expect(firstOf.size).toBeGreaterThan(LITERALS.length)
    },
  )

  it('and of letters in any case, where that is the same', () => {
    const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(0x61 + i))
    const memo = memoOf([], letters)
    for (const [number, letter] of letters.entries())
      for (const written of [letter, letter.toUpperCase()])
        expect([written, memo(`/${written}`, number, PATH_WRITING.caseless)]).toEqual([written, number])
    for (const other of ['@', '[', '`', '{']) expect(memo(`/${other}`, 100, PATH_WRITING.caseless)).toBe(100)
  })

  it('and of what is encoded as it stands for, or nothing where that is too long', () => {
    const memo = memoOf(['slug'])
    expect(memo('/abc', 1)).toBe(1)
    expect(memo('/~', 2)).toBe(2)
    expect(memo(`/${'%61'.repeat(341)}`, 3)).toBe(1)
    expect(memo(`/${'%61'.repeat(342)}`, 3)).toBe(-1)
  })
})
