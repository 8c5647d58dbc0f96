import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { ProblemError } from '../../domain/problem.ts'

// Only `run` keeps a history: what one pass gives is made anew each time.
const OF_RUN = z.object({ comptage: z.object({ history: z.array(z.unknown()).min(1) }) })

/**
 * What `run` has published does not change but by itself.
 *
 * @throws ProblemError FOLDER_OF_RUN
 */
export function refuseFolderOfRun(output: string, service: string): void {
  for (const name of [service, `${service}-detail`]) {
    const folder = join(output, name)
    if (OF_RUN.safeParse(descriptionIn(folder)).success) throw new ProblemError({ code: 'FOLDER_OF_RUN', folder })
  }
}

function descriptionIn(folder: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, 'datapackage.json'), 'utf8'))
  } catch {
    // Nothing is there, or nothing that can be read: writing will say why.
    return undefined
  }
}
