import { rmSync, utimesSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { statusOf } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { isThere, pack } from '../source/archives.ts'
import { lines, settleIn } from './settle-in.ts'

const { fresh } = testFolder('unfinished')

const START = Date.UTC(2026, 2, 1)
const HOUR = 1 / 24
const TEXT = lines(900)

describe.each([
  ['gzip', '.gz'],
  ['zstd', '.zst'],
  ['xz', '.xz'],
  ['bzip2', '.bz2'],
] as const)('an archive that %s is still writing', (tool, suffix) => {
  const it_ = it.skipIf(!isThere(tool))
  const whole = isThere(tool) ? pack(tool, TEXT) : Buffer.alloc(0)

  it_.each([0, 1, 9, whole.length >> 1, whole.length - 1])(
    'is not complained of, %d bytes of it, and counts once',
    async (length) => {
      const { put, at, run, codes } = settleIn(fresh())
      const archive = `access.log.1${suffix}`
      const write = (bytes: Uint8Array, day: number): void => {
        put(archive, bytes)
        utimesSync(at(archive), new Date(), new Date(START + day * 86_400_000))
      }
      // No run has met it before.
      put('access.log.1', TEXT)
      write(whole.subarray(0, length), 3)
      expect(await codes(3 + HOUR / 2)).toEqual([])
      // The time is that of the log once all of it is written.
      write(whole, 1)
      rmSync(at('access.log.1'))
      expect(await run(3 + HOUR)).toBe(900)
      expect(await codes(3 + 2 * HOUR)).toEqual([])
    },
  )

  it_('is damaged where it stays so', async () => {
    const { put, at, codes, configuration } = settleIn(fresh())
    put('access.log.1', lines(90, 'aide', 5))
    put(`access.log.1${suffix}`, whole.subarray(0, whole.length >> 1))
    utimesSync(at(`access.log.1${suffix}`), new Date(), new Date(START + 3 * 86_400_000))
    expect(await codes(3 + HOUR / 2)).toEqual([])
    const { waiting } = await statusOf(configuration, { now: START + (3 + HOUR / 2) * 86_400_000 })
    expect(waiting).toMatchObject([{ why: 'unfinished' }])
    expect(await codes(3 + 1.1 * HOUR)).toEqual(['LOG_DAMAGED'])
  })
})

it('one whose log is gone is damaged at once', async () => {
  const { put, at, codes } = settleIn(fresh())
  put('access.log', lines(90, 'aide', 5))
  put('access.log.1.gz', gzipSync(TEXT).subarray(0, 99))
  utimesSync(at('access.log.1.gz'), new Date(), new Date(START + 3 * 86_400_000))
  expect(await codes(3 + HOUR / 2)).toEqual(['LOG_DAMAGED'])
})
