import type { Problem } from '../../domain/problem.ts'
import { shareBeginning } from '../../source/index.ts'
import { fileOf, type Input } from './input.ts'

/** What a log was read from, and the marks of its first bytes. */
export type Marked = { readonly input: Input; readonly beginning: readonly string[] }

/**
 * Logs that begin with the same lines as one before them: a copy beside its original, or an archive that was left packed and
 * unpacked, whose lines are counted twice. Only those are read again whose marks are the same.
 */
export async function remarkAlike(logs: readonly Marked[]): Promise<readonly Problem[]> {
  // A pipe has no size, and cannot be read again.
  const files = logs.filter(({ input }) => input.log.sizeBytes > 0)
  const problems: Problem[] = []
  for (const [i, one] of files.entries()) {
    for (const other of files.slice(0, i)) {
      if (!beginAlike(one.beginning, other.beginning) || !(await areAlike(one.input, other.input))) continue
      problems.push({ code: 'LOGS_ALIKE', path: one.input.log.path, other: other.input.log.path })
      break
    }
  }
  return problems
}

function beginAlike(one: readonly string[], other: readonly string[]): boolean {
  const common = Math.min(one.length, other.length)
  return common > 0 && one[common - 1] === other[common - 1]
}

/** A log that went away meanwhile was read all the same. */
async function areAlike(one: Input, other: Input): Promise<boolean> {
  return shareBeginning(fileOf(one), fileOf(other)).catch(() => false)
}
