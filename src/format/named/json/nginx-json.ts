import { FIELDS, type DurationUnit, type Field } from '../../../domain/contracts.ts'
import { jsonScanner } from '../../json/json-scanner.ts'
import { keyMapOf, type KeyMap } from '../../json/keys/key-map.ts'
import { spellKeys } from '../../json/keys/spell-keys.ts'
import { settleKeys, type Decided } from '../../json/keys/settle-keys.ts'
import type { NamedFormat } from '../../named-format.ts'

// The names by which people log these fields, in any case; of several in one line the first here wins.
const KEYS = keyMapOf({
  time: 'time_iso8601 time_local time timestamp @timestamp date datetime start_time msec ts',
  request: 'request request_line req',
  method: 'request_method method verb',
  target: 'request_uri uri path url',
  query: 'args query_string query',
  protocol: 'server_protocol protocol proto',
  status: 'status status_code response_code',
  bytes: 'body_bytes_sent body_bytes bytes_sent bytes size length',
  referrer: 'http_referer http_referrer referer referrer ref',
  // `agent` may be the collector of the logs.
  agent: 'http_user_agent user_agent useragent ua agent',
  host: 'http_host server_name vhost host authority',
  // The last holds seconds too, in the recipe of Matomo that many have copied.
  duration: 'request_time reqtime response_time rt generation_time_milli',
})

export const NGINX_JSON: NamedFormat = {
  name: 'nginx_json',
  aliases: ['json'],
  samples: [
    String.raw`{"time":"2026-03-10T09:31:24+01:00","addr":"203.0.113.7","request":"GET /simulateur HTTP/1.1","status":200,"bytes":3126,"ut":,"rt":0.046,"ref":"","ua":"A \"quoted\" agent","host":"www.example.fr"}`,
    '{"@timestamp":"2026-03-10T08:31:24+00:00","remote_addr":"203.0.113.7","request_method":"GET","request_uri":"/simulateur","args":"age=40","server_protocol":"HTTP/2.0","status":"200","body_bytes_sent":"3126","http_referer":"https://www.example.fr/","http_user_agent":"curl/8.5.0","request_time":"0.046"}',
  ],
  lacks: { query: 'by-key', bytes: 'by-key', referrer: 'by-key', agent: 'by-key', host: 'by-key', duration: 'by-key' },
  make: (first, told = []) => {
    if (first === undefined) return jsonScanner({ name: 'nginx_json', keys: KEYS })
    const spelt = spellKeys(KEYS, first, true)
    // Where no key is known yet, none is doubted.
    if (spelt === KEYS) return jsonScanner({ name: 'nginx_json', keys: KEYS })
    const { keys, decided, unitless, ...settled } = settleKeys(spelt, first, toldOf(told, spelt))
    return jsonScanner({
      name: 'nginx_json',
      keys: ofRequests(keys),
      ...settled,
      ...(unitless !== undefined && { unitless, cautions: ['ambiguous-duration'] }),
      told: tell(decided),
    })
  },
}

// A path without a method is that of a GET only where something else speaks of HTTP: other logs have paths too.
function ofRequests(keys: KeyMap): KeyMap {
  const has = (...fields: readonly Field[]): boolean => fields.some((field) => keys.has(field))
  if (has('request', 'method') || has('host', 'agent', 'bytes')) return keys
  return new Map([...keys].filter(([field]) => field !== 'target'))
}

// What was decided of a log, as numbers: field, key and unit, each by its place in a closed list.
const NAMES = [...KEYS.values()].flat().map(([key]) => String(key))
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
