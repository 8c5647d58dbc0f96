import { describe, expect, it } from 'vitest'
import { compileFormat } from '../../src/format/index.ts'
import { readLine } from './read-line.ts'

const LINE = '203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET / HTTP/1.1" 200 512 "-" "LEAK 9.000"'

describe('combined_upstream: which of two times is that of the request', () => {
  it.each([
    { times: '0.120 2.000', duration: '2.000', why: 'the longer, last' },
    { times: '2.000 0.120', duration: '2.000', why: 'the longer, first' },
    { times: '10.000 9.999', duration: '10.000', why: 'by its number, not its text' },
    { times: '0.046 0.046', duration: '0.046', why: 'both' },
    { times: '- 2.000', duration: '2.000', why: 'no server was asked' },
    { times: '2.000 -', duration: '2.000', why: 'no server was asked, the other way round' },
    { times: '- -', duration: undefined, why: 'neither' },
    { times: '0.001, 0.119 2.000', duration: '2.000', why: 'a list' },
    { times: '2.000 0.001, 0.119', duration: '2.000', why: 'a list, the other way round' },
    { times: '-, 0.119 2.000', duration: '2.000', why: 'a list with one that was not asked' },
    { times: '0.001 : 0.119 2.000', duration: '2.000', why: 'after a redirection' },
    { times: '2.000 0.001 : 0.119', duration: '2.000', why: 'after a redirection, the other way round' },
    { times: '0.900, 0.900 0.046', duration: '0.046', why: 'a list is never the request' },
  ])('$why: $times', ({ times, duration }) => {
    const scanner = compileFormat('combined_upstream')
    const read = readLine(scanner, `${LINE} ${times}`)
    if (typeof read === 'number') throw new Error(`stops at column ${read}`)
    expect([read.texts.duration, read.texts.agent]).toEqual([duration, 'LEAK 9.000'])
    expect(scanner.cautions).not.toContain('ambiguous-duration')
  })

  it.each([
    '1773131445.568 -',
    '- 1773131445.568',
    '1773131445.568 200',
    '1773131445.568 0.046',
    '512 0.046',
    '0.046 512',
    '0.0460 0.041',
    '.046 0.041',
    '0.046 ',
    ' 0.046',
    '0.046, 0.041 2',
  ])('none, where nginx does not write times so: %j', (times) => {
    const scanner = compileFormat('combined_upstream')
    expect(readLine(scanner, `${LINE} ${times}`)).toMatchObject({ texts: { status: '200' } })
    expect(readLine(scanner, `${LINE} ${times}`)).not.toHaveProperty('texts.duration')
    expect(scanner.cautions).toContain('ambiguous-duration')
  })

  it.each(['2 1', '- 1', '0.046', '0.046 0.041 LEAK', '0.046  0.041 ', 'LEAK'])(
    'a line with %j does not fit',
    (times) => {
      expect(readLine(compileFormat('combined_upstream'), `${LINE} ${times}`)).toBeTypeOf('number')
    },
  )
})
