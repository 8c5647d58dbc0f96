import { describe, expect, it } from 'vitest'
import { decideBreakdown } from '../../src/protect/noisy/decide-breakdown.ts'
import { NOISE_RULES } from '../../src/protect/noisy/noise-rules.ts'

const K = 11

function shownWith(part: { readonly isShown: boolean | undefined; readonly margin: number | undefined }) {
  const figures = Float64Array.of(30, 5, 40)
  const parts = [{ cells: [0, 1], isSum: true, ...part }]
  const breakdown = { counts: figures, noisy: figures, whole: undefined, fold: undefined }
  return decideBreakdown(breakdown, { isShown: true, margin: 75, parts }, K, NOISE_RULES).cells
}

describe('a part of a breakdown of which nearly all is in one cell', () => {
  it.each([
    { isShown: true, margin: undefined, cells: [undefined, undefined, 40], why: 'its own sum is small' },
    { isShown: true, margin: 36, cells: [undefined, undefined, 40], why: 'so is what the summary says' },
    { isShown: true, margin: 5 * K, cells: [30, undefined, 40], why: 'the summary says that it is large' },
    { isShown: false, margin: undefined, cells: [undefined, undefined, 40], why: 'the summary hides it' },
    { isShown: undefined, margin: undefined, cells: [30, undefined, 40], why: 'no summary has it' },
  ])('$why: isShown $isShown, margin $margin', ({ cells, ...part }) => {
    expect(shownWith(part)).toEqual(cells)
  })
})
