import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { errnoOf } from '../../../domain/errno-of.ts'
import { ProblemError } from '../../../domain/problem.ts'
import type { Configuration } from '../../../domain/service.ts'
import { foldersOf } from '../../../publish/index.ts'

/**
 * Looks whether there is room for what a run may write: the state twice, since a commit keeps what it replaces, and what is
 * published once more.
 *
 * @param keptDays is asked only where there is not
 * @throws ProblemError DISK_LOW
 */
export async function requireRoom(
  { output, service }: Pick<Configuration, 'output' | 'service'>,
  state: string,
  keptDays: () => Promise<number | undefined>,
): Promise<void> {
  const wanted = [{ folder: state, bytes: 2 * sizeBelow(state) }]
  if (output !== undefined) wanted.push({ folder: output, bytes: publishedSize(output, service.id) })
  for (const { folder } of wanted) {
    const device = deviceOf(folder)
    const wantedBytes = wanted.reduce((sum, other) => sum + (deviceOf(other.folder) === device ? other.bytes : 0), 0)
    const { bavail, bsize } = statfsSync(nearest(folder))
    const freeBytes = bavail * bsize
    if (freeBytes >= wantedBytes) continue
    const days = await keptDays()
    throw new ProblemError({
      code: 'DISK_LOW',
      folder,
      freeBytes,
      wantedBytes,
      ...(days !== undefined && { keptDays: days }),
    })
  }
}

/** Of the service's own folders. What others have in this place is none of our business, and perhaps not for us to see. */
function publishedSize(output: string, service: string): number {
  return foldersOf(service).reduce((sum, name) => sum + sizeBelow(join(output, name)), 0)
}

function sizeBelow(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
      const found = statSync(join(folder, name), { throwIfNoEntry: false })
      return sum + (found?.isFile() === true ? found.size : 0)
    }, 0)
  } catch (error) {
    // What may not be looked at may not be written either, and writing says why, once the lines are read.
    if (errnoOf(error) === undefined) throw error
    return 0
  }
}

function deviceOf(folder: string): number {
  return statSync(nearest(folder)).dev
}

/** The folder, or the one that it will be made in. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder))
}
