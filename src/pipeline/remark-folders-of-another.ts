import { join } from 'node:path'
import type { Problem } from '../domain/problem.ts'
import { fileOfAnother } from '../publish/index.ts'

/** Dataset folders that somebody else has: a page of theirs, or a read-me, would be lost under ours without a word. */
export function remarkFoldersOfAnother(output: string, names: readonly string[]): readonly Problem[] {
  return names.flatMap((name): readonly Problem[] => {
    const folder = join(output, name)
    const file = fileOfAnother(folder)
    return file === undefined ? [] : [{ code: 'FOLDER_OF_ANOTHER', folder, file }]
  })
}
