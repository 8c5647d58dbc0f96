import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filesIn, readTree, refusal, shown } from './server-files.ts'
import { readServerLogs } from '../../src/server/index.ts'
import { processorClock } from '../processor-clock.ts'

const MAIN = '/etc/apache2/apache2.conf'
const apache = (text: string, others: Readonly<Record<string, string>> = {}) =>
  readTree({ [MAIN]: `ServerName www.example.fr\nLoadModule a b\n${text}\n`, ...others })

const COMMON = 'LogFormat "%h %l %u %t \\"%r\\" %>s %b"'

describe('the logs of Apache', () => {
  it.each([
    { why: 'without a directive it writes none', text: '', logs: [] },
    {
      why: 'a nickname, in any case of the directives',
      text: `customlog /a.log c\n${COMMON} c`,
      logs: [`/a.log ${COMMON}`],
    },
    {
      why: 'a format on the spot',
      text: `CustomLog "/a b.log" '%t "%r" %s'`,
      logs: [`/a b.log LogFormat '%t "%r" %s'`],
    },
    { why: 'a format without quotes', text: 'CustomLog /a.log %t%r%s', logs: ['/a.log LogFormat "%t%r%s"'] },
    { why: 'CLF exists without being written', text: 'CustomLog /a.log CLF', logs: ['/a.log common'] },
    { why: 'TransferLog writes common', text: 'TransferLog /a.log', logs: ['/a.log common'] },
    {
      why: 'or the format without a nickname',
      text: `LogFormat "%t x"\nTransferLog /a.log`,
      logs: ['/a.log LogFormat "%t x"'],
    },
    {
      why: 'the last definition wins',
      text: `LogFormat "%t x" c\nLogFormat "%t y" c\nCustomLog /a.log c`,
      logs: ['/a.log LogFormat "%t y"'],
    },
    { why: 'env= leaves requests out', text: 'CustomLog /a.log CLF env=!own', logs: ['/a.log common (partial)'] },
    {
      why: 'expr= too',
      text: `CustomLog /a.log CLF "expr=%{REQUEST_STATUS} -ge 400"`,
      logs: ['/a.log common (partial)'],
    },
    {
      why: 'a backslash continues a line, in a comment as well',
      text: `# x \\\nCustomLog /LEAK CLF\nCustomLog \\\n  /a.log \\\n CLF`,
      logs: ['/a.log common'],
    },
    {
      why: 'CRLF',
      text: 'CustomLog /a.log CLF\r\nCustomLog /b.log \\\r\n CLF\r',
      logs: ['/a.log common', '/b.log common'],
    },
    {
      why: 'a macro, as often as it is used',
      text: `<Macro VHost $name $n>\n<VirtualHost *:80>\nCustomLog "/$name/$n.log" CLF\n</VirtualHost>\n</Macro>\nUse vhost a.fr "b c"\nUse VHost $n x`,
      logs: ['/a.fr/b c.log common', '/$n/x.log common'],
    },
    {
      why: 'a macro within another, and one that is not there',
      text: `<Macro in @x>\nCustomLog /@x.log CLF\n</Macro>\n<Macro out %y>\nUse in %y\nUse LEAK %y\n</Macro>\nUse out a`,
      logs: ['/a.log common'],
    },
    { why: 'a macro that nobody uses', text: '<Macro a>\nCustomLog /a.log CLF\n</Macro>', logs: [] },
    {
      why: 'a macro that is used before it is there',
      text: 'Use a\n<Macro a>\nCustomLog /a.log CLF\n</Macro>',
      logs: [],
    },
    {
      why: 'relative to ServerRoot',
      text: 'ServerRoot "/srv/www"\nCustomLog logs/a.log CLF',
      logs: ['/srv/www/logs/a.log common'],
    },
    {
      why: 'else to the folder of the file',
      text: 'CustomLog logs/a.log CLF',
      logs: ['/etc/apache2/logs/a.log common'],
    },
    {
      why: 'pipes to programs that rotate',
      text: [
        `CustomLog "|/usr/bin/rotatelogs -l -L /current /var/log/x.%Y%m%d 86400" CLF`,
        `CustomLog "|$bin/rotatelogs logs/y.log 5M" CLF`,
        `CustomLog "||/usr/sbin/cronolog /var/log/%Y/%m/z.log" CLF`,
        `CustomLog "|/usr/sbin/cronolog /var/log/%a%-d-%j.log" CLF`,
        `CustomLog "|/usr/bin/logger -t LEAK" CLF`,
        `CustomLog "|/usr/bin/rotatelogs -l" CLF`,
      ].join('\n'),
      logs: [
        `/var/log/x.${'[0-9]'.repeat(8)} common`,
        '/etc/apache2/logs/y.log common',
        `/var/log/${'[0-9]'.repeat(4)}/${'[0-9]'.repeat(2)}/z.log common`,
        '/var/log/*-[0-9][0-9][0-9].log common',
        '|program common',
      ],
    },
    {
      why: 'syslog and devices',
      text: 'CustomLog syslog:LEAK CLF\nCustomLog /dev/stdout CLF',
      logs: ['syslog: common', '/dev/stdout common'],
    },
    { why: 'a file in memory', text: 'CustomLog /dev/shm/${name}.log CLF', logs: ['/dev/shm/*.log common'] },
    {
      why: 'a virtual host with a log of its own does not write the main one',
      text: 'CustomLog /a.log CLF\n<VirtualHost *:80>\nCustomLog /b.log CLF\n</VirtualHost>\n<VirtualHost *:81>\n</VirtualHost>',
      logs: ['/a.log common', '/b.log common'],
    },
    {
      why: 'a nickname of a virtual host is its own',
      text: `${COMMON} c\nCustomLog /a.log c\n<VirtualHost *>\nLogFormat "%t x" c\nCustomLog /b.log c\n</VirtualHost>`,
      logs: [`/a.log ${COMMON}`, '/b.log LogFormat "%t x"'],
    },
    {
      why: 'Define and envvars, used where a directive is read',
      text: 'Define DIR /srv\nDefine GONE x\nUnDefine GONE\nCustomLog ${DIR}/${GONE}/a.log CLF\nCustomLog ${LOG_DIR}/b.log CLF',
      logs: ['/srv/*/a.log common', '/var/log/apache2/b.log common'],
    },
    {
      why: 'what an If holds is kept, whatever it asks',
      text: '<IfModule a>\nLogFormat "%t x" c\n</IfModule>\n<IfModule !a>\nLogFormat "%t y" c\n</IfModule>\nCustomLog /a.log c',
      logs: ['/a.log LogFormat "%t x"', '/a.log LogFormat "%t y"'],
    },
  ])('$why', async ({ text, logs }) => {
    const envvars =
      'unset HOME\nSUFFIX=\nexport LOG_DIR="/var/log/apache2$SUFFIX"\nexport NOW=`date`\nexport Z=$(LEAK)\n'
    expect(shown(await apache(text, { '/etc/apache2/envvars': envvars }))).toEqual(logs)
  })

  it('GlobalLog is written by every host', async () => {
    const { together } = await apache(
      'GlobalLog /g.log CLF\nCustomLog /a.log CLF\n<VirtualHost *>\nCustomLog /b.log CLF\n</VirtualHost>\n<VirtualHost *:81>\n</VirtualHost>',
    )
    expect(together.map((logs) => logs.map(({ path }) => path))).toEqual([
      ['/g.log', '/a.log'],
      ['/b.log', '/g.log'],
      ['/g.log', '/a.log'],
    ])
  })

  it('includes files, masks and folders, and asks for nothing else', async () => {
    const tree = {
      [MAIN]:
        'SSLCertificateKeyFile /LEAK\nInclude a.conf\nIncludeOptional none/*\nInclude conf/\nIncludeOptional b[12].conf',
      '/etc/apache2/a.conf': 'CustomLog /a.log CLF',
      '/etc/apache2/conf/x': 'CustomLog /x.log CLF',
      '/etc/apache2/b1.conf': 'CustomLog /b.log CLF',
    }
    const files = filesIn(tree)
    expect(shown(await readServerLogs(files, MAIN))).toEqual(['/a.log common', '/x.log common', '/b.log common'])
    expect(files.asked).toEqual([MAIN, '/etc/apache2/envvars', ...Object.keys(tree).slice(1)])
  })

  it('a file that cannot be read is left out, and told', async () => {
    expect((await apache('Include LEAK.conf')).problems).toEqual([
      { code: 'SERVER_FILE_SKIPPED', place: { file: MAIN, line: 3, column: 1 }, errno: 'ENOENT' },
    ])
  })
})

describe('the ports on which it answers', () => {
  it.each([
    { conf: 'Listen 8080', ports: [8080] },
    { conf: 'Listen 127.0.0.1:8080\nListen [::1]:8080\nListen 8443 https', ports: [8080, 8443] },
    { conf: 'Define PORT 81\nListen ${PORT}', ports: [81] },
    { conf: 'Listen 8080\n<IfModule ssl_module>\nListen 443\n</IfModule>', ports: [8080] },
    { conf: '<VirtualHost *:8080 [::1]:81>\n</VirtualHost>\n<VirtualHost *>\n</VirtualHost>', ports: [8080, 81] },
    { conf: 'Listen', ports: [] },
  ])('$conf', async ({ conf, ports }) => {
    expect((await readTree({ '/etc/apache2/apache2.conf': `CustomLog a.log CLF\n${conf}\n` })).ports).toEqual({
      answers: ports,
      passesTo: [],
    })
  })
})

describe('what cannot be read is told by file and line, and nothing of it', () => {
  const at = (line: number, column: number) => ({ file: MAIN, line, column })
  it.each([
    { why: 'unclosed-quote', text: '  CustomLog "LEAK CLF', place: at(3, 3), directive: 'CustomLog' },
    { why: 'unclosed-quote', text: 'LogFormat "LEAK \\" x', place: at(3, 1), directive: 'LogFormat' },
    { why: 'unclosed-block', text: '<Directory /LEAK>', place: at(3, 1) },
    { why: 'stray-close', text: '</LEAK>', place: at(3, 1) },
    { why: 'stray-close', text: '<A LEAK>\n</B>', place: at(4, 1) },
    { why: 'unknown-format', text: 'GlobalLog /a.log LEAK', place: at(3, 1), directive: 'GlobalLog' },
    { why: 'include-loop', text: 'Include apache2.conf', place: at(3, 1), directive: 'include' },
  ])('$why: $text', async ({ text, ...problem }) => {
    const problems = await refusal(apache(text))
    expect(problems).toEqual([{ code: 'SERVER_CONFIG_SYNTAX', ...problem }])
    expect(JSON.stringify(problems)).not.toContain('LEAK')
  })

  it('an unclosed quote in a directive that is not read is none of ours', async () => {
    expect(shown(await apache('AuthName "LEAK\nCustomLog /a.log CLF'))).toEqual(['/a.log common'])
  })

  it('any text whatever ends in logs or in a problem', async () => {
    const pieces = fc.constantFrom(
      'CustomLog ',
      'Include ',
      '"',
      "'",
      '\\',
      '<If a>',
      '</If>',
      '\n',
      ' ',
      '${',
      '}',
      '%',
      '|',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 60 }), async (parts) => {
        const reading = apache(parts.join(''))
        const told = await reading.then(
          ({ problems }) => problems,
          () => refusal(reading),
        )
        expect(told.every(({ code }) => code.startsWith('SERVER_'))).toBe(true)
      }),
    )
  })

  it.each(['"', '\\', '${', '<', ' ', '\\\n', 'CustomLog ', '\n<If>'])('half a million times %j', async (piece) => {
    const workedMs = processorClock()
    await apache(`CustomLog ${piece.repeat(500_000)}`).catch(() => undefined)
    expect(workedMs()).toBeLessThan(5000)
  })
})

it.each([
  { why: 'too-deep', text: '<Macro a>\nUse a\n</Macro>\nUse a' },
  {
    why: 'too-large',
    text: `${Array.from({ length: 9 }, (_, i) => `<Macro m${i + 1}>\n${`Use m${i}\n`.repeat(10)}</Macro>`).join('\n')}\nUse m9`,
  },
])('macros without an end: $why', async ({ why, text }) => {
  expect(await refusal(apache(text))).toMatchObject([{ code: 'SERVER_CONFIG_SYNTAX', why }])
})
