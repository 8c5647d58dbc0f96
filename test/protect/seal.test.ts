import { describe, expect, it } from 'vitest'
import type { ProtectedTable } from '../../src/domain/table.ts'
import { isSealed, protectTables } from '../../src/protect/index.ts'
import { countedOf, feature, januaryDays, spec } from './counted-of.ts'

const tables = protectTables(countedOf([spec('day', 11)], januaryDays(1), [feature('a')], [[{ requests: 3 }]]))
const table = tables[0]!
const rows = [{ period: table.rows[0]!.period, feature: 'a', categories: [], counts: [3, 0, 0] }]

describe('isSealed', () => {
  it('knows what this room made', () => {
    expect(isSealed(table)).toBe(true)
  })

  it.each<{ why: string; forged: ProtectedTable }>([
    { why: 'a spread copy keeps the type', forged: { ...table, rows } },
    { why: 'so does Object.assign', forged: Object.assign({}, table, { rows }) },
    { why: 'a type predicate gives it', forged: claim({ spec: table.spec, categories: [], rows }) },
    { why: 'an object may inherit from a sealed one', forged: Object.create(table) as ProtectedTable },
    { why: 'a clone', forged: structuredClone(table) },
  ])('is not fooled: $why', ({ forged }) => {
    expect(isSealed(forged)).toBe(false)
  })

  it('holds for a table that cannot be given other rows', () => {
    expect(Reflect.set(table, 'rows', rows)).toBe(false)
    expect(table.rows[0]?.counts).toEqual([undefined, undefined, undefined])
  })
})

function claim(value: object): ProtectedTable {
  if (isTable(value)) return value
  throw new Error('never')
}

function isTable(value: object): value is ProtectedTable {
  return 'rows' in value
}
