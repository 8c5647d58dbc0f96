import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collidingBytes } from '../../bench/colliding.js'
import { openKernel } from '../../src/kernel/index.ts'

const SIZE = { mostEntries: 10_000, arenaBytes: 1 << 21 }
const SMALL = { mostEntries: 9, arenaBytes: 90 }
const createAgentMemo = () => openKernel([SIZE]).openMemo(SIZE)

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

  it.each([3, 20])('keeps the same %i bytes once a kind', (length) => {
    const memo = createAgentMemo()
    const path = new Uint8Array(length).fill(0x61)
    for (const kind of [0, 1, 6, 127]) memo.keep(path, 0, length, 10 + kind, kind)
    for (const kind of [0, 1, 6, 127]) expect(memo.find(path, 0, length, kind)).toBe(10 + kind)
    expect(memo.find(path, 0, length, 2)).toBe(-1)
    expect(memo.find(path, 0, length)).toBe(10)
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

  it('finds nearly all of as many as it holds, and none of the others', () => {
    const memo = createAgentMemo()
    const agents = Array.from({ length: 10_000 }, (_, n) => bytesOf(`Mozilla/5.0 (X11; Linux x86_64) agent/${n}`))
    for (const [n, agent] of agents.entries()) memo.keep(agent, 0, agent.length, n)
    const found = agents.map((agent) => memo.find(agent, 0, agent.length))
    expect(found.every((value, n) => value < 0 || value === n)).toBe(true)
    // Eight probes in slots of which a third are filled: a place is not found once in 3⁸ = 6,561.
    expect(found.filter((value) => value < 0).length).toBeLessThan(20)
    expect(memo.find(bytesOf('another'), 0, 7)).toBe(-1)
  })

  it('looks eight times at most for bytes that were made to collide, and finds others as before', () => {
    const memo = createAgentMemo()
    const others = Array.from({ length: 5000 }, (_, n) => bytesOf(`Mozilla/5.0 (X11; Linux x86_64) agent/${n}`))
    for (const [n, agent] of others.entries()) memo.keep(agent, 0, agent.length, n)
    const known = others.filter((agent, n) => memo.find(agent, 0, agent.length) === n)
    const made = collidingBytes()
    const colliding = Array.from({ length: 3000 }, () => made.next().value as Uint8Array)
    for (const [n, agent] of colliding.entries()) memo.keep(agent, 0, 32, n)
    const found = colliding.filter((agent, n) => memo.find(agent, 0, 32) === n)
    // Were they found in their places, they would not be made well.
    expect([new Set(colliding.map(String)).size, found.length <= 8]).toEqual([3000, true])
    const still = known.filter((agent) => memo.find(agent, 0, agent.length) >= 0)
    expect(known.length - still.length).toBeLessThanOrEqual(8)
  })

  it('forgets everything when it is cleared', () => {
    const memo = createAgentMemo()
    memo.keep(bytesOf('agent'), 0, 5, 1)
    memo.clear()
    expect(memo.find(bytesOf('agent'), 0, 5)).toBe(-1)
  })

  it('takes no more than a line of bytes from elsewhere', () => {
    const memo = createAgentMemo()
    const long = new Uint8Array(65_537)
    memo.keep(long, 0, long.length, 1)
    expect(memo.find(long, 0, long.length)).toBe(-1)
    memo.keep(long, 1, long.length, 2)
    expect(memo.find(long, 1, long.length)).toBe(2)
  })

  it('keeps nothing that its arena has no room for', () => {
    const memo = openKernel([SMALL]).openMemo(SMALL)
    memo.keep(new Uint8Array(100), 0, 100, 1)
    expect(memo.find(new Uint8Array(100), 0, 100)).toBe(-1)
  })

  it('knows held lines and bytes from elsewhere as the same', () => {
    const kernel = openKernel([SIZE])
    const memo = kernel.openMemo(SIZE)
    const agent = bytesOf('agent')
    const held = kernel.hold(agent, 0, 5)
    memo.keep(kernel.bytes, held, held + 5, 7)
    expect(memo.find(agent, 0, 5)).toBe(7)
  })

  it('is opened once for each room of the kernel', () => {
    const kernel = openKernel([SIZE])
    kernel.openMemo(SIZE)
    expect(() => kernel.openMemo(SIZE)).toThrow(RangeError)
  })
})
