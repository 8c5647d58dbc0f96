import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readerOfPieces, type ByteReader } from '../../src/source/byte-reader.ts'
import { cutLines } from '../../src/source/cut-lines.ts'
import { linesOf } from './helpers.ts'
import { expected, NUL, ODD_TEXTS, oddText } from './odd-texts.ts'

const READ_SIZES = [7, 64, 4096, 1048576]

function readerOf(text: string): ByteReader {
  const bytes = Buffer.from(text, 'latin1')
  let at = 0
  return {
    close: () => Promise.resolve(),
    read: (into, to, length) => {
      const read = bytes.copy(into, to, at, Math.min(at + length, bytes.length))
      at += read
      return Promise.resolve(read)
    },
  }
}

describe('lines, whatever the size of a read', () => {
  it.each(ODD_TEXTS)('$why', async ({ text }) => {
    const want = expected(text)
    const sizes = READ_SIZES.filter((size) => text.length / size < 100000)
    for (const size of sizes) expect(await linesOf(cutLines(readerOf(text), size))).toEqual(want)
  })

  it('property: random bytes, random pieces', async () => {
    await fc.assert(
      fc.asyncProperty(oddText, fc.constantFrom(...READ_SIZES.slice(1)), async (text, size) => {
        expect(await linesOf(cutLines(readerOf(text), size))).toEqual(expected(text))
      }),
      { numRuns: 60 },
    )
  })

  it('property: short lines, one byte a read', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', NUL, '\xef', '\xbb', '\xbf'), maxLength: 200 })
    await fc.assert(
      fc.asyncProperty(text, async (text) => {
        expect(await linesOf(cutLines(readerOf(text), 1))).toEqual(expected(text))
      }),
      { numRuns: 60 },
    )
  })
})

describe('chunks', () => {
  it('end right after an LF, but for the last', async () => {
    const ends: (number | undefined)[] = []
    const text = `${'abc\n'.repeat(100)}abc`
    for await (const { bytes, end } of cutLines(readerOf(text), 33)) ends.push(bytes[end - 1])
    expect(new Set(ends.slice(0, -1))).toEqual(new Set([10]))
    expect(ends.at(-1)).toBe(99)
  })

  it('are the same however a pipe hands the bytes on', async () => {
    const lengths = async (pieces: readonly string[]) => {
      async function* slow() {
        for (const piece of pieces) yield await Promise.resolve(Buffer.from(piece))
      }
      const reader = readerOfPieces(slow(), () => Promise.resolve())
      const found: number[] = []
      for await (const { start, end } of cutLines(reader, 64)) found.push(end - start)
      return found
    }
    const text = 'one line\n'.repeat(50)
    expect(await lengths(Array.from(text))).toEqual(await lengths([text]))
  })

  it.each([
    { why: 'a line without end', byte: 97 },
    { why: 'a hole without end', byte: 0 },
  ])('take no memory for $why', async ({ byte }) => {
    const buffers = new Set<ArrayBufferLike>()
    let left = 200
    const reader: ByteReader = {
      close: () => Promise.resolve(),
      read: (into, at, length) => {
        buffers.add(into.buffer)
        into.fill(byte, at, at + length)
        return Promise.resolve(left-- > 0 ? length : 0)
      },
    }
    const chunks: boolean[] = []
    for await (const { tooLong } of cutLines(reader)) chunks.push(tooLong)
    expect(chunks).toEqual(byte === 0 ? [] : [true])
    expect([...buffers].map((buffer) => buffer.byteLength)).toEqual([1114112, 1114112])
  })

  it('come before the error that follows them, even if the consumer takes its time', async () => {
    let reads = 0
    const reader: ByteReader = {
      close: () => Promise.resolve(),
      read: (into, at) => {
        if (reads++ > 0) return Promise.reject(new Error('gone'))
        into.set([97, 10, 98, 10], at)
        return Promise.resolve(4)
      },
    }
    const lines: string[] = []
    const work = async () => {
      for await (const { bytes, end } of cutLines(reader, 4)) {
        lines.push(Buffer.from(bytes.subarray(0, end)).toString())
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
    await expect(work()).rejects.toThrow('gone')
    expect(lines).toEqual(['a\nb\n'])
  })
})
