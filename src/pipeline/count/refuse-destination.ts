import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { ProblemError } from '../../domain/problem.ts'
import {
  foldersOf,
  mendFolders,
  placeIn,
  readDescription,
  refuseShape,
  refuseUnwritableFile,
  refuseUnwritableFolder,
  tracesIn,
  type TableShape,
} from '../../publish/index.ts'
import { loadSqlite } from '../../state/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { whileLocked } from '../lock-output.ts'
import { remarkFoldersOfAnother } from '../remark-folders-of-another.ts'
import { refuseOpenFolder } from '../refuse-open-folder.ts'
import { chooseTable } from './choose-table.ts'
import { MIDNIGHT, VERSION_OF_COUNT } from './publication-of.ts'
import { LEDGER_BEGINS } from './publish-counted.ts'
import { refuseCutAnew } from './refuse-cut-anew.ts'

/** Where figures are to go: the dataset folders below a folder, or one table to stdout. */
export type Destination =
  | { readonly folder: string; readonly cutAnew?: boolean }
  | { readonly table: string; readonly shape: TableShape }

/**
 * Refuses before a line is read what could not be written after the last.
 *
 * @param destination a folder may be cut anew if that is asked for
 * @param ledger the file for it, if one is asked for
 * @returns what stands there, for the edition to be held against; undefined: nothing is to be
 * @throws ProblemError FILE_OF_ANOTHER, AMONG_OPEN_DATA, STATE_LOCKED, CUT_ANEW, OPEN_TO_OTHERS, WRITE_FAILED, SQLITE_MISSING, SHAPE_NEEDS_USES
 */
export async function refuseDestination(
  plan: CountPlan,
  destination: Destination,
  ledger?: string,
): Promise<FoldersStanding | undefined> {
  const { specs, configuration } = plan
  const output = 'folder' in destination ? destination.folder : configuration.output
  if (ledger !== undefined) refuseUnwritableFile(ledger, [LEDGER_BEGINS], output)
  if ('table' in destination) {
    await refuseShape(destination.shape, chooseTable(specs, destination.table), loadSqlite)
    return undefined
  }
  const { folder, cutAnew = false } = destination
  const { id } = configuration.service
  const standing = cutAnew ? undefined : await lookAtOutput(folder, id)
  if (!cutAnew) refuseCutAnew(plan, folder)
  refuseOpenFolder(folder, true)
  refuseUnwritableFolder(folder)
  for (const name of foldersOf(id)) refuseUnwritableFolder(join(folder, name, 'data'))
  return standing
}

/** What stood in the folders of a service when an edition was held against it. */
export type FoldersStanding = string

/**
 * Looks at what stands there, where no other command is at work. One that was killed may have cleared a place for an edition: it stands
 * there again first, else nobody would compare with it.
 *
 * @throws ProblemError STATE_LOCKED, OPEN_TO_OTHERS, WRITE_FAILED
 */
export async function lookAtOutput(output: string, service: string): Promise<FoldersStanding> {
  const names = foldersOf(service)
  if (names.some((name) => existsSync(placeIn(output, name).last))) {
    refuseOpenFolder(output, true)
    await whileLocked(output, () => mendFolders(names, output))
  }
  return standingIn(output, service)
}

/** The description of a folder has the hashes of all that is in it. */
export function standingIn(output: string, service: string): FoldersStanding {
  return JSON.stringify(foldersOf(service).map((name) => readDescription(join(output, name)) ?? null))
}

// Only `run` keeps a history: what one pass gives is made anew each time.
const OF_RUN = z.object({ comptage: z.object({ history: z.array(z.unknown()).min(1) }) })

/**
 * What `run` has published does not change but by itself, and what somebody else has there is not lost.
 *
 * @throws ProblemError FOLDER_OF_RUN, FOLDER_OF_ANOTHER
 */
export function refuseFolderOfOthers(output: string, service: string): void {
  const names = foldersOf(service)
  for (const name of names) {
    // A run that was killed may have left the place empty for the next to fill.
    const { path: folder, last } = placeIn(output, name)
    if ([folder, last].some(isOfRun)) throw new ProblemError({ code: 'FOLDER_OF_RUN', folder })
  }
  const problems = remarkFoldersOfAnother(output, names)
  if (problems.length > 0) throw new ProblemError(...problems)
}

/** Also where its description is gone: a count has one version, of midnight. */
function isOfRun(folder: string): boolean {
  if (OF_RUN.safeParse(readDescription(folder)).success) return true
  const { versions } = tracesIn(folder)
  return versions.some(({ version, created }) => version !== VERSION_OF_COUNT || created?.endsWith(MIDNIGHT) === false)
}
