/** A whole number below `most`, by a seed of its own. */
export type Dice = (most: number) => number

export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  return (most) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t)
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * most)
  }
}

const pick = <T>(dice: Dice, values: readonly T[]): T => values[dice(values.length)]!

/** What one line says, in the words of the fields; absent: not told. */
export type Truth = {
  readonly time: string
  readonly method: string
  readonly target: string
  readonly status: string
  readonly bytes: string
  readonly referrer: string | undefined
  readonly agent: string | undefined
  readonly host: string
  readonly duration: string
  readonly client: string
}

const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'curl/8.5.0',
  'okhttp/4.12.0',
  'Zabbix',
]
const PATHS = ['/', '/aide', '/fiche/12', '/recherche?q=a', '/style.css', '/api/v1/calcul', '/a%20b', '/contact']
const STATUSES = [
  '200',
  '200',
  '200',
  '200',
  '200',
  '200',
  '200',
  '206',
  '301',
  '302',
  '304',
  '404',
  '404',
  '403',
  '500',
  '499',
]

export function truthOf(dice: Dice, line: number): Truth {
  const status = pick(dice, STATUSES)
  const second = String(line % 60).padStart(2, '0')
  const minute = String(Math.floor(line / 60) % 60).padStart(2, '0')
  return {
    time: `10/Mar/2026:09:${minute}:${second} +0100`,
    method: pick(dice, ['GET', 'GET', 'GET', 'GET', 'POST', 'HEAD']),
    target: pick(dice, PATHS),
    status,
    bytes: status === '304' ? '0' : String(100 + dice(90_000)),
    referrer: pick(dice, [
      undefined,
      undefined,
      'https://www.example.fr/aide',
      'https://www.example.fr/recherche?q=b',
      'https://www.example.org/',
      'android-app://com.example.search/',
    ]),
    agent: dice(40) === 0 ? undefined : pick(dice, AGENTS),
    host: pick(dice, ['www.example.fr', 'www.example.fr', 'demarches.example.fr']),
    duration: `${dice(3)}.${String(dice(1000)).padStart(3, '0')}`,
    client: `203.0.113.${dice(250) + 1}`,
  }
}

const hex = (dice: Dice, digits: number): string =>
  Array.from({ length: digits }, () => '0123456789abcdef'[dice(16)]).join('')

/** Columns that people add to a log, each with LEAK where a value may be of a person. */
const COLUMNS: Readonly<Record<string, (truth: Truth, dice: Dice) => string>> = {
  forwarded: ({ client }, dice) => pick(dice, [`"${client}, 198.51.100.${dice(250)}"`, `"${client}"`, '"-"']),
  address: (_, dice) => `198.51.100.${dice(250)}`,
  upstream: (_, dice) => `198.51.100.${dice(250)}:8080`,
  cookie: (_, dice) => `"session=LEAK${hex(dice, 12)}; theme=dark"`,
  cookieWithUrl: (_, dice) => `"LEAK=${hex(dice, 6)}; back=https://www.example.org/${dice(9)}"`,
  id: (_, dice) => `LEAK${hex(dice, 28)}`,
  quotedId: (_, dice) => `"LEAK${hex(dice, 8)}-${hex(dice, 4)}"`,
  requestTime: ({ duration }) => duration,
  upstreamTimes: ({ duration }, dice) => pick(dice, [duration, `0.001, ${duration}`, '-']),
  namedTimes: ({ duration }, dice) => `uct="${pick(dice, [duration, `0.001, ${duration}`, '-'])}"`,
  namedTime: ({ duration }) => `rt=${duration}`,
  pipe: (_, dice) => pick(dice, ['.', '.', 'p']),
  gzip: (_, dice) => pick(dice, ['-', `${dice(5)}.${10 + dice(90)}`]),
  cache: (_, dice) => pick(dice, ['HIT', 'MISS', '-']),
  upstreamStatus: ({ status }, dice) => pick(dice, [status, status, status, '-', '200']),
  sameStatus: ({ status }, dice) => (dice(30) === 0 ? '504' : status),
  requestLength: (_, dice) => String(150 + dice(450)),
  connection: (_, dice) => String(1 + dice(90_000)),
  host: ({ host }) => host,
  quotedHost: ({ host }) => `"${host}"`,
  machine: () => 'web1',
  level: () => '[info]',
  protocol: () => 'TLSv1.3',
  cipher: () => 'TLS_AES_256_GCM_SHA384',
  iso: (_, dice) => `2026-03-10T09:31:${10 + dice(50)}+01:00`,
  msec: (_, dice) => `17731314${10 + dice(80)}.${100 + dice(900)}`,
  otherTime: (_, dice) => `[10/Mar/2026:09:31:${10 + dice(50)} +0100]`,
  origin: (_, dice) => pick(dice, ['"-"', '"https://www.example.fr"']),
  ownUrl: ({ host, target }) => `"https://${host}${target}"`,
  location: ({ status }, dice) => (status.startsWith('30') ? `"https://www.example.fr/apres/${dice(9)}"` : '"-"'),
  server: () => '"nginx/1.26.2"',
  accept: (_, dice) => pick(dice, ['"text/html,application/xhtml+xml"', '"*/*"', '"-"']),
  language: (_, dice) => pick(dice, ['"fr-FR,fr;q=0.9"', '"en"', '"-"']),
  hints: () => '"\\x22Chromium\\x22;v=\\x22128\\x22"',
  otherAgent: (_, dice) => pick(dice, ['"-"', '"Mozilla/5.0 (LEAK)"']),
  user: (_, dice) => pick(dice, ['-', '-', 'LEAK', 'LEAK dupont']),
  country: (_, dice) => pick(dice, ['FR', 'BE', '-']),
  email: (_, dice) => pick(dice, ['"LEAK@example.org"', '"-"']),
  empty: () => '""',
  dash: () => '-',
  brackets: () => '[demo-api-80]',
  scheme: () => 'https',
  port: () => '443',
  word: (_, dice) => `LEAK${dice(9)}`,
}
const NAMES = Object.keys(COLUMNS)

const quoted = (value: string | undefined): string => `"${value ?? '-'}"`

/** The columns of `combined` and `common`. */
const BASE: Readonly<Record<string, (truth: Truth, dice: Dice) => string>> = {
  'base client': ({ client }) => client,
  'base ident': () => '-',
  'base user': (_, dice) => pick(dice, ['-', '-', '-', '-', '-', 'LEAK']),
  'base time': ({ time }) => `[${time}]`,
  'base request': ({ method, target }) => `"${method} ${target} HTTP/1.1"`,
  'base status': ({ status }) => status,
  'base bytes': ({ bytes }) => bytes,
  'base referrer': ({ referrer }) => quoted(referrer),
  'base agent': ({ agent }) => quoted(agent),
}
const COMBINED = Object.keys(BASE)
const SEPARATORS = [' ', ' ', ' ', ' ', ' ', ' ', '\t', '|', ' | ', ';']
/** In the place of another that looks the same, nothing but the server's configuration tells them apart. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  'base bytes': ['requestLength', 'connection', 'port', 'upstreamStatus', 'sameStatus', 'dash'],
  'base agent': ['server'],
}

/** Without the first, the second is all that there is of its kind. */
const TWINS = [
  ['base agent', 'otherAgent'],
  ['base status', 'sameStatus'],
  ['base status', 'upstreamStatus'],
  ['base time', 'otherTime'],
] as const

function replaceAll(columns: string[], name: string, by: string): void {
  for (const [at, column] of columns.entries()) if (column === name) columns[at] = by
}

export type RandomLayout = { readonly columns: readonly string[]; readonly separator: string }

/** `combined` or `common` with columns before, behind and in place of its own. */
export function randomLayout(dice: Dice): RandomLayout {
  const columns = dice(4) === 0 ? COMBINED.slice(0, -2) : [...COMBINED]
  for (let i = dice(3); i > 0; i--) {
    const at = dice(columns.length)
    const name = pick(dice, NAMES)
    if (ALIKE[COMBINED[at] ?? '']?.includes(name) !== true) columns[at] = name
  }
  // In front of all others a name with a blank has no border.
  const inFront = NAMES.filter((name) => name !== 'user')
  const front = dice(3)
  for (let i = front; i > 0; i--) columns.unshift(pick(dice, inFront))
  for (let i = dice(6); i > 0; i--) columns.push(pick(dice, NAMES))
  // Behind `common` it stands where the agent does.
  if (columns[front + COMBINED.indexOf('base agent')] === 'server') replaceAll(columns, 'server', 'word')
  for (const [alone, other] of TWINS) if (!columns.includes(alone)) replaceAll(columns, other, 'word')
  return { columns, separator: pick(dice, SEPARATORS) }
}

export function writeLine({ columns, separator }: RandomLayout, truth: Truth, dice: Dice): string {
  return columns.map((name) => (BASE[name] ?? COLUMNS[name])!(truth, dice)).join(separator)
}
