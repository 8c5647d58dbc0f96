import { ProblemError } from '../../../domain/problem.ts'
import { markStored } from '../../../source/index.ts'
import type { State } from '../../../state/index.ts'
import type { Input } from '../../reading/input.ts'

/** Whether a file that could not be read is one that the operator gave up, copied or moved to another disk. */
export async function isSkipped(state: State, { log: { path, fileKey } }: Input): Promise<boolean> {
  const marks = state.logs.skippedMarks()
  if (marks.length === 0) return false
  try {
    const mark = await markStored(path, state.marksKey)
    if (!marks.includes(mark)) return false
    state.commit(() => state.logs.keepSkipped(fileKey, mark, path))
    return true
  } catch (error) {
    if (error instanceof ProblemError) return false
    throw error
  }
}
