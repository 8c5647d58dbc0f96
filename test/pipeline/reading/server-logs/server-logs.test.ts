import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../../../src/domain/problem.ts'
import {
  checkServers,
  countLogs,
  explainLine,
  planCount,
  proposeLogs,
  proposeLogsOf,
  publicationOf,
} from '../../../../src/pipeline/index.ts'
import { configurationOf } from '../../configuration-of.ts'
import { refusal } from '../../../server/server-files.ts'

// Not in the memory of /dev/shm: what a server writes below /dev/ is no file.
const top = mkdtempSync('/tmp/comptage-servers-')
afterAll(() => rmSync(top, { recursive: true }))
let made = 0

/** Writes files into a folder of their own; `ROOT` in them stands for it. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const root = join(top, String(made++))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text.replaceAll('ROOT', root))
  }
  return root
}

const NGINX = `http {
  log_format short '[$time_local] $status "$request"';
  log_format main '$remote_addr "$request" $status [$time_local]';
  server { access_log ROOT/log/short.log short; access_log ROOT/log/part.log main if=$own; }
  server { access_log ROOT/log/main.log main; }
}`
const SHORT = '[10/Mar/2026:09:31:24 +0100] 200 "GET /aide HTTP/1.1"\n'
const MAIN = '203.0.113.7 "GET /aide HTTP/1.1" 200 [10/Mar/2026:09:31:24 +0100]\n'
const FILES = {
  'nginx.conf': NGINX,
  'log/short.log': SHORT,
  'log/short.log.1': SHORT.repeat(2),
  'log/main.log': MAIN.repeat(4),
  'log/part.log': MAIN.repeat(8),
}
const FEATURES = 'features: [{ id: aide, match: [/aide], clients: all }]\n'

const configured = (root: string, logs: string) => configurationOf(`${FEATURES}logs: [${logs}]\n`, root)

function codesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code }) => code).filter((code) => code.startsWith('SERVER_') || code.startsWith('FORMAT_S'))
}

describe('count reads each log as its server writes it', () => {
  it('rotated ones too, and logs of several formats under one glob', async () => {
    const configuration = configured(folderOf(FILES), '{ path: log/*.log*, format: nginx.conf }')
    const { ledger, problems } = await countLogs({ configuration })
    expect(ledger.total).toMatchObject({ linesRead: 15, fates: { counted: 15 } })
    expect(codesOf(problems)).toEqual(['SERVER_LOG_PARTIAL', 'SERVER_LOGS_OVERLAP'])
  })

  it('the dataset says that a log is partial, and only then', async () => {
    const isPartial = async (log: string) => {
      const configuration = configured(folderOf(FILES), `{ path: log/${log}.log, format: nginx.conf }`)
      return publicationOf(await countLogs({ configuration }))?.isPartialLog
    }
    expect([await isPartial('part'), await isPartial('main')]).toEqual([true, undefined])
  })

  it('the command line names the configuration, and a log', async () => {
    const root = folderOf(FILES)
    const request = {
      configuration: configured(root, ''),
      logs: [join(root, 'log/main.log')],
      format: join(root, 'nginx.conf'),
    }
    expect((await countLogs(request)).ledger.total.fates.counted).toBe(4)
  })

  it('a log that the server does not write is refused, and those that it writes are named', async () => {
    const root = folderOf({ ...FILES, 'log/other.log': MAIN })
    const configuration = configured(root, '{ path: log/other.log, format: nginx.conf }')
    expect(await refusal(countLogs({ configuration }))).toEqual([
      {
        code: 'SERVER_LOG_UNKNOWN',
        log: join(root, 'log/other.log'),
        server: join(root, 'nginx.conf'),
        known: ['short', 'part', 'main'].map((name) => join(root, `log/${name}.log`)),
      },
    ])
  })

  it('a log in two formats is refused, and they are named', async () => {
    const root = folderOf({ ...FILES, 'nginx.conf': NGINX.replace('part.log', 'short.log') })
    const configuration = configured(root, '{ path: log/short.log, format: nginx.conf }')
    expect(await refusal(countLogs({ configuration }))).toMatchObject([
      { code: 'SERVER_LOG_AMBIGUOUS', formats: [{ name: 'short' }, { name: 'main' }] },
    ])
  })

  it('the output of nginx -T will do', async () => {
    const dump = `# configuration file /etc/nginx/nginx.conf:\nhttp { include d/*; }\n\n# configuration file /etc/nginx/d/a:\nlog_format m '$remote_addr "$request" $status [$time_local]';\nserver { access_log ROOT/log/main.log m; }\n`
    const root = folderOf({ ...FILES, 'dump.txt': dump })
    const configuration = configured(root, '{ path: log/main.log, format: ./dump.txt }')
    expect((await countLogs({ configuration })).ledger.total.fates.counted).toBe(4)
  })

  it('a path relative to a folder that nobody knows is told by its end', async () => {
    const root = folderOf({ ...FILES, 'nginx.conf': NGINX.replaceAll('ROOT/', '') })
    const configuration = configured(root, '{ path: log/main.log, format: nginx.conf }')
    expect((await countLogs({ configuration })).ledger.total.fates.counted).toBe(4)
  })

  it('a pipe has the one format of the logs that are listed', async () => {
    const root = folderOf(FILES)
    const explain = (logs: string) =>
      explainLine(planCount({ configuration: configured(root, logs) }), Readable.from([Buffer.from(MAIN)]))
    expect(await explain('{ path: log/main.log, format: nginx.conf }')).toMatchObject({ fate: 'counted' })
    expect(await refusal(explain('{ path: log/*.log, format: nginx.conf }'))).toMatchObject([
      { code: 'SERVER_LOG_AMBIGUOUS', log: '-' },
    ])
  })

  it('a configuration that is not there', async () => {
    const root = folderOf({ 'log/main.log': MAIN })
    const configuration = configured(root, '{ path: log/main.log, format: none.conf }')
    expect(await refusal(countLogs({ configuration }))).toMatchObject([{ code: 'FILE_UNREADABLE', errno: 'ENOENT' }])
  })
})

describe('check looks without a log', () => {
  it.each([
    { logs: '{ path: log/main.log, format: nginx.conf }', codes: [], why: 'all is well' },
    { logs: '{ path: log/main.log.7, format: nginx.conf }', codes: [], why: 'a rotated log' },
    {
      logs: '{ path: "log/*.log", format: nginx.conf }',
      codes: ['SERVER_LOG_PARTIAL', 'SERVER_LOGS_OVERLAP'],
      why: 'all logs',
    },
    {
      logs: '{ path: log/short.log, format: nginx.conf }, { path: "log/pa*", format: ./nginx.conf }',
      codes: ['SERVER_LOG_PARTIAL', 'SERVER_LOGS_OVERLAP'],
      why: 'two entries of the same requests',
    },
    { logs: '{ path: log/x.log, format: nginx.conf }', codes: ['SERVER_LOG_UNKNOWN'], why: 'no such log' },
    { logs: '{ path: log/x.log, format: LEAK.conf }', codes: [], why: 'no such configuration' },
  ])('$why', async ({ logs, codes }) => {
    const configuration = configured(folderOf({ 'nginx.conf': NGINX }), logs)
    expect(codesOf(await checkServers(planCount({ configuration })))).toEqual(codes)
  })

  it('a format that cannot be read is told by its place there', async () => {
    const root = folderOf({ 'nginx.conf': NGINX.replace('$status [', '$status$host [') })
    const configuration = configured(root, '{ path: log/main.log, format: nginx.conf }')
    expect(await checkServers(planCount({ configuration }))).toMatchObject([
      { code: 'FORMAT_SYNTAX', why: 'variables-touch', place: { file: join(root, 'nginx.conf'), line: 3, column: 3 } },
    ])
  })

  it('--format comes before the configuration', async () => {
    const root = folderOf({ 'nginx.conf': NGINX })
    const configuration = configured(root, '{ path: log/x.log, format: combined }')
    const plan = planCount({ configuration, format: join(root, 'nginx.conf') })
    expect(codesOf(await checkServers(plan))).toEqual(['SERVER_LOG_UNKNOWN'])
  })
})

describe('logs with a date in their names, as rotatelogs writes them', () => {
  const DAY = ['[0-9][0-9][0-9][0-9]', '[0-9][0-9]', '[0-9][0-9]'].join('-')
  const CONF =
    'LogFormat "%t %>s \\"%r\\"" short\nCustomLog "|/bin/rotatelogs ROOT/log/access.%Y-%m-%d.log 86400" short\n<VirtualHost *:443>\nCustomLog "|/bin/rotatelogs ROOT/log/access.ssl.%Y-%m-%d.log 86400" CLF\n</VirtualHost>\n<VirtualHost *:80>\n</VirtualHost>\n'
  const LOGS = { 'httpd.conf': CONF, 'log/access.2026-03-10.log': SHORT }

  it('are proposed without those of another host', async () => {
    const root = folderOf({ ...LOGS, 'log/access.ssl.2026-03-10.log': '' })
    const proposed = await proposeLogsOf(join(root, 'httpd.conf'))
    expect(proposed.map(({ path }) => path.slice(root.length))).toEqual([
      `/log/access.${DAY}.log*`,
      `/log/access.ssl.${DAY}.log*`,
    ])
  })

  it.each([
    `access.${DAY}.log*`,
    `access.${DAY}.log`,
    'access.[0-9]*.log*',
    'access.2026-03-10.log',
    'access.2026-*-*.log',
    'access.*.log*',
  ])('are read by their format where logs: says %s', async (path) => {
    const configuration = configured(folderOf(LOGS), `{ path: "log/${path}", format: httpd.conf }`)
    const { ledger } = await countLogs({ configuration })
    expect(ledger.total).toMatchObject({ linesRead: 1, fates: { counted: 1 } })
    expect(codesOf(await checkServers(planCount({ configuration })))).toEqual([])
  })
})

describe('the logs of this machine', () => {
  it('are proposed, of those that receive the same requests one', async () => {
    const root = folderOf({
      'etc/nginx/nginx.conf': 'http { include /etc/nginx/sites/*; access_log syslog:server=192.0.2.1; server { } }',
      'etc/nginx/sites/a': 'server { access_log /var/log/p.log combined if=$x; access_log /var/log/a.log; }',
      'etc/nginx/sites/b': 'server { access_log /var/log/$host.log; access_log /var/log/b.log; access_log rel.log; }',
      'etc/httpd/conf/httpd.conf':
        'ServerRoot "/etc/httpd"\nInclude conf.d/*.conf\nCustomLog /var/log/httpd/x CLF env=y\n',
      'etc/apache2/apache2.conf': 'LEAK',
    })
    expect(await proposeLogs(root)).toEqual([
      { path: '/var/log/a.log*', format: '/etc/nginx/nginx.conf' },
      { path: '/var/log/*.log*', format: '/etc/nginx/nginx.conf' },
      { path: '/var/log/httpd/x*', format: '/etc/httpd/conf/httpd.conf' },
    ])
  })

  const PROXY = 'http { access_log /var/log/nginx.log; server { location / { proxy_pass http://127.0.0.1:8080; } } }'
  it.each([
    { listen: 'Listen 127.0.0.1:8080', isBehind: true, why: 'on that port alone' },
    { listen: 'Listen 8080\nListen 443', isBehind: false, why: 'on another, too' },
    { listen: '', isBehind: false, why: 'nobody knows where' },
  ])('are proposed as behind another server, where it answers $why', async ({ listen, isBehind }) => {
    const root = folderOf({
      'etc/nginx/nginx.conf': PROXY,
      'etc/apache2/apache2.conf': `${listen}\nCustomLog /var/log/apache.log CLF\n`,
    })
    expect(await proposeLogs(root)).toEqual([
      { path: '/var/log/nginx.log*', format: '/etc/nginx/nginx.conf' },
      { path: '/var/log/apache.log*', format: '/etc/apache2/apache2.conf', ...(isBehind && { isBehind }) },
    ])
  })

  it('no server, no proposal', async () => {
    expect(await proposeLogs(folderOf({ a: '' }))).toEqual([])
  })
})
