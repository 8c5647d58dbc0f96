import { describe, expect, it } from 'vitest'
import { peel } from './peel.ts'

const LINE = '203.0.113.7 - LEAK [10/Mar/2026:09:31:24 +0100] "GET / HTTP/1.1" 200 512 "-" "A \\"q\\" \\x22"'
const JSON_LINE = JSON.stringify(LINE).slice(1, -1)
const ENTRY = '__CURSOR=LEAK\n__REALTIME_TIMESTAMP=1773131484655123\n_HOSTNAME=LEAK\n'
/** The length of a binary field. */
const length = (bytes: number): string => String.fromCharCode(bytes % 256, bytes >> 8, 0, 0, 0, 0, 0, 0)

/** A wrapped line, the time that its wrapper has, and why it is tried. */
const WRAPPED: readonly (readonly [wrapper: string, wrapped: string, time: string, why: string])[] = [
  ['syslog', `<134>Mar 10 09:31:24 lb1 nginx[812]: ${LINE}`, '2026-03-10T09:31:24', 'from the network'],
  ['syslog', `Mar 10 09:31:24 lb1 nginx: ${LINE}`, '2026-03-10T09:31:24', 'from a file'],
  ['syslog', `Mar  9 09:31:24 lb1 nginx: ${LINE}`, '2026-03-09T09:31:24', 'a padded day'],
  ['syslog', `Mar 10 09:31:24.655123 lb1 nginx: ${LINE}`, '2026-03-10T09:31:24', 'journalctl -o short-precise'],
  ['syslog', `<190>Mar 10 09:31:24 nginx: ${LINE}`, '2026-03-10T09:31:24', 'no host'],
  ['syslog', `Mar 11 23:59:59 lb1 nginx: ${LINE}`, '2026-03-11T23:59:59', 'as late as can be'],
  ['syslog', `Mar 12 00:00:00 lb1 nginx: ${LINE}`, '2025-03-12T00:00:00', 'later than that is last year'],
  ['syslog', `Dec 31 23:59:59 lb1 nginx: ${LINE}`, '2025-12-31T23:59:59', 'last year'],
  ['syslog', `Feb 29 09:31:24 lb1 nginx: ${LINE}`, '2024-02-29T09:31:24', 'the last leap day'],
  ['syslog-iso', `2026-03-10T09:31:24.655+01:00 lb1 nginx: ${LINE}`, '2026-03-10T09:31:24.655+01:00', 'rsyslog'],
  ['syslog-iso', `2026-03-10T09:31:24+0100 lb1 nginx[812]: ${LINE}`, '2026-03-10T09:31:24+0100', 'short-iso'],
  [
    'syslog-5424',
    `<134>1 2026-03-10T08:31:24.655Z lb1 nginx 812 - - ${LINE}`,
    '2026-03-10T08:31:24.655Z',
    'without data',
  ],
  [
    'syslog-5424',
    `<134>1 2026-03-10T08:31:24Z lb1 nginx 812 ID [a@1 k="LEAK \\" ]"][b k="v"] \xef\xbb\xbf${LINE}`,
    '2026-03-10T08:31:24Z',
    'data and a BOM',
  ],
  ['syslog-5424', `<134>1 - - - - - - ${LINE}`, '', 'nothing known'],
  [
    'syslog-5424',
    `<158>1 2026-03-10T08:31:24.655123+00:00 host heroku router - ${LINE}`,
    '2026-03-10T08:31:24.655123+00:00',
    'as Logplex writes it',
  ],
  [
    'syslog-5424',
    `121 <158>1 2026-03-10T08:31:24+00:00 lb1 app web.1 - - ${LINE}`,
    '2026-03-10T08:31:24+00:00',
    'in a frame of a drain',
  ],
  [
    'scalingo-logs',
    `2026-03-10 09:31:24.655123456 +0100 CET [web-1] ${LINE}`,
    '2026-03-10T09:31:24.655123456+0100',
    'as the command line writes it',
  ],
  [
    'scalingo-logs',
    `2026-03-10 09:31:24 -0930 [web-1] ${LINE}`,
    '2026-03-10T09:31:24-0930',
    'without the name of the zone',
  ],
  [
    'docker',
    `{"log":"${JSON_LINE}\\n","stream":"stdout","time":"2026-03-10T08:31:24.655123456Z"}`,
    '2026-03-10T08:31:24.655123456Z',
    'as Docker writes it',
  ],
  [
    'docker',
    ` { "stream" : "stdout" , "attrs" : {"a":["}",{}],"log":1}, "time":"2026-03-10T08:31:24Z", "log" : "${JSON_LINE}\\n" } `.trim(),
    '2026-03-10T08:31:24Z',
    'spaces, another order, labels',
  ],
  [
    'kubernetes',
    `2026-03-10T08:31:24.655123456Z stdout F ${LINE}`,
    '2026-03-10T08:31:24.655123456Z',
    'as containerd writes it',
  ],
  ['kubernetes', `2026-03-10T08:31:24Z stdout F:tag ${LINE}`, '2026-03-10T08:31:24Z', 'more tags'],
  [
    'journald-json',
    `{"PRIORITY":"6","MESSAGE":"${JSON_LINE}","__REALTIME_TIMESTAMP":"1773131484655123"}`,
    '2026-03-10T08:31:24Z',
    'a text',
  ],
  [
    'journald-json',
    `{"__REALTIME_TIMESTAMP":"1773131484655123","MESSAGE":[${[...Buffer.from(LINE, 'latin1')].join(', ')}]}`,
    '2026-03-10T08:31:24Z',
    'a list of bytes',
  ],
  [
    'json-message',
    `{"@timestamp":"2026-03-10T08:31:24.655Z","host":{"name":"LEAK"},"message":"${JSON_LINE}","log":{"offset":1}}`,
    '2026-03-10T08:31:24.655Z',
    'as Filebeat writes it',
  ],
  [
    'json-message',
    `{"container_name":"LEAK","message":"${JSON_LINE}","stream":"stdout","timestamp":"2026-03-10T08:31:24.655123456Z"}`,
    '2026-03-10T08:31:24.655123456Z',
    'as Vector writes it',
  ],
  [
    'json-message',
    `{"timestamp":"LEAK","message":"${JSON_LINE}","@timestamp":"2026-03-10T08:31:24.655Z"}`,
    '2026-03-10T08:31:24.655Z',
    'with both',
  ],
  ['json-message', `{"message":"${JSON_LINE}","stream":"stdout"}`, '', 'without a time'],
  ['journald-export', `${ENTRY}MESSAGE=${LINE}\n_PID=1\n`, '2026-03-10T08:31:24Z', 'text'],
  ['journald-export', `MESSAGE=${LINE}\n${ENTRY}`, '2026-03-10T08:31:24Z', 'time after the line'],
  ['journald-export', `${ENTRY}MESSAGE\n${length(LINE.length)}${LINE}\n`, '2026-03-10T08:31:24Z', 'bytes'],
  [
    'journald-export',
    `${ENTRY}_CMDLINE\n${length(17)}MESSAGE=LEAK\n\n\n\n\n\nMESSAGE=${LINE}\n`,
    '2026-03-10T08:31:24Z',
    'bytes of another field',
  ],
  ['journald-export', `MESSAGE=${LINE}\n`, '', 'nothing else'],
  ['compose', `web-1  | ${LINE}`, '', 'plain'],
  ['compose', `\x1b[36mweb-1  |\x1b[0m ${LINE}`, '', 'a coloured name'],
  ['compose', `\x1b[36mweb-1  | \x1b[0m\x1b[1;32m${LINE.slice(0, 40)}\x1b[0m${LINE.slice(40)}\x1b[0m`, '', 'colours'],
  ['quotes', `"${LINE}"`, '', 'one more pair'],
]

describe('a wrapper is undone', () => {
  it.each(WRAPPED)('%s: %s %s (%s)', (wrapper, wrapped) => {
    expect(peel(wrapper, [`${wrapped}\n${wrapped}\n`]).text).toBe(`${LINE}\n${LINE}\n`)
  })

  it.each(WRAPPED)('%s, with its time: %s %s (%s)', (wrapper, wrapped, time) => {
    const line = time === '' ? LINE : `${time} ${LINE}`
    expect(peel(wrapper, [`${wrapped}\n${wrapped}\n`], { withTime: true }).text).toBe(`${line}\n${line}\n`)
  })

  it.each(WRAPPED.filter(([wrapper]) => wrapper !== 'journald-export'))(
    '%s, CRLF and the end of a file: %s %s (%s)',
    (wrapper, wrapped) => {
      expect(peel(wrapper, [`${wrapped}\r\n${wrapped}`]).text).toBe(`${LINE}\n${LINE}`)
    },
  )
})

describe('what is not wrapped comes out as it is', () => {
  const FOREIGN: readonly (readonly [string, string])[] = [
    ['syslog', 'Mar 10 09:31:24 lb1 nginx LEAK'],
    ['syslog', 'Mar 10 09:31:24'],
    ['syslog', 'Mar 1x 09:31:24 lb1 nginx: LEAK'],
    ['syslog', 'Avr 10 09:31:24 lb1 nginx: LEAK'],
    ['syslog', '<1345>Mar 10 09:31:24 lb1 nginx: LEAK'],
    ['syslog', '<>Mar 10 09:31:24 lb1 nginx: LEAK'],
    ['syslog', '<134'],
    ['syslog-iso', '2026-03-10 09:31:24 lb1 nginx: LEAK'],
    ['syslog-iso', '2026-03-10T09:31:24Z'],
    ['syslog-5424', '1 2026-03-10T08:31:24.655Z lb1 nginx 812 - - LEAK'],
    ['syslog-5424', '<134>2 2026-03-10T08:31:24.655Z lb1 nginx 812 - - LEAK'],
    ['syslog-5424', '<134>1 2026-03-10T08:31:24.655Z lb1 nginx 812 - [LEAK'],
    ['syslog-5424', '<134>1 2026-03-10T08:31:24.655Z lb1 nginx 812 - LEAK'],
    ['syslog-5424', '<134>1 2026-03-10T08:31:24.655Z lb1  812 - - LEAK'],
    ['syslog-5424', '<134>1 2026-03-10T08:31:24.655Z lb1 nginx 812'],
    ['syslog-5424', '<134>1 yesterday lb1 nginx 812 - - LEAK'],
    ['syslog-5424', '121 LEAK'],
    ['scalingo-logs', '2026-03-10 09:31:24 [web-1] LEAK'],
    ['scalingo-logs', '2026-03-10 09:31:24 +0100 CET LEAK'],
    ['scalingo-logs', '2026-03-10 09:31:24 +0100 CET [LEAK LEAK]'],
    ['scalingo-logs', '2026-03-10 09:31:24 +0100'],
    ['docker', '{"log":"LEAK\\n","stream":"stdout"'],
    ['docker', '{"log":"LEAK\\n"}'],
    ['docker', '{"log":1,"stream":"stdout"}'],
    ['docker', '{"log":"LEAK\\n","stream":"stdout"}{}'],
    ['docker', '{"log":,"stream":"stdout"}'],
    ['docker', '{"log" "LEAK"}'],
    ['docker', '{"log":"LEAK\\'],
    ['docker', '{}'],
    ['docker', '[]'],
    ['docker', ''],
    ['kubernetes', '2026-03-10T08:31:24Z stdlog F LEAK'],
    ['kubernetes', '2026-03-10T08:31:24Z stdout X LEAK'],
    ['kubernetes', '2026-03-10T08:31:24Z stdout FX LEAK'],
    ['kubernetes', '2026-03-10T08:31:24Z stdout '],
    ['kubernetes', '2026-03-10T08:31:24Z'],
    ['journald-json', '{"MESSAGE":null}'],
    ['journald-json', '{"message":"LEAK"}'],
    ['json-message', '{"message":["LEAK"]}'],
    ['json-message', '{"MESSAGE":"LEAK"}'],
    ['json-message', '{"event":{"message":"LEAK"}}'],
    ['journald-export', 'lower=LEAK'],
    ['journald-export', '=LEAK'],
    ['journald-export', 'KEY LEAK'],
    ['compose', 'web-1| LEAK'],
    ['compose', 'web 1 | LEAK'],
    ['compose', ' | LEAK'],
    ['compose', 'web-1  '],
    ['compose', '\x1b[36'],
    ['quotes', '"'],
    ['quotes', '"LEAK" LEAK'],
  ]
  it.each(FOREIGN)('%s: %s', (wrapper, line) => {
    const text = line === '' ? 'x\n' : `${line}\n`
    expect(peel(wrapper, [text])).toEqual({ text, tooLong: 0, asides: [] })
    expect(peel(wrapper, [text], { withTime: true }).text).toBe(text)
  })
})

describe('escapes', () => {
  it.each([
    ['\\"\\\\\\/\\b\\f\\r\\t', '"\\/\b\f\r\t', 'every short one'],
    ['\\u0041\\u00e9\\u20ac\\ud83d\\ude00', 'A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80', 'one to four bytes'],
    ['\\ud83dx\\ude00\\ud83d\\u0041', '\xef\xbf\xbdx\xef\xbf\xbd\xef\xbf\xbdA', 'halves of a pair'],
    ['a\\nb\\u000ac', 'a b c', 'a line end inside: one line stays one'],
    ['\\u12', '\\u12', 'cut'],
    ['\\x22', '\\x22', 'none of JSON'],
    ['\xe9', '\xe9', 'a raw byte'],
  ])('%s', (written, text) => {
    expect(peel('docker', [`{"log":"${written}\\n","stream":"stdout"}\n`]).text).toBe(`${text}\n`)
  })

  it('rsyslog writes a TAB as #011', () => {
    expect(peel('syslog', ['Mar 10 09:31:24 lb1 nginx: a#011b#01c#011\n']).text).toBe('a\tb#01c\t\n')
  })

  it('a line end in the bytes of journald', () => {
    expect(peel('journald-export', [`MESSAGE\n${length(3)}a\nb\n\n`]).text).toBe('a b\n')
    expect(peel('journald-json', ['{"MESSAGE":[97,10,98]}\n']).text).toBe('a b\n')
  })
})

const dockerPiece = (log: string, stream = 'stdout'): string => `{"log":"${log}","stream":"${stream}","time":"T"}\n`
/** As much of a line as Docker writes in one piece. */
const full = (letter: string): string => letter.repeat(16384)
const criPiece = (log: string, tag: 'P' | 'F', stream = 'stdout'): string =>
  `2026-03-10T08:31:24Z ${stream} ${tag} ${log}\n`

describe('pieces of one line', () => {
  it('are joined', () => {
    const [a, b] = [full('a'), full('b')]
    const pieces = dockerPiece(`${a}\\\\n`) + dockerPiece(b) + dockerPiece('c\\n')
    expect(peel('docker', [pieces]).text).toBe(`${a}\\n${b}c\n`)
    expect(peel('kubernetes', [criPiece('a', 'P') + criPiece('b', 'P') + criPiece('c', 'F')]).text).toBe('abc\n')
  })

  it('of two streams interleave, in any chunks', () => {
    const [a, one] = [full('a'), full('1')]
    const pieces = [dockerPiece(a), dockerPiece(one, 'stderr'), dockerPiece('b\\n'), dockerPiece('2\\n', 'stderr')]
    for (const chunks of [[pieces.join('')], pieces])
      expect(peel('docker', chunks)).toEqual({ text: `${a}b\n${one}2\n`, tooLong: 0, asides: [`${one}2`] })
    const lines = [criPiece('1', 'P', 'stderr'), criPiece('a', 'F'), criPiece('2', 'F', 'stderr'), criPiece('b', 'F')]
    for (const chunks of [[lines.join('')], lines])
      expect(peel('kubernetes', chunks)).toEqual({ text: 'a\n12\nb\n', tooLong: 0, asides: ['12'] })
  })

  it('come out when the log ends before their line does', () => {
    const [a, one] = [full('a'), full('1')]
    expect(peel('docker', [dockerPiece(a), dockerPiece(one, 'stderr')]).text).toBe(`${a}\n${one}`)
    expect(peel('docker', [dockerPiece('x\\n') + dockerPiece(a).trimEnd()]).text).toBe(`x\n${a}`)
    expect(peel('journald-export', ['MESSAGE=a\n']).text).toBe('a')
    expect(peel('journald-export', ['MESSAGE=a']).text).toBe('a')
  })

  it('take the time of the first', () => {
    const a = full('a')
    expect(peel('docker', [dockerPiece(a) + dockerPiece('b\\n')], { withTime: true }).text).toBe(`T ${a}b\n`)
  })

  it('are not what is shorter than Docker cuts: Fluent Bit writes lines without their end', () => {
    expect(peel('docker', [dockerPiece('a'), dockerPiece('1', 'stderr'), dockerPiece('b\\\\n')]).text).toBe(
      'a\n1\nb\\n\n',
    )
    const a = full('a').slice(1)
    expect(peel('docker', [dockerPiece(a) + dockerPiece('b')]).text).toBe(`${a}\nb\n`)
  })

  it('that make more than 65,536 bytes are one line that is too long', () => {
    const piece = 'x'.repeat(16384)
    const four = dockerPiece(piece).repeat(4)
    expect(peel('docker', [four + dockerPiece('\\n')])).toMatchObject({ text: `${piece.repeat(4)}\n`, tooLong: 0 })
    expect(peel('docker', [four + dockerPiece('y\\n') + dockerPiece('z\\n')])).toMatchObject({
      text: 'z\n',
      tooLong: 1,
    })
    expect(peel('docker', [four, dockerPiece('y')])).toMatchObject({ text: '', tooLong: 1 })
    const message = `MESSAGE=${'x'.repeat(60000)}\n`
    expect(peel('journald-export', [`${message}MESSAGE=${'x'.repeat(5537)}\n\nMESSAGE=z\n\n`])).toMatchObject({
      text: 'z\n',
      tooLong: 1,
    })
  })
})

describe('entries of journald', () => {
  it('without a message hold no line', () => {
    expect(peel('journald-export', [`${ENTRY}\n${ENTRY}MESSAGE=a\n\n\n`]).text).toBe('a\n')
  })

  it('in chunks cut anywhere between lines', () => {
    const text = `MESSAGE\n${length(3)}a\nb\n\nMESSAGE=c\n\n`
    expect(peel('journald-export', text.split(/(?<=\n)/)).text).toBe('a b\nc\n')
  })

  it('whose length is none are read on as lines', () => {
    expect(peel('journald-export', ['MESSAGE\n\xff\xff\xff\xff\xff\xff\xff\xffMESSAGE=a\n\n']).text).toBe('a\n')
    expect(peel('journald-export', [`MESSAGE\n${length(0)}\n\n`]).text).toBe('\n')
    expect(peel('journald-export', [`MESSAGE\n${length(1)}aMESSAGE=b\n\n`]).text).toBe('ab\n')
  })

  it('with a time that is none have none', () => {
    expect(peel('journald-export', ['__REALTIME_TIMESTAMP=x\nMESSAGE=a\n\n'], { withTime: true }).text).toBe('a\n')
  })
})
