import { describe, expect, it } from 'vitest'
import type { Field, LineScanner } from '../../src/domain/contracts.ts'
import { ProblemError, type Problem } from '../../src/domain/problem.ts'
import { compileFormat, formatNames, listFormats } from '../../src/format/index.ts'
import { readLine } from './read-line.ts'

const PLACE = { file: 'comptage.yaml', line: 7, column: 13 }

function problemsOf(format: string, place?: typeof PLACE): readonly Problem[] {
  try {
    compileFormat(format, place)
    return []
  } catch (error) {
    if (error instanceof ProblemError) return error.problems
    throw error
  }
}

describe('what is no format', () => {
  it.each(['', 'combned', 'auto', '/var/log/nginx.conf', 'Combined'])('"%s" has no name and no variable', (format) => {
    expect(problemsOf(format)).toEqual([{ code: 'FORMAT_UNKNOWN', format }])
  })

  it('says where it was written', () => {
    expect(problemsOf('combned', PLACE)).toEqual([{ code: 'FORMAT_UNKNOWN', format: 'combned', place: PLACE }])
    expect(problemsOf('$status', PLACE)).toEqual([
      { code: 'FORMAT_SYNTAX', format: '$status', place: PLACE, why: 'no-time', column: 1 },
    ])
  })
})

describe('what cannot be compiled; ^ is the column', () => {
  it.each([
    ['variables-touch', '$remote_addr$time_local $request $status', '            ^'],
    ['variables-touch', '[$time_local] "$request" ${status}$body_bytes_sent', '                                  ^'],
    [
      'variables-touch',
      "log_format a '[$time_local] \"$request\" ' '$status' '$body_bytes_sent';",
      '                                                    ^',
    ],
    ['variables-touch', '%h %t "%r" %>s%b', '              ^'],
    ['variables-touch', 'LogFormat "%h %t \\"%r\\" %>s%b" nick', '                           ^'],
    ['no-time', '%h "%r" %>s', '^'],
    ['no-time', '$remote_addr "$request" $status', '^'],
    ['no-target', '$time_local $request_method $status', '^'],
    ['no-target', '%t %>s', '^'],
    ['no-status', '$time_local "$request"', '^'],
    ['unknown-directive', '%h %t "%r" %>s %j', '               ^'],
    ['unknown-directive', '%h %t "%r" %>s %', '               ^'],
    ['unknown-directive', '%h %t "%r" %>s 100 % %b', '                   ^'],
    ['unknown-directive', '%h %t "%r" %>s %{Referer', '               ^'],
    ['unknown-directive', 'LogFormat "%h %t \\"%r\\" %>s %j" nick', '                            ^'],
    ['unknown-directive', 'lighttpd: %h %t "%r" %>s %j', '                         ^'],
    ['scattered-time', '%{%d/%b/%Y}t %h %{%T}t "%r" %>s', '                ^'],
    ['unsupported-time', '%h %{%c}t "%r" %>s', '   ^'],
    ['unsupported-time', '%h %{%d/%b/%Y}t "%r" %>s', '   ^'],
    ['unsupported-time', '%h %{%Y-%m-%d %I:%M:%S}t "%r" %>s', '   ^'],
    ['unsupported-time', '%h %{constructor}t "%r" %>s', '   ^'],
    ['unsupported-time', '%h %{msec_frac}t "%r" %>s', '   ^'],
    ['unclosed', "log_format a '[$time_local] $request $status", '                                           ^'],
  ])('%s: %s', (why, format, mark) => {
    expect(problemsOf(format)).toEqual([{ code: 'FORMAT_SYNTAX', format, why, column: mark.length }])
  })
})

describe('the named formats', () => {
  it.each(listFormats().flatMap(({ name, aliases }) => aliases.map((alias) => ({ name, alias }))))(
    '$alias is $name',
    ({ name, alias }) => {
      expect(compileFormat(alias).name).toBe(name)
    },
  )

  it('no name stands for two', () => {
    const names = formatNames()
    expect(new Set(names).size).toBe(names.length)
    expect(names).toContain('auto')
  })
})

describe('what a format says of itself', () => {
  const COMMON = '[$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" "$host"'
  it.each<{ why: string; format: string } & Partial<LineScanner>>([
    { why: 'a stock format', format: COMMON, name: 'custom', zone: 'offset', escapes: 'backslash', cautions: [] },
    {
      why: 'no agent, no referrer, no host',
      format: '%h %l %u %t "%r" %>s %b',
      cautions: ['no-agent', 'no-referrer', 'no-host'],
    },
    { why: '- of %b is 0', format: 'combined', bytesDash: 'zero' },
    { why: '- of nginx is nothing', format: COMMON, bytesDash: 'absent' },
    { why: '- of %B is nothing', format: '%t "%r" %>s %B', bytesDash: 'absent' },
    { why: 'escape=none', format: `escape=none ${COMMON}`, escapes: 'none', cautions: ['forgeable'] },
    { why: 'escape=json', format: `escape=json ${COMMON}`, escapes: 'backslash', cautions: [] },
    { why: 'seconds since 1970 are UTC', format: COMMON.replace('time_local', 'msec'), zone: 'UTC' },
    { why: 'strftime with a zone', format: '[%{%d/%b/%Y:%T %z}t] "%r" %>s', zone: 'offset' },
    { why: 'strftime without a zone', format: '[%{%d/%b/%Y:%T}t] "%r" %>s', zone: 'local' },
    {
      why: '$uri is decoded',
      format: COMMON.replace('$request', '$request_method $uri'),
      targetDecoded: true,
      cautions: ['decoded-target'],
    },
    {
      why: 'lighttpd does not decode %U',
      format: 'lighttpd: %h %v %t %m %U %>s "%{Referer}i" "%{User-Agent}i"',
      targetDecoded: false,
      cautions: [],
    },
    {
      why: '%s is the first status',
      format: '%t "%r" %s "%{Referer}i" "%{User-Agent}i" %v',
      cautions: ['first-status'],
    },
    { why: '%>s wins over %s', format: '%t "%r" %s %>s "%{Referer}i" "%{User-Agent}i" %v', cautions: [] },
    { why: 'gunicorn knows one status alone', format: '%(t)s "%(r)s" %(s)s "%(f)s" "%(a)s"', cautions: ['no-host'] },
    {
      why: 'headers counted',
      format: COMMON.replace('body_bytes_sent', 'bytes_sent'),
      cautions: ['bytes-with-headers'],
    },
    {
      why: '%b wins over %O',
      format: '%t "%r" %>s %O %b "%{Referer}i" "%{User-Agent}i" %v',
      cautions: [],
      bytesDash: 'zero',
    },
    { why: 'request time in seconds', format: `${COMMON} $upstream_response_time $request_time`, durationUnit: 's' },
    { why: 'only a list', format: `${COMMON} $upstream_response_time`, durationUnit: 'upstream-s' },
    { why: '%D', format: '%t "%r" %>s %T %D', durationUnit: 'us' },
    { why: '%Dms, as for Tomcat', format: '%t "%r" %>s %Dms', durationUnit: 'ms' },
    { why: '%D ms', format: '%t "%r" %>s %D ms "%{User-Agent}i"', durationUnit: 'ms' },
    { why: 'µs behind %D', format: '%t "%r" %>s %Dus', durationUnit: 'us' },
    { why: 'a word behind %D', format: '%t "%r" %>s %D msg', durationUnit: 'us' },
    { why: '%{ms}T', format: '%t "%r" %>s %{ms}T', durationUnit: 'ms' },
    { why: '%T', format: '%t "%r" %>s %T', durationUnit: 's' },
    { why: 'milliseconds of gunicorn', format: '%(t)s "%(r)s" %(s)s %(T)s %(M)s', durationUnit: 'ms' },
    { why: 'its decimal seconds before whole ones', format: '%(t)s "%(r)s" %(s)s %(T)s %(L)s', durationUnit: 's' },
    { why: 'its microseconds', format: '%(t)s "%(r)s" %(s)s %(D)s', durationUnit: 'us' },
  ])('$why: $format', ({ why, format, ...facts }) => {
    expect(compileFormat(format), why).toMatchObject(facts)
  })
})

describe('which of several variables is read', () => {
  const T = '10/Mar/2026:09:31:24 +0100'
  it.each<{ why: string; format: string; line: string; texts: Partial<Record<Field, string>> }>([
    {
      why: 'the raw target before the rewritten one',
      format: '$time_local $uri|$request_uri|$status',
      line: `${T} /index.php|/aide|200`,
      texts: { target: '/aide', status: '200' },
    },
    {
      why: 'the whole request before its parts',
      format: '$time_local "$request_method" "$request" "$uri" $status',
      line: `${T} "-" "GET /aide HTTP/1.1" "/x" 200`,
      texts: { method: 'GET', target: '/aide', protocol: 'HTTP/1.1' },
    },
    {
      why: 'the final status',
      format: '%s %>s %t "%r"',
      line: `200 404 [${T}] "GET /aide HTTP/1.1"`,
      texts: { status: '404' },
    },
    {
      why: 'the canonical host',
      format: '%V %v %t "%r" %>s',
      line: `a.example.fr b.example.fr [${T}] "GET /aide HTTP/1.1" 200`,
      texts: { host: 'a.example.fr' },
    },
    {
      why: 'the host that was asked for before the name of the server',
      format: '$server_name $host $time_local "$request" $status',
      line: `a.example.fr b.example.fr ${T} "GET /aide HTTP/1.1" 200`,
      texts: { host: 'b.example.fr' },
    },
    {
      why: 'the time with a zone',
      format: '$msec $time_local "$request" $status',
      line: `1773131484.655 ${T} "GET /aide HTTP/1.1" 200`,
      texts: { time: T },
    },
    {
      why: 'a header by any case of its name, and none but these',
      format: '%t "%r" %>s "%{x-ref}i" "%{REFERER}i" "%{user-agent}i" "%{constructor}i"',
      line: `[${T}] "GET /aide HTTP/1.1" 200 "LEAK" "https://example.org/" "curl/8.5.0" "LEAK"`,
      texts: { referrer: 'https://example.org/', agent: 'curl/8.5.0' },
    },
    {
      why: 'a header of gunicorn, and none that is passed over',
      format:
        '%({x-forwarded-for}i)s %(h)s %(t)s "%(r)s" %(s)s %({server}o)s %({wsgi.url_scheme}e)s %({host}i)s %(T)s %(L)s "%({user-agent}i)s"',
      line: `203.0.113.7, 203.0.113.8 127.0.0.1 [${T}] "GET /aide HTTP/1.1" 200 gunicorn http a.example.fr 1 1.250000 "curl/8.5.0"`,
      texts: { status: '200', host: 'a.example.fr', duration: '1.250000', agent: 'curl/8.5.0' },
    },
    {
      why: 'modifiers are dropped',
      format: '%<h %400,501{User-Agent}i %!200{Referer}i %{c}a %^FB %t "%r" %>s',
      line: `203.0.113.7 - - 203.0.113.7 12 [${T}] "GET /aide HTTP/1.1" 200`,
      texts: { status: '200' },
    },
    {
      why: '%% and $ that names nothing are text',
      format: '%t 100%% $ "%r" %>s',
      line: `[${T}] 100% $ "GET /aide HTTP/1.1" 200`,
      texts: { status: '200' },
    },
    {
      why: 'lighttpd writes no ? before the query',
      format: 'lighttpd: %t %m %U?%q %>s',
      line: `[${T}] GET /aide?x=1 200`,
      texts: { target: '/aide', query: 'x=1' },
    },
  ])('$why', ({ format, line, texts }) => {
    expect(readLine(compileFormat(format), line)).toMatchObject({ texts })
  })

  it('lighttpd: %U%q cannot be told apart', () => {
    expect(problemsOf('lighttpd: %t %m %U%q %>s')).toMatchObject([{ why: 'variables-touch', column: 19 }])
  })
})

describe('how a format may be written', () => {
  const READ = { method: 'GET', target: '/aide', status: '200', agent: 'curl/8.5.0' }
  const LINE = '203.0.113.7 [10/Mar/2026:09:31:24 +0100] "GET /aide HTTP/1.1" 200 "curl/8.5.0"'
  it.each([
    ['bare', '$remote_addr [$time_local] "$request" $status "$http_user_agent"'],
    ['in single quotes', `'$remote_addr [$time_local] "$request" $status "$http_user_agent"'`],
    ['in pieces', `'$remote_addr [$time_local] ' '"$request" $status ' "\\"$http_user_agent\\""`],
    ['the directive', `log_format main '$remote_addr [$time_local] "$request" $status "$http_user_agent"';`],
    ['without its semicolon', `log_format main '$remote_addr [$time_local] "$request" $status "$http_user_agent"'`],
    [
      'with its escape',
      `log_format main escape=default '$remote_addr [$time_local] "$request" $status "$http_user_agent"';`,
    ],
    [
      'on several lines',
      `\n  log_format  main\n    '$remote_addr [$time_local] '\n    '"$request" $status "$http_user_agent"';`,
    ],
    ['Apache, bare', '%h %t "%r" %>s "%{User-Agent}i"'],
    ['Apache, with its backslashes', '%h %t \\"%r\\" %>s \\"%{User-Agent}i\\"'],
    ['Apache, in quotes', '"%h %t \\"%r\\" %>s \\"%{User-Agent}i\\""'],
    ['LogFormat without a nickname', 'LogFormat "%h %t \\"%r\\" %>s \\"%{User-Agent}i\\""'],
    ['LogFormat in single quotes', `LogFormat '%h %t "%r" %>s "%{User-Agent}i"' short-1`],
    ['in small letters', 'logformat "%h %t \\"%r\\" %>s \\"%{User-Agent}i\\"" short'],
  ])('%s', (_, format) => {
    expect(readLine(compileFormat(format), LINE)).toMatchObject({ texts: READ })
  })

  it.each([
    ['nginx', '"$remote_addr" "$time_local" "$request" "$status"'],
    ['Apache', '"%h" "%{%d/%b/%Y:%T %z}t" "%r" "%>s"'],
  ])('%s, every value in quotes', (_, format) => {
    const line = '"203.0.113.7" "10/Mar/2026:09:31:24 +0100" "GET /aide HTTP/1.1" "200"'
    expect(readLine(compileFormat(format), line)).toMatchObject({ texts: { target: '/aide', status: '200' } })
  })
})
