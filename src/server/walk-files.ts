import type { Place } from '../domain/place.ts'
import { ProblemError, type Problem } from '../domain/problem.ts'
import type { ServerDirective, ServerFault } from '../domain/service.ts'
import type { ServerFiles } from './server-log.ts'

// nginx has no limit of its own and Apache one of 128 levels; real configurations have three.
const MOST_LEVELS = 10
// A thousand virtual hosts are real; a folder whose files all include it is not.
const MOST_FILES = 5000
const MOST_CHARACTERS = 33_554_432

/** Reads a configuration and what it includes, within bounds. */
export type Walk = {
  /** The folder of the first file, with its slash. */
  readonly folder: string
  /** Hands the text of a file to `take`, unless it cannot be read. */
  readonly visit: (path: string, from: Place, take: (text: string) => Promise<void>) => Promise<void>
  /** The same for every file that a mask names. */
  readonly visitAll: (mask: string, from: Place, take: (text: string, file: string) => Promise<void>) => Promise<void>
  /** Included files that cannot be read. */
  readonly problems: readonly Problem[]
}

/**
 * Starts at a file that has been read.
 *
 * Its functions throw ProblemError SERVER_CONFIG_SYNTAX for what includes itself, or too much.
 */
export function walkFiles(files: ServerFiles, first: string): Walk {
  const open = [first]
  const problems: Problem[] = []
  let filesRead = 0
  let characters = 0

  const visit: Walk['visit'] = async (path, from, take) => {
    if (open.includes(path)) throw syntaxProblem(from, 'include-loop', 'include')
    if (open.length > MOST_LEVELS) throw syntaxProblem(from, 'too-deep', 'include')
    const read = await files.read(path)
    if ('errno' in read) {
      problems.push({ code: 'SERVER_FILE_SKIPPED', place: from, errno: read.errno })
      return
    }
    if ('why' in read) throw syntaxProblem({ file: path, line: 1, column: 1 }, read.why)
    filesRead++
    characters += read.text.length
    if (filesRead > MOST_FILES || characters > MOST_CHARACTERS) throw syntaxProblem(from, 'too-large', 'include')
    open.push(path)
    await take(read.text)
    open.pop()
  }

  return {
    folder: first.slice(0, first.lastIndexOf('/') + 1),
    problems,
    visit,
    visitAll: async (mask, from, take) => {
      for (const path of await files.list(mask)) await visit(path, from, (text) => take(text, path))
    },
  }
}

export function isMask(path: string): boolean {
  return /[*?[]/.test(path)
}

/** A path that starts at a folder, unless it is absolute. */
export function inFolder(folder: string, path: string): string {
  if (path.startsWith('/')) return path
  return `${folder.endsWith('/') || folder === '' ? folder : `${folder}/`}${path.replace(/^(?:\.\/)+/, '')}`
}

export function syntaxProblem(place: Place, why: ServerFault, directive?: ServerDirective): ProblemError {
  return new ProblemError({
    code: 'SERVER_CONFIG_SYNTAX',
    place,
    why,
    ...(directive === undefined ? {} : { directive }),
  })
}
