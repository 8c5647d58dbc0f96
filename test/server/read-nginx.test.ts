import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nginxTokens } from '../../src/server/nginx-directives.ts'
import { filesIn, readTree, refusal, shown } from './server-files.ts'
import { processorClock } from '../processor-clock.ts'

const MAIN = '/etc/nginx/nginx.conf'
const nginx = (http: string, others: Readonly<Record<string, string>> = {}) =>
  readTree({ [MAIN]: `events { }\nhttp {\n${http}\n}\n`, ...others })

describe('the logs of nginx', () => {
  it.each([
    { why: 'without a word it writes combined', http: 'server { }', logs: ['access.log combined'] },
    {
      why: 'combined exists without being written',
      http: 'access_log /var/log/a.log; server { }',
      logs: ['/var/log/a.log combined'],
    },
    {
      why: 'a format of several strings is one string; it may stand below',
      http: `access_log /var/log/a.log main;\nlog_format main '$remote_addr [$time_local] '\n  "\\"$request\\" "\n  $status;\nserver { }`,
      logs: [`/var/log/a.log '$remote_addr [$time_local] "$request" $status'`],
    },
    {
      why: 'escape= is kept, and backslashes are protected',
      http: String.raw`log_format j escape=json '{"a":"\\$status","b":\'$host\'}'; access_log /a.log j; server { }`,
      logs: [String.raw`/a.log escape=json '{"a":"\\$status","b":\'$host\'}'`],
    },
    {
      why: 'buffer, gzip and flush change nothing',
      http: 'access_log /a.log combined gzip=4 buffer=32k flush=5m; server { }',
      logs: ['/a.log combined'],
    },
    {
      why: 'if= leaves requests out',
      http: 'access_log /a.log combined if=$l; server { }',
      logs: ['/a.log combined (partial)'],
    },
    { why: 'off', http: 'access_log off; server { }', logs: [] },
    {
      why: 'a server’s own replace those above it',
      http: 'access_log /a.log; server { access_log /b.log; } server { }',
      logs: ['/b.log combined', '/a.log combined'],
    },
    {
      why: 'one that every server replaces is not written',
      http: 'access_log /a.log; server { access_log /b.log; }',
      logs: ['/b.log combined'],
    },
    {
      why: 'location, if and limit_except have their own',
      http: 'access_log /a.log; server { location /x { access_log /b.log; if ($y = "{") { access_log /c.log; } limit_except GET { access_log off; } } }',
      logs: ['/a.log combined', '/b.log combined', '/c.log combined'],
    },
    {
      why: 'variables in a path become *',
      http: 'access_log /var/log/$host/${server_name}.log; server { }',
      logs: ['/var/log/*/*.log combined'],
    },
    {
      why: 'what is no file is told by its kind',
      http: 'access_log syslog:server=192.0.2.7,tag=LEAK; access_log /dev/stdout; server { }',
      logs: ['syslog: combined', '/dev/stdout combined'],
    },
    {
      why: 'what stands in memory is a file',
      http: 'access_log /dev/shm/$host.log; server { }',
      logs: ['/dev/shm/*.log combined'],
    },
    {
      why: 'streams, maps and the like are not looked into',
      http: 'map $a $b { include LEAK; access_log /LEAK; } upstream u { server LEAK; } server { }',
      logs: ['access.log combined'],
    },
    {
      why: 'comments, quotes, braces and semicolons in words',
      http: '# access_log /x;\nadd_header A "; } {"; rewrite ^/a#b \'}\'; set $x ${y}z; access_log "/var/log/a b.log"; server { }',
      logs: ['/var/log/a b.log combined'],
    },
    ...(
      [
        ['strings', `ngx.say("hello }" .. ngx.var.arg_name, 'it\\'s }')`],
        ['long strings', 'local a = [[ " } ]] local b = [=[ ]] } \' ]=] local c = t[u[1]]'],
        ['comments', '-- it"s }\nlocal x = 1 --[[ } \n " ]] --[==[ ]] } ]==]'],
        ['tables', 'local t = { a = { 1, 2 }, ["}"] = "{" } if t.a then return end'],
        ['nothing', ''],
      ] as const
    ).map(([what, lua]) => ({
      why: `Lua: ${what}`,
      http: `init_by_lua_block {${lua}} server { access_log /a.log; set_by_lua_block $x {\n${lua}\n} location / { content_by_lua_block { ${lua} } access_log /b.log; } }`,
      logs: ['/a.log combined', '/b.log combined'],
    })),
    {
      why: 'a word of a directive that is no block of Lua',
      http: 'map x_by_lua_block $y { "}" 1; } set $x a_by_lua_block; server { access_log /a.log; }',
      logs: ['/a.log combined'],
    },
    {
      why: 'a condition on one of two directives',
      http: 'access_log /a.log; access_log /a.log combined if=$x; server { }',
      logs: ['/a.log combined (partial)'],
    },
  ])('$why', async ({ http, logs }) => {
    expect(shown(await nginx(http))).toEqual(logs)
  })

  it('a stream has logs of its own kind', async () => {
    const main =
      'stream { log_format tcp "$status"; access_log /tcp.log tcp; server { access_log /x; } }\nhttp { server { } }'
    expect(shown(await readTree({ [MAIN]: main }))).toEqual(['access.log combined'])
  })

  it('a piece without a server, as sites-enabled/default may be', async () => {
    expect(shown(await readTree({ '/etc/nginx/log.conf': 'access_log /a.log;' }))).toEqual(['/a.log combined'])
    expect(shown(await readTree({ '/etc/nginx/log.conf': 'http { access_log /a.log; }' }))).toContain('/a.log combined')
  })

  it('logs that get the same requests stand together', async () => {
    const { together } = await nginx(
      'server { access_log /a.log; access_log /b.log; location / { access_log /c.log; } }',
    )
    expect(together.map((logs) => logs.map(({ path }) => path))).toEqual([['/a.log', '/b.log'], ['/c.log']])
  })

  it('places are those of the directives', async () => {
    const [log] = (await nginx('  log_format m\n    "$status";\n  access_log /a.log m; server { }')).logs
    expect(log).toMatchObject({
      formatName: 'm',
      directive: 'access_log',
      place: { file: MAIN, line: 5, column: 3 },
      format: { place: { file: MAIN, line: 3, column: 3 } },
    })
  })
})

describe('the ports of this machine that requests are passed on to', () => {
  it.each([
    { http: 'server { location / { proxy_pass http://127.0.0.1:8080; } }', ports: [8080], why: 'an address' },
    {
      http: 'server { location / { proxy_pass http://localhost:8080/app/; } }',
      ports: [8080],
      why: 'a name, with a path',
    },
    { http: 'server { location / { proxy_pass https://[::1]:8443; } }', ports: [8443], why: 'IPv6' },
    { http: 'server { location / { proxy_pass http://127.0.0.1; } }', ports: [80], why: 'the usual one' },
    { http: 'server { location / { proxy_pass https://127.0.0.1; } }', ports: [443], why: 'the usual one of https' },
    {
      http: 'upstream app { server 127.0.0.1:8080 weight=5; server 192.0.2.7:8080; keepalive 8; } server { location / { proxy_pass http://app; } }',
      ports: [8080],
      why: 'the servers of an upstream',
    },
    {
      http: 'server { location / { proxy_pass http://app; } } upstream app { server localhost:81; }',
      ports: [81],
      why: 'written below',
    },
    { http: 'upstream app { server 127.0.0.1:8080; } server { }', ports: [], why: 'an upstream that nobody asks' },
    { http: 'server { location / { proxy_pass http://192.0.2.7:8080; } }', ports: [], why: 'another machine' },
    { http: 'server { location / { proxy_pass http://unix:/run/app.sock; } }', ports: [], why: 'a socket' },
    { http: 'server { location / { proxy_pass http://$app:8080; } }', ports: [], why: 'what the request says' },
    {
      http: 'server { location / { access_log off; proxy_pass http://127.0.0.1:8080; } }',
      ports: [],
      why: 'without a log',
    },
    { http: 'upstream { server; } server { location / { proxy_pass; } }', ports: [], why: 'half of it is missing' },
  ])('$why: $http', async ({ http, ports }) => {
    expect((await nginx(http)).ports).toEqual({ answers: [], passesTo: ports })
  })
})

describe('include', () => {
  it('starts at the folder of the first file, wherever it is written', async () => {
    const logs = await nginx('include sites/*.conf; server { include snippets/log; }', {
      '/etc/nginx/sites/a.conf': 'server { include snippets/log; }',
      '/etc/nginx/snippets/log': 'access_log /in.log;',
    })
    expect(shown(logs)).toEqual(['/in.log combined'])
  })

  it('a mask that finds nothing is no error', async () => {
    expect((await nginx('include none/*.conf; server { }')).problems).toEqual([])
  })

  it('a file that cannot be read is left out, and told by the place that includes it', async () => {
    expect((await nginx('include LEAK.conf; server { }')).problems).toEqual([
      { code: 'SERVER_FILE_SKIPPED', place: { file: MAIN, line: 3, column: 1 }, errno: 'ENOENT' },
    ])
  })

  it('nothing is read that no include names, nor in blocks without logs', async () => {
    const files = filesIn({
      [MAIN]: 'http { ssl_certificate_key /etc/LEAK.key; types { include mime.types; } server { } }',
    })
    await import('../../src/server/index.ts').then(({ readServerLogs }) => readServerLogs(files, MAIN))
    expect(files.asked).toEqual([MAIN])
  })
})

describe('what cannot be read is told by file and line, and nothing of it', () => {
  const at = (line: number, column: number, file = MAIN) => ({ file, line, column })
  it.each([
    { why: 'unclosed-quote', text: 'http {\n  log_format LEAK "$status;\n}', place: at(2, 19) },
    { why: 'unclosed-quote', text: "http {\n  set $x 'LEAK;\n}", place: at(2, 10) },
    { why: 'unclosed-block', text: 'http {\n  server { # LEAK\n}', place: at(1, 6) },
    ...['', '"LEAK }', "'LEAK }", '[[ } ]=]', '[=[ } ]]', '-- }', '--[[ }', '{ }'].map((lua) => ({
      why: 'unclosed-block',
      text: `http {\n  init_by_lua_block { ${lua}`,
      place: at(2, 21),
    })),
    { why: 'stray-close', text: 'http { }\n}', place: at(2, 1) },
    { why: 'unfinished', text: 'http { }\n  access_log LEAK', place: at(2, 3) },
    { why: 'unfinished', text: 'http {\n auth_basic LEAK }', place: at(2, 2) },
    { why: 'unfinished', text: 'http { } \\', place: at(1, 10) },
    { why: 'unknown-server', text: 'LEAK', place: at(1, 1) },
    { why: 'unknown-server', text: '', place: at(1, 1) },
    {
      why: 'unknown-format',
      text: 'http {\n server { access_log /a.log LEAK; } }',
      place: at(2, 11),
      directive: 'access_log',
    },
    { why: 'include-loop', text: 'http { include nginx.conf; }', place: at(1, 8), directive: 'include' },
  ])('$why: $text', async ({ text, ...problem }) => {
    const problems = await refusal(readTree({ [MAIN]: text }))
    expect(problems).toEqual([{ code: 'SERVER_CONFIG_SYNTAX', ...problem }])
    expect(JSON.stringify(problems)).not.toContain('LEAK')
  })

  it.each(['too-large', 'not-text'] as const)('%s, also of a file that is included', async (why) => {
    expect(await refusal(readTree({ [MAIN]: { why } }))).toMatchObject([{ why, place: { file: MAIN } }])
    const including = readTree({ [MAIN]: 'http { include a; }', '/etc/nginx/a': { why } })
    expect(await refusal(including)).toMatchObject([{ why, place: { file: '/etc/nginx/a' } }])
  })

  it('a file that is not there', async () => {
    expect(await refusal(readTree({ [MAIN]: { errno: 'ENOENT' } }))).toEqual([
      { code: 'FILE_UNREADABLE', path: MAIN, errno: 'ENOENT' },
    ])
  })

  const chain = (files: number) =>
    readTree({
      [MAIN]: 'http { include f1; }',
      ...Object.fromEntries(
        Array.from({ length: files }, (_, i) => [
          `/etc/nginx/f${i + 1}`,
          i + 1 === files ? 'server { access_log /a.log; }' : `include f${i + 2};`,
        ]),
      ),
    })

  it('ten levels are followed, eleven are not', async () => {
    expect(shown(await chain(10))).toEqual(['/a.log combined'])
    expect(await refusal(chain(11))).toMatchObject([{ why: 'too-deep', place: { file: '/etc/nginx/f10' } }])
  })

  it('a folder whose files include each other ends', async () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`/etc/nginx/${i}.conf`, 'include *.conf;']))
    expect(await refusal(readTree({ [MAIN]: 'http { include [0-9]*.conf; }', ...files }))).toMatchObject([
      { why: 'include-loop' },
    ])
  })

  it('many files that are read again and again end', async () => {
    const level = (n: number) =>
      Object.fromEntries(['a', 'b', 'c'].map((x) => [`/etc/nginx/${n}/${x}`, `include ${n + 1}/*;`]))
    const files = Object.assign({}, ...Array.from({ length: 10 }, (_, i) => level(i + 1))) as Record<string, string>
    expect(await refusal(readTree({ [MAIN]: 'http { include 1/*; }', ...files }))).toMatchObject([{ why: 'too-large' }])
  })

  it('any text whatever ends in tokens or in a problem, at once', () => {
    const pieces = fc.constantFrom('"', "'", '\\', '{', '}', ';', '#', '\n', ' ', '$', '${', 'a', 'é', '\u0000')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 200 }), (parts) => {
        try {
          for (const { line, column } of nginxTokens(parts.join(''), MAIN)) expect(line * column).toBeGreaterThan(0)
        } catch (error) {
          expect(error).toMatchObject({ problems: [{ code: 'SERVER_CONFIG_SYNTAX' }] })
        }
      }),
    )
  })

  it.each(['"', '\\', '${', '{', '} ', '\n"', 'a'])('a million times %j', async (piece) => {
    const workedMs = processorClock()
    await readTree({ [MAIN]: `http { ${piece.repeat(1_000_000)}` }).catch(() => undefined)
    expect(workedMs()).toBeLessThan(5000)
  })

  it.each(['"', "\\'", '[', '[=', '[ [=', ']]', '--[', '{', '{}'])('a million times %j of Lua', async (piece) => {
    const workedMs = processorClock()
    await readTree({ [MAIN]: `http { init_by_lua_block { ${piece.repeat(1_000_000)}` }).catch(() => undefined)
    await readTree({ [MAIN]: `http { ${`a_by_lua_block { ${piece} `.repeat(30_000)}` }).catch(() => undefined)
    expect(workedMs()).toBeLessThan(5000)
  })
})
