import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { testFolder } from '../cli/run-comptage.ts'
import { lines, settleIn, type Setting } from './settle-in.ts'

const { fresh } = testFolder('joining')
const settle = (): Setting => settleIn(fresh())

const PLAIN = { pack: (text: string): string | Uint8Array => text, suffix: '', why: 'plain' }
const GZIP = {
  pack: (text: string): string | Uint8Array => gzipSync(text),
  suffix: '.gz',
  why: 'as members of an archive',
}

describe('logs that are joined are counted once', () => {
  describe.each([PLAIN, GZIP])('$why', ({ pack, suffix }) => {
    it.each([
      { month: 'access.log-2026-03', count: 40 },
      { month: 'march', count: 40 },
      { month: 'old/access.log-2026-03', count: 40 },
      // Less than tells a log by itself.
      { month: 'access.log-2026-03', count: 3 },
      { month: 'march', count: 3 },
    ])('appended every day to $month, $count lines at a time', async ({ month, count }) => {
      const { put, run, at } = settle()
      let sum = 0
      for (let day = 0; day < 5; day++) {
        put('access.log', lines(count, 'aide', 2 * day))
        expect(await run(day)).toBe((sum += count))
        // What came since the last run.
        appendFileSync(at('access.log'), lines(2, 'aide', 2 * day + 1))
        if (day === 0) put(`${month}${suffix}`, pack(readFileSync(at('access.log'), 'latin1')))
        else appendFileSync(at(`${month}${suffix}`), pack(readFileSync(at('access.log'), 'latin1')))
        put('access.log', '')
        expect(await run(day + 0.1)).toBe((sum += 2))
        expect(await run(day + 0.2)).toBe(sum)
      }
    })

    it('and wait while only a part of one is there, or its own file goes on', async () => {
      const { put, run, at } = settle()
      const month = `access.log-2026-03${suffix}`
      put(month, pack(lines(20)))
      put('access.log', lines(20, 'aide', 1))
      expect(await run(0)).toBe(40)
      writeFileSync(
        at(month),
        suffix === '' ? lines(20) + lines(12, 'aide', 1) : pack(lines(20) + lines(12, 'aide', 1)),
      )
      expect(await run(1)).toBe(40)
      // The server writes after the log was read, and before the month is.
      let isWritten = false
      appendFileSync(at('access.log'), lines(1, 'aide', 2))
      expect(
        await run(2, (checkpoint) => {
          if (isWritten || checkpoint !== 'after commit') return
          isWritten = true
          appendFileSync(at('access.log'), lines(3, 'aide', 3))
          put(month, pack(lines(20) + readFileSync(at('access.log'), 'latin1')))
        }),
      ).toBe(41)
      put('access.log', lines(5, 'aide', 4))
      expect(await run(3)).toBe(49)
    })

    it('though one was never read before, and stands there still', async () => {
      const { put, run } = settle()
      put(`access.log-2026-03${suffix}`, pack(lines(20)))
      expect(await run(0)).toBe(20)
      put('access.log.1', lines(20, 'aide', 1))
      put(`access.log-2026-03${suffix}`, pack(lines(20) + lines(20, 'aide', 1)))
      expect(await run(1)).toBe(40)
    })

    it('and read on behind that, also behind a hole that the writer left', async () => {
      const { put, run, at } = settle()
      put(`access.log-2026-03${suffix}`, pack(lines(20)))
      put('access.log', '\0'.repeat(300) + lines(20, 'aide', 1))
      expect(await run(0)).toBe(40)
      appendFileSync(
        at(`access.log-2026-03${suffix}`),
        pack('\0'.repeat(300) + lines(20, 'aide', 1) + lines(5, 'aide', 2)),
      )
      rmSync(at('access.log'))
      expect(await run(1)).toBe(45)
      put(`access.log-2026-03${suffix}.1`, readFileSync(at(`access.log-2026-03${suffix}`)))
      rmSync(at(`access.log-2026-03${suffix}`))
      expect(await run(2)).toBe(45)
    })
  })

  it.each([PLAIN, GZIP])('one after the other, also behind such a hole, $why', async ({ pack, suffix }) => {
    const { put, run, at } = settle()
    const days = [lines(20), '\0'.repeat(300) + lines(20, 'aide', 1), lines(20, 'aide', 2)]
    const names = days.map((_, day) => `access.log-2026030${day + 1}${suffix}`)
    for (const [day, text] of days.entries()) put(names[day] ?? '', pack(text))
    expect(await run(0)).toBe(60)
    for (const name of names) rmSync(at(name))
    put(`access.log-2026-03${suffix}`, pack(days.join('')))
    expect(await run(1)).toBe(60)
  })

  it('where one place is looked at within what was read of the one before', async () => {
    const { put, run, at } = settle()
    const [first, second, third, last] = [
      distinct(100, 'aide', 1),
      distinct(1500, 'aide', 2),
      distinct(13_000, 'aide', 3),
      distinct(3000, 'aide', 4),
    ] as const
    const write = (name: string, text: string): void => put(`access.log-${name}.gz`, gzipSync(text))
    const days = { '20260301': first, '20260302': second, '20260303': third }
    for (const [day, text] of Object.entries(days)) write(day, text)
    expect(await run(0)).toBe(14_600)
    // The last piece is known as the end of a week alone, which is gone.
    write('2026-W10', second + third + last)
    expect(await run(1)).toBe(17_600)
    for (const name of ['2026-W10', ...Object.keys(days)]) rmSync(at(`access.log-${name}.gz`))
    write('2026-03', first + second + third)
    expect(await run(2)).toBe(17_600)
  })

  describe.each([PLAIN, GZIP])(
    'and the piece that a joined file begins with is known by itself, $why',
    ({ pack, suffix }) => {
      const month = `access.log-2026-03${suffix}`
      async function joined(more = ''): Promise<Setting> {
        const setting = settle()
        const { put, run, at } = setting
        put('access.log.1', lines(20))
        put(month, pack(lines(20)))
        expect(await run(0)).toBe(20)
        put('access.log', lines(20, 'aide', 1))
        expect(await run(1)).toBe(40)
        appendFileSync(at(month), pack(lines(20, 'aide', 1) + more))
        put('access.log', '')
        return setting
      }

      it.each([
        { follows: 'nothing', more: '', sum: 40 },
        { follows: 'lines of its own', more: lines(6, 'aide', 2), sum: 46 },
      ])('where $follows comes behind', async ({ more, sum }) => {
        const { put, run, at, codes } = await joined(more)
        expect(await run(2)).toBe(sum)
        expect(await codes(5)).toEqual([])
        // The rest of the day is appended, and the piece goes on being the piece.
        appendFileSync(at(month), pack(lines(4, 'aide', 3)))
        expect(await run(6)).toBe(sum + 4)
        rmSync(at(month))
        put('access.log.1.gz', gzipSync(lines(20)))
        rmSync(at('access.log.1'))
        expect(await run(7)).toBe(sum + 4)
        expect(await codes(9)).toEqual([])
      })

      it('and so is one that the server still writes', async () => {
        const { run, at, codes, move } = await joined()
        move('access.log.1', 'access.log')
        expect(await run(2)).toBe(40)
        appendFileSync(at('access.log'), lines(2, 'aide', 4))
        expect(await run(3)).toBe(42)
        rmSync(at(month))
        appendFileSync(at('access.log'), lines(2, 'aide', 5))
        expect(await run(4)).toBe(44)
        expect(await codes(6)).toEqual([])
      })

      it('while a copy of the joined file is being made', async () => {
        const { put, run } = await joined(lines(6, 'aide', 2))
        expect(await run(2)).toBe(46)
        const all = lines(20) + lines(20, 'aide', 1) + lines(6, 'aide', 2)
        for (const count of [21, 35, 40, 41, 45, 46]) {
          put(`old/${month}`, pack(all.slice(0, (all.length / 46) * count)))
          expect(await run(3)).toBe(46)
        }
        put(`old/${month}`, pack(all + lines(3, 'aide', 4)))
        expect(await run(4)).toBe(49)
      })

      it('while it is copied beside a longer one that begins like it', async () => {
        const { put, run } = await joined(lines(6, 'aide', 2))
        expect(await run(2)).toBe(46)
        put(`access.log.8${suffix}`, pack(lines(20) + lines(20, 'aide', 1) + lines(30, 'aide', 7)))
        expect(await run(3)).toBe(76)
        put(`old/${month}`, pack(lines(20) + lines(20, 'aide', 1) + lines(3, 'aide', 2)))
        expect(await run(4)).toBe(76)
      })

      it('while it is fetched again, into its own place', async () => {
        const { put, run } = await joined(lines(6, 'aide', 2))
        expect(await run(2)).toBe(46)
        const all = lines(20) + lines(20, 'aide', 1) + lines(6, 'aide', 2)
        for (const count of [20, 3, 23, 35, 43, 46]) {
          put(month, pack(all.slice(0, (all.length / 46) * count)))
          expect(await run(3)).toBe(46)
        }
        put(month, pack(all + lines(2, 'aide', 3)))
        expect(await run(4)).toBe(48)
      })

      it('while it is joined once more, to a file of the year', async () => {
        const { put, run } = await joined(lines(6, 'aide', 2))
        expect(await run(2)).toBe(46)
        const year = `access.log.9${suffix}`
        put(year, pack(lines(30, 'aide', 7)))
        expect(await run(3)).toBe(76)
        for (const more of [
          lines(20) + lines(20, 'aide', 1) + lines(3, 'aide', 2),
          lines(20) + lines(20, 'aide', 1) + lines(6, 'aide', 2),
        ]) {
          put(year, pack(lines(30, 'aide', 7) + more))
          expect(await run(4)).toBe(76)
        }
      })
    },
  )

  it('as one archive of many', async () => {
    const { put, run, at } = settle()
    const days = [lines(30), lines(30, 'aide', 1), lines(3, 'aide', 2), lines(30, 'aide', 3)]
    for (const [i, day] of days.entries()) put(`access.log-2026030${i + 1}.gz`, gzipSync(day))
    expect(await run(0)).toBe(93)
    put('access.log-2026-03.gz', Buffer.concat(days.map((day) => gzipSync(day))))
    expect(await run(1)).toBe(93)
    for (const i of days.keys()) rmSync(at(`access.log-2026030${i + 1}.gz`))
    expect(await run(2)).toBe(93)
    expect(await run(3)).toBe(93)
  })
})

it('a log that goes on as a short one of another host begins is read on', async () => {
  const { put, run, at } = settle()
  put('a.log', lines(20))
  put('b.log', lines(3, 'aide', 1))
  expect(await run(0)).toBe(23)
  appendFileSync(at('a.log'), lines(3, 'aide', 1))
  expect(await run(1)).toBe(26)
  appendFileSync(at('a.log'), lines(2, 'aide', 1))
  expect(await run(2)).toBe(28)
})

it('a log that goes on as a long one of another host begins is read on, too', async () => {
  const { put, run, at } = settle()
  put('a.log', lines(20))
  put('b.log', lines(30, 'aide', 1) + lines(30, 'b', 2))
  expect(await run(0)).toBe(80)
  appendFileSync(at('a.log'), lines(20, 'aide', 1))
  expect(await run(1)).toBe(100)
  appendFileSync(at('a.log'), lines(10, 'aide', 1) + lines(30, 'b', 2))
  expect(await run(2)).toBe(140)
})

it('lines that are written again, as those were that were read before, are counted', async () => {
  const { put, run, at } = settle()
  put('access.log', lines(1))
  expect(await run(0)).toBe(1)
  appendFileSync(at('access.log'), lines(1))
  expect(await run(1)).toBe(2)
  appendFileSync(at('access.log'), lines(40))
  expect(await run(2)).toBe(42)
})

/** Lines that all differ. */
function distinct(count: number, name: string, hour: number): string {
  return lines(count, name, hour)
    .split('\n')
    .map((line, i) => line.replace(' 200 5 ', ` 200 ${i} `))
    .join('\n')
}

// Whoever keeps a day and its hours has each line in two files; all but the first hour begin in the middle of the day.
describe('the hours of a day', () => {
  const HOURS = [0, 1, 2, 3].map((hour) => lines(20, 'aide', hour))
  type Named = { readonly name: string; readonly text: string }
  const hoursIn = (folder: string): readonly Named[] =>
    HOURS.map((text, hour) => ({ name: `${folder}access-202603010${hour}.log`, text }))
  const day: Named = { name: 'access-20260301.log', text: HOURS.join('') }
  it.each([
    { why: 'that were read before it count once', met: [hoursIn(''), [day]], read: 80, told: [] },
    { why: 'that were read before it, elsewhere', met: [hoursIn('old/'), [day]], read: 80, told: [] },
    { why: 'that come after it count twice', met: [[day], hoursIn('')], read: 140, told: ['LOG_WAITING'] },
    { why: 'that come after it, elsewhere', met: [[day], hoursIn('old/')], read: 140, told: ['LOG_WAITING'] },
    { why: 'first met with it count twice', met: [[day, ...hoursIn('')]], read: 140, told: ['LOG_WAITING'] },
    { why: 'first met with it, elsewhere', met: [[day, ...hoursIn('old/')]], read: 140, told: ['LOG_WAITING'] },
  ])('$why: $told', async ({ met, read, told }) => {
    const { put, run, codes } = settle()
    for (const [at, files] of met.entries()) {
      for (const { name, text } of files) put(name, text)
      await run(at)
    }
    expect(await run(2)).toBe(read)
    expect(await codes(4)).toEqual(told)
  })
})
