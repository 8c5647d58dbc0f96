import { lockFolder, type State, stateFolderOf } from '../../state/index.ts'
import { resolve } from 'node:path'
import { ProblemError } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import { fileState, markStored } from '../../source/index.ts'
import { refuseOfAnotherUser } from '../state-apart.ts'
import { withOwnState } from '../kept/own-state.ts'
import { keepFact, readFact } from '../kept/fact-codecs.ts'

/**
 * Gives a file up that cannot be read: no period waits for it any more. It is known by where it stands and by its bytes, so
 * a file that changes is looked at again.
 *
 * @throws ProblemError STATE_MISSING, STATE_OF_ANOTHER, OF_ANOTHER_USER, STATE_LOCKED, SKIP_NOT_WAITING where no run found it unreadable; LOG_NOT_FOUND
 */
export async function skipFile(configuration: Configuration, file: string, named?: string): Promise<string> {
  const folder = stateFolderOf(configuration, named)
  const path = resolve(file)
  await withOwnState(configuration, folder, 'read', () => undefined)
  refuseOfAnotherUser(folder)
  const lock = await lockFolder(folder, 0)
  try {
    await withOwnState(configuration, folder, 'keep', (state) => skipIn(state, path))
    return path
  } finally {
    lock.release()
  }
}

async function skipIn(state: State, path: string): Promise<void> {
  if (!state.logs.waiting().some((row) => row.path === path)) throw new ProblemError({ code: 'SKIP_NOT_WAITING', path })
  const { key } = await fileState(path)
  const mark = await markOf(path, state.marksKey)
  state.commit(() => {
    state.logs.keepSkipped(key, mark, path)
    const look = readFact(state, 'last-look')
    if (look !== undefined)
      keepFact(state, 'last-look', { ...look, skipped: [...new Set([...look.skipped, path])].sort() })
  })
}

/** One that may not be read is known by where it stands alone. */
async function markOf(path: string, key: Uint8Array): Promise<string> {
  try {
    return await markStored(path, key)
  } catch (error) {
    if (error instanceof ProblemError && error.problems[0]?.code === 'LOG_UNREADABLE') return ''
    throw error
  }
}
