import { fill } from '../byte-reader.ts'
import type { Sight } from './sight.ts'

/** A piece of the head of most logs; where two of them part, they do so early. */
const BLOCK_BYTES = 262144

/**
 * Whether all that both have is the same, byte for byte: the shorter is the beginning of the longer. Undefined where one of
 * them changed meanwhile, so that nothing is known.
 */
export async function beginsAlike(one: Sight, other: Sight): Promise<boolean | undefined> {
  const common = Math.min(one.sizeBytes, other.sizeBytes)
  const texts = [await one.text(), await other.text()] as const
  try {
    const blocks = [Buffer.allocUnsafeSlow(BLOCK_BYTES), Buffer.allocUnsafeSlow(BLOCK_BYTES)] as const
    for (let at = 0; at < common;) {
      const length = Math.min(BLOCK_BYTES, common - at)
      const filled = [await fill(texts[0], blocks[0], 0, length), await fill(texts[1], blocks[1], 0, length)]
      if (filled.some((bytes) => bytes < length)) return undefined
      if (blocks[0].compare(blocks[1], 0, length, 0, length) !== 0) return await ifUnchanged(one, other, false)
      at += length
    }
    return await ifUnchanged(one, other, true)
  } finally {
    for (const text of texts) await text.close()
  }
}

async function ifUnchanged(one: Sight, other: Sight, isAlike: boolean): Promise<boolean | undefined> {
  return (await one.isUnchanged()) && (await other.isUnchanged()) ? isAlike : undefined
}
