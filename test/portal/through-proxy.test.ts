import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import { pipeline, type Duplex } from 'node:stream'
import { createServer as createSecureServer } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fetchThrough, proxyFor } from '../../src/portal/through-proxy.ts'
import { runComptage, testFolder } from '../cli/run-comptage.ts'
import { has } from '../machine.js'
import { datasetFiles, writeFiles } from './dataset-folder.ts'
import { KEY, startDatagouv } from './fake-datagouv.ts'

const { fresh } = testFolder('proxy')
const PROXY = 'http://proxy.example.fr:3128/'

describe('proxyFor', () => {
  it.each([
    { https: 'http://proxy.example.fr:3128', is: PROXY, why: 'as it is written' },
    { https: 'proxy.example.fr:3128', is: PROXY, why: 'without a scheme' },
    { https: ' ', is: undefined, why: 'an empty one' },
    { https: undefined, is: undefined, why: 'none' },
    { https: PROXY, none: 'localhost,.example.org', is: undefined, why: 'what is below a host is spared' },
    { https: PROXY, none: 'www.example.org:443', is: undefined, why: 'a host with its port' },
    { https: PROXY, none: '*', is: undefined, why: 'everybody' },
    { https: PROXY, none: 'ample.org', is: PROXY, why: 'a host that ends alike is not' },
    { https: PROXY, address: 'http://localhost:5000/', is: undefined, why: 'nobody listens in on this machine' },
  ])('$why', ({ https, none, is, address = 'https://www.example.org/' }) => {
    expect(proxyFor(new URL(address), { https, none })?.href).toBe(is)
  })

  it.each([
    'socks5://LEAK:LEAK@proxy',
    'https://proxy',
    'http://LEAK:LEAK@',
    'http://LEAK:LEAK%ff@proxy',
    'http://LEAK%c3:%a9LEAK@proxy',
  ])('refuses %s, and quotes none', (https) => {
    const refused = () => proxyFor(new URL('https://www.example.org'), { https, none: undefined })
    expect(refused).toThrow(/^PROXY_ADDRESS$/)
  })
})

/** What one says the other hears, until one of them ends. */
function joinBoth(one: Duplex, other: Duplex): void {
  pipeline(one, other, one, () => undefined)
}

describe.skipIf(!has('openssl'))('publish through a proxy (skipped without openssl)', () => {
  const folder = writeFiles(fresh(), datasetFiles())
  const asked: string[] = []
  const servers: Server[] = []
  let [portalPort, proxyPort] = [0, 0]
  let url = ''

  async function listen(server: Server): Promise<number> {
    servers.push(server)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }

  beforeAll(async () => {
    const make = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost'
    const files = ['-addext', 'subjectAltName=DNS:localhost', '-keyout', 'key.pem', '-out', 'cert.pem']
    execFileSync('openssl', [...make.split(' '), ...files], { cwd: folder, stdio: 'ignore' })
    const [key, cert] = ['key.pem', 'cert.pem'].map((name) => readFileSync(join(folder, name)))
    const plain = new URL((await startDatagouv()).url)
    const secure = createSecureServer({ key, cert }, (socket) => {
      joinBoth(socket, connect(Number(plain.port), '127.0.0.1'))
    })
    portalPort = await listen(secure)
    url = `https://localhost:${portalPort}`
    const proxy = createServer().on('connect', ({ url: target = '', headers }, socket) => {
      asked.push(`${target} ${headers['proxy-authorization'] ?? 'nobody'}`)
      if (headers['proxy-authorization'] === undefined) {
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
        return
      }
      const there = connect(Number(target.split(':')[1]), '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
      joinBoth(socket, there)
    })
    proxyPort = await listen(proxy)
  })
  afterAll(() => servers.forEach((server) => server.close()))

  function publish(login: string) {
    const env = {
      COMPTAGE_DATAGOUV_KEY: KEY,
      HTTPS_PROXY: `http://${login}127.0.0.1:${proxyPort}`,
      NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem'),
    }
    return runComptage(['publish', folder, '--to', 'data.gouv.fr', '--url', url], { env })
  }

  it('sends all of it, forms too, and the proxy sees the name of the portal alone', async () => {
    const { code, stderr } = await publish('LEAK-name:LEAK-word@')
    expect([code, stderr.trimEnd().split('\n').at(-1)]).toEqual([
      0,
      expect.stringMatching(/^up to date, with \d+ calls$/),
    ])
    expect(stderr).toContain('day-feature-e3d500a0.csv, 65 bytes')
    const login = Buffer.from('LEAK-name:LEAK-word').toString('base64')
    expect([...new Set(asked)]).toEqual([`localhost:${portalPort} Basic ${login}`])
    expect(stderr).not.toContain('LEAK')
  })

  it('fails as a call does where the answer has a status that there is not', async () => {
    const [key, cert] = ['key.pem', 'cert.pem'].map((name) => readFileSync(join(folder, name)))
    const odd = createSecureServer({ key, cert }, (socket) => void socket.end('HTTP/1.1 600 Odd\r\n\r\n'))
    const address = `https://localhost:${await listen(odd)}`
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const proxy = new URL(`http://name:word@127.0.0.1:${proxyPort}`)
    const asked = { method: 'GET', headers: {}, body: null, signal: AbortSignal.timeout(10_000) }
    await expect(fetchThrough(proxy, address, asked)).rejects.toThrow(RangeError)
  })

  it('says at once what the proxy refuses', async () => {
    const { code, stderr } = await publish('')
    expect([code, stderr]).toEqual([74, expect.stringContaining('PROXY_407')])
  })
})
