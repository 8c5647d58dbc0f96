import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markLabel, placeMarks } from '../../../src/publish/page/place-marks.ts'

/** On a phone the chart of a service has so many points. */
const CHART = 290

/** In points, as the style sheet draws it: 0.6875rem a sign, 0.15rem of padding and a border on each side, 1.1rem at least. */
function boxOf(mark: { readonly numbers: readonly number[]; readonly at: number }, slots: number) {
  const width = Math.max(17.6, 7 * markLabel(mark).length + 6.8)
  const middle = (mark.at / slots) * CHART
  return { left: middle - width / 2, right: middle + width / 2 }
}

describe('marks of events', () => {
  const cases = [0, 0.002, 0.01, 0.02, 0.035, 0.05, 0.079, 0.09].flatMap((step) =>
    [4, 24, 400].flatMap((slots) =>
      (['first', 'inside', 'last'] as const).flatMap((where) => [1, 2].map((by) => ({ step, slots, where, by }))),
    ),
  )

  it.each(cases)(
    'hide nothing and lose nothing: up to 20, $step of the chart apart, $where, of $slots slots, every $by',
    ({ step, slots, where, by }) => {
      for (let count = 1; count <= 20; count++) {
        const start = { first: 0, inside: 0.3, last: Math.max(0, 0.999 - step * (count - 1)) }[where]
        const days = Array.from({ length: count }, (_, n) => ({
          number: 1 + n * by,
          at: Math.min(0.999, start + n * step) * slots,
        }))
        const marks = placeMarks(days, slots)
        expect(marks.flatMap(({ numbers }) => numbers).toSorted((a, b) => a - b)).toEqual(
          days.map(({ number }) => number),
        )
        expect(marks.flatMap((mark) => mark.days).toSorted((a, b) => a - b)).toEqual(days.map(({ at }) => at))
        const boxes = marks.map((mark) => ({ ...boxOf(mark, slots), level: mark.level }))
        for (const [n, box] of boxes.entries()) {
          expect(box.left).toBeGreaterThan(-12)
          expect(box.right).toBeLessThan(CHART + 12)
          const hidden = boxes.slice(n + 1).filter(({ level, left, right }) => {
            return level === box.level && left < box.right && right > box.left
          })
          expect(hidden).toEqual([])
        }
      }
    },
  )

  it.each([
    { count: 3, labels: ['1', '2', '3'] },
    { count: 4, labels: ['1–4'] },
    { count: 12, labels: ['1–12'] },
  ])('of one day stand below each other up to three, and together from four on: $count', ({ count, labels }) => {
    const days = Array.from({ length: count }, (_, n) => ({ number: n + 1, at: 5 }))
    expect(placeMarks(days, 12).map(markLabel)).toEqual(labels)
  })

  it('stand beside no several, and are between none, wherever their days are', () => {
    const days = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(days, fc.constantFrom(4, 60, 100), (parts, slots) => {
        const all = parts.toSorted((a, b) => a - b).map((part, n) => ({ number: n + 1, at: part * slots }))
        const marks = placeMarks(all, slots)
        expect(marks.flatMap(({ numbers }) => numbers).toSorted((a, b) => a - b)).toEqual(
          all.map(({ number }) => number),
        )
        // All are of this chart, so none is said to be of another.
        expect(marks.map(markLabel).join(' ')).not.toContain('…')
        const boxes = marks.map((mark) => ({ ...boxOf(mark, slots), isOne: mark.numbers.length === 1 }))
        for (const several of boxes.filter(({ isOne }) => !isOne))
          for (const other of boxes)
            if (other !== several) expect(other.left >= several.right || other.right <= several.left).toBe(true)
      }),
      { numRuns: 2000, examples: [[[0.2, 0.25, 0.31, 0.32, 0.33, 0.34], 100]] },
    )
  })

  it('say of several with others between that they are not all', () => {
    const days = [1, 3, 4, 8].map((number) => ({ number, at: 5 }))
    expect(placeMarks(days, 12).map(markLabel)).toEqual(['1…8'])
  })
})
