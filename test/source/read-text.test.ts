import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { fitsPath } from '../../src/source/expand-glob.ts'
import { readText } from '../../src/source/read-text.ts'

const folder = mkdtempSync(join(tmpdir(), 'comptage-text-'))
afterAll(() => rmSync(folder, { recursive: true }))

it.each([
  { why: 'a text', content: 'é\n', read: { text: 'é\n' } },
  { why: 'an empty one', content: '', read: { text: '' } },
  { why: 'a byte order mark', content: '\uFEFFa', read: { text: 'a' } },
  { why: 'more than one piece', content: 'a'.repeat(200_000), read: { text: 'a'.repeat(200_000) } },
  { why: 'a NUL', content: 'a\u0000b', read: { why: 'not-text' } },
  { why: 'more than 8 MiB', content: 'a'.repeat(8_388_609), read: { why: 'too-large' } },
])('$why', async ({ why, content, read }) => {
  const path = join(folder, why)
  writeFileSync(path, content)
  expect(await readText(path)).toEqual(read)
})

it('what cannot be read has its code', async () => {
  expect(await readText(join(folder, 'none'))).toEqual({ errno: 'ENOENT' })
  expect(await readText(folder)).toEqual({ errno: 'EISDIR' })
})

it('a device without an end is left', async () => {
  expect(await readText('/dev/zero')).toEqual({ why: 'too-large' })
})

it.each([
  { path: '/a/b', pattern: '/*/b', fits: true },
  { path: '/a/b', pattern: '/*', fits: false },
  { path: '/a', pattern: '/*/b', fits: false },
])('$path and $pattern', ({ path, pattern, fits }) => {
  expect(fitsPath(path, pattern)).toBe(fits)
})
