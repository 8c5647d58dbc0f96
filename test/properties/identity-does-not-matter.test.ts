import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkProperty } from './check-property.ts'
import { configurationOf, countInProcess, type Outputs } from './count-in-process.ts'

/*
 * Non-interference: two logs that differ in nothing but who asked give the same bytes everywhere. It covers what no
 * search for a string can, such as a count that depends on an address, or its last four characters in a file.
 */
const exact = (by: string): string => `  - { by: [ ${by} ], protection: exact, accept_risk: true }\n`
// Every dimension, down to 1: no threshold can swallow a difference.
const CONFIG = configurationOf(`service: { name: Essai, hosts: [ www.example.fr ] }
features:
  - { id: accueil, match: [ / ] }
  - { id: recherche-aides, match: [ "/recherche?type=aides" ] }
  - { id: recherche, match: [ /recherche ] }
  - { id: dossier, match: [ "GET,POST /demarches/:numero/dossier" ] }
  - { id: api, match: [ /api/** ], clients: all }
referrers: [ partenaire.example.org ]
datasets:
${exact('day, feature')}${['device', 'browser', 'os', 'client', 'status', 'method', 'referrer', 'hour'].map((d) => exact(`month, feature, ${d}`)).join('')}`)

const FORMAT =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" "$http_cookie" "$http_x_forwarded_for" $request_id'

/** What a line says of the use. */
const use = fc.record({
  time: fc.constantFrom('09/Mar/2026:23:30:00 +0000', '10/Mar/2026:09:31:24 +0100', '10/Mar/2026:12:00:00 +0100'),
  method: fc.constantFrom('GET', 'POST', 'HEAD'),
  path: fc.constantFrom('/', '/recherche', '/demarches/NUMERO/dossier', '/api/NUMERO', '/autre/NUMERO', '/NUMERO.png'),
  type: fc.constantFrom('', 'type=aides', 'type=lieux'),
  keys: fc.subarray(['q', 'page', 'session', 'types', 'utm_source']),
  status: fc.constantFrom(200, 206, 302, 404, 500),
  referrer: fc.constantFrom('-', 'www.example.fr', 'partenaire.example.org', 'www.google.fr', 'LEAK.example.org'),
  agent: fc.integer({ min: 0, max: 8 }),
})

/** What a line says of who asked. */
const word = fc.stringMatching(/^[\w.~-]{1,24}$/)
const encoded = fc.stringMatching(/^(?:[\w.~+=-]|%[0-9A-F]{2}){0,24}$/)
const who = fc.record({
  address: fc.oneof(fc.ipV4(), fc.ipV6()),
  user: fc.oneof(fc.constant('-'), word, fc.emailAddress()),
  numero: fc.stringMatching(/^[\w~-]{1,24}$/),
  values: fc.array(encoded, { minLength: 6, maxLength: 6 }),
  referrerPath: encoded,
  version: fc.record({
    major: fc.integer({ min: 60, max: 199 }),
    minor: fc.nat({ max: 99 }),
    patch: fc.nat({ max: 9999 }),
  }),
  cookie: fc
    .array(fc.oneof(fc.stringMatching(/^[\w ;=.,%~@:/-]$/), fc.constantFrom('\\x22', '\\x5C')), { maxLength: 60 })
    .map((parts) => parts.join('')),
  forwarded: fc.oneof(fc.constant('-'), fc.ipV4(), fc.ipV6()),
  id: fc.stringMatching(/^[0-9a-f]{32}$/),
})

type Use = typeof use extends fc.Arbitrary<infer T> ? T : never
type Who = typeof who extends fc.Arbitrary<infer T> ? T : never

const AGENTS: readonly ((version: Who['version']) => string)[] = [
  ({ major, minor }) =>
    `Mozilla/5.0 (X11; Linux x86_64; rv:${major}.${minor}) Gecko/20100101 Firefox/${major}.${minor}`,
  ({ major, minor, patch }) =>
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.${patch}.${minor} Safari/537.36`,
  ({ major, minor, patch }) =>
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36 Edg/${major}.${minor}.${patch}`,
  ({ minor, patch }) =>
    `Mozilla/5.0 (iPhone; CPU iPhone OS 17_${minor} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.${minor} Mobile/15E${patch} Safari/604.1`,
  ({ major, minor }) =>
    `Mozilla/5.0 (Linux; Android 1${minor % 6}; SM-G991B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/${minor}.0 Chrome/${major}.0.0.0 Mobile Safari/537.36`,
  ({ minor }) => `Mozilla/5.0 (compatible; Googlebot/2.${minor}; +http://www.google.com/bot.html)`,
  ({ minor }) =>
    `Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.${minor}; +https://openai.com/gptbot)`,
  ({ major, minor }) => `python-requests/${major}.${minor}`,
  () => '-',
]

function lineOf(asked: Use, by: Who): string {
  const query = [asked.type, ...asked.keys.map((key, n) => `${key}=${by.values[n]!}`)].filter((part) => part !== '')
  const target = asked.path.replace('NUMERO', by.numero) + (query.length === 0 ? '' : `?${query.join('&')}`)
  const from = asked.referrer
  const referrer = from === '-' ? from : `https://${by.numero}:x@${from}:8443/${by.referrerPath}?${by.values[5]!}`
  const agent = AGENTS[asked.agent]!(by.version)
  return `${by.address} - ${by.user} [${asked.time}] "${asked.method} ${target} HTTP/1.1" ${asked.status} 512 "${referrer}" "${agent}" "${by.cookie}" "${by.forwarded}" ${by.id}\n`
}

async function outputsOf(log: string): Promise<Outputs> {
  return countInProcess(CONFIG, [log], { format: FORMAT })
}

describe('who asked', () => {
  it('changes no byte of any output', async () => {
    const visits = fc.array(fc.record({ asked: use, by: who, instead: who }), { minLength: 1, maxLength: 25 })
    await checkProperty(
      fc.asyncProperty(visits, async (all) => {
        const one = await outputsOf(all.map(({ asked, by }) => lineOf(asked, by)).join(''))
        expect(one.ledger.total.fates.malformed).toBe(0)
        expect(await outputsOf(all.map(({ asked, instead }) => lineOf(asked, instead)).join(''))).toEqual(one)
      }),
      60,
    )
  })

  const [by] = fc.sample(who, { numRuns: 1, seed: 1 })
  const plain: Use = { ...homePage(), path: '/recherche', keys: ['q'] }

  const changes: readonly { readonly change: Partial<Use>; readonly why: string }[] = [
    { change: { path: '/' }, why: 'the feature' },
    { change: { type: 'type=aides' }, why: 'the value of a key that a pattern names' },
    { change: { status: 404 }, why: 'the answer' },
    { change: { method: 'POST' }, why: 'the method' },
    { change: { referrer: 'www.google.fr' }, why: 'the class of the referrer' },
    { change: { agent: 1 }, why: 'the class of the agent' },
    { change: { time: '10/Mar/2026:12:00:00 +0100' }, why: 'the hour' },
  ]

  it.each(changes)('but what was asked does, so that the test can fail: $why', async ({ change }) => {
    const one = await outputsOf(lineOf(plain, by!))
    expect(await outputsOf(lineOf({ ...plain, ...change }, by!))).not.toEqual(one)
  })
})

function homePage(): Use {
  return {
    time: '10/Mar/2026:09:31:24 +0100',
    method: 'GET',
    path: '/',
    type: '',
    keys: [],
    status: 200,
    referrer: '-',
    agent: 0,
  }
}
