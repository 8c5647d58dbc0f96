import { stat } from 'node:fs/promises'
import { ProblemError } from '../../domain/problem.ts'
import { logProblem } from '../log-problem.ts'

type Stats = { readonly dev: bigint; readonly ino: bigint; readonly size: bigint; readonly mtimeNs: bigint }

/** A file as it stands: renamed it is the same, changed it is another. It tells what need not be opened, and nothing else. */
export type FileState = { readonly key: string; readonly modifiedMs: number }

export async function fileState(path: string): Promise<FileState> {
  const stats = await stat(path, { bigint: true }).catch((error: unknown): never => {
    throw new ProblemError(logProblem(path, error))
  })
  return { key: fileKeyOf(stats), modifiedMs: Number(stats.mtimeNs / 1_000_000n) }
}

export function fileKeyOf({ dev, ino, size, mtimeNs }: Stats): string {
  return [dev, ino, size, mtimeNs].join(' ')
}
