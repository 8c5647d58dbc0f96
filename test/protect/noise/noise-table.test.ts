import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Views } from '../../../src/domain/table.ts'
import { EDGES, REACH } from '../../../src/protect/noise/noise-table.ts'
import { edgesOf, momentOf, probabilitiesOf, REACH as REACHES, varianceOf } from './compute-noise-table.ts'

const ALL_VIEWS = [1, 2, 3, 4] as const
const rows = ALL_VIEWS.flatMap((views) => Array.from({ length: REACHES[views] + 1 }, (_, d) => ({ views, d })))
const rowOf = (views: Views, d: number) => [...EDGES[views].slice(d * d, d * d + 2 * d + 1)]

// UPDATE_NOISE=1 npx vitest run test/protect/noise/noise-table.test.ts writes the table anew.
if (process.env['UPDATE_NOISE'] === '1') {
  const file = new URL('../../../src/protect/noise/noise-table.ts', import.meta.url)
  const text = readFileSync(file, 'utf8')
  const start = text.indexOf('  1: new')
  const lines = ALL_VIEWS.map((views) => {
    const edges = Array.from({ length: REACHES[views] + 1 }, (_, d) => edgesOf(views, d)).flat()
    return `  ${views}: new Float64Array([${edges.join(', ')}]),\n`
  })
  writeFileSync(file, `${text.slice(0, start)}${lines.join('')}}\n`)
}

describe('a row of the noise table, before rounding', () => {
  it.each(rows)('T = $views, count $d: sums to 1, mean 0, the variance of the formula', ({ views, d }) => {
    const { p } = probabilitiesOf(views, d)
    expect(Math.abs(momentOf(p, 0) - 1)).toBeLessThan(1e-9)
    expect(Math.abs(momentOf(p, 1))).toBeLessThan(1e-9)
    expect(Math.abs(momentOf(p, 2) - varianceOf(views, d))).toBeLessThan(1e-9)
    p.forEach((share, i) => expect(share).toBeCloseTo(p[2 * d - i]!, 15))
  })

  it.each([
    { views: 1, b: -0.249685, stays: 0.2819 },
    { views: 2, b: -0.124701, stays: 0.1993 },
    { views: 3, b: -0.083203, stays: 0.1628 },
    { views: 4, b: -0.062319, stays: 0.1409 },
  ] as const)('T = $views: has the b that was computed elsewhere', ({ views, b, stays }) => {
    const row = probabilitiesOf(views, REACH[views])
    expect(row.b).toBeCloseTo(b, 6)
    expect(row.p[REACH[views]]).toBeCloseTo(stays, 4)
  })
})

describe('the table that ships', () => {
  it.each(rows)('T = $views, count $d: is the computed row, rounded', ({ views, d }) => {
    const expected = edgesOf(views, d)
    rowOf(views, d).forEach((edge, i) => expect(Math.abs(edge - expected[i]!)).toBeLessThanOrEqual(1))
    expect(rowOf(views, d)).toHaveLength(2 * d + 1)
  })

  it.each(rows)('T = $views, count $d: rises to 2^32', ({ views, d }) => {
    const row = rowOf(views, d)
    row.forEach((edge, i) => expect(edge).toBeGreaterThan(row[i - 1] ?? 0))
    expect(row.at(-1)).toBe(2 ** 32)
  })

  it.each(ALL_VIEWS)('T = %i: has no row more', (views) => {
    expect(EDGES[views]).toHaveLength((REACH[views] + 1) ** 2)
    expect(REACH[views]).toBe(REACHES[views])
  })
})
