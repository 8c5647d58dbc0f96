/*
 * One canary for each thing in a log that may say who asked or what they wrote. Each has at least 16 bytes (but an
 * IPv4 address, which has no more than 15), and no six bytes of one stand anywhere else, so that an excerpt of ten bytes
 * of it, the shortest that Node's own messages quote, is known for what it is.
 */
export const CANARIES = {
  ipv4: '203.0.113.217',
  ipv6: '2001:db8:4c1e:9a7f:63b2:d805:1f6c:7ae9',
  user: 'LEAKu7q2xkd94mzt',
  cookie: 'LEAKc0w8vyhn3rjb',
  queryKey: 'LEAKk5ptg1sfe6qo',
  queryValue: 'LEAKvn4zj9axr7lw',
  segment: 'LEAKs2hym6cdb8ik',
  unmatchedPath: 'LEAKp9ufx3ogt5ev',
  person: 'leakeugeniewozkahbux',
  referrerUser: 'LEAKru6bqz0wnc1j',
  referrerHost: 'leakrhk8vd2yt4sm',
  referrerPath: 'LEAKrp7ae5xlf9gi',
  agent: 'LEAKa3ojw1hrn6uq',
  host: 'leakh4cty8bzp0kd',
  method: 'LEAKMQXVZJWKBFYTHG',
  malformed: 'LEAKm1ise9vgo2xf',
} as const

const c = CANARIES
const AGENT = `Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 ${c.agent}`
const REFERRER = `https://${c.referrerUser}:x@${c.referrerHost}.example.org/${c.referrerPath}?${c.queryKey}=1`
const QUERY = `?${c.queryKey}=${c.queryValue}`

type Request = { readonly request: string; readonly status: number; readonly address: string }

// A use, a page that no feature takes, a method that no list has, and something that is no request.
const REQUESTS: readonly Request[] = [
  { request: `GET /demarches/${c.segment}/dossier${QUERY} HTTP/1.1`, status: 200, address: c.ipv4 },
  { request: `POST /demarches/${c.person}/dossier${QUERY} HTTP/1.1`, status: 500, address: c.ipv6 },
  { request: `GET /${c.unmatchedPath}/${c.segment}.png${QUERY} HTTP/1.1`, status: 404, address: c.ipv6 },
  { request: `GET https://${c.host}.example.org/${c.unmatchedPath} HTTP/1.1`, status: 200, address: c.ipv4 },
  { request: `${c.method} /demarches/${c.segment}/dossier HTTP/1.1`, status: 405, address: c.ipv4 },
  { request: c.malformed, status: 400, address: c.ipv4 },
]

/** The combined format, with more identifiers than most servers log. */
export const CUSTOM_FORMAT =
  '$host $remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" "$http_cookie" "$http_x_forwarded_for"'

function customLine({ request, status, address }: Request): string {
  return `${c.host}.example.fr ${combined({ request, status, address })} "sid=${c.cookie}" "${c.ipv6}"\n`
}

function combinedLine(request: Request): string {
  return `${combined(request)}\n`
}

function combined({ request, status, address }: Request): string {
  return `${address} - ${c.user} [10/Mar/2026:09:31:24 +0100] "${request}" ${status} 512 "${REFERRER}" "${AGENT}"`
}

/** Enough lines for shown counts. */
export const CUSTOM_LOG = REQUESTS.map(customLine).join('').repeat(15)
export const COMBINED_LOG = REQUESTS.map(combinedLine).join('').repeat(15)
export const VHOST_LOG = REQUESTS.map((request) => `${c.host}.example.fr:443 ${combinedLine(request)}`)
  .join('')
  .repeat(15)
/** Lines that fit no format, made of canaries. */
export const MALFORMED_LOG = `${Object.values(c).join(' ')}\n{"${c.malformed}": "${c.ipv4}"\n`.repeat(100)

export const CONFIG = `service: { id: essai, name: Essai, url: "https://www.example.fr" }
features:
  - { id: dossier, title: Dossier, match: [ "GET,POST /demarches/:numero/dossier" ] }
  - { id: aide, title: Aide, match: [ /aide ] }
datasets:
  - by: [ day, feature ]
  - by: [ month, feature ]
  - { by: [ month, feature, browser ], protection: exact, accept_risk: true }
  - { by: [ month, feature, referrer ], protection: exact, accept_risk: true }
`
