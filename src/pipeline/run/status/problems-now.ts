import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { errnoOf } from '../../../domain/errno-of.ts'
import { ProblemError, type Problem } from '../../../domain/problem.ts'
import type { Configuration } from '../../../domain/service.ts'
import { requireRoom } from '../begin/require-room.ts'

/** What keeps a run from noting anything, and so can only be looked for: no room, and a disk that is not written to. */
export async function problemsNow(configuration: Configuration, folder: string): Promise<readonly Problem[]> {
  return [...readOnly(join(folder, 'state.db')), ...(await room(configuration, folder))]
}

function readOnly(path: string): readonly Problem[] {
  try {
    accessSync(path, constants.W_OK)
    return []
  } catch (error) {
    // Another user than that of the runs may not write there, and need not.
    return errnoOf(error) === 'EROFS' ? [{ code: 'STATE_FAILED', path, errno: 'EROFS' }] : []
  }
}

async function room(configuration: Configuration, folder: string): Promise<readonly Problem[]> {
  try {
    await requireRoom(configuration, folder, () => Promise.resolve(undefined))
    return []
  } catch (error) {
    if (error instanceof ProblemError) return error.problems
    throw error
  }
}
