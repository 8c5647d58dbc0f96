import { fill, type ByteReader } from '../byte-reader.ts'
import { openLog, type LogInput } from '../open-log.ts'
import type { SightedText } from './sight.ts'

/**
 * Whether all that both have is the same, byte for byte: the shorter is the beginning of the longer. Undefined where one of
 * them changed meanwhile, so that nothing is known.
 */
export async function beginsAlike(one: SightedText, other: SightedText): Promise<boolean | undefined> {
  const both = Math.min(one.sizeBytes, other.sizeBytes)
  const common = await withText(one, (text) => withText(other, (otherText) => commonBeginning(text, otherText, both)))
  // Less than they had: one of them was cut.
  if (common !== undefined && common < both) return undefined
  return (await one.isUnchanged()) && (await other.isUnchanged()) ? common !== undefined : undefined
}

/** Closes the one text also where the other cannot be opened. */
async function withText<Told>(part: SightedText, look: (text: ByteReader) => Promise<Told>): Promise<Told> {
  const text = await part.text()
  try {
    return await look(text)
  } finally {
    await text.close()
  }
}

/** Logs that are the same for so long are copies. */
const ENOUGH_BYTES = 67_108_864

/** Whether the text of one log is the beginning of the other's, as far as it matters. */
export async function shareBeginning(one: LogInput, other: LogInput): Promise<boolean> {
  const nothing = (): void => undefined
  const a = await openLog(one, nothing)
  try {
    const b = await openLog(other, nothing)
    try {
      return (await commonBeginning(a, b, ENOUGH_BYTES)) !== undefined
    } finally {
      await b.close()
    }
  } finally {
    await a.close()
  }
}

/** A piece of the head of most logs; where two of them part, they do so early. */
const BLOCK_BYTES = 262_144

/** How many bytes two texts have in common, to the end of the shorter or to `most`. Undefined: they differ before. */
async function commonBeginning(one: ByteReader, other: ByteReader, most: number): Promise<number | undefined> {
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
