import { describe, expect, it } from 'vitest'
import { PERIOD_COLUMNS } from '../../src/publish/columns/period-columns.ts'
import { csvPartsOf } from '../../src/publish/csv.ts'

const WORDS = { fr: 'x', en: 'x' }

function sheetOf(records: readonly (readonly string[])[]) {
  return {
    name: 'week-feature',
    title: WORDS,
    description: WORDS,
    columns: [PERIOD_COLUMNS.week],
    records: () => records,
  }
}

describe('partsOf', () => {
  it.each([
    { rows: 0, files: ['data/week-feature.csv'], why: 'nothing' },
    { rows: 50_000, files: ['data/week-feature.csv'], why: 'the most that one file holds' },
    { rows: 50_001, files: ['data/week-feature-2025.csv', 'data/week-feature.csv'], why: 'one row more' },
  ])('$why', ({ rows, files }) => {
    const records = Array.from({ length: rows }, (_, row) => [row < 30_000 ? '2025-W52' : '2026-W01'])
    const parts = csvPartsOf(sheetOf(records), true, 'fr')
    expect(parts.map(({ path }) => path)).toEqual(files)
    expect(parts.reduce((sum, part) => sum + part.rows, 0)).toBe(rows)
    for (const { text } of parts) expect(text.slice(0, 8)).toBe('semaine\n')
  })

  it('cannot cut a year, however many rows it has', () => {
    const parts = csvPartsOf(sheetOf(Array.from({ length: 60_000 }, () => ['2026-W01'])), true, 'en')
    expect(parts.map(({ path, rows }) => [path, rows])).toEqual([['data/week-feature.csv', 60_000]])
  })
})
