import { describe, expect, it } from 'vitest'
import { STATUSES } from '../../src/domain/dictionary.ts'
import { BAD_STATUS, readCount, readStatus, statusClassOf, TOO_LARGE } from '../../src/gate/read/read-status.ts'

const read = (reader: typeof readCount, text: string): number => {
  const bytes = Buffer.from(`1${text}1`, 'latin1')
  return reader(bytes, 1, 1 + text.length)
}

describe('status', () => {
  it.each([
    ['100', 100],
    ['200', 200],
    ['599', 599],
    ['0', 0],
    ['000', 0],
    ['009', 0],
    ['-', 0],
    ['-1', 0],
    ['', BAD_STATUS],
    ['1', BAD_STATUS],
    ['10', BAD_STATUS],
    ['-2', BAD_STATUS],
    ['01', BAD_STATUS],
    ['010', BAD_STATUS],
    ['099', BAD_STATUS],
    ['600', BAD_STATUS],
    ['2000', BAD_STATUS],
    ['20x', BAD_STATUS],
    ['2.0', BAD_STATUS],
    [' 20', BAD_STATUS],
  ])('"%s" is %i', (text, code) => {
    expect(read(readStatus, text)).toBe(code)
  })

  it('its class is told by its hundreds', () => {
    const words = [0, 9, 100, 199, 200, 299, 300, 399, 400, 499, 500, 599].map((code) => STATUSES[statusClassOf(code)])
    const classes = ['none', '1xx', '2xx', '3xx', '4xx', '5xx']
    expect(words).toEqual(classes.flatMap((word) => [word, word]))
  })
})

describe('count of bytes', () => {
  it.each([
    ['0', 0],
    ['3126', 3126],
    ['0003126', 3126],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', TOO_LARGE],
    ['9007199254740993', TOO_LARGE],
    ['1'.repeat(400), TOO_LARGE],
    ['', -1],
    ['-', -1],
    ['-5', -1],
    ['+5', -1],
    ['1.5', -1],
    ['5 ', -1],
    ['1e3', -1],
  ])('"%s" is %i', (text, count) => {
    expect(read(readCount, text)).toBe(count)
  })
})
