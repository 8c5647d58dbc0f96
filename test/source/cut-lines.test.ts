import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readerOfPieces, type ByteReader } from '../../src/source/byte-reader.ts'
import { cutLines } from '../../src/source/cut-lines.ts'
import { linesOf, withoutNuls } from './helpers.ts'

const READ_SIZES = [7, 64, 4096, 1048576]
const NUL = String.fromCharCode(0)
const BOM = '\xef\xbb\xbf'

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

/** What must come out, said in another way: split at LF, look at each length. */
function expected(text: string): string[] {
  return text
    .replace(/^\xef\xbb\xbf/, '')
    .split(/(?<=\n)/)
    .map(withoutNuls)
    .filter((line) => line !== '')
    .map((line) => (line.replace('\n', '').length > 65536 ? '<too long>' : line))
}

describe('lines, whatever the size of a read', () => {
  const cases = [
    { why: 'empty', text: '' },
    { why: 'only LF', text: '\n' },
    { why: 'no final LF', text: 'a\nb' },
    { why: 'CRLF is left to the gate, a lone CR ends nothing', text: 'a\r\nb\rc\r\n' },
    { why: 'BOM at the start only', text: `${BOM}a\n${BOM}b\n` },
    { why: 'BOM and nothing else', text: BOM },
    { why: 'half a BOM is text', text: BOM.slice(0, 2) },
    { why: 'BOM before a hole', text: `${BOM}${NUL.repeat(100)}a\n` },
    { why: '65,536 bytes fit', text: `a\n${'x'.repeat(65536)}\nb\n` },
    { why: '65,536 bytes with their CR fit', text: `${'x'.repeat(65535)}\r\nb\n` },
    { why: '65,536 bytes at the end fit', text: `a\n${'x'.repeat(65536)}` },
    { why: '65,537 bytes are too long', text: `a\n${'x'.repeat(65537)}\nb\n` },
    { why: '65,537 bytes at the end are too long', text: `a\n${'x'.repeat(65537)}` },
    { why: 'too long, twice in a row', text: `${'x'.repeat(70228)}\n${'y'.repeat(70228)}\nb\n` },
    { why: 'too long, across two buffers of 1 MiB', text: `${'a\n'.repeat(520000)}${'x'.repeat(70228)}\nb\n` },
    { why: '5 MB in one line', text: `a\n${'\xff\x00\r'.repeat(1700000)}\nb\n` },
    { why: 'NULs do not make a line too long', text: `a\n${NUL.repeat(70000)}${'x'.repeat(65536)}\nb\n` },
    { why: 'NULs do not hide that a line is too long', text: `a\n${NUL.repeat(70000)}${'x'.repeat(65537)}\nb\n` },
    { why: '4,096 NULs', text: `a\n${NUL.repeat(4096)}b\n` },
    { why: 'a hole of 5 MB', text: `a\n${NUL.repeat(5000000)}b\n` },
    { why: 'a hole of 5 MB at the end is no line', text: `a\n${NUL.repeat(5000000)}` },
    { why: 'a hole that ends in LF is a blank line', text: `a\n${NUL.repeat(5000000)}\nb\n` },
  ]
  it.each(cases)('$why', async ({ text }) => {
    const want = expected(text)
    const sizes = READ_SIZES.filter((size) => text.length / size < 100000)
    for (const size of sizes) expect(await linesOf(cutLines(readerOf(text), size))).toEqual(want)
  })

  it('property: random bytes, random pieces', async () => {
    const piece = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', '\n', '\r', NUL, '\xef', '\xbb', '\xbf'), maxLength: 40 }),
      fc
        .record({ of: fc.constantFrom('x', NUL), length: fc.constantFrom(65535, 65536, 65537, 140000) })
        .map((run) => run.of.repeat(run.length)),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 8 }),
        fc.constantFrom(...READ_SIZES.slice(1)),
        async (texts, size) => {
          expect(await linesOf(cutLines(readerOf(texts.join('')), size))).toEqual(expected(texts.join('')))
        },
      ),
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
