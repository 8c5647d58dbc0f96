import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FATES } from '../../src/domain/fate.ts'
import { listFormats } from '../../src/format/index.ts'
import { checkProperty } from '../properties/check-property.ts'
import { hitsOf, testGate } from './test-gate.ts'

const MOST_BYTES = 65_536

describe.each(listFormats())('$name survives', ({ name, samples }) => {
  const gate = testGate({ format: name })

  /** One line in place of a sample, below the lines above it (some formats say there what follows): one fate, the last. */
  function fateOf(index: number, line: string): string {
    const lines = [...samples.slice(0, index), line]
    const hits = hitsOf(gate, lines.map((text) => `${text}\n`).join(''))
    expect(hits.length).toBe(lines.length)
    const fate = hits.at(-1)?.fate
    expect(FATES).toContain(fate)
    return fate!
  }

  it('its samples cut at any byte', () => {
    for (const [index, sample] of samples.entries())
      for (let length = 0; length < sample.length; length++) fateOf(index, sample.slice(0, length))
  })

  it('any bytes in place of others', async () => {
    const flips = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 })
    await checkProperty(
      fc.property(fc.nat({ max: samples.length - 1 }), flips, (index, changes) => {
        const bytes = Buffer.from(samples[index]!, 'latin1')
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte === 0x0a ? 0x0b : byte
        fateOf(index, bytes.toString('latin1'))
      }),
      200,
    )
  })

  it('a field of 64 KiB, whatever it is made of', () => {
    for (const filler of ['a', '"', ' ', '\\', '#', '" ', ', ', '{', '[', '\t', '0'])
      for (const [index, sample] of samples.entries())
        for (const at of inWords(sample)) {
          const times = Math.floor((MOST_BYTES - sample.length) / filler.length)
          fateOf(index, sample.slice(0, at) + filler.repeat(times) + sample.slice(at))
        }
  })
})

/** Four places in the words of a line. */
function inWords(line: string): readonly number[] {
  const places = [...line.matchAll(/\w{2,}/g)].map(({ index }) => index + 1)
  return Array.from({ length: 4 }, (_, i) => places[Math.floor((i * places.length) / 4)] ?? 0)
}
