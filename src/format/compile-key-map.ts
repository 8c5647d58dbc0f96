import { FIELDS, type LineScanner } from '../domain/contracts.ts'
import type { LogKeys } from '../domain/service.ts'
import { jsonScanner } from './json/json-scanner.ts'
import { parseKeyPath } from './json/keys/parse-key-path.ts'

/** The scanner of JSON lines whose keys the operator names. A dot reaches into an object, or is part of the key. */
export function compileKeyMap(keys: LogKeys): LineScanner {
  const named = FIELDS.flatMap((field) => {
    const written = keys[field] ?? []
    const paths = written.flatMap((key) => (key.includes('.') ? [parseKeyPath(key), [key]] : [parseKeyPath(key)]))
    return paths.length === 0 ? [] : [[field, paths] as const]
  })
  return jsonScanner({ name: 'json', keys: new Map(named), durationUnit: keys.duration_unit ?? 's' })
}
