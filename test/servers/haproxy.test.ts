/*
 * HAProxy, in front of an origin, in the foreground:
 *
 *   haproxy -db -f haproxy.cfg
 *
 * It has no log files: it writes `option httplog` to its stdout, and in syslog's datagrams to a socket of the test.
 * SIGUSR1 ends it once all requests are answered.
 */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { Special, Specials } from './rig/compare-counts.ts'
import { MISREAD, NO_HTTP, type Asked } from './rig/exchanges.ts'
import { testServer, type TestedServer } from './rig/test-server.ts'

const REFUSED: Special = { because: 'refused: no line but `<BADREQ>`', asked: [NO_HTTP] }
const GONE: Special = { because: '`<BADREQ>`, and 400 although nobody is there', asked: [{ ...NO_HTTP, status: 400 }] }
const SPECIALS: Specials = {
  CONNECT: REFUSED,
  'UTF-8 as it is in the path': REFUSED,
  'a fragment': REFUSED,
  'spaces in the target': REFUSED,
  'absolute form, foreign host': REFUSED,
  'a carriage return in the target': REFUSED,
  'NUL in the target': REFUSED,
  'HTTP/0.9, whose answer has no status': { ...REFUSED, asked: [{ ...NO_HTTP, status: 400 }] },
  'a head of 70 000 bytes': REFUSED,
  'a header without a colon': REFUSED,
  'an empty line, then nothing': GONE,
  'not a byte': GONE,
  'a head that ends too soon': GONE,
  'a request line that ends too soon': GONE,
}

const IN_CLF: Specials = {
  'a query of 4 000 bytes': { because: 'the line is cut at 1,024 bytes, before its status', asked: [MISREAD] },
}

// `Proxy web stopped (…)`: one line a section.
const STOPPED: Asked = { fate: 'not-a-request' }

/** By file: the datagrams of one form of syslog. */
const SYSLOG = { 'rfc3164.log': createSocket('udp4'), 'rfc5424.log': createSocket('udp4') } as const
const received: Record<string, string[]> = {}

beforeAll(async () => {
  for (const [file, socket] of Object.entries(SYSLOG)) {
    socket.on('message', (bytes) => (received[file] ??= []).push(`${bytes.toString('latin1').trimEnd()}\n`))
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
  }
})
afterAll(() => {
  for (const socket of Object.values(SYSLOG)) socket.close()
})

const SERVER: Omit<TestedServer, 'collect' | 'configure' | 'logs'> = {
  server: 'haproxy',
  gracefulSignal: 'SIGUSR1',
  // No zone on the line: the service's.
  zone: 'UTC',
  specials: SPECIALS,
  // With `option abortonclose`: an answer that nobody reads.
  statusOfHangUp: 400,
  ofItself: [STOPPED, STOPPED],
}

testServer({
  ...SERVER,
  logs: [
    { file: 'stdout.log', format: 'haproxy', auto: 'haproxy', hasAgent: false },
    { file: 'rfc3164.log', format: 'haproxy', auto: 'haproxy', hasAgent: false },
    { file: 'rfc5424.log', format: 'haproxy', auto: 'haproxy', hasAgent: false },
  ],
  collect: (folder, stdout) => {
    writeFileSync(join(folder, 'stdout.log'), stdout, 'latin1')
    for (const [file, datagrams] of Object.entries(received))
      writeFileSync(join(folder, file), datagrams.join(''), 'latin1')
  },
  configure: (folder, ports) => {
    const syslog = Object.entries(SYSLOG).map(
      ([name, socket]) => `log 127.0.0.1:${socket.address().port} format ${name.replace('.log', '')} local0 info`,
    )
    return writeConfiguration(folder, ports, 'httplog', syslog.join('\n  '))
  },
})

testServer({
  ...SERVER,
  logs: [{ file: 'clf.log', format: 'haproxy_clf', auto: 'haproxy_clf', hasAgent: false, specials: IN_CLF }],
  collect: (folder, stdout) => writeFileSync(join(folder, 'clf.log'), stdout, 'latin1'),
  configure: (folder, ports) => writeConfiguration(folder, ports, 'httplog clf'),
})

function writeConfiguration(
  folder: string,
  ports: { readonly own: number; readonly origin: number },
  option: string,
  syslog = '',
): readonly string[] {
  const file = join(folder, 'haproxy.cfg')
  const configuration = `
global
  log stdout format raw local0 info
  ${syslog}
  maxconn 100
defaults
  mode http
  log global
  option ${option}
  option abortonclose
  timeout connect 5s
  timeout client 10s
  timeout server 10s
frontend web
  bind 127.0.0.1:${ports.own}
  capture request header User-Agent len 128
  capture request header Cookie len 64
  default_backend origin
backend origin
  server origin 127.0.0.1:${ports.origin}
`
  writeFileSync(file, configuration)
  return ['-db', '-f', file]
}
