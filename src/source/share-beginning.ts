import { fill } from './byte-reader.ts'
import { openLog, type LogInput } from './open/open-log.ts'

const BLOCK_BYTES = 1_048_576
/** Logs that are the same for so long are copies. */
const ENOUGH_BYTES = 64 * BLOCK_BYTES

/** Whether the text of one log is the beginning of the other's, as far as it matters. */
export async function shareBeginning(one: LogInput, other: LogInput): Promise<boolean> {
  const nothing = (): void => undefined
  const a = await openLog(one, nothing)
  try {
    const b = await openLog(other, nothing)
    try {
      const blocks = [Buffer.allocUnsafeSlow(BLOCK_BYTES), Buffer.allocUnsafeSlow(BLOCK_BYTES)] as const
      for (let at = 0; at < ENOUGH_BYTES; at += BLOCK_BYTES) {
        const filled = [await fill(a, blocks[0], 0, BLOCK_BYTES), await fill(b, blocks[1], 0, BLOCK_BYTES)]
        const common = Math.min(...filled)
        if (blocks[0].compare(blocks[1], 0, common, 0, common) !== 0) return false
        if (common < BLOCK_BYTES) return true
      }
      return true
    } finally {
      await b.close()
    }
  } finally {
    await a.close()
  }
}
