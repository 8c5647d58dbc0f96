import { describe, expect, it } from 'vitest'
import { tellsHidden } from '../../../src/pipeline/run/close/tells-hidden.ts'
import type { CellRow, PublishedRow } from '../../../src/state/index.ts'

const late = (measure: string, count: number, period = 1): CellRow => ({
  late: 1,
  series: 'day',
  period,
  feature: 'aide',
  cell: '',
  measure,
  count,
})
const published = (measure: string, count: number | null): PublishedRow => ({
  series: 'day',
  period: 1,
  place: 0,
  revision: 0,
  feature: 'aide',
  cell: '',
  measure,
  count,
})

describe('late lines of a feature', () => {
  it.each([
    { cells: [late('requests', 11)], rows: [published('requests', 20)], told: true, why: 'k more is told' },
    { cells: [late('requests', 10)], rows: [published('requests', 20)], told: false, why: 'fewer than k are not' },
    { cells: [late('requests', 30)], rows: [published('requests', null)], told: false, why: 'what is hidden stays' },
    { cells: [late('requests', 30)], rows: [], told: true, why: 'nothing was published of it' },
    {
      cells: [late('requests', 30), late('entries', 25)],
      rows: [published('requests', 20)],
      told: false,
      why: 'the requests that are no entries change by fewer than k',
    },
    {
      cells: [late('requests', 6), late('requests', 6)],
      rows: [published('requests', 20)],
      told: true,
      why: 'days of one month add up',
    },
  ])('$why', ({ cells, rows, told }) => {
    expect([...tellsHidden(cells, rows, 11)]).toEqual(told ? [] : ['aide'])
  })
})
