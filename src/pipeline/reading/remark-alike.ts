import type { Problem } from '../../domain/problem.ts'
import { shareBeginning, type LogInput } from '../../source/index.ts'
import type { Input } from './find-inputs.ts'

/** What a log was read from, and its first bytes. */
export type Headed = { readonly input: Input; readonly head: Uint8Array }

export const HEAD_BYTES = 4096

/**
 * Logs that begin with the same lines as one before them: a copy beside its original, or an archive that was left packed and
 * unpacked, whose lines are counted twice. Only those are read again whose first bytes are the same.
 */
export async function remarkAlike(logs: readonly Headed[]): Promise<readonly Problem[]> {
  // A pipe has no size, and cannot be read again.
  const files = logs.filter(({ input, head }) => input.log.sizeBytes > 0 && head.length > 0)
  const problems: Problem[] = []
  for (const [i, one] of files.entries()) {
    for (const other of files.slice(0, i)) {
      if (!beginAlike(one.head, other.head) || !(await areAlike(one.input, other.input))) continue
      problems.push({ code: 'LOGS_ALIKE', path: one.input.log.path, other: other.input.log.path })
      break
    }
  }
  return problems
}

/** What is before the first line of a log that names its columns is the same in all of them. */
function beginAlike(one: Uint8Array, other: Uint8Array): boolean {
  const common = Math.min(one.length, other.length)
  const [a, b] = [Buffer.from(one.subarray(0, common)), Buffer.from(other.subarray(0, common))]
  return (
    a.equals(b) &&
    a
      .toString('latin1')
      .split('\n')
      .some((line) => line !== '' && !line.startsWith('#'))
  )
}

/** A log that went away meanwhile was read all the same. */
async function areAlike(one: Input, other: Input): Promise<boolean> {
  return shareBeginning(inputOf(one), inputOf(other)).catch(() => false)
}

function inputOf({ log: { path }, entry }: Input): LogInput {
  return { path, decompress: entry?.decompress ?? 'internal' }
}
