import { fill, type ByteReader } from './byte-reader.ts'

/** A piece of the head of most logs; where two of them part, they do so early. */
const BLOCK_BYTES = 262_144

/** How many bytes two texts have in common, to the end of the shorter or to `most`. Undefined: they differ before. */
export async function commonBeginning(one: ByteReader, other: ByteReader, most: number): Promise<number | undefined> {
  const blocks = [Buffer.allocUnsafeSlow(BLOCK_BYTES), Buffer.allocUnsafeSlow(BLOCK_BYTES)] as const
  for (let at = 0; at < most;) {
    const length = Math.min(BLOCK_BYTES, most - at)
    const filled = [await fill(one, blocks[0], 0, length), await fill(other, blocks[1], 0, length)]
    const common = Math.min(...filled)
    if (blocks[0].compare(blocks[1], 0, common, 0, common) !== 0) return undefined
    at += common
    if (common < length) return at
  }
  return most
}
