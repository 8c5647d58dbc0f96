import type { Place, Written } from '../domain/place.ts'
import type { ServerDirective } from '../domain/service.ts'
import { bareWord } from './apache-lines.ts'
import { replaceVariables } from './replace-variables.ts'
import { isDevice, type ServerLog } from './server-log.ts'
import { inFolder, syntaxProblem } from './walk-files.ts'

/** A directive that writes a log; the formats that it names may stand below it. */
export type ApacheLogLine = {
  readonly directive: Exclude<ServerDirective, 'LogFormat' | 'log_format' | 'access_log' | 'include' | 'Include'>
  /** As written, variables replaced. */
  readonly words: readonly string[]
  readonly place: Place
  /** The folder at which relative paths start. */
  readonly root: string
}

/** By nickname, `''` for the format without one: all that it may stand for. */
type Formats = ReadonlyMap<string, readonly Written<string>[]>

/**
 * The logs that a directive writes: several, where its nickname has several formats.
 *
 * @throws ProblemError SERVER_CONFIG_SYNTAX where it names a format that is not there
 */
export function apacheLogs(line: ApacheLogLine, formats: Formats): readonly ServerLog[] {
  const { directive, words, place, root } = line
  const [target = '', format, ...conditions] = words
  const written = directive === 'TransferLog' ? undefined : format
  return formatsOf(written, line, formats).map((found) => ({
    ...targetOf(bareWord(target), root),
    format: found,
    formatName: nicknameOf(written),
    place,
    directive,
    isPartial: conditions.some((condition) => /^["']?(?:env|expr)=/i.test(condition)),
  }))
}

const BY_DEFAULT = 'common'

function nicknameOf(written: string | undefined): string {
  if (written === undefined) return BY_DEFAULT
  return isString(written) ? '' : bareWord(written)
}

function formatsOf(
  written: string | undefined,
  { directive, place }: ApacheLogLine,
  formats: Formats,
): readonly Written<string>[] {
  if (written === undefined) return formats.get('') ?? [{ value: BY_DEFAULT, place }]
  if (isString(written)) return [{ value: apacheFormat(written), place }]
  const found = formats.get(bareWord(written)) ?? (bareWord(written) === 'CLF' ? [{ value: BY_DEFAULT, place }] : [])
  if (found.length === 0) throw syntaxProblem(place, 'unknown-format', directive)
  return found
}

function isString(written: string): boolean {
  return written.includes('%')
}

/** For the compiler of formats: the string as it stands. */
export function apacheFormat(written: string): string {
  return `LogFormat ${/^["']/.test(written) ? written : `"${written}"`}`
}

function targetOf(target: string, root: string): Pick<ServerLog, 'path' | 'isFile'> {
  const path = target.startsWith('|') ? pipedPath(target) : target
  if (path === undefined) return { path: '|program', isFile: false }
  if (/^syslog(?::|$)/.test(path)) return { path: 'syslog:', isFile: false }
  if (isDevice(path)) return { path, isFile: false }
  return {
    path: inFolder(
      root,
      replaceVariables(path, 'braced', () => '*'),
    ),
    isFile: true,
  }
}

// Of rotatelogs: options with a word of their own.
const WITH_WORD = ['-L', '-p', '-n', '-m']

// Of strftime. What is left of other codes is `*`.
const DIGITS: ReadonlyMap<string, number> = new Map([
  ['%Y', 4],
  ['%j', 3],
  ...['%y', '%m', '%d', '%H', '%M', '%S'].map((code) => [code, 2] as const),
])

/**
 * The path to which `|rotatelogs …` or `|cronolog …` writes, a glob for what changes from file to file: as many digits as there are, so
 * that it finds no log of another host whose name begins alike. Undefined for any other program.
 */
function pipedPath(piped: string): string | undefined {
  const [program = '', ...words] = piped.replace(/^\|[|$]?\s*/, '').split(/\s+/)
  if (!/(?:^|\/)(?:rotatelogs2?|cronolog)$/.test(program)) return undefined
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (!word.startsWith('-')) return word.replace(/%[-_0^#]?[a-z]/gi, globOf).replace(/\*{2,}/g, '*')
    if (WITH_WORD.includes(word)) at++
  }
  return undefined
}

function globOf(code: string): string {
  const digits = DIGITS.get(code)
  return digits === undefined ? '*' : '[0-9]'.repeat(digits)
}
