import { open } from 'node:fs/promises'
import { LINE_LIMIT } from '../../source/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { chooseFormat } from '../reading/format/choose-format.ts'
import { zoneWritten } from '../reading/format/detected-remark.ts'
import type { Input } from '../reading/input.ts'

const LF = 10
// A line that is being written, and a few that do not fit.
const LINES_TRIED = 20

/** Of a plain log: the zone in which its last line tells the time, `+0100`. What is packed, or comes through a pipe, has no end to look at. */
export async function zoneOfLastLine(plan: CountPlan, input: Input): Promise<string | undefined> {
  const bytes = input.log.sizeBytes === 0 ? new Uint8Array() : await endOf(input.log.path)
  let end = bytes.lastIndexOf(LF) + 1
  for (let tried = 0; end > 0 && tried < LINES_TRIED; tried++) {
    const start = bytes.subarray(0, end - 1).lastIndexOf(LF) + 1
    const { scanner, offset } = chooseFormat(plan, input, { bytes, start, end, tooLong: false })
    const zone = scanner && zoneWritten(scanner, offset)
    if (zone !== undefined) return zone
    end = start
  }
  return undefined
}

async function endOf(path: string): Promise<Uint8Array> {
  const file = await open(path).catch(() => undefined)
  if (file === undefined) return new Uint8Array()
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(
      new Uint8Array(LINE_LIMIT),
      0,
      LINE_LIMIT,
      Math.max(0, size - LINE_LIMIT),
    )
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
