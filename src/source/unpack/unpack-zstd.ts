import { ZSTDDecoder, type Libzstd } from 'zstddec/stream'
import { codedError } from '../../domain/problem.ts'
import { hasRoomForWasm } from '../addresses.ts'
import { piecesOf, type ByteReader } from '../byte-reader.ts'
import { damage, type Damage } from './damage.ts'

const INPUT_BYTES = 131072
const OUTPUT_BYTES = 1048576

/**
 * The text of all frames, by libzstd itself in WebAssembly: what it refuses is damaged, with or without a checksum.
 *
 * Hint: of a frame without one (`zstd --no-check`) a changed letter that was stored as it is may pass, for any program.
 */
export async function* unpackZstd(stored: ByteReader): AsyncGenerator<Uint8Array, void, undefined> {
  const decoder = openDecoder(await libzstd())
  try {
    for await (const piece of piecesOf(stored, INPUT_BYTES)) yield* decoder.unpackedOf(piece)
    if (!decoder.isAtEnd()) throw damage('ZSTD_CUT')
  } finally {
    decoder.close()
  }
}

let compiled: Libzstd | undefined

async function libzstd(): Promise<Libzstd> {
  class Decoder extends ZSTDDecoder {
    override _init(made: { readonly instance: { readonly exports: Libzstd } }): void {
      compiled = made.instance.exports
      super._init(made)
    }
  }
  // It is loaded by `fetch`, which has a memory of its own.
  if (compiled === undefined && !hasRoomForWasm(2)) throw codedError('ENOMEM')
  if (compiled === undefined) await new Decoder().init()
  if (compiled === undefined) throw new Error('libzstd was not handed over')
  return compiled
}

type Decoder = {
  /** @param piece of at most INPUT_BYTES */
  readonly unpackedOf: (piece: Uint8Array) => Generator<Uint8Array, void, undefined>
  /** Whether a frame ended where the input did. */
  readonly isAtEnd: () => boolean
  readonly close: () => void
}

/** Two buffers of its memory, each described by three words: address, length, how much of it is done. */
function openDecoder(lib: Libzstd): Decoder {
  const context = lib.ZSTD_createDCtx()
  const [input, output, words] = [lib.malloc(INPUT_BYTES), lib.malloc(OUTPUT_BYTES), lib.malloc(24)]
  let left = 1

  // Its memory is another one whenever it has grown.
  const bytesAt = (address: number, length: number): Uint8Array => new Uint8Array(lib.memory.buffer, address, length)
  const wordsAt = (address: number): Uint32Array => new Uint32Array(lib.memory.buffer, address, 3)
  const doneOf = (address: number): number => wordsAt(address)[2] ?? 0

  function* unpackedOf(piece: Uint8Array): Generator<Uint8Array, void, undefined> {
    bytesAt(input, piece.length).set(piece)
    wordsAt(words).set([input, piece.length, 0])
    for (let isFull = false; doneOf(words) < piece.length || (isFull && left > 0);) {
      wordsAt(words + 12).set([output, OUTPUT_BYTES, 0])
      left = lib.ZSTD_decompressStream(context, words + 12, words) >>> 0
      if (left >= FIRST_ERROR) throw damage(DAMAGES[2 ** 32 - left] ?? 'ZSTD_DATA')
      const given = doneOf(words + 12)
      isFull = given === OUTPUT_BYTES
      if (given > 0) yield bytesAt(output, given).slice()
    }
  }

  return {
    unpackedOf,
    isAtEnd: () => left === 0,
    close: () => {
      lib.ZSTD_freeDCtx(context)
      for (const address of [input, output, words]) lib.free(address)
    },
  }
}

const FIRST_ERROR = 2 ** 32 - 120

/** Of the error codes of libzstd (zstd_errors.h), those that say more than that the bytes make no sense. */
const DAMAGES: Readonly<Record<number, Damage>> = { 16: 'ZSTD_WINDOW', 22: 'ZSTD_CHECKSUM', 32: 'ZSTD_DICTIONARY' }
