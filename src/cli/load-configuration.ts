import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { configurationCandidates, readConfiguration } from '../config/index.ts'
import { ProblemError } from '../domain/problem.ts'
import type { Configuration } from '../domain/service.ts'
import { errnoOf } from '../domain/errno-of.ts'
import { readDocument } from './read-document.ts'

/**
 * Reads the configuration that was named, or the first of the usual places.
 *
 * @throws ProblemError with all that is wrong with it
 */
export function loadConfiguration(named: string | undefined): Configuration {
  const candidates = named === undefined ? configurationCandidates(process.cwd()) : [named]
  for (const file of candidates) {
    const text = readText(file, named !== undefined)
    if (text === undefined) continue
    const { configuration, problems } = readConfiguration(text, file, {
      folder: dirname(resolve(file)),
      read: readDocument,
    })
    if (configuration === undefined) throw new ProblemError(...problems)
    return configuration
  }
  throw new ProblemError({ code: 'CONFIG_NOT_FOUND', tried: candidates })
}

function readText(file: string, isNamed: boolean): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const errno = errnoOf(error) ?? 'EIO'
    if (errno === 'ENOENT' && !isNamed) return undefined
    throw new ProblemError({ code: 'FILE_UNREADABLE', path: file, errno })
  }
}
