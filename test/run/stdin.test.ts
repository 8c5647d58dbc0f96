import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../src/domain/problem.ts'
import { openState } from '../../src/state/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configurationIn, runAt } from './machines.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('stdin')

type Piped = { readonly codes: readonly string[]; readonly lines: number }

/** A service that is fed through pipes, cut into pieces of odd lengths. */
function service(more = ''): (text: string | Uint8Array) => Promise<Piped> {
  const folder = fresh()
  let day = 3
  return async (text) => {
    const bytes = Buffer.from(text)
    const pieces = Array.from({ length: Math.ceil(bytes.length / 777) }, (_, i) =>
      bytes.subarray(i * 777, (i + 1) * 777),
    )
    day += 0.1
    const stdin = Readable.from(pieces)
    const codes = await runAt(configurationIn(folder, more), START + day * DAY, { stdin }).then(
      ({ problems }) => problems.map(({ code }) => code),
      (error: unknown) => (error instanceof ProblemError ? error.problems.map(({ code }) => code) : [String(error)]),
    )
    const state = await openState(join(folder, 'state')).catch(() => undefined)
    const lines = state?.logs.linesConsumed() ?? 0
    const sum = state?.counts.allFates().reduce((all, row) => all + row.lines, 0) ?? 0
    state?.close()
    expect(sum).toBe(lines)
    return { codes, lines }
  }
}

const TEXT = linesOf(400, START)

describe('a log through a pipe', () => {
  it('counts once, plain or compressed, and is read on where it was left', async () => {
    const pipe = service()
    expect(await pipe(TEXT)).toEqual({ codes: [], lines: 400 })
    expect(await pipe(gzipSync(TEXT))).toEqual({ codes: [], lines: 400 })
    const more = TEXT + linesOf(300, START + DAY)
    // The end of the last line is not there yet.
    expect(await pipe(more.slice(0, -5))).toEqual({ codes: [], lines: 699 })
    expect(await pipe(`\0\0\0${more}`)).toEqual({ codes: [], lines: 700 })
    expect(await pipe(TEXT)).toEqual({ codes: [], lines: 700 })
    expect(await pipe(linesOf(50, START + 2 * DAY))).toEqual({ codes: [], lines: 750 })
  })

  it('that begins like another and goes on in another way is another', async () => {
    const pipe = service()
    await pipe(TEXT)
    const head = TEXT.split('\n').slice(0, 200).join('\n')
    expect(await pipe(`${head}\n${linesOf(250, START + DAY)}`)).toEqual({ codes: ['STDIN_OVERLAPS'], lines: 850 })
  })

  it.each([
    { text: '', codes: ['STDIN_EMPTY'], why: 'nothing came' },
    { text: 'no line', codes: [], why: 'no line came' },
    {
      text: linesOf(60, START + DAY) + linesOf(60, START),
      codes: ['STDIN_DISORDERED'],
      why: 'two logs, the later first',
    },
    { text: 'LEAK\n'.repeat(300), codes: ['FORMAT_NOT_DETECTED'], why: 'no log' },
  ])('of which nothing is counted: $why', async ({ text, codes }) => {
    expect(await service()(text)).toEqual({ codes, lines: 0 })
  })

  it.each([
    { lines: [START - 5 * DAY], why: 'one line that came late' },
    { lines: [START + 300 * DAY], why: 'one line ahead of its time' },
    { lines: [START - 5 * DAY, START - 4 * DAY], why: 'a few of them' },
    { lines: Array.from({ length: 30 }, () => START - DAY / 24), why: 'many of the hour before' },
  ])('is one log with $why among its lines', async ({ lines }) => {
    const pipe = service()
    const stray = lines.map((start) => linesOf(1, start)).join('')
    expect(await pipe(linesOf(60, START) + stray + linesOf(60, START + DAY))).toEqual({
      codes: [],
      lines: 120 + lines.length,
    })
  })

  it('is refused beside logs: of the configuration, and is needed where there are none', async () => {
    const pipe = service('logs: [ { path: "logs/*" } ]\n')
    expect((await pipe(TEXT)).codes).toEqual(['STDIN_BESIDE_LOGS'])
    await expect(runAt(configurationIn(fresh()), START)).rejects.toThrow('NOTHING_TO_READ')
  })

  it('keeps its last line for the next run where that is too long and has no end', async () => {
    const pipe = service()
    const long = 'x'.repeat(100_000)
    expect(await pipe(TEXT + long)).toEqual({ codes: [], lines: 400 })
    expect(await pipe(`${TEXT}${long}\n`)).toEqual({ codes: [], lines: 401 })
  })

  const week = linesOf(7 * 1440, START).split('\n')
  const from = (first: number, end: number): string => `${week.slice(first, end).join('\n')}\n`

  it('is read on in a window that begins later each time', async () => {
    const pipe = service()
    expect(await pipe(from(0, 1000))).toEqual({ codes: [], lines: 1000 })
    expect(await pipe(from(600, 1600))).toEqual({ codes: [], lines: 1600 })
    // The same window once more, longer, and then as long as it was.
    expect(await pipe(from(600, 1700))).toEqual({ codes: [], lines: 1700 })
    expect(await pipe(from(600, 1600))).toEqual({ codes: [], lines: 1700 })
    expect(await pipe(from(1500, 1700))).toEqual({ codes: [], lines: 1700 })
    expect(await pipe(gzipSync(from(1600, 9000)))).toEqual({ codes: [], lines: 9000 })
    // The end of the last line is not there yet.
    expect(await pipe(from(8990, 9100).slice(0, -9))).toEqual({ codes: [], lines: 9099 })
    expect(await pipe(from(9000, 9100))).toEqual({ codes: [], lines: 9100 })
    // It was not piped in time.
    expect(await pipe(from(9200, 9300))).toEqual({ codes: [], lines: 9200 })
  })

  it.each(['-- Journal begins', '-- Logs begin'])('is known whatever journalctl says before it: %s', async (says) => {
    const pipe = service()
    const said = (hour: number): string => `${says} at Sun 2026-03-01 00:00:00 UTC, ends at ${hour}:00. --\n`
    expect(await pipe(`\0${said(1)}${from(0, 1000)}`)).toEqual({ codes: [], lines: 1000 })
    expect(await pipe(said(2) + said(2) + from(0, 1100))).toEqual({ codes: [], lines: 1100 })
    expect(await pipe(from(0, 1100))).toEqual({ codes: [], lines: 1100 })
    expect(await pipe(said(3))).toEqual({ codes: [], lines: 1100 })
    expect(await pipe(said(3) + from(0, 1100) + '-- Boot 7c1f --\n' + from(1100, 1200))).toEqual({
      codes: [],
      lines: 1201,
    })
  })

  it('is warned of where hours come again, in another spelling', async () => {
    const pipe = service()
    await pipe(from(0, 1000))
    expect(await pipe(from(300, 1000).replaceAll('203.0.113', '198.51.100'))).toEqual({
      codes: ['STDIN_OVERLAPS'],
      lines: 1700,
    })
    // From now on it is known.
    expect(await pipe(from(300, 1200).replaceAll('203.0.113', '198.51.100'))).toEqual({ codes: [], lines: 1900 })
  })

  it('is not warned of where an older log follows, or a few lines are late', async () => {
    const pipe = service()
    await pipe(from(1000, 2000))
    expect(await pipe(from(0, 1010))).toEqual({ codes: [], lines: 2010 })
    expect(await pipe(from(2000, 2200) + from(1500, 1505) + from(2200, 3000))).toEqual({ codes: [], lines: 3015 })
  })

  it.each([1, 2])('is read on where little of what was read comes again: %i lines', async (again) => {
    const pipe = service()
    await pipe(from(0, 100))
    expect(await pipe(from(100 - again, 100))).toEqual({ codes: [], lines: 100 })
    expect(await pipe(from(100 - again, 103))).toEqual({ codes: [], lines: 103 })
    expect(await pipe(from(103 - again, 104))).toEqual({ codes: [], lines: 104 })
    expect(await pipe(from(104, 105))).toEqual({ codes: [], lines: 105 })
    expect(await pipe(from(104, 107))).toEqual({ codes: [], lines: 107 })
  })
})
