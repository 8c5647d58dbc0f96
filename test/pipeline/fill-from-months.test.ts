import { describe, expect, it } from 'vitest'
import { dayOfText, periodOfText } from '../../src/domain/calendar.ts'
import { fillFromMonths } from '../../src/pipeline/audit/fill-from-months.ts'

const first = dayOfText('2026-10-01')!
const month = periodOfText('month', '2026-10')!
const now = { from: first, to: dayOfText('2026-10-31')! }
const dayRow = (n: number, uses: number | undefined, errors: number | undefined) => ({
  ...{ day: dayOfText(`2026-10-0${n}`)!, feature: 'a', uses, entries: undefined, errors },
})
const days = [dayRow(1, 50, undefined), dayRow(2, 50, 12), dayRow(3, 50, undefined)]
const october = { feature: 'a', month, uses: 150, entries: undefined, errors: 30 }

describe('hidden errors of days', () => {
  it.each([
    { why: 'a month that is all judged tells them', then: [18, 12, 0] },
    { why: 'half a month does not', window: { ...now, to: dayOfText('2026-10-30')! } },
    { why: 'nor one that counts other uses', of: { uses: 151 } },
    { why: 'nor one that hides its uses', of: { uses: undefined } },
    { why: 'nor one that hides them', of: { errors: undefined } },
    { why: 'nor one with noise, which has fewer', of: { errors: 11 } },
    { why: 'nor the month of another feature', of: { feature: 'b' } },
  ])('$why', ({ window = now, of = {}, then = [undefined, 12, undefined] }) => {
    const filled = fillFromMonths(days, [{ ...october, ...of }], window)
    expect(filled.map(({ errors }) => errors)).toEqual(then)
    expect(filled.map(({ uses, entries }) => [uses, entries])).toEqual(days.map(({ uses }) => [uses, undefined]))
  })

  it('stay as they are where uses of the days are hidden', () => {
    const hidden = [dayRow(1, undefined, undefined), ...days.slice(1)]
    expect(fillFromMonths(hidden, [october], now)).toEqual(hidden)
  })
})
