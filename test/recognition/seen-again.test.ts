import { expect, it } from 'vitest'
import { isSeenAgain, nextSeenAgain, seenAgainByLog, type Alike } from '../../src/recognition/index.ts'

const seen = (stream: number, to = 2 * 24) => ({ stream, log: '/var/log/a', lines: 30, from: 24, to })
const alike = (stream: number, other: Alike['other'], to?: number) => ({ ...seen(stream, to), other })

it.each([
  { why: 'a stream whose like is gone is noted', noted: [], found: [alike(1, 'gone')], next: [1] },
  { why: 'one whose like is there is another log', noted: [], found: [alike(1, 'there')], next: [] },
  { why: 'one whose like may be there is looked at again', noted: [], found: [alike(1, 'hidden')], next: [] },
  { why: 'what was noted stays', noted: [seen(1)], found: [alike(2, 'gone')], next: [1, 2] },
  { why: 'once', noted: [seen(1)], found: [alike(1, 'gone')], next: [1] },
  {
    why: 'for as long as a stream is known',
    noted: [seen(1), seen(2, 401 * 24)],
    found: [alike(3, 'gone', 402 * 24)],
    next: [2, 3],
  },
])('$why', ({ noted, found, next }) => {
  expect(nextSeenAgain(noted, found).map(({ stream }) => stream)).toEqual(next)
})

it('days of which lines were perhaps counted twice are those of its lines', () => {
  expect([0, 1, 2, 3].map((day) => isSeenAgain([seen(1)], day))).toEqual([false, true, true, false])
})

it('is told log by log, of the streams that are still there', () => {
  const noted = [seen(1), seen(2, 5 * 24), { ...seen(3), log: '/var/log/b' }, seen(4)]
  expect(seenAgainByLog(noted, (stream) => stream < 4)).toEqual([
    { log: '/var/log/a', files: 2, lines: 60, lastDay: 5 },
    { log: '/var/log/b', files: 1, lines: 30, lastDay: 2 },
  ])
})
