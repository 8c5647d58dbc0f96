import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createByteMemo } from '../../src/domain/byte-memo.ts'

const createAgentMemo = () => createByteMemo(10_000, 1 << 21)

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

describe('a memo', () => {
  it.each([1, 3, 7, 8, 9, 15, 16, 17, 24, 110, 1024])('tells agents of %i bytes apart by any one byte', (length) => {
    const memo = createAgentMemo()
    const agent = new Uint8Array(length).fill(0x61)
    memo.keep(agent, 0, length, 5)
    expect(memo.find(agent, 0, length)).toBe(5)
    for (let i = 0; i < length; i++) {
      const other = agent.slice()
      other[i] = 0x62
      expect(memo.find(other, 0, length)).toBe(-1)
    }
  })

  it('gives what was kept or nothing, never another agent’s value', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 }), { maxLength: 50 }), (agents) => {
        const memo = createAgentMemo()
        const truth = new Map<string, number>()
        for (const agent of agents) {
          const found = memo.find(agent, 0, agent.length)
          expect(found).toBe(truth.get(agent.join()) ?? -1)
          if (found < 0) {
            memo.keep(agent, 0, agent.length, truth.size)
            truth.set(agent.join(), truth.size)
          }
        }
      }),
    )
  })

  it('starts anew after 10,000 agents', () => {
    const memo = createAgentMemo()
    const agentOf = (n: number) => bytesOf(`agent ${n}`)
    for (let n = 0; n <= 10_000; n++) memo.keep(agentOf(n), 0, agentOf(n).length, n)
    expect(memo.find(agentOf(9_999), 0, 10)).toBe(-1)
    expect(memo.find(agentOf(10_000), 0, 11)).toBe(10_000)
  })

  it('starts anew when 2 MiB are used', () => {
    const memo = createAgentMemo()
    const agentOf = (n: number) => bytesOf(String(n).padEnd(1024))
    for (let n = 0; n <= 2048; n++) memo.keep(agentOf(n), 0, 1024, n)
    expect(memo.find(agentOf(2047), 0, 1024)).toBe(-1)
    expect(memo.find(agentOf(2048), 0, 1024)).toBe(2048)
  })

  it('lets the first of nine agents with one hash give way', () => {
    const memo = createAgentMemo()
    const agents = Array.from({ length: 9 }, (_, n) => collidingAgent(n))
    for (const [n, agent] of agents.entries()) memo.keep(agent, 0, 8, n)
    expect(agents.map((agent) => memo.find(agent, 0, 8))).toEqual([-1, 1, 2, 3, 4, 5, 6, 7, 8])
  })
})

/** Eight bytes whose hash does not depend on `n`: the second word undoes what the first did. */
function collidingAgent(n: number): Uint8Array {
  const bytes = new Uint8Array(8)
  const view = new DataView(bytes.buffer)
  view.setInt32(0, n, true)
  view.setInt32(4, Math.imul(Math.imul(0x811c9dc5 ^ 8 ^ n, 0x9e3779b1), inverseOf(0x85ebca6b)), true)
  return bytes
}

/** The odd number that undoes a multiplication of 32 bits, by Newton's method. */
function inverseOf(odd: number): number {
  let inverse = odd
  for (let i = 0; i < 5; i++) inverse = Math.imul(inverse, 2 - Math.imul(odd, inverse))
  return inverse
}
