import { describe, expect, it } from 'vitest'
import type { Dimension, Measure } from '../../src/domain/dictionary.ts'
import { partsOf } from '../../src/protect/noisy/parts-of.ts'

type Case = {
  readonly by: readonly Dimension[]
  readonly measure: Measure
  readonly cells: readonly (readonly string[])[]
  readonly parts: readonly (readonly [figure: string, cells: readonly number[], isSum: boolean])[]
}

const CASES: readonly Case[] = [
  { by: ['device'], measure: 'requests', cells: [['mobile']], parts: [] },
  {
    by: ['status'],
    measure: 'requests',
    cells: [['2xx'], ['4xx'], ['5xx'], ['none']],
    parts: [['errors', [1, 2, 3], true]],
  },
  { by: ['status'], measure: 'entries', cells: [['2xx'], ['4xx']], parts: [] },
  {
    by: ['referrer'],
    measure: 'requests',
    cells: [['internal'], ['search']],
    parts: [
      ['entries', [1], true],
      ['not entries', [0], true],
    ],
  },
  { by: ['referrer'], measure: 'entries', cells: [['internal'], ['search']], parts: [] },
  {
    by: ['from'],
    measure: 'requests',
    cells: [['(none)'], ['(outside)'], ['aide']],
    parts: [
      ['entries', [0, 1], true],
      ['not entries', [2], true],
    ],
  },
  // Requests of every status are more than its entries.
  {
    by: ['referrer', 'status'],
    measure: 'requests',
    cells: [
      ['search', '2xx'],
      ['search', '4xx'],
      ['internal', '2xx'],
    ],
    parts: [
      ['entries', [0], false],
      ['not entries', [2], false],
      ['errors', [1], true],
    ],
  },
  { by: ['client'], measure: 'requests', cells: [['human'], ['robot']], parts: [['requests', [0], true]] },
]

describe('the parts of a breakdown that published figures count', () => {
  it.each(CASES)('$by, $measure', ({ by, measure, cells, parts }) => {
    const found = partsOf({ dimensions: by }, measure, cells, 'humans')
    expect(
      found.map(({ isOthers, cells: own, isSum, ...figure }) => [
        `${isOthers ? 'not ' : ''}${figure.measure}`,
        own,
        isSum,
      ]),
    ).toEqual(parts)
  })
})
