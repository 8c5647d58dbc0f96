import { appendFileSync, copyFileSync, rmSync, truncateSync, utimesSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { testFolder } from '../cli/run-comptage.ts'
import { lines, settleIn, type Setting } from './settle-in.ts'

const { fresh } = testFolder('alike')
const settle = (): Setting => settleIn(fresh())

describe('a short log', () => {
  it.each([
    { to: 'access.1.log', why: 'extension .log' },
    { to: 'access.log.old', why: 'a name of editors' },
    { to: 'access.log.bak', why: 'a backup' },
    { to: 'access.log-20260202-143000', why: 'a date and a time' },
    { to: 'access.log.20260202T0000', why: 'a date and a time, without signs' },
    { to: 'access.log.02-02-2026', why: 'the day first' },
    { to: 'zzz', why: 'any name' },
    { to: 'old/access.log.1', why: 'olddir' },
    { to: 'old/access.log', why: 'another folder' },
  ])('that is renamed is counted once: $why', async ({ to }) => {
    const { put, move, run, at } = settle()
    put('access.log', lines(5))
    expect(await run(0)).toBe(5)
    move('access.log', to)
    expect(await run(1)).toBe(5)
    put('access.log', lines(5, 'aide', 1))
    expect(await run(2)).toBe(10)
    // What was written before the server reopened it.
    appendFileSync(at(to), lines(2, 'aide', 2))
    expect(await run(3)).toBe(12)
    move(to, `${to}.x`)
    expect(await run(4)).toBe(12)
  })

  it('that is renamed and compressed, with and without a run in between, is counted once', async () => {
    const { put, move, run, at } = settle()
    const days = [lines(5), lines(5, 'aide', 1), lines(5, 'aide', 2)] as const
    put('access.log', days[0])
    await run(0)
    move('access.log', 'old/access.log.1')
    put('access.log', days[1])
    expect(await run(1)).toBe(10)
    put('old/access.log.2.gz', gzipSync(days[0]))
    expect(await run(2)).toBe(10)
    rmSync(at('old/access.log.1'))
    move('access.log', 'old/access.log.1')
    put('access.log', days[2])
    expect(await run(3)).toBe(15)
    put('old/access.log.2', gzipSync(days[1]))
    rmSync(at('old/access.log.1'))
    expect(await run(4)).toBe(15)
  })

  it.each([
    { read: 1, grown: 2 },
    { read: 1, grown: 1 },
  ])(
    'that was moved to a name of its own is counted once beside its archive: $grown lines',
    async ({ read, grown }) => {
      const { put, move, run } = settle()
      put('access.log', lines(read))
      expect(await run(1)).toBe(read)
      move('access.log', 'kept-10')
      put('kept-10', lines(grown))
      put('kept-10.gz', gzipSync(lines(grown)))
      expect(await run(2)).toBe(grown)
      expect(await run(3)).toBe(grown)
    },
  )

  it('that was moved to a name of another log is known by all of it, not by what is alike there', async () => {
    const { put, move, run } = settle()
    put('kept-10', lines(3))
    expect(await run(1)).toBe(3)
    move('kept-10', 'access.log.11-01-2026')
    put('access.12.log', lines(1))
    expect(await run(2)).toBe(4)
  })

  it('that grew to what another host has is read on, also beside it', async () => {
    const { put, run } = settle()
    put('host-a.log', lines(1))
    put('host-b.log', lines(1) + lines(2, 'aide', 1))
    expect(await run(1)).toBe(4)
    put('host-a.log', lines(1) + lines(2, 'aide', 1))
    expect(await run(2)).toBe(6)
  })

  it('that is copied into another folder and truncated is counted once, whenever a run falls', async () => {
    const { put, run, at } = settle()
    put('access.log', lines(5))
    await run(0)
    put('old/access.log.1', lines(3))
    expect(await run(1)).toBe(5)
    appendFileSync(at('access.log'), lines(1, 'aide', 1))
    put('old/access.log.1', lines(5) + lines(1, 'aide', 1))
    expect(await run(2)).toBe(6)
    appendFileSync(at('access.log'), lines(1, 'aide', 2))
    copyFileSync(at('access.log'), at('old/access.log.1'))
    truncateSync(at('access.log'))
    expect(await run(3)).toBe(7)
    put('access.log', lines(2, 'aide', 3))
    expect(await run(4)).toBe(9)
  })

  it('is not taken for one that another host began alike, and that was moved', async () => {
    const { put, move, run } = settle()
    put('access.log', lines(1))
    await run(0)
    put('other.log', lines(1) + lines(2, 'other'))
    move('access.log', 'old/access.log.1')
    expect(await run(1)).toBe(4)
    put('other.log', lines(1) + lines(3, 'other'))
    move('old/access.log.1', 'old/access.log.2')
    expect(await run(2)).toBe(5)
  })
})

describe('a copy of a short log under a name that has nothing of it', () => {
  /** As of a run: it was written to a minute before. */
  const putAt = ({ put, at }: Setting, name: string, text: string, day: number): void => {
    put(name, text)
    const seconds = (Date.UTC(2026, 2, 1) + day * 86_400_000) / 1000 - 60
    utimesSync(at(name), seconds, seconds)
  }
  const HOUR = 1 / 24

  it.each(['kept', 'old/access.log.1', 'access.log.1'])(
    'is not taken for the log, which was rotated to %s and goes on there',
    async (to) => {
      const setting = settle()
      const { move, run, at } = setting
      putAt(setting, 'access.log', lines(3), 0)
      expect(await run(0)).toBe(3)
      appendFileSync(at('access.log'), lines(1, 'aide', 1))
      putAt(setting, 'copy.txt', lines(2), HOUR)
      move('access.log', to)
      setting.put('access.log', '')
      expect(await run(HOUR)).toBe(4)
      putAt(setting, 'copy.txt', lines(3) + lines(1, 'aide', 1), 2 * HOUR)
      appendFileSync(at(to), lines(1, 'aide', 2))
      expect(await run(2 * HOUR)).toBe(5)
      expect(await run(3 * HOUR)).toBe(5)
    },
  )

  it('is not counted while it is made, nor when it is whole, nor when the log has gone on', async () => {
    const setting = settle()
    const { put, run, codes } = setting
    put('access.log', lines(6))
    expect(await run(0)).toBe(6)
    putAt(setting, 'zzz', lines(3).slice(0, -20), 1)
    expect(await run(1)).toBe(6)
    putAt(setting, 'zzz', lines(6), 1 + HOUR)
    expect(await run(1 + HOUR)).toBe(6)
    put('access.log', lines(6) + lines(2, 'aide', 1))
    expect(await run(1 + 3 * HOUR)).toBe(8)
    expect(await run(4)).toBe(8)
    expect(await codes(5)).toEqual(['LOG_WAITING'])
  })

  it('is counted, all of it, as soon as it goes on in another way: it was the log of another host', async () => {
    const setting = settle()
    const { put, run } = setting
    put('access.log', lines(6))
    putAt(setting, 'zzz', lines(2), 0)
    expect(await run(0)).toBe(6)
    putAt(setting, 'zzz', lines(4), HOUR)
    expect(await run(HOUR)).toBe(6)
    putAt(setting, 'zzz', lines(4) + lines(1, 'zzz', 1), 2 * HOUR)
    expect(await run(2 * HOUR)).toBe(11)
  })

  it('that nobody writes to any more is the log of another host, of which no line is lost', async () => {
    const setting = settle()
    setting.put('access.log', lines(6))
    putAt(setting, 'zzz', lines(2), 0)
    expect(await setting.run(0)).toBe(6)
    expect(await setting.codes(0.9)).toEqual([])
    expect(await setting.run(0.9)).toBe(6)
    expect(await setting.run(1)).toBe(8)
  })
})

describe('two logs that begin alike are both counted at once', () => {
  it.each([
    { same: 1, a: 50, b: 1 },
    { same: 2, a: 50, b: 1 },
    { same: 4, a: 50, b: 2 },
    { same: 15, a: 80, b: 8 },
    { same: 30, a: 300, b: 200 },
    { same: 60, a: 3, b: 3 },
  ])('$same lines are the same, then $a and $b', async ({ same, a, b }) => {
    for (const [longer, shorter] of [
      ['a.log', 'b.log'],
      ['b.log', 'a.log'],
      ['vh/a/access.log', 'vh/b/access.log'],
    ] as const) {
      const { put, run, move, at } = settle()
      put(longer, lines(same) + lines(a, 'a'))
      put(shorter, lines(same) + lines(b, 'b'))
      expect(await run(0)).toBe(2 * same + a + b)
      for (const name of [longer, shorter]) {
        move(name, `${name}-20260302`)
        put(`${name}-20260302.gz`, gzipSync(lines(same) + (name === longer ? lines(a, 'a') : lines(b, 'b'))))
        rmSync(at(`${name}-20260302`))
      }
      expect(await run(1)).toBe(2 * same + a + b)
    }
  })

  it('also where both are compressed already, or the longer one grew since', async () => {
    const { put, run, at } = settle()
    put('a.log.1.gz', gzipSync(lines(30) + lines(40, 'a')))
    put('b.log.1.gz', gzipSync(lines(30) + lines(20, 'b')))
    put('a.log', lines(30, 'aide', 1) + lines(30, 'a', 1))
    expect(await run(0)).toBe(180)
    appendFileSync(at('a.log'), lines(5, 'a', 2))
    put('b.log', lines(30, 'aide', 1) + lines(1, 'b', 1))
    expect(await run(1)).toBe(216)
  })

  it('and one that has only begun waits, holds no period, and is never to be removed', async () => {
    const { put, run, codes, at } = settle()
    put('a.log', lines(30) + lines(10, 'a'))
    put('b.log', lines(30))
    expect(await run(0)).toBe(40)
    expect(await codes(0.5)).toEqual([])
    expect(await codes(2)).toEqual(['LOG_WAITING'])
    appendFileSync(at('b.log'), lines(1, 'b'))
    expect(await codes(2.1)).toEqual([])
    expect(await run(2.2)).toBe(71)
  })
})
