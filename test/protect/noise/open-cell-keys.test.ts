import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldsOf, openCellKeys } from '../../../src/protect/noise/open-cell-keys.ts'

const SEVENS = new Uint8Array(32).fill(7)

describe('the key of a cell', () => {
  it('is the one of the golden vector', () => {
    const fields = ['day', '2026-01-31', 'requests', 'simulateur', 'device=mobile', '12']
    expect(openCellKeys(SEVENS)(fieldsOf(...fields))).toBe(1036200504)
    expect(openCellKeys(SEVENS)(...fields.map((field) => fieldsOf(field)))).toBe(1036200504)
  })

  it('is what node:crypto makes of the same bytes, however long and however cut', () => {
    const cases = fc.record({
      secret: fc.uint8Array({ minLength: 32, maxLength: 32 }),
      parts: fc.array(fc.uint8Array({ maxLength: 130, size: 'max' }), { maxLength: 6, size: 'max' }),
    })
    fc.assert(
      fc.property(cases, fc.uint8Array({ maxLength: 400, size: 'max' }), ({ secret, parts }, other) => {
        const keys = openCellKeys(secret)
        keys(other)
        const expected = createHmac('sha256', secret).update(Buffer.concat(parts)).digest().readUInt32BE(0)
        expect(keys(...parts)).toBe(expected)
      }),
      { seed: 6, numRuns: 300 },
    )
  })

  it('tells the same letters in other fields apart', () => {
    expect(fieldsOf('ab', 'c')).not.toEqual(fieldsOf('a', 'bc'))
    expect([...fieldsOf('é')]).toEqual([0, 0, 0, 2, 0xc3, 0xa9])
  })
})
