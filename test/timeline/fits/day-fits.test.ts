import { describe, expect, it } from 'vitest'
import { fitsByDay, joinFits, openFitBook, type DayFits, type Fits } from '../../../src/timeline/index.ts'

/** A log in a line: the day of each line, `?` where it is not dated, `!` behind what does not fit. */
function fitsOf(text: string): DayFits {
  const book = openFitBook()
  for (const line of text.split(' ').filter((word) => word !== '')) {
    const day = line.replace('!', '')
    book.note(day === '?' ? -1 : Number(day), line.endsWith('!'), 1)
  }
  return book.fits()
}

/** `10: 2/3` for 2 misfits of 3 lines. */
function told(days: ReadonlyMap<number, Fits>): string {
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([day, { lines, misfits }]) => `${day}: ${misfits}/${lines}`)
    .join(', ')
}

describe('lines are of a day', () => {
  it.each([
    { log: '10 10 10!', is: '10: 1/3', why: 'their own' },
    { log: '10 ? 12', is: '10: 0/2, 12: 0/1', why: 'that of the line before, if they fit' },
    { log: '10 ?! 12', is: '10: 1/2, 11: 1/1, 12: 1/2', why: 'any from that before to that after, if they do not' },
    { log: '12 ?! 10', is: '10: 1/2, 11: 1/1, 12: 1/2', why: 'also where an earlier line comes later' },
    { log: '10 ?! 10', is: '10: 1/3', why: 'the one on both sides' },
    { log: '10 ?! 90', is: '10: 1/2, 90: 1/2', why: 'one of two that lie too far apart' },
    { log: '?! ? 10', is: '10: 1/3', why: 'the first, where no other file tells of earlier ones' },
    { log: '?! 10', ends: [3, 8, 12, -1], is: '8: 1/1, 9: 1/1, 10: 1/2', why: 'from the last of an earlier file on' },
    { log: '10 ?!', through: 12, is: '10: 1/2, 11: 1/1, 12: 1/1', why: 'up to when the file was written last' },
    { log: '10 ?!', through: 3, is: '10: 1/2', why: 'the last, whatever the clock of the file says' },
    { log: '0 ?! 1', ends: [0], is: '0: 1/2, 1: 1/2', why: 'the first of all days, too' },
    { log: '?! 2', ends: [0], is: '0: 1/1, 1: 1/1, 2: 1/2', why: 'that of an earlier file, if it is the first of all' },
    { log: '? ?!', is: '', why: 'none, where none is dated' },
  ])('$why: $log', ({ log, ends = [], through = -1, is }) => {
    expect(told(fitsByDay(fitsOf(log), ends, through))).toBe(is)
  })

  it.each([
    { parts: ['10 ?!', '? 12'], why: 'between two dated ones' },
    { parts: ['?!', '? 10 ?!'], why: 'before the first' },
    { parts: ['10 ?!', '? ?!'], why: 'after the last' },
    { parts: ['?', '?!'], why: 'none is dated' },
    { parts: ['?!', '0 ?!'], why: 'on the first of all days' },
  ])('wherever they are cut: $why', ({ parts: [one = '', next = ''] }) => {
    expect(joinFits(fitsOf(one), fitsOf(next))).toEqual(fitsOf(`${one} ${next}`))
  })
})

it('a book that is cleared begins anew', () => {
  const book = openFitBook()
  for (const day of [10, -1, 12]) book.note(day, true, 1)
  book.clear()
  expect(book.fits()).toEqual(fitsOf(''))
})
