import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { errnoOf } from '../../domain/errno-of.ts'
import { isOurName } from '../our-names.ts'

const DESCRIPTION = z.object({ comptage: z.object({ files: z.array(z.string()) }) })

/**
 * Paths of the files that an earlier run wrote into the folder, as its `datapackage.json` lists them; none if that is missing or not
 * ours. Names that are not ours are passed over: a list that someone edited cannot make us remove others.
 */
export function listOfLastTime(folder: string): readonly string[] {
  const description = DESCRIPTION.safeParse(readJson(join(folder, 'datapackage.json')))
  return description.success ? description.data.comptage.files.filter((path) => isOurName(path)) : []
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError || errnoOf(error) === 'ENOENT') return undefined
    throw error
  }
}
