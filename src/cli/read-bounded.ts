import { closeSync, openSync, readSync } from 'node:fs'

const PIECE_BYTES = 65536

/** The bytes of a file or pipe, and no more of them than asked: of what is longer, the first ones. Throws the system's error. */
export function readBounded(path: string, mostBytes: number): { readonly bytes: Buffer; readonly isWhole: boolean } {
  const fd = openSync(path, 'r')
  try {
    const pieces: Buffer[] = []
    for (let size = 0; size <= mostBytes;) {
      const piece = Buffer.allocUnsafe(PIECE_BYTES)
      const length = readSync(fd, piece, 0, PIECE_BYTES, null)
      if (length === 0) return { bytes: Buffer.concat(pieces), isWhole: true }
      pieces.push(piece.subarray(0, length))
      size += length
    }
    return { bytes: Buffer.concat(pieces), isWhole: false }
  } finally {
    closeSync(fd)
  }
}
