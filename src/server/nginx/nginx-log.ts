import type { Place, Written } from '../../domain/place.ts'
import { replaceVariables } from '../replace-variables.ts'
import type { ServerLog } from '../server-log.ts'
import { syntaxProblem } from '../walk-files.ts'

/** An `access_log` as written; its format may be defined below it. */
export type AccessLog = { readonly args: readonly string[]; readonly place: Place }

/** What a `log_format` says: strings of one directive are one string. For the compiler of formats, quoted anew. */
export function nginxFormat(args: readonly string[]): string {
  const [first = ''] = args
  const escape = /^escape=(?:default|json|none)$/.test(first) ? `${first} ` : ''
  const text = args.slice(escape === '' ? 0 : 1).join('')
  return `${escape}'${text.replace(/[\\']/g, '\\$&')}'`
}

/**
 * The log that an `access_log` writes.
 *
 * @throws ProblemError SERVER_CONFIG_SYNTAX where it names a format that is not there
 */
export function nginxLog(
  { args: [target = '', formatName = 'combined', ...parameters], place }: AccessLog,
  formats: ReadonlyMap<string, Written<string>>,
): ServerLog {
  const format = formats.get(formatName) ?? builtIn(formatName, place)
  if (format === undefined) throw syntaxProblem(place, 'unknown-format', 'access_log')
  return {
    ...targetOf(target),
    format,
    formatName,
    place,
    directive: 'access_log',
    isPartial: parameters.some((parameter) => parameter.startsWith('if=')),
  }
}

function builtIn(formatName: string, place: Place): Written<string> | undefined {
  return formatName === 'combined' ? { value: 'combined', place } : undefined
}

function targetOf(target: string): Pick<ServerLog, 'path' | 'isFile'> {
  if (target.startsWith('syslog:')) return { path: 'syslog:', isFile: false }
  if (/^\/dev\/|^\/proc\/self\/fd\//.test(target)) return { path: target, isFile: false }
  return { path: replaceVariables(target, 'both', () => '*'), isFile: true }
}
