import type { LineScanner } from '../../domain/contracts.ts'
import { scannerOfTemplate } from '../json/scanner-of-template.ts'
import { makeScanner, type FaultInFormat } from '../scan/make-scanner.ts'
import { parseApacheFormat } from './parse-apache-format.ts'
import { parseNginxFormat } from './parse-nginx-format.ts'

/** Compiles an nginx `log_format` (it holds a `$name`) or an Apache `LogFormat` (a `%` directive); undefined: it is neither. */
export function compileString(name: string, string: string): LineScanner | FaultInFormat | undefined {
  const isNginx = /\$\{?\w/.test(string)
  if (!isNginx && !string.includes('%')) return undefined
  const parsed = isNginx ? parseNginxFormat(string) : parseApacheFormat(string)
  if (!('pieces' in parsed)) return { why: 'unclosed', ...parsed }
  return scannerOfTemplate(name, parsed) ?? makeScanner(name, parsed)
}
