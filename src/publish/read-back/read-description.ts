import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errnoOf } from '../../domain/problem.ts'

/**
 * What stands in `datapackage.json` of a folder, whoever wrote it; undefined where nothing is there, or nothing that can be
 * read: writing will say why.
 */
export function readDescription(folder: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, 'datapackage.json'), 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError || errnoOf(error) !== undefined) return undefined
    throw error
  }
}
