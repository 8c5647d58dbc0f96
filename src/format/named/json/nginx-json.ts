import type { Field } from '../../../domain/contracts.ts'
import { believeTimes } from '../../json/keys/believe-times.ts'
import type { KeyMap } from '../../json/keys/key-map.ts'
import { keyMapOf } from '../../json/keys/key-map-of.ts'
import { spellKeys } from '../../json/keys/spell-keys.ts'
import { scannerOfSeconds } from '../../json/scanner-of-seconds.ts'
import type { FirstBytes, NamedFormat } from '../named-format.ts'

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
  agent: 'http_user_agent user_agent useragent agent ua',
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
  make: (first) => scannerOfSeconds({ name: 'nginx_json', keys: first === undefined ? KEYS : keysIn(first) }, first),
}

function keysIn(first: FirstBytes): KeyMap {
  return ofRequests(believeTimes(spellKeys(KEYS, first, true), first))
}

// A path without a method is that of a GET only where something else speaks of HTTP: other logs have paths too.
function ofRequests(keys: KeyMap): KeyMap {
  const has = (...fields: readonly Field[]): boolean => fields.some((field) => keys.has(field))
  if (has('request', 'method') || has('host', 'agent', 'bytes')) return keys
  return new Map([...keys].filter(([field]) => field !== 'target'))
}
