import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemError } from '../../domain/problem.ts'
import { isSealed } from '../../protect/index.ts'
import { renderFolders, writeFolders, type Publication } from '../../publish/index.ts'
import type { State } from '../../state/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { publicationOfState } from './publication-of-state.ts'

/**
 * Brings the folders to what the state says, whatever they are: a run that was killed here is finished by the next.
 *
 * @returns the files that changed
 * @throws ProblemError OUTPUT_AHEAD where a folder was not published from this state
 */
export function publishState(plan: CountPlan, state: State, output: string): readonly string[] {
  const publication = publicationOfState(plan, state)
  if (publication === undefined) return []
  const folders = renderFolders(publication, isSealed)
  for (const { name } of folders) refuseUnknown(join(output, name), publication)
  const { written, removed } = writeFolders(folders, output)
  return [...written, ...removed]
}

/** A state that is older than the folder, or a folder that a count wrote: what was published is not taken back. */
function refuseUnknown(folder: string, { history = [] }: Publication): void {
  const found = versionIn(folder)
  if (found === undefined) return
  const isOurs = history.some(({ version, created }) => version === found.version && created === found.created)
  if (!isOurs) throw new ProblemError({ code: 'OUTPUT_AHEAD', folder, version: found.version })
}

function versionIn(folder: string): { readonly version: string; readonly created: string } | undefined {
  const read = parse(textOf(join(folder, 'datapackage.json')))
  if (typeof read !== 'object' || read === null) return undefined
  const { version, created } = { version: undefined, created: undefined, ...read }
  return typeof version === 'string' && typeof created === 'string' ? { version, created } : undefined
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // Nothing is there, or nothing that may be read: writing it will say why.
    return ''
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
