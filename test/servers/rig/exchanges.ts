import type { Method } from '../../../src/domain/dictionary.ts'
import type { Fate, Reason } from '../../../src/domain/fate.ts'
import { FIREFOX } from '../../cli/run-comptage.ts'
import type { Conversation } from './talk.ts'

/** One request as the client meant it: the truth that one line of the log must tell. */
export type Asked = {
  /** Undefined: it is not HTTP. */
  readonly method?: Method
  readonly feature?: string
  /** No person, by the agent. */
  readonly isRobot?: true
  /** Whatever the answer; else the answer decides. */
  readonly fate?: Fate
  readonly reason?: Reason
  /** Where the wire does not show the status that is logged. */
  readonly status?: number
}

export type Exchange = Conversation & {
  readonly why: string
  readonly asked: readonly Asked[]
}

/** When the guide was changed last, for those who ask whether it was since. */
export const GUIDE_CHANGED = new Date('2026-03-10T08:00:00Z')

/** The line cannot be read: it has two readings, or is cut. */
export const MISREAD: Asked = { fate: 'malformed', reason: 'bad-line' }

/** The service whose log it is. */
export const SERVICE = `
service: { id: essai, name: Essai, url: "https://www.example.fr" }
timezone: UTC
features:
  - { id: accueil, title: Accueil, match: [ / ] }
  - { id: simulateur, title: Simulateur, match: [ /simulateur, /simulateur/** ] }
  - { id: cafe, title: Café, match: [ /café ] }
  - { id: dossier, title: Dossier, match: [ "GET,POST /demarches/:numero/dossier" ] }
  - { id: depot, title: Dépôt, match: [ PUT /depot ] }
  - { id: recherche, title: Recherche, match: [ "/recherche?q" ] }
  - { id: ancien, title: Ancien, match: [ /ancien ] }
  - { id: guide, title: Guide, match: [ /guide.pdf ] }
  - { id: vide, title: Vide, match: [ /vide ] }
  - { id: panne, title: Panne, match: [ /panne ] }
  - { id: absent, title: Absent, match: [ /absent ] }
  - { id: lent, title: Lent, match: [ /lent ] }
  - { id: api, title: Calcul, match: [ POST /api/v1/calculate ], clients: all }
ignore: [ /pret ]
datasets: [ { by: [ day, feature ] } ]
`

const LEAKS: Readonly<Record<string, string>> = {
  Authorization: `Basic ${Buffer.from('LEAK-user:LEAK-word').toString('base64')}`,
  Cookie: 'sid=LEAK-cookie',
  'X-Forwarded-For': 'LEAK-forwarded, 203.0.113.9',
  'X-Request-Id': 'LEAK-request',
  Referer: 'https://www.example.org/LEAK-page?LEAK-key=LEAK-value',
  'User-Agent': `${FIREFOX} LEAK`,
}

/** A head with a person's browser in it, and every identifier that a log may hold. */
function head(line: string, headers: Readonly<Record<string, string>> = {}): string {
  const all = { Host: 'www.example.fr', ...LEAKS, Connection: 'close', ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${line}\r\n${lines.join('')}\r\n`
}

function utf8(text: string): string {
  return Buffer.from(text).toString('latin1')
}

const BODY = 'age=40'
const withBody = { 'Content-Length': String(BODY.length) }
const GET_SIMULATOR: Asked = { method: 'GET', feature: 'simulateur' }
/** What is logged of it is not HTTP. */
export const NO_HTTP: Asked = { fate: 'malformed', reason: 'bad-request' }
const simulator = (headers: Readonly<Record<string, string>>): string =>
  head('GET /simulateur?age=LEAK-value HTTP/1.1', headers)
const THREE = [
  head('GET /simulateur HTTP/1.1', { Connection: 'keep-alive' }),
  head('GET / HTTP/1.1', { Connection: 'keep-alive' }),
  head('GET /absent HTTP/1.1'),
]
const THREE_ASKED: readonly Asked[] = [
  GET_SIMULATOR,
  { method: 'GET', feature: 'accueil' },
  { method: 'GET', feature: 'absent' },
]

/** Asked and answered once, before anything else, when the server is ready. */
export const READY: Exchange = {
  why: 'ready',
  sends: 'GET /pret HTTP/1.1\r\nHost: www.example.fr\r\nConnection: close\r\n\r\n',
  asked: [{ method: 'GET', fate: 'ignored' }],
}

/** What every server is asked, one connection each, in this order. */
export const EXCHANGES: readonly Exchange[] = [
  { why: 'a plain GET', sends: simulator({}), asked: [GET_SIMULATOR] },
  { why: 'the root', sends: head('GET / HTTP/1.1'), asked: [{ method: 'GET', feature: 'accueil' }] },
  {
    why: 'a query that a pattern asks for',
    sends: head('GET /recherche?q=LEAK-value HTTP/1.1'),
    asked: [{ method: 'GET', feature: 'recherche' }],
  },
  {
    why: 'a query of 4 000 bytes',
    sends: head(`GET /simulateur?q=${'LEAK-long'.repeat(440)} HTTP/1.1`),
    asked: [GET_SIMULATOR],
  },
  {
    why: 'a path that no feature has',
    sends: head('GET /LEAK-path HTTP/1.1'),
    asked: [{ method: 'GET', fate: 'unmatched' }],
  },
  { why: 'a style sheet', sends: head('GET /style.css HTTP/1.1'), asked: [{ method: 'GET', fate: 'asset' }] },

  // Answers.
  {
    why: 'a feature that is gone: 404',
    sends: head('GET /absent HTTP/1.1'),
    asked: [{ method: 'GET', feature: 'absent' }],
  },
  { why: 'an error: 500', sends: head('GET /panne HTTP/1.1'), asked: [{ method: 'GET', feature: 'panne' }] },
  { why: 'nothing to say: 204', sends: head('GET /vide HTTP/1.1'), asked: [{ method: 'GET', feature: 'vide' }] },
  { why: 'moved: 301', sends: head('GET /ancien HTTP/1.1'), asked: [{ method: 'GET', feature: 'ancien' }] },
  {
    why: 'known already: 304',
    sends: head('GET /guide.pdf HTTP/1.1', { 'If-Modified-Since': GUIDE_CHANGED.toUTCString() }),
    asked: [{ method: 'GET', feature: 'guide' }],
  },
  {
    why: 'a part: 206',
    sends: head('GET /guide.pdf HTTP/1.1', { Range: 'bytes=0-3' }),
    asked: [{ method: 'GET', feature: 'guide' }],
  },

  // Methods.
  {
    why: 'POST with an answer elsewhere: 303',
    sends: head('POST /demarches/12/dossier HTTP/1.1', withBody) + BODY,
    asked: [{ method: 'POST', feature: 'dossier' }],
  },
  {
    why: 'PUT',
    sends: head('PUT /depot HTTP/1.1', withBody) + BODY,
    asked: [{ method: 'PUT', feature: 'depot' }],
  },
  { why: 'HEAD', sends: head('HEAD /simulateur HTTP/1.1'), asked: [{ method: 'HEAD', fate: 'method' }] },
  { why: 'OPTIONS', sends: head('OPTIONS /simulateur HTTP/1.1'), asked: [{ method: 'OPTIONS', fate: 'method' }] },
  {
    why: 'OPTIONS for the whole server',
    sends: head('OPTIONS * HTTP/1.1'),
    asked: [{ method: 'OPTIONS', fate: 'method' }],
  },
  { why: 'TRACE', sends: head('TRACE /simulateur HTTP/1.1'), asked: [{ method: 'other', fate: 'method' }] },
  { why: 'PROPFIND', sends: head('PROPFIND /simulateur HTTP/1.1'), asked: [{ method: 'other', fate: 'method' }] },
  {
    why: 'a method of nobody',
    sends: head('FLY-TO /simulateur HTTP/1.1'),
    asked: [{ method: 'other', fate: 'method' }],
  },
  {
    why: 'a method in small letters',
    sends: head('get /simulateur HTTP/1.1'),
    asked: [{ method: 'other', fate: 'method' }],
  },
  {
    why: 'CONNECT',
    sends: head('CONNECT www.example.org:443 HTTP/1.1'),
    asked: [{ method: 'other', fate: 'method' }],
  },

  // Targets.
  {
    why: 'UTF-8 as it is in the path',
    sends: head(utf8('GET /café HTTP/1.1')),
    asked: [{ method: 'GET', feature: 'cafe' }],
  },
  {
    why: 'UTF-8 in percent signs',
    sends: head('GET /caf%C3%A9 HTTP/1.1'),
    asked: [{ method: 'GET', feature: 'cafe' }],
  },
  {
    why: 'Latin-1 in percent signs',
    sends: head('GET /caf%E9 HTTP/1.1'),
    asked: [{ method: 'GET', fate: 'unmatched' }],
  },
  { why: 'broken percent signs', sends: head('GET /simulateur/%zz HTTP/1.1'), asked: [GET_SIMULATOR] },
  { why: 'a percent sign at the end', sends: head('GET /simulateur/% HTTP/1.1'), asked: [GET_SIMULATOR] },
  { why: 'a letter in percent signs', sends: head('GET /%73imulateur HTTP/1.1'), asked: [GET_SIMULATOR] },
  { why: 'two slashes', sends: head('GET //simulateur HTTP/1.1'), asked: [GET_SIMULATOR] },
  { why: 'a slash at the end', sends: head('GET /simulateur/ HTTP/1.1'), asked: [GET_SIMULATOR] },
  { why: 'a step back', sends: head('GET /aide/../simulateur HTTP/1.1'), asked: [GET_SIMULATOR] },
  { why: 'a session in the path', sends: head('GET /simulateur;jsessionid=LEAK HTTP/1.1'), asked: [GET_SIMULATOR] },
  { why: 'a fragment', sends: head('GET /simulateur#LEAK HTTP/1.1'), asked: [GET_SIMULATOR] },
  { why: 'a quote', sends: head('GET /simulateur/q"LEAK HTTP/1.1'), asked: [GET_SIMULATOR] },
  { why: 'a backslash', sends: head('GET /simulateur/q\\LEAK HTTP/1.1'), asked: [GET_SIMULATOR] },
  { why: 'spaces in the target', sends: head('GET /simulateur/a b c HTTP/1.1'), asked: [GET_SIMULATOR] },
  { why: 'more spaces than needed', sends: head('GET  /simulateur  HTTP/1.1'), asked: [GET_SIMULATOR] },
  {
    why: 'absolute form, own host',
    sends: head('GET http://www.example.fr/simulateur?age=LEAK-value HTTP/1.1'),
    asked: [GET_SIMULATOR],
  },
  {
    why: 'absolute form, foreign host',
    sends: head('GET http://proxy.example.org/simulateur HTTP/1.1'),
    asked: [{ method: 'GET', fate: 'unmatched' }],
  },
  { why: 'neither path nor address', sends: head('GET simulateur HTTP/1.1'), asked: [NO_HTTP] },
  { why: 'a carriage return in the target', sends: head('GET /simulateur/a\rb HTTP/1.1'), asked: [GET_SIMULATOR] },
  { why: 'NUL in the target', sends: head('GET /simulateur/a\0b HTTP/1.1'), asked: [GET_SIMULATOR] },

  // Protocols.
  {
    why: 'HTTP/1.0 without a host',
    sends: 'GET /simulateur HTTP/1.0\r\n\r\n',
    asked: [{ ...GET_SIMULATOR, isRobot: true }],
  },
  { why: 'HTTP/1.0 with a browser', sends: head('GET /simulateur HTTP/1.0'), asked: [GET_SIMULATOR] },
  {
    why: 'HTTP/0.9, whose answer has no status',
    sends: 'GET /simulateur\r\n',
    ends: 'hang-up',
    asked: [{ ...GET_SIMULATOR, isRobot: true, status: 200 }],
  },
  {
    why: 'HTTP/1.1 without a host',
    sends: 'GET /simulateur HTTP/1.1\r\nConnection: close\r\n\r\n',
    asked: [{ ...GET_SIMULATOR, isRobot: true }],
  },
  { why: 'HTTP/9.9', sends: head('GET /simulateur HTTP/9.9'), asked: [GET_SIMULATOR] },
  {
    why: 'TLS on a plain port',
    sends: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03LEAK\r\n\r\n',
    ends: 'hang-up',
    asked: [NO_HTTP],
  },
  { why: 'one word of a scanner', sends: 'LEAK_203.0.113.7\r\n\r\n', ends: 'hang-up', asked: [NO_HTTP] },
  { why: 'an empty line, then nothing', sends: '\r\n', ends: 'hang-up', asked: [NO_HTTP] },
  { why: 'not a byte', sends: '', ends: 'hang-up', asked: [] },

  // Agents.
  {
    why: 'quotes and backslashes in the agent',
    sends: simulator({ 'User-Agent': `${FIREFOX} "LEAK" \\ \\" end\\` }),
    asked: [GET_SIMULATOR],
  },
  { why: 'UTF-8 in the agent', sends: simulator({ 'User-Agent': utf8(`${FIREFOX} é\tLEAK`) }), asked: [GET_SIMULATOR] },
  {
    why: 'an agent that imitates fields',
    sends: simulator({ 'User-Agent': `${FIREFOX}" 500 1 "-" "LEAK` }),
    asked: [GET_SIMULATOR],
  },
  {
    why: 'an agent that imitates JSON',
    sends: simulator({ 'User-Agent': `${FIREFOX}","status":"500","method":"PUT` }),
    asked: [GET_SIMULATOR],
  },
  {
    why: 'a referrer that imitates fields',
    sends: simulator({ Referer: '" 500 "PUT /depot HTTP/1.1" "' }),
    asked: [GET_SIMULATOR],
  },
  { why: 'an empty agent', sends: simulator({ 'User-Agent': '' }), asked: [{ ...GET_SIMULATOR, isRobot: true }] },
  {
    why: 'a robot',
    sends: simulator({ 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }),
    asked: [{ ...GET_SIMULATOR, isRobot: true }],
  },
  {
    why: 'a program where people are counted',
    sends: simulator({ 'User-Agent': 'curl/8.5.0' }),
    asked: [{ ...GET_SIMULATOR, isRobot: true }],
  },
  {
    why: 'a program where programs are counted',
    sends: head('POST /api/v1/calculate HTTP/1.1', { ...withBody, 'User-Agent': 'okhttp/4.12.0' }) + BODY,
    asked: [{ method: 'POST', feature: 'api' }],
  },

  // Connections.
  { why: 'three requests on one connection', sends: THREE, asked: THREE_ASKED },
  { why: 'three requests at once', sends: THREE.join(''), asked: THREE_ASKED },
  {
    why: 'a head that ends too soon',
    sends: 'GET /simulateur HTTP/1.1\r\nHost: www.exa',
    ends: 'hang-up',
    asked: [{ ...GET_SIMULATOR, isRobot: true, status: 400 }],
  },
  {
    why: 'a request line that ends too soon',
    sends: 'GET /simul',
    ends: 'hang-up',
    asked: [{ method: 'GET', fate: 'unmatched', status: 400 }],
  },
  {
    why: 'a head of 70 000 bytes',
    sends: head('GET /simulateur HTTP/1.1', { 'X-Long': 'LEAK-long'.repeat(8000) }),
    asked: [GET_SIMULATOR],
  },
  { why: 'a header without a colon', sends: head('GET /simulateur HTTP/1.1\r\nLEAK'), asked: [GET_SIMULATOR] },
]

/** A client that loses patience while the origin thinks. `status`: what the server writes; it answered nobody. */
export function slowExchange(status: number): Exchange {
  return {
    why: 'a client that hangs up',
    sends: head('GET /lent HTTP/1.1'),
    ends: 'reset',
    asked: [{ method: 'GET', feature: 'lent', status }],
  }
}
