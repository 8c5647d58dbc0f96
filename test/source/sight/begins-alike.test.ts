import { appendFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { beginsAlike, sightLog, type Sight } from '../../../src/source/index.ts'
import { testFolder } from '../../cli/run-comptage.ts'

const KEY = new Uint8Array(32).fill(7)
const { fresh } = testFolder('alike-bytes')

async function look(text: string | Uint8Array): Promise<Sight & { readonly path: string }> {
  const path = join(fresh({ log: text }), 'log')
  return { ...(await sightLog({ path }, KEY, () => [])), path }
}

// More than a block of 256 KiB.
const LONG = 'a line of a log\n'.repeat(40_000)

describe('beginsAlike', () => {
  it.each([
    { one: LONG, other: LONG.slice(0, 500_000), is: true, why: 'a half of it' },
    { one: LONG, other: `${LONG.slice(0, 500_000)}b\n`, is: false, why: 'a half, then something else' },
    { one: 'a\nb\n', other: 'a\nc\n', is: false, why: 'another second line' },
    { one: 'a\nb\n', other: `${'\0'.repeat(5000)}a\nb\nc\n`, is: true, why: 'the same after a hole' },
  ])('$why: $is, plain and compressed', async ({ one, other, is }) => {
    for (const pair of [
      [one, other],
      [other, gzipSync(one)],
      [gzipSync(one), gzipSync(other)],
    ] as const) {
      const [left, right] = [await look(pair[0]), await look(pair[1])]
      expect(await beginsAlike(left, right)).toBe(is)
      expect(await beginsAlike(right, left)).toBe(is)
      for (const sight of [left, right]) await sight.close()
    }
  })

  it('tells nothing of a log that was cut meanwhile, and takes no note of one that grew', async () => {
    const [one, other] = [await look(LONG), await look(LONG.slice(0, 400_000))]
    appendFileSync(other.path, 'more\n')
    expect(await beginsAlike(one, other)).toBe(true)
    truncateSync(one.path, 16)
    expect(await beginsAlike(one, other)).toBeUndefined()
    for (const sight of [one, other]) await sight.close()
  })
})
