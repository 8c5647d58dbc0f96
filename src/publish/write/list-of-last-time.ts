import * as z from 'zod'
import { isOurName } from '../our-names.ts'
import { readDescription } from '../read-back/read-description.ts'

const DESCRIPTION = z.object({ comptage: z.object({ files: z.array(z.string()) }) })

/**
 * Paths of the files that an earlier run wrote into the folder, as its `datapackage.json` lists them; none if that is missing or not
 * ours. Names that are not ours are passed over: a list that someone edited cannot make us remove others.
 */
export function listOfLastTime(folder: string): readonly string[] {
  const description = DESCRIPTION.safeParse(readDescription(folder))
  return description.success ? description.data.comptage.files.filter((path) => isOurName(path)) : []
}
