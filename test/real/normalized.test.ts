import { expect, it } from 'vitest'
import { z } from 'zod'
import type { LineScanner } from '../../src/domain/contracts.ts'
import { compileFormat } from '../../src/format/index.ts'
import * as PEERS from './peers-formats.ts'
import { readAtTheDoor, withoutEscapes, type DoorLine } from './read-at-the-door.ts'
import { ARE_HERE, describeReal, readReal, realLines } from './shared-logs.ts'

const ROW = z.object({
  id: z.string(),
  inputs: z.array(z.string()),
  line_no: z.number().nullable(),
  format: z.string(),
  line: z.string().nullable(),
  canon: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
type Row = z.infer<typeof ROW>

const ROWS = ARE_HERE
  ? readReal('expected_normalized.jsonl')
      .toString('utf8')
      .trim()
      .split('\n')
      .map((text) => ROW.parse(JSON.parse(text)))
  : []

/** The format of each line of a fixture, by its number. What is not named here is not read: see `reasonNotToRead`. */
const FORMATS: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
  beats__apache_access__test: { common: [1, 3], combined: [2, 6], nginx_main: [4, 5] },
  beats__nginx_access__test: {
    combined: [4, 7],
    nginx_main: [2],
    [PEERS.FORWARDED_FOR]: [1, 3],
    [PEERS.QUOTED_FORWARDED_FOR_FIRST]: [5],
    [PEERS.FORWARDED_FOR_FIRST]: [6],
  },
  beats__haproxy_log__default: { haproxy: [1] },
  'beats__haproxy_log__httplog-no-headers': { haproxy: [1, 2, 3] },
  'crowdsec__apache2-logs': { combined: [1, 2, 3, 5], vhost_combined: [4, 7], common: [6] },
  'crowdsec__apache2-malformed': { combined: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
  'crowdsec__aws-alb-logs': { alb: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14] },
  'crowdsec__haproxy-logs': { haproxy: [1, 2, 3, 4] },
  'crowdsec__caddy-logs': { caddy: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
  'crowdsec__nginx-proxy-manager-logs': {
    combined: [2],
    nginx_proxy_manager: [1, 3, 4, 7, 8, 9, 10, 11, 12, 13, 14],
  },
  'crowdsec__nginx_http-logs': { combined: [1, 2, 3, 7], vhost_combined: [4, 5, 6], [PEERS.NO_IDENT]: [8] },
  crowdsec__traefik_clf: { traefik: [1, 2, 3, 4, 5, 6, 7] },
  'beats__iis_access__test-iis-7.5': { w3c: [5, 6, 7, 8] },
  matomo__amazon_cloudfront_web: { w3c: [3] },
  matomo__caddy_json: { caddy: [1] },
  matomo__common: { common: [1] },
  matomo__common_complete: { vhost_combined: [1] },
  matomo__elb: { elb: [1] },
  matomo__gandi: { gandi: [1, 2] },
  matomo__iis: { w3c: [5] },
  matomo__ncsa_extended: { combined: [1] },
  matomo__nginx_json: { nginx_json: [1] },
  matomo__s3: { s3: [1] },
  matomo__netscaler: { w3c: [5] },
  vrl__parse_common_log: { common: [1, 5, 6], [PEERS.ISO_COMMON]: [4] },
  vrl__parse_nginx_log: {
    combined: [2, 3, 4, 5],
    nginx_main: [1, 6, 11, 12, 13, 14, 15],
    ingress_nginx: [7, 8, 9, 10],
  },
}

/** What a peer makes of a line by a policy of its own, and why we do not. */
const POLICIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'crowdsec__aws-alb-logs': { ts_utc: 'the peer takes the time at which the request was created' },
  matomo__elb: { duration_ms: 'the peer takes the server behind alone' },
}

/** Messages of a server, which peers read and we do not: they are no requests. */
const MESSAGES: Readonly<Record<string, readonly (number | null)[]>> = {
  'crowdsec__apache2-logs': [8, 9],
  'crowdsec__nginx-proxy-manager-logs': [null],
  'crowdsec__nginx_http-logs': [null],
  vrl__parse_nginx_log: [16, 17, 18, 19, 20, 21, 22, 23, 24],
}

describeReal('what peers expect of their own lines, at the door of the format', () => {
  it('reads every field as the peer does', () => {
    const differing = ROWS.flatMap((row) => {
      const format = formatOf(row)
      if (format === undefined) return []
      const read = readAtTheDoor(openScanner(format, row), Buffer.from(withoutHeader(format, row.line ?? ''), 'utf8'))
      // Values stay out of the message: it would quote the line.
      return assertionsOf(row)
        .filter((key) => !holds(key, row.canon[key] ?? null, read))
        .map((key) => `${row.id}:${row.line_no ?? 0} ${key}`)
    })
    expect(differing).toEqual([])
  })

  it('leaves out no assertion without a reason', () => {
    const left: Record<string, number> = {}
    for (const row of ROWS) {
      const reason = formatOf(row) === undefined ? reasonNotToRead(row) : 'read'
      left[reason] = (left[reason] ?? 0) + assertionsOf(row).length
      for (const policy of policiesOf(row)) left[policy] = (left[policy] ?? 0) + 1
    }
    expect(left).toEqual({
      read: 664,
      'no line': 45,
      'a message': 31,
      'the peer takes the time at which the request was created': 14,
      'the peer takes the server behind alone': 1,
    })
  })
})

/** A scanner that has read the header lines above the line, where the format has any. */
function openScanner(format: string, { id, inputs }: Row): LineScanner {
  const scanner = compileFormat(format)
  if (format !== 'w3c') return scanner
  for (const line of realLines(`formats/${id}/${inputs[0] ?? ''}`)) if (line[0] === 0x23) readAtTheDoor(scanner, line)
  return scanner
}

function reasonNotToRead({ id, line, line_no }: Row): string {
  if (line === null) return 'no line'
  if (MESSAGES[id]?.includes(line_no) === true) return 'a message'
  return `${id} is in no list`
}

function formatOf({ id, line, line_no }: Row): string | undefined {
  if (line === null || line_no === null) return undefined
  return Object.entries(FORMATS[id] ?? {}).find(([, lines]) => lines.includes(line_no))?.[0]
}

/** Identifiers have no span, so nothing can be said of them. */
function assertionsOf({ id, canon }: Row): readonly string[] {
  return Object.keys(canon).filter((key) => key !== 'client' && key !== 'user' && !(key in (POLICIES[id] ?? {})))
}

function policiesOf({ id, canon }: Row): readonly string[] {
  return Object.entries(POLICIES[id] ?? {}).flatMap(([key, why]) => (key in canon ? [why] : []))
}

/** HAProxy logs by syslog, whose header is peeled before. */
function withoutHeader(format: string, line: string): string {
  return format === 'haproxy' ? line.replace(/^\w{3} [ \d]\d \S+ \S+ haproxy\[\d+\]: /, '') : line
}

type Value = string | number | boolean | null

function holds(key: string, expected: Value, read: DoorLine | undefined): boolean {
  if (key === '_expect_error') return (read === undefined) === expected
  if (read === undefined) return false
  const ours = VALUES[key]?.(read)
  if (typeof expected !== 'string') return ours === expected
  if (key === 'ts_utc') return ours === `${expected.slice(0, 19)}Z` // fractions of a second do not matter
  if (key === 'user_agent' && typeof ours === 'string') return asSent(ours) === asSent(withoutEscapes(expected))
  return ours === (expected === '' ? null : withoutEscapes(expected))
}

// One peer shows the agent as IIS and CloudFront log it, another as it was sent: the gate decodes it.
function asSent(agent: string): string {
  return agent.replaceAll(/%(?:25)?20/g, ' ').replaceAll('+', ' ')
}

const VALUES: Readonly<Record<string, (read: DoorLine) => Value>> = {
  ts_utc: ({ instant }) => instant ?? null,
  vhost: ({ host }) => host?.split(':')[0] ?? null,
  request: ({ request }) => unescaped(request),
  method: ({ method }) => method ?? null,
  target: ({ target }) => unescaped(target),
  path: ({ target }) => unescaped(target?.replace(/^https?:\/\/[^/]*/, '').split('?')[0]),
  query: ({ target, query }) => unescaped(query ?? target?.split('?').slice(1).join('?')),
  protocol: ({ protocol }) => protocol ?? null,
  status: ({ status }) => numberOf(status),
  bytes: ({ bytes }) => numberOf(bytes),
  duration_ms: ({ durationMs }) => durationMs ?? null,
  referer: ({ referrer }) => unescaped(referrer),
  user_agent: ({ agent }) => unescaped(agent),
}

/** An empty quoted field is absent. */
function unescaped(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : withoutEscapes(text)
}

function numberOf(text: string | undefined): number | null {
  return text === undefined || text === '-' ? null : Number(text)
}
