import { FIELDS, type LineScanner } from '../domain/contracts.ts'
import type { Place } from '../domain/place.ts'
import { ProblemError } from '../domain/problem.ts'
import type { LogKeys } from '../domain/service.ts'
import { withItsAgents } from './json/agent-of-log.ts'
import { jsonScanner } from './json/json-scanner.ts'
import { parseKeyPath, timedBy } from './json/keys/key-map.ts'
import { JSON_OBJECT } from './json/walk-object.ts'
import { LOGFMT_PAIRS } from './logfmt/walk-pairs.ts'
import { NAMED_FORMATS } from './named/list.ts'
import { CUSTOM_FORMAT, type FirstBytes, type ToldBefore } from './named-format.ts'
import type { FaultInFormat } from './scan/make-scanner.ts'
import { compileString } from './strings/compile-string.ts'
import { headerLacks } from './w3c/columns.ts'
import { makeW3c } from './w3c/make-w3c.ts'

/**
 * Compiles a log format for one log: a name, an nginx `log_format` (it holds a `$name`), an Apache `LogFormat` (a `%`
 * directive), or the `#Fields` line that a log of W3C has lost.
 *
 * @param first the first lines of the log, for formats that say above their lines or by label what they hold
 * @param before what a scanner of this log told; of another format it is nothing
 * @throws ProblemError FORMAT_UNKNOWN, FORMAT_SYNTAX
 */
export function compileFormat(written: string, place?: Place, first?: FirstBytes, before?: ToldBefore): LineScanner {
  const named = NAMED_FORMATS.find(({ name, aliases }) => name === written || aliases.includes(written))
  if (named !== undefined) return named.make(first, before?.format === named.name ? before.told : undefined)
  const scanner = written.startsWith('#Fields:') ? compileHeader(written, first) : compileString(CUSTOM_FORMAT, written)
  if (scanner !== undefined && 'scan' in scanner) return scanner
  const where = place === undefined ? {} : { place }
  if (scanner === undefined) throw new ProblemError({ code: 'FORMAT_UNKNOWN', format: written, ...where })
  throw new ProblemError({ code: 'FORMAT_SYNTAX', format: written, column: scanner.column, why: scanner.why, ...where })
}

function compileHeader(line: string, first?: FirstBytes): LineScanner | FaultInFormat {
  const bytes = new TextEncoder().encode(line)
  const [lacking] = headerLacks(bytes, 0, bytes.length)
  return lacking === undefined ? makeW3c('w3c', first, line) : { why: `no-${lacking}`, column: 1 }
}

/** Every name a format may be called by, for "did you mean". */
export function formatNames(): readonly string[] {
  return ['auto', ...NAMED_FORMATS.flatMap(({ name, aliases }) => [name, ...aliases])]
}

/** The scanner of lines of JSON or logfmt whose keys the operator names. A dot reaches into an object, or is part of the key. */
export function compileKeyMap(
  keys: LogKeys,
  name: 'json' | 'logfmt' = 'json',
  first?: FirstBytes,
  before?: ToldBefore,
): LineScanner {
  const named = FIELDS.flatMap((field) => {
    const written = keys[field] ?? []
    const paths = written.flatMap((key) => (key.includes('.') ? [parseKeyPath(key), [key]] : [parseKeyPath(key)]))
    return paths.length === 0 ? [] : [[field, paths] as const]
  })
  const notation = name === 'logfmt' ? LOGFMT_PAIRS : JSON_OBJECT
  const format = {
    name,
    keys: timedBy(notation, new Map(named)),
    notation,
    durationUnit: keys.duration_unit ?? 's',
  } as const
  return jsonScanner(withItsAgents(format, first, before?.format === name ? before.told : undefined))
}
