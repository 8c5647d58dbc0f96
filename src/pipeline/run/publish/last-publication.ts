import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { errnoOf } from '../../../domain/errno-of.ts'
import type { Configuration } from '../../../domain/service.ts'
import { foldersOf } from '../../../publish/index.ts'
import { PROGRAM_VERSION } from '../../program-version.ts'

/**
 * What was published last, in short: the program, the configuration, and the files as they lie there. Where none of it
 * changed, and nothing of the state did, a run need not render years of figures to find them all in their place.
 *
 * @returns undefined where the files cannot be looked at
 */
export function publicationMark(configuration: Configuration, output: string): string | undefined {
  try {
    const files = filesOf(configuration.service.id, output)
    return createHash('sha256')
      .update(JSON.stringify([PROGRAM_VERSION, configuration, files]))
      .digest('base64url')
  } catch (error) {
    // What cannot be looked at cannot be written either, and writing says why.
    if (errnoOf(error) !== undefined) return undefined
    throw error
  }
}

/** Path, size, and time of the last change. */
function filesOf(service: string, output: string): readonly string[] {
  const folders = foldersOf(service).filter((name) => existsSync(join(output, name)))
  return folders.flatMap((folder) => {
    const below = readdirSync(join(output, folder), { recursive: true, encoding: 'utf8' }).sort()
    return below.map((name) => {
      const { size, mtimeMs } = statSync(join(output, folder, name))
      return `${folder}/${name} ${size} ${mtimeMs}`
    })
  })
}
