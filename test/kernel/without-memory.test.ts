import { describe, expect, it } from 'vitest'
import { kernelWithoutMemory } from '../../src/kernel/index.ts'
import type { Hit } from '../../src/domain/hit.ts'
import { testGate } from '../gate/test-gate.ts'
import { fittingLines, KERNEL_FORMATS } from './mutated-lines.ts'

const SIZE = { mostEntries: 3, arenaBytes: 20 }
const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1')

describe('a memo without the kernel’s memory', () => {
  const memo = kernelWithoutMemory().openMemo(SIZE)
  const find = (text: string, kind?: number) => memo.find(bytesOf(`x${text}`), 1, 1 + text.length, kind)
  const keep = (text: string, value: number, kind?: number) =>
    memo.keep(bytesOf(`x${text}`), 1, 1 + text.length, value, kind)

  it('knows bytes by themselves and their kind', () => {
    keep('a\xE9', 1)
    keep('a\xE9', 2, 127)
    expect([find('a\xE9'), find('a\xE9', 127), find('a\xE9', 1), find('a')]).toEqual([1, 2, -1, -1])
  })

  it.each([
    ['entries', ['b', 'c', 'd', 'e'], [-1, -1, -1, 3]],
    ['bytes', ['1234567890', '1234567891', '1'], [-1, -1, 2]],
  ])('starts anew when it has no more room for %s', (_, kept, found) => {
    memo.clear()
    for (const [value, text] of kept.entries()) keep(text, value)
    expect(kept.map((text) => find(text))).toEqual(found)
  })

  it('keeps nothing that is longer than all', () => {
    memo.clear()
    keep('a', 1)
    keep('123456789012345678901', 2)
    expect([find('a'), find('123456789012345678901')]).toEqual([1, -1])
  })
})

it.each(KERNEL_FORMATS)('a gate reads %s with it as without one', (format) => {
  const log = Buffer.from(`${fittingLines(format).join('\n')}\n`)
  const hitsOf = (gate: ReturnType<typeof testGate>): readonly Hit[] => {
    const hits: Hit[] = []
    gate.readLines(log, 0, log.length, (hit) => hits.push({ ...hit }))
    return hits
  }
  const hits = hitsOf(testGate({ format, kernel: kernelWithoutMemory() }))
  expect(hits).toEqual(hitsOf(testGate({ format })))
  expect(hits.length).toBeGreaterThan(0)
})
