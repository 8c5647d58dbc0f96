import type { Field } from '../../src/domain/contracts.ts'
import { listFormats } from '../../src/format/index.ts'
import type { Exchange } from './exchanges.ts'
import { apache, nginxDefault, nginxJson, nginxNone, writeApache, writeNginx, type Spell } from './write-line.ts'

/** How a format spells an exchange, and what it cannot say. */
export type Spelling = {
  readonly title: string
  /** As the operator writes it. */
  readonly format: string
  /** Lines above the first, from which the format learns its columns. */
  readonly header?: readonly string[]
  readonly write: (exchange: Exchange) => string
  readonly spell: Spell
  /** How the target is logged. */
  readonly target: 'request line' | 'raw' | 'raw, query apart' | 'decoded' | 'decoded, with its query' | 'absolute'
  readonly host: 'name' | 'name:port'
  readonly duration: string
  /** No bytes at all: Apache's %b writes a dash. */
  readonly noBytes: '-' | '0'
  /** Without one the line shows what the clock on the server's wall shows. */
  readonly zone: 'offset' | 'none'
  /** Each field that it has no place for, with the reason. */
  readonly lacks: Lacks
  /** Each exchange (by its `why`) that it cannot carry, with the reason. */
  readonly skips: Readonly<Record<string, string>>
  /** Each exchange whose client can forge its own target and agent, but nothing of the answer, with the reason. */
  readonly forges?: Readonly<Record<string, string>>
}
type Lacks = Partial<Readonly<Record<Field, string>>>

const PARTS_IN_REQUEST = 'written with the target'
const IN_PARTS = 'written in parts'
const NO_COLUMN = 'no column for it'
const IN_TARGET = 'part of the target'

const COMMON_LACKS = {
  query: PARTS_IN_REQUEST,
  host: NO_COLUMN,
  duration: NO_COLUMN,
  referrer: NO_COLUMN,
  agent: NO_COLUMN,
} satisfies Lacks
const COMBINED_LACKS = { query: PARTS_IN_REQUEST, host: NO_COLUMN, duration: NO_COLUMN } satisfies Lacks
const TIMED_LACKS = { query: PARTS_IN_REQUEST, host: NO_COLUMN } satisfies Lacks
const HOSTED_LACKS = { query: PARTS_IN_REQUEST, duration: NO_COLUMN } satisfies Lacks

const COMBINED =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"'
const APACHE_COMBINED = '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"'

const RAW_QUOTES = 'raw quotes could be read in two ways, so the line does not fit'
const STATUS_ANCHORS = 'where a value ends is told by the number after it, so without the number it is a bad line'

const DEFAULTS: Pick<Spelling, 'target' | 'host' | 'duration' | 'zone' | 'skips'> = {
  target: 'request line',
  host: 'name',
  duration: '0.046',
  zone: 'offset',
  skips: {},
}

function nginx(title: string, format: string, more: Partial<Spelling> & { readonly lacks: Lacks }): Spelling {
  const spell = more.spell ?? nginxDefault
  const write = (exchange: Exchange): string => writeNginx(format, exchange, spell)
  return { ...DEFAULTS, title, format, spell, write, noBytes: '0', ...more }
}

function httpd(title: string, format: string, more: Partial<Spelling> & { readonly lacks: Lacks }): Spelling {
  const write = (exchange: Exchange): string => writeApache(format, exchange)
  return { ...DEFAULTS, title, format, spell: apache, write, noBytes: '-', ...more }
}

function stringOf(name: string): string {
  return listFormats().find((format) => format.name === name)!.string!
}

/** The named formats, and strings that operators write. */
export const SPELLINGS: readonly Spelling[] = [
  httpd('common', stringOf('common'), { format: 'common', lacks: COMMON_LACKS }),
  httpd('combined', stringOf('combined'), { format: 'combined', lacks: COMBINED_LACKS }),
  nginx('combined as nginx writes it', COMBINED, { format: 'combined', lacks: COMBINED_LACKS }),
  httpd('vhost_common', stringOf('vhost_common'), {
    format: 'vhost_common',
    lacks: { query: PARTS_IN_REQUEST, duration: NO_COLUMN, referrer: NO_COLUMN, agent: NO_COLUMN },
  }),
  httpd('vhost_combined', stringOf('vhost_combined'), { format: 'vhost_combined', lacks: HOSTED_LACKS }),
  nginx('vhost_combined as nginx writes it', `$host ${COMBINED}`, { format: 'vhost_combined', lacks: HOSTED_LACKS }),
  httpd('vhost_combined as Debian writes it', '%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i"', {
    format: 'vhost_combined',
    host: 'name:port',
    noBytes: '0',
    lacks: HOSTED_LACKS,
  }),
  nginx('nginx_main', stringOf('nginx_main'), { format: 'nginx_main', lacks: COMBINED_LACKS }),

  nginx('a whole log_format, with the time it took', `${COMBINED} $request_time`, {
    format: `log_format timed-1 '${COMBINED} '\n    '$request_time';`,
    lacks: TIMED_LACKS,
  }),
  nginx(
    'lists of upstreams between other fields',
    `${COMBINED} $upstream_addr $upstream_response_time $upstream_status $request_id`,
    {
      duration: '0.000, 0.041 : 0.002',
      lacks: TIMED_LACKS,
    },
  ),
  nginx(
    'seconds since 1970, and the parts of the request',
    '$msec $remote_addr $request_method "$request_uri" $status $body_bytes_sent "$http_user_agent"',
    {
      target: 'raw',
      lacks: {
        request: IN_PARTS,
        query: PARTS_IN_REQUEST,
        protocol: NO_COLUMN,
        referrer: NO_COLUMN,
        host: NO_COLUMN,
        duration: NO_COLUMN,
      },
    },
  ),
  nginx(
    'a target without quotes',
    '$remote_addr [$time_local] $request_method $request_uri $server_protocol $status $body_bytes_sent "$http_referer" "$http_user_agent"',
    {
      target: 'raw',
      skips: { 'status abc': STATUS_ANCHORS },
      lacks: { request: IN_PARTS, ...COMBINED_LACKS },
    },
  ),
  nginx(
    'what the server made of the target, without quotes',
    '$remote_addr [$time_local] $request_method $uri$is_args$args $status $body_bytes_sent "$http_user_agent"',
    {
      target: 'decoded, with its query',
      skips: { 'status abc': STATUS_ANCHORS },
      lacks: {
        request: IN_PARTS,
        query: IN_TARGET,
        protocol: NO_COLUMN,
        referrer: NO_COLUMN,
        host: NO_COLUMN,
        duration: NO_COLUMN,
      },
    },
  ),
  nginx(
    'path and query apart',
    '[$time_local] "$request_method" "$uri" "$args" $status $body_bytes_sent "$http_host"',
    {
      target: 'decoded',
      host: 'name:port',
      lacks: { request: IN_PARTS, protocol: NO_COLUMN, referrer: NO_COLUMN, agent: NO_COLUMN, duration: NO_COLUMN },
    },
  ),
  nginx(
    'an address made of its parts',
    '$remote_addr - $remote_user [$time_local] "$request_method $scheme://$host$request_uri $server_protocol" $status $body_bytes_sent "$http_referer" "$http_user_agent"',
    {
      target: 'absolute',
      skips: { 'status abc': STATUS_ANCHORS },
      lacks: { request: IN_PARTS, query: PARTS_IN_REQUEST, host: IN_TARGET, duration: NO_COLUMN },
    },
  ),
  nginx(
    'tabs, braces, a user before an ISO time',
    '${remote_addr}\t${remote_user}\t${time_iso8601}\t${request}\t${status}\t${body_bytes_sent}\t${http_referer}\t${http_user_agent}',
    {
      skips: { 'status abc': STATUS_ANCHORS },
      lacks: COMBINED_LACKS,
    },
  ),
  nginx('a user before an ISO time in brackets', COMBINED.replace('time_local', 'time_iso8601'), {
    lacks: COMBINED_LACKS,
  }),
  nginx('nginx_proxy_manager', stringOf('nginx_proxy_manager'), {
    format: 'nginx_proxy_manager',
    target: 'raw',
    lacks: { request: IN_PARTS, query: PARTS_IN_REQUEST, protocol: NO_COLUMN, duration: NO_COLUMN },
  }),
  nginx('ingress_nginx', stringOf('ingress_nginx'), { format: 'ingress_nginx', lacks: TIMED_LACKS }),
  nginx('combined_time', stringOf('combined_time'), { format: 'combined_time', lacks: TIMED_LACKS }),
  nginx('combined_upstream', stringOf('combined_upstream'), { format: 'combined_upstream', lacks: TIMED_LACKS }),
  nginx(
    'JSON by escape=json',
    '{"time":"$time_iso8601","user":"$remote_user","request":"$request","status":$status,"bytes":$body_bytes_sent,"ref":"$http_referer","ua":"$http_user_agent","host":"$host","rt":$request_time}',
    {
      format:
        'escape=json {"time":"$time_iso8601","user":"$remote_user","request":"$request","status":$status,"bytes":$body_bytes_sent,"ref":"$http_referer","ua":"$http_user_agent","host":"$host","rt":$request_time}',
      spell: nginxJson,
      lacks: { query: PARTS_IN_REQUEST },
    },
  ),
  nginx('escape=none', COMBINED, {
    format: `escape=none '${COMBINED}'`,
    spell: nginxNone,
    lacks: COMBINED_LACKS,
    skips: {
      'an agent that imitates fields': RAW_QUOTES,
      'a request that imitates fields': RAW_QUOTES,
      'status abc': STATUS_ANCHORS,
    },
  }),

  httpd('combined_d', stringOf('combined_d'), { format: 'combined_d', duration: '46012', lacks: TIMED_LACKS }),
  httpd('icecast', stringOf('icecast'), { format: 'icecast', duration: '0', lacks: TIMED_LACKS }),
  httpd('gandi', stringOf('gandi'), { format: 'gandi', duration: '0', lacks: { query: PARTS_IN_REQUEST } }),
  httpd('varnish', stringOf('varnish'), { format: 'varnish', lacks: COMBINED_LACKS }),
  httpd('ovh', stringOf('ovh'), { format: 'ovh', lacks: HOSTED_LACKS }),
  httpd('lighttpd', stringOf('lighttpd'), { format: 'lighttpd', lacks: HOSTED_LACKS }),
  httpd('%U%q', '%h %l %u %t %m %U%q %>s %B "%{User-Agent}i"', {
    target: 'decoded, with its query',
    noBytes: '0',
    skips: { 'status abc': STATUS_ANCHORS },
    lacks: {
      request: IN_PARTS,
      query: IN_TARGET,
      protocol: NO_COLUMN,
      referrer: NO_COLUMN,
      host: NO_COLUMN,
      duration: NO_COLUMN,
    },
  }),
  httpd(
    'a time in three pieces',
    '%h %l %u [%{%d/%b/%Y:%T}t.%{msec_frac}t %{%z}t] "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
    {
      lacks: COMBINED_LACKS,
    },
  ),
  httpd('a time without its zone', '%h %l %u [%{%d/%b/%Y:%T}t] "%r" %s %b "%{Host}i"', {
    zone: 'none',
    host: 'name:port',
    lacks: { query: PARTS_IN_REQUEST, referrer: NO_COLUMN, agent: NO_COLUMN, duration: NO_COLUMN },
  }),
  httpd('a whole LogFormat with its nickname', APACHE_COMBINED, {
    format: `LogFormat "${APACHE_COMBINED.replaceAll('"', '\\"')}" combined`,
    lacks: COMBINED_LACKS,
  }),
  httpd(
    'behind a proxy: a list of addresses first',
    '%{X-Forwarded-For}i %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i"',
    {
      noBytes: '0',
      lacks: COMBINED_LACKS,
    },
  ),
  httpd('a string of lighttpd', '%h %V %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"', {
    format: 'lighttpd: %h %V %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
    lacks: HOSTED_LACKS,
  }),
  httpd('gunicorn', APACHE_COMBINED, {
    format: '%(h)s %(l)s %(u)s %(t)s "%(r)s" %(s)s %(b)s "%(f)s" "%(a)s"',
    lacks: COMBINED_LACKS,
  }),
  httpd('a user with no time behind', '%t %u "%r" %>s %b', {
    lacks: COMMON_LACKS,
  }),
  nginx(
    'semicolons, the user last but one',
    '$time_iso8601;$status;$body_bytes_sent;"$request";$remote_user;$remote_addr',
    {
      lacks: COMMON_LACKS,
    },
  ),
]
