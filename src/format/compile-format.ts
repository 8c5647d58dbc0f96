import type { LineScanner } from '../domain/contracts.ts'
import type { Place } from '../domain/place.ts'
import { ProblemError } from '../domain/problem.ts'
import { NAMED_FORMATS } from './named-formats.ts'
import { makeScanner } from './scan/make-scanner.ts'
import { parseApacheFormat } from './strings/parse-apache-format.ts'
import { parseNginxFormat } from './strings/parse-nginx-format.ts'

/**
 * Compiles a log format: a name, an nginx `log_format` (it holds a `$name`) or an Apache `LogFormat` (a `%` directive).
 *
 * @throws ProblemError FORMAT_UNKNOWN, FORMAT_SYNTAX
 */
export function compileFormat(written: string, place?: Place): LineScanner {
  const named = NAMED_FORMATS.find(({ name, aliases }) => name === written || aliases.includes(written))
  const string = named?.string ?? written
  const where = place === undefined ? {} : { place }
  const isNginx = /\$\{?\w/.test(string)
  if (!isNginx && !string.includes('%')) throw new ProblemError({ code: 'FORMAT_UNKNOWN', format: written, ...where })
  const parsed = isNginx ? parseNginxFormat(string) : parseApacheFormat(string)
  const scanner =
    'pieces' in parsed ? makeScanner(named?.name ?? 'custom', parsed) : { why: 'unclosed' as const, ...parsed }
  if ('scan' in scanner) return scanner
  throw new ProblemError({ code: 'FORMAT_SYNTAX', format: written, column: scanner.column, why: scanner.why, ...where })
}

/** Every name a format may be called by, for "did you mean". */
export function formatNames(): readonly string[] {
  return ['auto', ...NAMED_FORMATS.flatMap(({ name, aliases }) => [name, ...aliases])]
}
