import * as z from 'zod'
import { ProblemError } from '../../../domain/problem.ts'
import { foldersOf, placeIn, readDescription } from '../../../publish/index.ts'

// Only `run` keeps a history: what one pass gives is made anew each time.
const OF_RUN = z.object({ comptage: z.object({ history: z.array(z.unknown()).min(1) }) })

/**
 * What `run` has published does not change but by itself.
 *
 * @throws ProblemError FOLDER_OF_RUN
 */
export function refuseFolderOfRun(output: string, service: string): void {
  for (const name of foldersOf(service)) {
    // A run that was killed may have left the place empty for the next to fill.
    const { path: folder, last } = placeIn(output, name)
    if ([folder, last].some((one) => OF_RUN.safeParse(readDescription(one)).success))
      throw new ProblemError({ code: 'FOLDER_OF_RUN', folder })
  }
}
