import { CANARIES } from './canaries.ts'

const c = CANARIES

/** No word that any service has: `init` may write it into its draft, where 50 people used it, and nothing else may. */
export const LEARNT = 'guichet-zorglub'

/** The busiest host of the logs that name hosts: the draft calls the service by it, and nothing else may. */
export const LEARNT_HOST = 'quidnunc'

type Exchange = {
  readonly method: string
  readonly path: string
  readonly query?: string
  readonly status: number
  readonly address?: string
  readonly host?: string
}

// A place of the service, a person's page, a use, an error, a page that no feature takes, and what is no request.
const EXCHANGES: readonly Exchange[] = [
  ...Array.from({ length: 4 }, () => ({
    method: 'GET',
    path: `/${LEARNT}`,
    status: 200,
    host: `www.${LEARNT_HOST}.example.fr`,
  })),
  { method: 'GET', path: `/comptes/${c.person}/profil`, query: `${c.queryKey}=${c.queryValue}`, status: 200 },
  { method: 'GET', path: `/demarches/${c.segment}/dossier`, query: `${c.queryKey}=${c.queryValue}`, status: 200 },
  { method: 'POST', path: `/demarches/${c.person}/dossier`, status: 500, address: c.ipv6 },
  { method: 'GET', path: `/${c.unmatchedPath}/${c.segment}.png`, status: 404, address: c.ipv6 },
  { method: c.method, path: `/demarches/${c.segment}/dossier`, status: 405 },
  { method: '', path: c.malformed, status: 400 },
]

const AGENT = `Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 ${c.agent}`
const REFERRER = `https://${c.referrerUser}:x@${c.referrerHost}.example.org/${c.referrerPath}?${c.queryKey}=1`

function requestOf({ method, path, query }: Exchange): string {
  return method === '' ? path : `${method} ${path}${query === undefined ? '' : `?${query}`} HTTP/1.1`
}

function combined(exchange: Exchange): string {
  const { status, address = c.ipv4 } = exchange
  return `${address} - ${c.user} [10/Mar/2026:09:31:24 +0100] "${requestOf(exchange)}" ${status} 512 "${REFERRER}" "${AGENT}"`
}

function json(exchange: Exchange): string {
  const { status, address = c.ipv4, host = `${c.host}.example.fr` } = exchange
  return JSON.stringify({
    time: '2026-03-10T09:31:24+01:00',
    remote_addr: address,
    remote_user: c.user,
    request: requestOf(exchange),
    status,
    body_bytes_sent: 512,
    http_referer: REFERRER,
    http_user_agent: AGENT,
    http_cookie: `sid=${c.cookie}`,
    host,
  })
}

const W3C_HEADER = `#Software: Microsoft Internet Information Services 10.0
#Date: 2026-03-10 08:31:24
#Fields: date time cs-host c-ip cs-username cs-method cs-uri-stem cs-uri-query sc-status sc-bytes cs(User-Agent) cs(Cookie) cs(Referer)
`

function w3c({ method, path, query = '-', status, address = c.ipv4, host = c.host }: Exchange): string {
  const agent = AGENT.replaceAll(' ', '+')
  return `2026-03-10 08:31:24 ${host} ${address} ${c.user} ${method || '-'} ${path} ${query} ${status} 512 ${agent} sid=${c.cookie} ${REFERRER}`
}

function docker(exchange: Exchange): string {
  return JSON.stringify({ log: `${combined(exchange)}\n`, stream: 'stdout', time: '2026-03-10T08:31:24.655123456Z' })
}

export type CanaryLog = {
  readonly why: string
  /** As the operator writes it. */
  readonly format: string
  readonly text: string
  /** Whether lines of it are counted. */
  readonly isRead: boolean
  /** Its days that hold no such lines are published all the same. */
  readonly isPublishedInPart?: true
  readonly namesHosts?: true
}

/** Of March, and of a day before and one behind it: March is whole, and over. */
function logOf(write: (exchange: Exchange) => string): string {
  const march = EXCHANGES.map((exchange) => `${write(exchange)}\n`).join('')
  const dated = (day: string, month: string, name: string): string =>
    march
      .replaceAll('10/Mar/', `${day}/${name}/`)
      .replaceAll('2026-03-10', `2026-${month}-${day}`)
      .replaceAll('Mar 10', `${name} ${day}`)
  return dated('20', '02', 'Feb') + march.repeat(15) + dated('20', '05', 'May')
}

const COMBINED = logOf(combined)
const W3C = W3C_HEADER + logOf(w3c)
/** Enough of them to be too many. */
const MALFORMED = `${Object.values(c).join(' ')}\n{"${c.malformed}": "${c.ipv4}"\n`.repeat(100)

/** The same exchanges as servers and collectors write them, and what was named wrongly. */
export const CANARY_LOGS: readonly CanaryLog[] = [
  { why: 'combined', format: 'auto', text: COMBINED, isRead: true },
  { why: 'JSON', format: 'auto', text: logOf(json), isRead: true, namesHosts: true },
  { why: 'W3C', format: 'auto', text: W3C, isRead: true, namesHosts: true },
  {
    why: 'syslog',
    format: 'auto',
    text: logOf((exchange) => `<134>Mar 10 09:31:24 ${c.host} nginx[812]: ${combined(exchange)}`),
    isRead: true,
  },
  { why: 'Docker', format: 'auto', text: logOf(docker), isRead: true },
  {
    why: 'Kubernetes',
    format: 'auto',
    text: logOf((exchange) => `2026-03-10T08:31:24.655123456Z stdout F ${combined(exchange)}`),
    isRead: true,
  },
  {
    why: 'combined amid what fits nothing',
    format: 'combined',
    text: COMBINED + MALFORMED,
    isRead: false,
    isPublishedInPart: true,
  },
  { why: 'what fits nothing', format: 'auto', text: MALFORMED, isRead: false },
  { why: 'combined that is called JSON', format: 'json', text: COMBINED, isRead: false },
  { why: 'JSON that is called combined', format: 'combined', text: logOf(json), isRead: false },
  { why: 'W3C that is called vhost_combined', format: 'vhost_combined', text: W3C, isRead: false },
]

/** Lines of logs that are YAML too, some with keys that are called as ours. */
export const LIKE_CONFIGURATIONS: readonly string[] = [
  json(EXCHANGES[0]!),
  `{"sources":[{"path":"/u/${c.person}"},{"path":"/u/${c.person}"}],"datasets":[{"name":"${c.user}"},{"name":"${c.user}"}]}`,
  `{"@timestamp":"2026-03-10T08:31:24Z","service":{"name":"${c.host}","id":"${c.user} ${c.user}","url":"/${c.unmatchedPath}"},"source":{"ip":"${c.ipv4}"},"url":{"path":"/u/${c.person}"},"user_agent":{"original":"${c.agent}"},"language":"${c.user}","${c.queryKey}":1}`,
  `{"service":"${c.host}","features":"${c.segment}","timezone":"${c.user}","logs":[{"path":["${c.person}"],"format":"${c.agent}"}]}`,
  `${c.ipv4} - ${c.user} [10/Mar/2026:09:31:24 +0100] "GET /${c.person}?${c.queryKey}: ${c.queryValue} HTTP/1.1" 200 512`,
]
