import { stat, type FileHandle } from 'node:fs/promises'
import { ProblemError } from '../../domain/problem.ts'
import { logProblem } from '../log-problem.ts'

type Stats = { readonly dev: bigint; readonly ino: bigint; readonly size: bigint; readonly mtimeNs: bigint }

/** A file as it stands: renamed it is the same, changed it is another. It tells what need not be opened, and nothing else. */
export type FileState = { readonly key: string; readonly modifiedMs: number }

export async function fileState(path: string): Promise<FileState> {
  const stats = await stat(path, { bigint: true }).catch((error: unknown): never => {
    throw new ProblemError(logProblem(path, error))
  })
  return stateOf(stats)
}

/** The same of a file that is open, whatever its name has become. */
export async function openFileState(path: string, file: FileHandle): Promise<FileState> {
  const stats = await file.stat({ bigint: true }).catch((error: unknown): never => {
    throw new ProblemError(logProblem(path, error))
  })
  return stateOf(stats)
}

function stateOf(stats: Stats): FileState {
  return { key: fileKeyOf(stats), modifiedMs: Number(stats.mtimeNs / 1_000_000n) }
}

export function fileKeyOf({ dev, ino, size, mtimeNs }: Stats): string {
  return [dev, ino, size, mtimeNs].join(' ')
}
