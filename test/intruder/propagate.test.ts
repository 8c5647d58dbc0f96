import { describe, expect, it } from 'vitest'
import type { FigureBounds, Facts, Relation } from '../../src/intruder/bounded-figures.ts'
import { propagate } from '../../src/intruder/propagate.ts'

type Sum = readonly [terms: readonly (readonly [figure: number, times: 1 | -1])[], low: number, high: number]

function factsOf(bounds: readonly (readonly [number, number])[], sums: readonly Sum[]): Facts {
  const of = { service: '', feature: '', measure: '', kind: 'day', period: 0, what: 'count' } as never
  const figures = bounds.map(([low, high], id) => ({
    ...{ id, of, bounds: { low, high }, ground: 'count' as const },
    ...{ shownIn: undefined, hiddenIn: undefined, k: 0 },
  }))
  const relations = sums.map(([terms, low, high]): Relation => ({
    ...{ low, high, why: 'parts', files: [] },
    terms: terms.map(([figure, times]) => ({ figure, times })),
  }))
  return { figures, relations }
}

const ANY = [0, Infinity] as const

const CASES: readonly {
  why: string
  bounds: readonly (readonly [number, number])[]
  sums: readonly Sum[]
  left: readonly FigureBounds[]
}[] = [
  {
    why: 'a total less what is shown is what is left',
    bounds: [[30, 30], [28, 28], ANY],
    sums: [
      [
        [
          [0, 1],
          [1, -1],
          [2, -1],
        ],
        0,
        0,
      ],
    ],
    left: [
      { low: 30, high: 30 },
      { low: 28, high: 28 },
      { low: 2, high: 2 },
    ],
  },
  {
    why: 'two that are left have at most all of it',
    bounds: [[12, 12], ANY, ANY],
    sums: [
      [
        [
          [0, 1],
          [1, -1],
          [2, -1],
        ],
        0,
        0,
      ],
    ],
    left: [
      { low: 12, high: 12 },
      { low: 0, high: 12 },
      { low: 0, high: 12 },
    ],
  },
  {
    why: 'what one cannot have, the other has',
    bounds: [[12, 12], [0, 4], ANY],
    sums: [
      [
        [
          [0, 1],
          [1, -1],
          [2, -1],
        ],
        0,
        0,
      ],
    ],
    left: [
      { low: 12, high: 12 },
      { low: 0, high: 4 },
      { low: 8, high: 12 },
    ],
  },
  {
    why: 'a hidden total of hidden parts has no bound',
    bounds: [ANY, [5, 5], ANY],
    sums: [
      [
        [
          [0, 1],
          [1, -1],
          [2, -1],
        ],
        0,
        0,
      ],
    ],
    left: [
      { low: 5, high: Infinity },
      { low: 5, high: 5 },
      { low: 0, high: Infinity },
    ],
  },
  {
    why: 'through a total that no file has',
    bounds: [ANY, [5, 5], ANY, [40, 40]],
    sums: [
      [
        [
          [0, 1],
          [1, -1],
          [2, -1],
        ],
        0,
        0,
      ],
      [[[0, 1]], 6, 9],
    ],
    left: [
      { low: 6, high: 9 },
      { low: 5, high: 5 },
      { low: 1, high: 4 },
      { low: 40, high: 40 },
    ],
  },
]

describe('bounds of hidden figures', () => {
  it.each(CASES)('$why', ({ bounds, sums, left }) => {
    const { intervalOf, contradicted } = propagate(factsOf(bounds, sums))
    expect(left.map((_, id) => ({ low: intervalOf(id).low, high: intervalOf(id).high }))).toEqual(left)
    expect(contradicted.size).toBe(0)
  })

  it('names what cannot be', () => {
    const { contradicted } = propagate(
      factsOf(
        [[30, 30], [31, 31], ANY],
        [
          [
            [
              [0, 1],
              [1, -1],
              [2, -1],
            ],
            0,
            0,
          ],
        ],
      ),
    )
    expect([...contradicted]).toEqual([2])
  })

  it('ends where bounds creep for ever', () => {
    const creeping = factsOf(
      [ANY, ANY],
      [
        [
          [
            [0, 1],
            [1, -1],
          ],
          1,
          Infinity,
        ],
        [
          [
            [1, 1],
            [0, -1],
          ],
          0,
          Infinity,
        ],
      ],
    )
    expect(propagate(creeping).intervalOf(0).low).toBeGreaterThan(0)
  })
})
