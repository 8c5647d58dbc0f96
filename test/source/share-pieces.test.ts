import { closeSync, openSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Chunk } from '../../src/source/index.ts'
import {
  leavePieces,
  openPieces,
  PIECE_ROOM,
  piecesIn,
  sharePieces,
  type PlainRest,
} from '../../src/source/share-pieces.ts'
import { linesOf, problemsOf, testFolder } from './helpers.ts'
import { expected, NUL, ODD_TEXTS, oddText } from './odd-texts.ts'

const path = join(testFolder(), 'access.log')

/** Opens a text as a file. */
async function within<T>(text: string, look: (rest: PlainRest) => T | Promise<T>): Promise<T> {
  writeFileSync(path, text, 'latin1')
  const file = openSync(path, 'r')
  try {
    return await look({ path, file, from: 0, to: text.length })
  } finally {
    closeSync(file)
  }
}

/** Amid other memory, as that of the kernel. */
const roomFor = (pieceBytes: number): Uint8Array => new Uint8Array(3 + pieceBytes + PIECE_ROOM).subarray(3)

/** The lines of a text, by threads that take the pieces in turns; in the order of the pieces. */
async function linesByPieces(rest: PlainRest, pieceBytes: number, threads: number): Promise<readonly string[]> {
  const shared = sharePieces(rest, pieceBytes)
  const takers = Array.from({ length: threads }, () => openPieces(shared, roomFor(pieceBytes)))
  const lines: (readonly string[])[] = []
  let bytes = 0
  for (let left = takers; left.length > 0;) {
    const going: typeof left = []
    for (const take of left) {
      const piece = take()
      if (piece === undefined) continue
      lines[piece.position] = await linesOf(each(piece.chunks))
      bytes += piece.bytes
      going.push(take)
    }
    left = going
  }
  expect(bytes).toBe(rest.to - rest.from)
  expect(lines.length).toBe(piecesIn(shared))
  return lines.flat()
}

async function* each(chunks: readonly Chunk[]): AsyncGenerator<Chunk> {
  for (const chunk of chunks) yield await Promise.resolve(chunk)
}

// Only `cutLines` sees the start of a file.
const withoutBom = (text: string): string => text.replace(/^\xef\xbb\xbf/, '')

describe('the lines of all pieces', () => {
  it.each(ODD_TEXTS)('$why', async ({ text: odd }) => {
    const text = withoutBom(odd)
    const sizes = [1, 7, 64, 4096, 65_536, 1_048_576].filter((size) => text.length / size < 2000)
    await within(text, async (rest) => {
      for (const size of sizes) expect(await linesByPieces(rest, size, 2)).toEqual(expected(text))
    })
  })

  it('property: random bytes, pieces of any size, any number of threads', async () => {
    const size = fc.oneof(fc.integer({ min: 500, max: 70_000 }), fc.constantFrom(65_535, 65_536, 65_537, 131_073))
    await fc.assert(
      fc.asyncProperty(oddText.map(withoutBom), size, fc.integer({ min: 1, max: 3 }), (text, bytes, threads) =>
        within(text, async (rest) => {
          expect(await linesByPieces(rest, bytes, threads)).toEqual(expected(text))
        }),
      ),
      { numRuns: 60 },
    )
  })

  it('property: short lines, pieces of some bytes, from any line on', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', NUL), maxLength: 200 })
    await fc.assert(
      fc.asyncProperty(text, fc.nat(), fc.integer({ min: 1, max: 9 }), (all, nth, bytes) =>
        within(all, async (rest) => {
          const starts = [0, ...Array.from(all.matchAll(/\n/g), ({ index }) => index + 1)]
          const from = starts[nth % starts.length] ?? 0
          expect(await linesByPieces({ ...rest, from }, bytes, 2)).toEqual(expected(all.slice(from)))
        }),
      ),
      { numRuns: 150 },
    )
  })
})

describe('a file that changes while it is read', () => {
  it('grew: what was written since it was looked at is no part of it', () =>
    within('one\ntwo\nthree\n', async (rest) => {
      expect(await linesByPieces({ ...rest, to: 9 }, 4, 2)).toEqual(['one\n', 'two\n', 't'])
    }))

  it('was truncated: it ends there', () =>
    within('one\ntwo\nthree\n', async (rest) => {
      truncateSync(path, 6)
      expect(await linesByPieces(rest, 4, 2)).toEqual(['one\n', 'tw'])
    }))
})

it('what cannot be read is told, by its code alone', () =>
  within('LEAK one\nLEAK two\n', async (rest) => {
    const take = openPieces(sharePieces({ ...rest, file: 2 ** 20 }, 4), roomFor(4))
    expect(await problemsOf(Promise.resolve().then(take))).toEqual([{ code: 'LOG_UNREADABLE', path, errno: 'EBADF' }])
  }))

it('pieces that are left are taken by nobody', () =>
  within('one\ntwo\n', (rest) => {
    const shared = sharePieces(rest, 4)
    const [take, takeToo] = [openPieces(shared, roomFor(4)), openPieces(shared, roomFor(4))]
    expect(take()?.position).toBe(0)
    leavePieces(shared)
    expect([take(), takeToo()]).toEqual([undefined, undefined])
  }))
