import { describe, expect, it } from 'vitest'
import { FATE } from '../../src/domain/fate.ts'
import type { Hit } from '../../src/domain/hit.ts'
import { gateOfSeveral } from '../../src/gate/gate-of-several.ts'
import type { Gate, LineAtHand } from '../../src/gate/index.ts'

const FATES_OF = { r: FATE.counted, m: FATE.malformed, n: FATE['not-a-request'] }
type Kind = keyof typeof FATES_OF

/** A gate to which each line says at its place what it is: `r` a request, `m` a misfit, `n` no request. */
function gateAt(place: number, asked: string[] = []): Gate {
  const atHand = { column: () => asked.push(`column ${place}`) } as unknown as LineAtHand
  return {
    readLines: (bytes, start, end, onHit) => {
      const text = Buffer.from(bytes.subarray(start, end)).toString('latin1')
      for (const line of text.split('\n').filter((one) => one !== ''))
        onHit({ fate: FATES_OF[line[place] as Kind], bytes: place } as unknown as Hit, atHand)
    },
  }
}

describe('gateOfSeveral', () => {
  it.each([
    { line: 'rmm', by: 0, why: 'the first reads it' },
    { line: 'mrm', by: 1, why: 'the second alone' },
    { line: 'mrr', by: 1, why: 'the first of two others' },
    { line: 'mmr', by: 2, why: 'the last alone' },
    { line: 'nrm', by: 1, why: 'a request before what is none' },
    { line: 'mnr', by: 2, why: 'a request behind what is none' },
    { line: 'mnn', by: 1, why: 'the first that knows it for none' },
    { line: 'nnm', by: 0, why: 'the first knows it for none' },
    { line: 'mmm', by: 0, why: 'nobody reads it' },
  ])('$why: $line', ({ line, by }) => {
    for (const [text, lines] of [
      [line, 1],
      [`${line}\n`, 1],
      [`${line}\n${line}\n`, 2],
      [`${line}\n${line}`, 2],
    ] as const) {
      const asked: string[] = []
      const gate = gateOfSeveral(gateAt(0, asked), [gateAt(1, asked), gateAt(2, asked)])
      const bytes = Buffer.from(`${text}rrr\n`)
      const places: unknown[] = []
      gate.readLines(bytes, 0, text.length, (hit, { column }) => {
        places.push(hit.bytes)
        column()
      })
      expect(places).toEqual(Array<number>(lines).fill(by))
      expect(asked).toEqual(Array<string>(lines).fill(`column ${by}`))
    }
  })
})
