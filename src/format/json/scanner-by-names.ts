import { FIELDS, type DurationUnit, type Field, type LineScanner } from '../../domain/contracts.ts'
import type { FirstBytes } from '../named-format.ts'
import { jsonScanner } from './json-scanner.ts'
import { keyMapOf, laterKeys, timedBy, type KeyMap, type Notation } from './keys/key-map.ts'
import { settleKeys, type Decided } from './keys/settle-keys.ts'
import { spellKeys } from './keys/spell-keys.ts'

// The names by which people log these fields, in any case; of several in one line the first here wins.
const KEYS = keyMapOf({
  time: 'time_iso8601 time_local time timestamp @timestamp date datetime start_time msec ts',
  request: 'request request_line req',
  method: 'request_method method verb',
  target: 'request_uri uri path url x-envoy-origin-path',
  query: 'args query_string query',
  protocol: 'server_protocol protocol proto',
  status: 'status status_code response_code response_status',
  bytes: 'body_bytes_sent body_bytes bytes_sent bytes size length response_body_size',
  referrer: 'http_referer http_referrer referer referrer ref request_referer',
  // `agent` may be the collector of the logs.
  agent: 'http_user_agent user_agent useragent ua agent user-agent request_user_agent',
  host: 'http_host server_name vhost host authority :authority',
  // `generation_time_milli` holds seconds too, in the recipe of Matomo that many have copied.
  duration: 'request_time reqtime response_time rt generation_time_milli duration',
})

/**
 * The scanner of a log whose keys have the names by which people log these fields, as far as its first lines bear them out.
 *
 * @param told what the scanner of the same log told before
 */
export function scannerByNames(
  name: string,
  notation: Notation,
  first: FirstBytes | undefined,
  told: readonly number[] = [],
): LineScanner {
  const known = timedBy(notation, KEYS)
  const later = laterKeys(known, known)
  if (first === undefined) return jsonScanner({ name, keys: known, later, notation })
  const spelt = spellKeys(known, first, true, notation)
  // Where no key is known yet, none is doubted.
  if (spelt === known) return jsonScanner({ name, keys: known, later, notation })
  const { keys, decided, unitless, ...settled } = settleKeys(spelt, first, toldOf(told, spelt), notation)
  return jsonScanner({
    name,
    keys: ofRequests(keys),
    later: laterKeys(known, spelt),
    notation,
    ...settled,
    ...(unitless !== undefined && { unitless, cautions: ['ambiguous-duration'] }),
    told: tell(decided),
  })
}

// A path without a method is that of a GET only where something else speaks of HTTP: other logs have paths too.
function ofRequests(keys: KeyMap): KeyMap {
  const has = (...fields: readonly Field[]): boolean => fields.some((field) => keys.has(field))
  if (has('request', 'method') || has('host', 'agent', 'bytes')) return keys
  return new Map([...keys].filter(([field]) => field !== 'target'))
}

// What was decided of a log, as numbers: field, key and unit, each by its place in a closed list.
// A name that came later stands behind all others, so that what was kept still means the same.
const LATER = [
  ...['x-envoy-origin-path', 'user-agent', ':authority'],
  ...['response_status', 'response_body_size', 'request_referer', 'request_user_agent'],
]
const NAMES = [
  ...[...KEYS.values()]
    .flat()
    .map(([key]) => String(key))
    .filter((key) => !LATER.includes(key)),
  ...LATER,
]
const UNITS: readonly DurationUnit[] = ['s', 'written']
const NUMBERS_EACH = 3

function tell(decided: readonly Decided[]): readonly number[] {
  return decided.flatMap(({ field, key, unit }) => [
    FIELDS.indexOf(field),
    NAMES.indexOf(key.toLowerCase()),
    unit === undefined ? -1 : UNITS.indexOf(unit),
  ])
}

/** As the log spells these keys; those that it has no more are left out. */
function toldOf(told: readonly number[], spelt: KeyMap): readonly Decided[] {
  const spellings = [...spelt.values()].flat().map(([key]) => String(key))
  return spellings.flatMap((key) => {
    const at = NAMES.indexOf(key.toLowerCase())
    const i = told.findIndex((number, position) => position % NUMBERS_EACH === 1 && number === at)
    const field = FIELDS[told[i - 1] ?? -1]
    const unit = UNITS[told[i + 1] ?? -1]
    return i < 0 || field === undefined ? [] : [{ field, key, ...(unit !== undefined && { unit }) }]
  })
}
