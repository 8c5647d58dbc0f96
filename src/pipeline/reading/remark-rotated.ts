import { statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errnoOf, unlessRefused, type Problem } from '../../domain/problem.ts'
import { fitsPath, type FoundLog } from '../../source/index.ts'
import { logNameOf, rotatedLogOf } from '../../recognition/index.ts'
import { aroundDated, aroundNumbered, firstAlone } from './wider-path.ts'

type RotatedLeftOut = Extract<Problem, { code: 'ROTATED_LEFT_OUT' }>

/**
 * Logs that are found while they are written, and under no name that rotation gives them: what is written to them between the
 * last run and the rotation is never read. Where some of what was rotated is found, it is believed to be what has to be.
 *
 * @param patterns all that logs are looked for by: a file that came meanwhile fits one, and was not found
 */
export async function remarkRotated(
  logs: readonly FoundLog[],
  patterns: readonly string[],
): Promise<readonly RotatedLeftOut[]> {
  const live = logs.filter(({ path }) => path !== '-' && logNameOf(path) === path)
  const rotated = await rotatedOf(new Set(live.map(({ path }) => path)))
  const isFound = (file: string): boolean => patterns.some((pattern) => pattern === file || fitsPath(file, pattern))
  const missed = new Map<string, readonly string[]>()
  for (const { path, pattern } of live) {
    const files = rotated.get(path) ?? []
    if (files.length === 0 || files.some(isFound)) continue
    missed.set(pattern, [...(missed.get(pattern) ?? []), ...files])
  }
  return Promise.all(
    [...missed].map(([path, files]) => {
      const found = logs.filter(({ pattern }) => pattern === path)
      return leftOut(
        path,
        found.map((log) => log.path),
        files,
      )
    }),
  )
}

async function leftOut(path: string, found: readonly string[], files: readonly string[]): Promise<RotatedLeftOut> {
  const told = { code: 'ROTATED_LEFT_OUT', path, files: files.length } as const
  const instead = await firstAlone(path.endsWith('*') ? [] : [`${path}*`], [...found, ...files])
  if (instead !== undefined) return { ...told, instead: [instead] }
  const also = await firstAlone([...aroundDated(files), ...found.flatMap(aroundNumbered)], files)
  const unlike = files.toSorted().filter((file) => !fitsPath(file, `${path}*`))
  const [one = path] = [...unlike, ...files]
  return { ...told, also: [also ?? one] }
}

/** The files beside logs, and in the folders there, that are pieces of one by its name. */
async function rotatedOf(live: ReadonlySet<string>): Promise<ReadonlyMap<string, readonly string[]>> {
  const beside = await Promise.all([...new Set([...live].map((path) => dirname(path)))].map(entriesOf))
  const beneath = await Promise.all(beside.flatMap(({ folders }) => folders).map(entriesOf))
  const names = new Map([...beside, ...beneath].flatMap(({ files }) => files.map((file) => [file, logNameOf(file)])))
  const rotated = [...names].filter(([file, name]) => file !== name)
  const written = new Set([...live, ...[...names].flatMap(([file, name]) => (file === name ? file : []))])
  const found = new Map<string, string[]>()
  for (const [file, name] of rotated) {
    const log = rotatedLogOf(name, written)
    found.set(log, [...(found.get(log) ?? []), file])
  }
  return new Map([...found].filter(([log, pieces]) => isStillRotated(log, pieces)))
}

/** More than a month: that long at most a log is written to before it is rotated. */
const LONGEST_TURN_MS = 40 * 86_400_000

/** A folder beneath a log keeps what is rotated of it, or all that is left of a host that is gone: that is older than the log. */
function isStillRotated(log: string, pieces: readonly string[]): boolean {
  if (pieces.some((piece) => dirname(piece) === dirname(log))) return true
  const written = modifiedMs(log)
  return pieces.some((piece) => modifiedMs(piece) > written - LONGEST_TURN_MS)
}

function modifiedMs(path: string): number {
  return unlessRefused(() => statSync(path).mtimeMs) ?? 0
}

type Entries = { readonly files: readonly string[]; readonly folders: readonly string[] }

async function entriesOf(folder: string): Promise<Entries> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    const named = (isFolder: boolean): readonly string[] =>
      entries.filter((entry) => entry.isDirectory() === isFolder).map(({ name }) => join(folder, name))
    return { files: named(false), folders: named(true) }
  } catch (error) {
    // A log can be read in a folder that may not be listed.
    if (errnoOf(error) === undefined) throw error
    return { files: [], folders: [] }
  }
}
