import { readdir, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Problem } from '../domain/problem.ts'
import { fileKeyOf } from './sight/file-key.ts'
import { expandGlob, isGlob } from './expand-glob.ts'
import { logProblem } from './log-problem.ts'

export type FoundLog = {
  /** `-` is stdin. */
  readonly path: string
  /** The first of the patterns that found it. */
  readonly pattern: string
  /** The same for every path of one file: links, `./a` and `a`. */
  readonly id: string
  /** As stored. 0 for what has no size, like stdin. */
  readonly sizeBytes: number
  /** Of the file as it stands, as `fileState` gives it; empty for stdin. */
  readonly fileKey: string
}

export type FoundLogs = { readonly logs: readonly FoundLog[]; readonly problems: readonly Problem[] }

// The waits between them double, from 2 ms to 4 s in all: a thousand files are renamed in some milliseconds, but where all cores were
// busy, a second was once too short for 200.
const MOST_LOOKS = 12

/**
 * The files that paths and globs name, in the order of their bytes, no file twice.
 *
 * A path that exists is taken as it stands, even if it looks like a glob. A glob takes files alone. While files are renamed, a
 * look meets names that are gone and misses those that come: so it is done until two looks agree.
 *
 * @param takesPipes whether a pipe or a device that is named is read: its lines come once, so no configuration names one
 */
export async function findLogs(patterns: readonly string[], takesPipes = true): Promise<FoundLogs> {
  let found = await lookOnce(patterns, takesPipes)
  for (let looks = 1; looks < MOST_LOOKS; looks++) {
    const before = found
    found = await lookOnce(patterns, takesPipes)
    if (isSame(before, found)) break
    await sleep(2 ** looks)
  }
  return found
}

function isSame(one: FoundLogs, other: FoundLogs): boolean {
  const namesOf = ({ logs }: FoundLogs): string => logs.map(({ path, id }) => `${id} ${path}`).join('\n')
  return namesOf(one) === namesOf(other) && one.problems.length === other.problems.length
}

async function lookOnce(patterns: readonly string[], takesPipes: boolean): Promise<FoundLogs> {
  const looks = (await Promise.all(patterns.map((pattern) => lookFor(pattern, takesPipes)))).flat()
  const logs = new Map<string, FoundLog>()
  const problems: Problem[] = []
  for (const look of looks) {
    if ('code' in look) problems.push(look)
    else if (!logs.has(look.id)) logs.set(look.id, look)
  }
  const sorted = [...logs.values()].sort((a, b) => byBytes(a.path, b.path))
  return { logs: sorted, problems: sorted.length === 0 ? problems : await withoutEmpty(problems, sorted) }
}

/**
 * Beneath the folder of a log that is found, one for rotated ones may well be empty until the first rotation. An empty folder
 * elsewhere may be a disk that is not mounted.
 */
async function withoutEmpty(problems: readonly Problem[], logs: readonly FoundLog[]): Promise<readonly Problem[]> {
  const folders = new Set(logs.map(({ path }) => dirname(path)))
  const areEmpty = await Promise.all(problems.map((problem) => isOfEmptyFolder(problem, folders)))
  return problems.filter((_, i) => areEmpty[i] !== true)
}

async function isOfEmptyFolder(problem: Problem, beside: ReadonlySet<string>): Promise<boolean> {
  if (problem.code !== 'LOG_NOT_FOUND' || !isGlob(basename(problem.path))) return false
  const folder = dirname(problem.path)
  return beside.has(dirname(folder)) && (await isEmpty(folder))
}

function isEmpty(folder: string): Promise<boolean> {
  return readdir(folder).then(
    (names) => names.length === 0,
    () => false,
  )
}

type Look = FoundLog | Problem

async function lookFor(pattern: string, takesPipes: boolean): Promise<readonly Look[]> {
  if (pattern === '-') return [{ path: '-', pattern, id: '-', sizeBytes: 0, fileKey: '' }]
  const look = await lookAt(pattern, pattern, takesPipes)
  if (!isGlob(pattern) || !('code' in look && look.code === 'LOG_NOT_FOUND')) return [look]
  const { paths, problems } = await expandGlob(pattern)
  const found = await Promise.all(paths.sort(byBytes).map((path) => lookAt(path, pattern, false)))
  const files = found.filter((one) => !('code' in one && NO_FILES.includes(one.code)))
  if (files.length + problems.length > 0) return [...files, ...problems]
  const folder = found.find((one) => 'code' in one && one.code === 'LOG_IS_DIRECTORY')
  return [folder === undefined ? await inEmpty(look) : { ...look, folder: folder.path }]
}

async function inEmpty(look: Extract<Problem, { readonly code: 'LOG_NOT_FOUND' }>): Promise<Problem> {
  const folder = dirname(look.path)
  return !isGlob(folder) && (await isEmpty(folder)) ? { ...look, empty: folder } : look
}

const NO_FILES: readonly Problem['code'][] = ['LOG_IS_DIRECTORY', 'LOG_IS_SOCKET', 'LOG_IS_PIPE']

async function lookAt(path: string, pattern: string, takesPipes: boolean): Promise<Look> {
  try {
    const stats = await stat(path, { bigint: true })
    if (stats.isDirectory()) return { code: 'LOG_IS_DIRECTORY', path }
    if (stats.isSocket()) return { code: 'LOG_IS_SOCKET', path }
    if (!stats.isFile() && !takesPipes) return { code: 'LOG_IS_PIPE', path }
    const id = `${String(stats.dev)}:${String(stats.ino)}`
    return { path, pattern, id, sizeBytes: Number(stats.size), fileKey: fileKeyOf(stats) }
  } catch (error) {
    return logProblem(path, error)
  }
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
