import { readdir } from 'node:fs/promises'
import { COPY_ENDINGS } from '../domain/copy-endings.ts'
import { errnoOf, type Problem } from '../domain/problem.ts'
import { logProblem } from './log-problem.ts'

export function isGlob(pattern: string): boolean {
  return /[*?[]/.test(pattern)
}

type Expanded = { readonly paths: string[]; readonly problems: readonly Problem[] }

/** The logs that a glob names, in no order. */
export async function expandGlob(pattern: string): Promise<Expanded> {
  const { paths, problems } = await expandMask(pattern)
  return { paths: paths.filter((path) => !COPY_ENDINGS.some((ending) => path.endsWith(ending))), problems }
}

/**
 * The paths that a glob names, in no order. `*`, `?` and `[…]` stay within a segment; a leading dot must be written.
 *
 * @returns problems for folders that may not be listed
 */
export async function expandMask(pattern: string): Promise<Expanded> {
  const segments = pattern.split('/')
  const firstGlob = segments.findIndex(isGlob)
  let paths = [segments.slice(0, firstGlob).join('/') + (firstGlob > 0 ? '/' : '')]
  const problems: Problem[] = []
  for (const [position, segment] of segments.slice(firstGlob).entries()) {
    const slash = firstGlob + position < segments.length - 1 ? '/' : ''
    const found: string[] = []
    for (const folder of paths) {
      const names = await namesIn(folder, problems)
      found.push(...names.filter((name) => fitsSegment(name, segment)).map((name) => folder + name + slash))
    }
    paths = found
  }
  return { paths, problems }
}

async function namesIn(folder: string, problems: Problem[]): Promise<readonly string[]> {
  try {
    return await readdir(folder === '' ? '.' : folder)
  } catch (error) {
    const errno = errnoOf(error)
    // A file where a folder would be needed, or no such folder: the glob does not fit there.
    if (errno !== 'ENOENT' && errno !== 'ENOTDIR') problems.push(logProblem(folder, error))
    return []
  }
}

/** Whether a path fits a glob, segment by segment. */
export function fitsPath(path: string, pattern: string): boolean {
  const names = path.split('/')
  const segments = pattern.split('/')
  return names.length === segments.length && segments.every((segment, i) => fitsSegment(names[i] ?? '', segment))
}

/** Whether a file's name fits one segment of a glob: `*`, `?`, `[a-z]`, `[!a-z]`. Never slower than name × segment. */
export function fitsSegment(name: string, segment: string): boolean {
  if (name.startsWith('.') && !segment.startsWith('.')) return false
  const chars = Array.from(name)
  const tokens = tokensOf(Array.from(segment))
  let token = 0
  let star = -1
  let starred = 0
  for (let at = 0; at < chars.length;) {
    if (tokens[token] === '*') {
      star = token
      starred = at
      token += 1
    } else if (fitsChar(chars[at], tokens[token])) {
      at += 1
      token += 1
    } else if (star >= 0) {
      // Only the last star need give way: what stood before it fits already.
      starred += 1
      at = starred
      token = star + 1
    } else return false
  }
  return tokens.slice(token).every((rest) => rest === '*')
}

/** `a`, `?`, `*`, or a set from its bracket to the first that closes it (`[]]` holds one). A bracket that nothing closes is itself. */
function tokensOf(chars: readonly string[]): readonly string[] {
  const tokens: string[] = []
  for (let at = 0, end = 0; at < chars.length; at = end) {
    const close = chars[at] === '[' ? chars.indexOf(']', at + 2) : -1
    end = close === -1 ? at + 1 : close + 1
    tokens.push(chars.slice(at, end).join(''))
  }
  return tokens
}

function fitsChar(char: string | undefined, token: string | undefined): boolean {
  if (char === undefined || token === undefined) return false
  if (token === '?') return true
  if (!token.startsWith('[') || token === '[') return token === char
  const negated = token.startsWith('[!') || token.startsWith('[^')
  return isIn(char, token.slice(negated ? 2 : 1, -1)) !== negated
}

function isIn(char: string, set: string): boolean {
  for (const [, low = '', high = low] of set.matchAll(/(.)(?:-(.))?/gsu)) if (low <= char && char <= high) return true
  return false
}
