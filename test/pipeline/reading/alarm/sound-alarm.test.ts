import { describe, expect, it } from 'vitest'
import { indexOf, STATUS } from '../../../../src/domain/dictionary.ts'
import { FATE, REASON } from '../../../../src/domain/fate.ts'
import { addUpParts, countLines, type PartSums } from '../../../../src/pipeline/reading/ledger.ts'
import { soundAlarm } from '../../../../src/pipeline/reading/alarm/sound-alarm.ts'
import { blankHit } from '../../../../src/gate/mutable-hit.ts'

type Lines = {
  readonly good?: number
  readonly misfits?: number
  readonly badRequests?: number
  readonly answered?: number
  readonly blank?: number
  readonly dated?: number
}

function sumsOf({ good = 0, misfits = 0, badRequests = 0, answered = 0, blank = 0, dated = 0 }: Lines): PartSums {
  const counter = countLines()
  const note = (count: number, change: object): void => {
    for (let i = 0; i < count; i++)
      counter.note(
        { ...blankHit(), ...change },
        { column: () => 7, isForeign: () => false, isForeignTarget: () => false, rows: ({ lines }) => lines },
      )
  }
  note(good, { fate: FATE.counted })
  note(blank, { fate: FATE['not-a-request'] })
  note(badRequests, { fate: FATE.malformed, reason: REASON['bad-request'], status: STATUS['4xx'] })
  note(answered, { fate: FATE.malformed, reason: REASON['bad-request'], status: STATUS['2xx'] })
  note(misfits, { fate: FATE.malformed, reason: REASON['bad-line'] })
  note(dated, { fate: FATE.counted, day: indexOf<'day'>(100) })
  const sums = addUpParts()
  sums.add(0, counter.handOver())
  return sums
}

describe('soundAlarm', () => {
  it.each([
    { lines: { good: 1899, misfits: 100 }, limit: 0.05, sounds: true, why: 'more than the limit, and a hundred' },
    { lines: { good: 1900, misfits: 100 }, limit: 0.05, sounds: false, why: 'the limit itself' },
    { lines: { good: 150, misfits: 99 }, limit: 0.05, sounds: false, why: 'ninety-nine, however large their share' },
    { lines: { good: 4, misfits: 6 }, limit: 0.05, sounds: true, why: 'more than half of ten' },
    { lines: { good: 5, misfits: 5 }, limit: 0.05, sounds: false, why: 'half of ten' },
    { lines: { good: 4, misfits: 6 }, limit: 0.7, sounds: false, why: 'a limit that was raised above half holds' },
    { lines: { good: 2, misfits: 8 }, limit: 0.7, sounds: true, why: 'more than a limit above half' },
    { lines: { misfits: 9 }, limit: 0.05, sounds: false, why: 'nine lines say nothing' },
    { lines: { misfits: 4, blank: 90 }, limit: 0.05, sounds: false, why: 'blank lines are no lines to judge by' },
    { lines: { misfits: 6, good: 4, blank: 90 }, limit: 0.05, sounds: true, why: 'nor do they hide the others' },
    { lines: { badRequests: 5000 }, limit: 0.05, sounds: false, why: 'bad requests speak of clients' },
    { lines: { answered: 5000 }, limit: 0.05, sounds: true, why: 'no server answers what is no request' },
    { lines: { misfits: 5000 }, limit: 1, sounds: false, why: 'a limit of 100 % turns it off' },
    { lines: { good: 99_900, misfits: 100 }, limit: 0, sounds: true, why: 'a limit of 0 %' },
  ])('$why: $sounds', ({ lines, limit, sounds }) => {
    expect(soundAlarm('a.log', 'combined', sumsOf(lines), limit) !== undefined).toBe(sounds)
  })

  it('leaves a log with a dated line to its days', () => {
    expect(soundAlarm('a.log', 'combined', sumsOf({ misfits: 5000, dated: 1 }), 0.05)).toBeUndefined()
  })

  it('says where the first of them is, and how many there are', () => {
    expect(soundAlarm('a.log', 'combined', sumsOf({ good: 300, misfits: 100 }), 0.05)).toEqual({
      code: 'TOO_MANY_MALFORMED',
      file: 'a.log',
      format: 'combined',
      line: 301,
      column: 7,
      reason: 'bad-line',
      share: 0.25,
      limit: 0.05,
    })
  })
})
