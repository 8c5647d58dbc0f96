import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { errnoOf } from '../../domain/errno-of.ts'
import { ProblemError, type Problem } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import type { Release } from '../../domain/change.ts'
import type { State } from '../../state/index.ts'
import { requireRoom } from '../require-room.ts'
import { isOff } from '../run/clock.ts'
import { releasesOf } from '../kept/releases.ts'

/**
 * What keeps a run from noting anything, and so can only be looked for: no room, and a disk that is not written to; and what
 * depends on when it is asked.
 */
export async function problemsNow(
  configuration: Configuration,
  { folder, state, now }: { readonly folder: string; readonly state: State; readonly now: number },
): Promise<readonly Problem[]> {
  return [
    ...readOnly(join(folder, 'state.db')),
    ...(await room(configuration, folder)),
    ...datedAhead(releasesOf(state).at(-1), now),
  ]
}

function datedAhead(latest: Release | undefined, now: number): readonly Problem[] {
  if (latest === undefined || !isOff(now, Date.parse(latest.created))) return []
  const { version, created } = latest
  return Date.parse(created) > now ? [{ code: 'VERSION_AHEAD', version, created }] : []
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
