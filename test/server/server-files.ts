import { expect } from 'vitest'
import { ProblemError, type Problem } from '../../src/domain/problem.ts'
import { readServerLogs, type ServerFile, type ServerFiles, type ServerLogs } from '../../src/server/index.ts'
import { fitsPath } from '../../src/source/index.ts'

type Tree = Readonly<Record<string, string | Exclude<ServerFile, { text: string }>>>

/** Files in memory; the first is the one to start at. */
export function filesIn(tree: Tree): ServerFiles & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    read: (path) => {
      asked.push(path)
      const file = tree[path] ?? { errno: 'ENOENT' }
      return Promise.resolve(typeof file === 'string' ? { text: file } : file)
    },
    list: (mask) => Promise.resolve(Object.keys(tree).filter((path) => fitsPath(path, mask))),
  }
}

export function readTree(tree: Tree): Promise<ServerLogs> {
  return readServerLogs(filesIn(tree), Object.keys(tree)[0]!)
}

/** `path format` of each log, `(partial)` behind where a condition leaves requests out. */
export function shown({ logs }: ServerLogs): readonly string[] {
  return logs.map(({ path, format, isPartial }) => `${path} ${format.value}${isPartial ? ' (partial)' : ''}`)
}

/** The problems that reading throws. */
export async function refusal(reading: Promise<unknown>): Promise<readonly Problem[]> {
  const thrown = await reading.then(
    () => expect.fail('nothing was thrown'),
    (error: unknown) => error,
  )
  if (!(thrown instanceof ProblemError)) throw thrown
  return thrown.problems
}
