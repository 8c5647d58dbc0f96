import { dirname, resolve } from 'node:path'
import { configurationCandidates, readConfiguration } from '../config/index.ts'
import { errnoOf } from '../domain/errno-of.ts'
import { ProblemError } from '../domain/problem.ts'
import type { Configuration } from '../domain/service.ts'
import { looksLikeLog } from '../pipeline/index.ts'
import { readBounded } from './read-bounded.ts'
import { readDocument } from './read-document.ts'

/** Ten thousand features take 0.7 MB. A log of 445 MB, named by mistake, took 2 minutes and all the memory. */
const LARGEST_BYTES = 4_194_304

/**
 * Reads the configuration that was named, or the first of the usual places.
 *
 * @throws ProblemError with all that is wrong with it
 */
export function loadConfiguration(named: string | undefined): Configuration {
  const found = findConfiguration(named)
  if (found === undefined) throw new ProblemError({ code: 'CONFIG_NOT_FOUND', tried: candidatesOf(named) })
  return found
}

/** As `loadConfiguration`; undefined where none was named, and none is in the usual places. */
export function findConfiguration(named: string | undefined): Configuration | undefined {
  for (const file of candidatesOf(named)) {
    const read = readBytes(file, named !== undefined)
    if (read === undefined) continue
    if (!read.isWhole || read.bytes.includes(0)) throw refuse(file, read)
    const { configuration, problems } = readConfiguration(read.bytes.toString('utf8'), file, {
      folder: dirname(resolve(file)),
      read: readDocument,
    })
    if (configuration !== undefined) return configuration
    throw looksLikeLog(read.bytes) ? refuse(file, read) : new ProblemError(...problems)
  }
  return undefined
}

function candidatesOf(named: string | undefined): readonly string[] {
  return named === undefined ? configurationCandidates(process.cwd()) : [named]
}

type Read = ReturnType<typeof readBounded>

function readBytes(file: string, isNamed: boolean): Read | undefined {
  try {
    return readBounded(file, LARGEST_BYTES)
  } catch (error) {
    const errno = errnoOf(error) ?? 'EIO'
    if (errno === 'ENOENT' && !isNamed) return undefined
    throw new ProblemError({ code: 'FILE_UNREADABLE', path: file, errno })
  }
}

function refuse(path: string, { bytes, isWhole }: Read): ProblemError {
  const why = looksLikeLog(bytes) ? 'log' : isWhole ? 'not-text' : 'too-large'
  return new ProblemError({ code: 'CONFIG_REFUSED', path, why })
}
