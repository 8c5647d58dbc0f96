import { seededRandom } from '../fixtures/demo/random.js'
import { PEOPLE, ROBOTS } from './agents.js'
import { collidingBytes } from './colliding.js'
import { OTHER_REQUESTS, OTHER_STATUSES, QUERIES, REFERRERS, REQUESTS, STATUSES } from './requests.js'
import { writeJson } from './write-json.js'

const DAYS = 30
const LINES_A_CHUNK = 400

const WORDS = REQUESTS.flatMap(([, , template]) => template.split('/')).filter((word) => /^[a-z]/.test(word))
/** Lines that somebody made to be slow: what in the n-th of them is new, or made to be taken for another. */
const ODD = {
  'new numbers': (n) => ({ path: `/demarches/${n}/dossier` }),
  'new orders of words': (n) => ({ path: wordsInOrder(n * 7919, 8) }),
  'deep paths': (n) => ({ path: `/${n.toString(36)}`.repeat(40) }),
  'new agents': (n) => ({ agent: `${PEOPLE[n % PEOPLE.length]} App/${n}` }),
  'colliding agents': (n) => ({ agent: (colliding ??= collidingAgents())[n % 2000] }),
}
// Made where they are asked for: it takes ten seconds.
let colliding

/**
 * `usual`; `other`, in other proportions: long paths and agents, a third not found, IPv6, few static files; `other-json`, the same exchanges
 * as `nginx_json`; `ever-new`: no path, agent or referrer comes twice, what a counter that remembers them would not survive; and HOSTILE.
 */
const MAKERS = {
  usual: usualMaker,
  other: () => otherMaker(lineOf),
  'other-json': () => otherMaker(jsonOf),
  'ever-new': everNewMaker,
  ...Object.fromEntries(Object.entries(ODD).map(([kind, oddOf]) => [kind, () => hostileMaker(oddOf)])),
}
export const HOSTILE = Object.keys(ODD)

/**
 * The lines of a log over the 30 days of April 2026, in time order, in chunks of 400 lines.
 *
 * @param lines how many
 */
export function* logChunks(lines, kind = 'usual') {
  const maker = MAKERS[kind]()
  const secondsALine = (DAYS * 86_400) / lines
  let chunk = ''
  for (let n = 0; n < lines; n++) {
    chunk += maker(n, timeOf(Math.floor(n * secondsALine)))
    if (n % LINES_A_CHUNK === LINES_A_CHUNK - 1) {
      yield chunk
      chunk = ''
    }
  }
  yield chunk
}

function usualMaker() {
  const random = seededRandom(20260401)
  const requests = spread(REQUESTS)
  const statuses = spread(STATUSES)
  const referrers = spread(REFERRERS)
  // Zipf with exponent 1: the logarithm of the rank is uniform.
  const rankOf = (count) => Math.floor((count + 1) ** random.next())

  return (_, time) => {
    const [, method, template, ids] = random.pick(requests)
    const path = ids === 0 ? template : template.replace(':id', String(rankOf(ids)))
    const query = random.chance(0.2) ? `?${random.pick(QUERIES)}${random.below(1e9).toString(36)}` : ''
    const [, got, posted] = random.pick(statuses)
    const machine = template.startsWith('/api/')
    const agent = random.chance(0.05)
      ? random.pick(ROBOTS)
      : machine
        ? 'okhttp/4.12.0'
        : PEOPLE[rankOf(PEOPLE.length) - 1]
    return lineOf({
      address: `${random.pick(['192.0.2', '198.51.100', '203.0.113'])}.${random.between(1, 254)}`,
      time,
      request: `${method} ${path}${query}`,
      status: method === 'GET' ? got : posted,
      bytes: random.below(30_000),
      referrer: machine ? '-' : random.pick(referrers)[1],
      agent,
    })
  }
}

function otherMaker(write) {
  const random = seededRandom(20260403)
  const requests = spread(OTHER_REQUESTS)
  const statuses = spread(OTHER_STATUSES)
  const referrers = spread(REFERRERS)
  const agents = PEOPLE.map(inApplication)
  const rankOf = (count) => Math.floor((count + 1) ** random.next())
  const hex = () => random.below(65_536).toString(16)

  return (_, time) => {
    const [, method, template] = random.pick(requests)
    const path = template
      .replaceAll(':id', () => String(rankOf(100_000)))
      .replaceAll(':word', () => wordOf(rankOf(20_000)))
    const query = random.chance(0.4) ? `?${QUERIES.join(`${random.below(1e9).toString(36)}&`)}` : ''
    return write({
      address: `2001:db8:${hex()}:${hex()}::${hex()}`,
      time,
      request: `${method} ${path}${query}`,
      status: random.pick(statuses)[1],
      bytes: random.below(30_000),
      referrer: random.pick(referrers)[1],
      agent: random.chance(0.2) ? random.pick(ROBOTS) : agents[rankOf(agents.length) - 1],
    })
  }
}

/** As browsers within applications tell of themselves. */
function inApplication(agent, i) {
  return `${agent} [FBAN/FBIOS;FBAV/${430 + (i % 40)}.0.0.30.103;FBBV/63${i};FBDV/iPhone15,2;FBMD/iPhone;FBSN/iOS;FBSV/18.6;FBSS/3;FBID/phone;FBLC/fr_FR;FBOP/5]`
}

/** Of three to six syllables, the same for the same number. */
function wordOf(number) {
  const syllables = ['demande', 'de', 'carte', 'pour', 'une', 'personne', 'ou', 'dossier', 'en', 'ligne']
  return Array.from(String(number), (digit) => syllables[digit]).join('-')
}

function jsonOf({ request, ...line }) {
  const [method, target] = request.split(' ')
  return `${writeJson({ ...line, method, target, protocol: 'HTTP/1.1' })}\n`
}

function everNewMaker() {
  const requests = spread(REQUESTS).filter(([, , , ids]) => ids > 0)
  return (n, time) => {
    const [, method, template] = requests[n % requests.length]
    return lineOf({
      address: `2001:db8::${(n & 0xffff).toString(16)}`,
      time,
      request: `${method} ${template.replace(':id', n.toString(36))}`,
      status: 200,
      bytes: 1024,
      referrer: n % 2 === 0 ? `https://demarches.example.fr/page-${n}` : `https://site-${n}.example.org/`,
      agent: `${PEOPLE[n % PEOPLE.length]} App/${n}`,
    })
  }
}

/** The n-th path of so many words of the paths of REQUESTS. */
function wordsInOrder(n, depth) {
  return Array.from({ length: depth }, (_, i) => `/${WORDS[Math.floor(n / WORDS.length ** i) % WORDS.length]}`).join('')
}

/** Two thousand of one hash, in letters that a log writes as they are. */
function collidingAgents() {
  const isFit = (word) => {
    for (let rest = word; rest > 0n; rest >>= 8n) {
      const byte = Number(rest & 255n)
      if (byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x5c) return false
    }
    return word >> 56n > 0n
  }
  const made = collidingBytes(isFit)
  return Array.from({ length: 2000 }, () => made.next().value.toString('latin1'))
}

function hostileMaker(oddOf) {
  return (n, time) => {
    const { path = '/demarches/12/dossier', agent = PEOPLE[n % PEOPLE.length] } = oddOf(n)
    return lineOf({
      address: '192.0.2.7',
      time,
      request: `GET ${path}`,
      status: 200,
      bytes: 1024,
      referrer: '-',
      agent,
    })
  }
}

// 192.0.2.7 - - [01/Apr/2026:09:31:24 +0200] "GET /aide HTTP/1.1" 200 3126 "-" "Mozilla/5.0 …"
function lineOf({ address, time, request, status, bytes, referrer, agent }) {
  return `${address} - - [${time}] "${request} HTTP/1.1" ${status} ${bytes} "${referrer}" "${agent}"\n`
}

function timeOf(seconds) {
  const two = (number) => String(number).padStart(2, '0')
  const [day, hour, minute] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ]
  return `${two(day + 1)}/Apr/2026:${two(hour)}:${two(minute)}:${two(seconds % 60)} +0200`
}

/** Each row as often as its weight says, so that picking one is a single draw. */
function spread(table) {
  return table.flatMap((row) => Array.from({ length: Math.round(row[0] * 2) }, () => row))
}
