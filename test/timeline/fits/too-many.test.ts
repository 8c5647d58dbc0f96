import { describe, expect, it } from 'vitest'
import { areTooMany, areTooManyOfDay } from '../../../src/timeline/index.ts'

describe('areTooMany', () => {
  it.each([
    { lines: 1999, misfits: 100, limit: 0.05, sounds: true, why: 'more than the limit, and a hundred' },
    { lines: 249, misfits: 99, limit: 0.05, sounds: false, why: 'ninety-nine, and less than half' },
    { lines: 10, misfits: 6, limit: 0.7, sounds: false, why: 'a limit that was raised above half holds' },
    { lines: 10, misfits: 0, limit: 0, sounds: false, why: 'none' },
  ])('$why: $sounds', ({ limit, sounds, ...fits }) => {
    expect(areTooMany(fits, limit)).toBe(sounds)
  })
})

describe('areTooManyOfDay', () => {
  it.each([
    { lines: 199, misfits: 10, limit: 0.05, sounds: true, why: 'more than the limit, and ten' },
    { lines: 200, misfits: 10, limit: 0.05, sounds: false, why: 'the limit itself' },
    { lines: 20, misfits: 9, limit: 0.05, sounds: false, why: 'nine, and less than half' },
    { lines: 10, misfits: 6, limit: 0.05, sounds: true, why: 'more than half of ten' },
    { lines: 9, misfits: 9, limit: 0.05, sounds: false, why: 'nine lines say nothing' },
    { lines: 5000, misfits: 5000, limit: 1, sounds: false, why: 'a limit of 100 % turns it off' },
  ])('$why: $sounds', ({ limit, sounds, ...fits }) => {
    expect(areTooManyOfDay(fits, limit)).toBe(sounds)
  })
})
