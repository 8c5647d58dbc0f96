import { BLOCK_BYTES, DIGEST_BYTES, digestBlock, startDigest } from './sha256.ts'

/**
 * The key of a cell: the first 32 bits of HMAC-SHA-256 of its fields, a number from 0 to 2^32 − 1.
 *
 * @param parts fields as `fieldsOf` writes them, in order
 */
export type CellKeys = (...parts: readonly Uint8Array[]) => number

/** Each field preceded by its length, so that no two lists of fields are the same bytes. */
export function fieldsOf(...words: readonly string[]): Uint8Array {
  const encoded = words.map((word) => ENCODER.encode(word))
  const bytes = new Uint8Array(encoded.reduce((sum, { length }) => sum + 4 + length, 0))
  const view = new DataView(bytes.buffer)
  let end = 0
  for (const word of encoded) {
    view.setUint32(end, word.length)
    bytes.set(word, end + 4)
    end += 4 + word.length
  }
  return bytes
}

/** @param secret 32 bytes */
export function openCellKeys(secret: Uint8Array): CellKeys {
  // What is behind the pads of the key is the same for every cell: half of the work.
  const inner = bytesBehind(secret, 0x36)
  const outer = bytesBehind(secret, 0x5c)
  const state = startDigest()
  const stateBytes = new Uint8Array(state.buffer)
  const digest = new Uint8Array(BLOCK_BYTES)
  pad(digest, DIGEST_BYTES)
  const digestView = new DataView(digest.buffer)
  let message = new Uint8Array(4 * BLOCK_BYTES)
  let messageView = new DataView(message.buffer)
  return (...parts) => {
    let length = 0
    for (const part of parts) length += part.length
    if (length > message.length - PADDING) {
      message = new Uint8Array(paddedLength(length))
      messageView = new DataView(message.buffer)
    }
    let end = 0
    for (const part of parts) {
      message.set(part, end)
      end += part.length
    }
    stateBytes.set(inner)
    digestAll(state, messageView, pad(message, length))
    digest.set(stateBytes)
    stateBytes.set(outer)
    digestBlock(state, digestView, 0)
    return state.getUint32(0)
  }
}

const ENCODER = new TextEncoder()
/** A bit that ends the message, and its length in bits. */
const PADDING = 9

function bytesBehind(secret: Uint8Array, mask: number): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES).fill(mask)
  secret.forEach((byte, position) => (block[position] = byte ^ mask))
  const state = startDigest()
  digestBlock(state, new DataView(block.buffer), 0)
  return new Uint8Array(state.buffer)
}

/** Ends a message of `length` bytes that follows the block of the key; gives its length in whole blocks. */
function pad(message: Uint8Array, length: number): number {
  const end = paddedLength(length)
  message.fill(0, length, end)
  message[length] = 0x80
  const bits = 8 * (BLOCK_BYTES + length)
  for (let shift = 0; shift < 32; shift += 8) message[end - 1 - shift / 8] = bits >>> shift
  return end
}

function paddedLength(length: number): number {
  return Math.ceil((length + PADDING) / BLOCK_BYTES) * BLOCK_BYTES
}

function digestAll(state: DataView, message: DataView, end: number): void {
  for (let offset = 0; offset < end; offset += BLOCK_BYTES) digestBlock(state, message, offset)
}
