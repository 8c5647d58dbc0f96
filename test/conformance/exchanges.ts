/** A request and its answer, as they went over the wire. Bytes beyond ASCII are Latin-1 characters. */
export type Exchange = {
  readonly why: string
  readonly client: string
  /** Empty: nobody. */
  readonly user: string
  readonly clock: Clock
  /** The request line. */
  readonly line: string
  /** What is to be found in the request line; absent: it is not HTTP. */
  readonly request?: { readonly method: string; readonly target: string; readonly protocol?: string }
  /** The server could not take the request apart, and writes none of its parts. */
  readonly refused?: true
  /** What the server made of the target: decoded path, query after its `?`. */
  readonly path: string
  readonly query: string
  readonly status: string
  readonly bytes: string
  readonly referrer: string
  readonly agent: string
  readonly host: string
  readonly port: string
}

type Clock = { readonly clf: string; readonly iso: string; readonly msec: string; readonly utc: string }

const MARCH: Clock = {
  clf: '10/Mar/2026:09:31:24 +0100',
  iso: '2026-03-10T09:31:24+01:00',
  msec: '1773131484.655',
  utc: '2026-03-10T08:31:24Z',
}

const USUAL: Exchange = {
  why: 'a plain GET',
  client: '203.0.113.7',
  user: '',
  clock: MARCH,
  line: 'GET /simulateur?age=LEAK HTTP/1.1',
  request: { method: 'GET', target: '/simulateur?age=LEAK', protocol: 'HTTP/1.1' },
  path: '/simulateur',
  query: 'age=LEAK',
  status: '200',
  bytes: '3126',
  referrer: 'https://www.example.fr/LEAK',
  agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 LEAK',
  host: 'www.example.fr',
  port: '443',
}

const asked = (
  line: string,
  request: NonNullable<Exchange['request']>,
  path: string,
  query = '',
): Pick<Exchange, 'line' | 'request' | 'path' | 'query'> => ({ line, request, path, query })

const notHttp = (line: string): Partial<Exchange> => ({
  line,
  refused: true,
  path: '',
  query: '',
  status: '400',
  agent: '',
  referrer: '',
})

type Change = Partial<Exchange> & { readonly why: string; readonly isHttp?: false }

const CHANGES: readonly Change[] = [
  {
    why: 'POST with a redirect',
    ...asked(
      'POST /demarches/12/dossier HTTP/2.0',
      { method: 'POST', target: '/demarches/12/dossier', protocol: 'HTTP/2.0' },
      '/demarches/12/dossier',
    ),
    status: '302',
    bytes: '0',
  },
  { why: 'HTTP/0.9: no protocol', ...asked('GET /old', { method: 'GET', target: '/old' }, '/old') },
  { why: 'nothing sent', ...notHttp(''), isHttp: false, bytes: '0' },
  { why: 'a dash, as after a time-out', ...notHttp('-'), isHttp: false, status: '408', bytes: '0' },
  { why: 'TLS on a plain port', ...notHttp('\x16\x03\x01\x00\xa5\x01\x00'), isHttp: false },
  { why: 'one word of a scanner', ...notHttp('MGLNDD_203.0.113.7_443'), isHttp: false },
  {
    why: 'a method in small letters',
    ...notHttp('get /simulateur HTTP/1.1'),
    request: { method: 'get', target: '/simulateur', protocol: 'HTTP/1.1' },
  },
  {
    why: 'a method in small letters, taken apart',
    ...asked('get /aide HTTP/1.1', { method: 'get', target: '/aide', protocol: 'HTTP/1.1' }, '/aide'),
    status: '405',
  },
  { why: 'a method in small letters and no protocol', ...notHttp('get /simulateur'), isHttp: false },
  {
    why: 'a player that speaks Shoutcast',
    ...asked('GET /radio ICY', { method: 'GET', target: '/radio', protocol: 'ICY' }, '/radio'),
  },
  {
    why: 'a station that speaks Shoutcast',
    ...asked('SOURCE /radio ICY/1.0', { method: 'SOURCE', target: '/radio', protocol: 'ICY/1.0' }, '/radio'),
  },
  { why: 'a method of 21 letters', ...notHttp('ABCDEFGHIJKLMNOPQRSTU / HTTP/1.1'), isHttp: false },
  { why: 'a method and nothing else', ...notHttp('GET HTTP/1.1'), isHttp: false },
  {
    why: 'quotes and backslashes in the agent',
    agent: 'A "quoted" agent \\ b \\" c',
  },
  { why: 'an agent that ends in a backslash', agent: 'Mozilla/5.0 LEAK\\' },
  { why: 'an agent that imitates fields', agent: 'x" 200 1 "-" "y', status: '404' },
  { why: 'control bytes and bytes of UTF-8 in the agent', agent: 'caf\xc3\xa9\tLEAK\x01' },
  {
    why: 'an agent of many words, as browsers in apps have',
    agent: `Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) ${'LEAK '.repeat(200)}end`,
  },
  { why: 'a referrer with a quote', referrer: 'https://www.example.org/?q="LEAK"' },
  {
    why: 'spaces in the target',
    ...asked('GET /a b c HTTP/1.1', { method: 'GET', target: '/a b c', protocol: 'HTTP/1.1' }, '', ''),
    refused: true,
    status: '400',
  },
  {
    why: 'a quote in the target',
    ...asked(
      'GET /q"LEAK?"x" HTTP/1.1',
      { method: 'GET', target: '/q"LEAK?"x"', protocol: 'HTTP/1.1' },
      '/q"LEAK',
      '"x"',
    ),
    status: '404',
  },
  {
    why: 'a decoded path that imitates fields',
    ...asked(
      'GET /a%22%20200%201%20%22-%22%20%22x HTTP/1.1',
      { method: 'GET', target: '/a%22%20200%201%20%22-%22%20%22x', protocol: 'HTTP/1.1' },
      '/a" 200 1 "-" "x',
    ),
    status: '404',
  },
  {
    why: 'a path that ends in a dash',
    ...asked('GET /fin- HTTP/1.1', { method: 'GET', target: '/fin-', protocol: 'HTTP/1.1' }, '/fin-'),
  },
  {
    why: 'a request that imitates fields',
    ...asked(
      'GET /a" 200 1 "-" "x HTTP/1.1',
      { method: 'GET', target: '/a" 200 1 "-" "x', protocol: 'HTTP/1.1' },
      '',
      '',
    ),
    refused: true,
    status: '400',
  },
  {
    why: 'more spaces than needed',
    ...asked('GET  /a   HTTP/1.1  ', { method: 'GET', target: '/a', protocol: 'HTTP/1.1' }, '/a'),
  },
  {
    why: 'percent signs, once decoded a space',
    ...asked(
      'GET /a%20b%C3%A9 HTTP/1.1',
      { method: 'GET', target: '/a%20b%C3%A9', protocol: 'HTTP/1.1' },
      '/a b\xc3\xa9',
    ),
  },
  {
    why: 'raw bytes beyond ASCII in the target',
    ...asked('GET /\xe9 HTTP/1.1', { method: 'GET', target: '/\xe9', protocol: 'HTTP/1.1' }, '/\xe9'),
  },
  { why: 'a user with a space', user: 'jean LEAK-dupont' },
  { why: 'a user with brackets', user: 'jean [LEAK] [x' },
  { why: 'a user with quotes', user: 'jean "LEAK" "' },
  { why: 'IPv6', client: '2001:db8::7' },
  { why: 'IPv4 in IPv6', client: '::ffff:203.0.113.7' },
  { why: 'a resolved client name', client: 'client.example.org' },
  { why: 'a socket', client: 'unix:' },
  { why: 'a port that is not the usual one', port: '8443' },
  { why: 'neither referrer nor agent', referrer: '', agent: '' },
  { why: 'bytes beyond 2^53', bytes: '9007199254740993' },
  ...['0', '000', '009', '-', '499', '600', '99', '2000', 'abc'].map((status) => ({ why: `status ${status}`, status })),
  {
    why: 'absolute form',
    ...asked(
      'GET http://www.example.fr/abs?x=1 HTTP/1.1',
      { method: 'GET', target: 'http://www.example.fr/abs?x=1', protocol: 'HTTP/1.1' },
      '/abs',
      'x=1',
    ),
  },
  {
    why: 'CONNECT',
    ...asked(
      'CONNECT www.example.fr:443 HTTP/1.1',
      { method: 'CONNECT', target: 'www.example.fr:443', protocol: 'HTTP/1.1' },
      '',
      '',
    ),
    refused: true,
    status: '400',
  },
  {
    why: 'OPTIONS *',
    ...asked('OPTIONS * HTTP/1.1', { method: 'OPTIONS', target: '*', protocol: 'HTTP/1.1' }, '*'),
  },
  {
    why: 'a method with a dash',
    ...asked('VERSION-CONTROL /a HTTP/1.1', { method: 'VERSION-CONTROL', target: '/a', protocol: 'HTTP/1.1' }, '/a'),
    status: '405',
  },
  {
    why: 'a target that is nothing known',
    ...asked('GET foo HTTP/1.1', { method: 'GET', target: 'foo', protocol: 'HTTP/1.1' }, '', ''),
    refused: true,
    status: '400',
  },
  {
    why: 'west of Greenwich, an odd zone, the day before in UTC',
    clock: {
      clf: '29/Feb/2028:05:29:59 +0545',
      iso: '2028-02-29T05:29:59+05:45',
      msec: '1835394299.000',
      utc: '2028-02-28T23:44:59Z',
    },
  },
]

/** The meanings that every format is to carry, each once. */
export const EXCHANGES: readonly Exchange[] = [USUAL, ...CHANGES.map(change)]

function change({ isHttp, ...change }: Change): Exchange {
  const { request, ...rest } = { ...USUAL, ...change }
  return isHttp === false || request === undefined ? rest : { ...rest, request }
}
