import { commonBeginning } from './common-beginning.ts'
import { openLog, type LogInput } from './open-log.ts'

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
