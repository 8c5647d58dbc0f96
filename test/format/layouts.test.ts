import { describe, expect, it } from 'vitest'
import { detectFormat, type Detected } from '../../src/format/index.ts'
import { diceOf, truthOf, type Truth } from '../properties/random-layout.ts'

const LINES = 40

function detect(write: (truth: Truth, line: number) => string, lines = LINES): Detected {
  const dice = diceOf(7)
  const text = Array.from({ length: lines }, (_, line) => `${write(truthOf(dice, line), line)}\n`).join('')
  const bytes = Buffer.from(text, 'latin1')
  return detectFormat({ bytes, start: 0, end: bytes.length })
}

const ref = ({ referrer = '-' }: Truth): string => `"${referrer}"`
const ua = ({ agent = '-' }: Truth): string => `"${agent}"`
const common = (t: Truth): string =>
  `${t.client} - - [${t.time}] "${t.method} ${t.target} HTTP/1.1" ${t.status} ${t.bytes}`
const combined = (t: Truth): string => `${common(t)} ${ref(t)} ${ua(t)}`

const FRONT = '$column_1 $column_2 $column_3 [$time_local] "$request" $status $column_7'

describe('a layout that nobody named is read as combined and columns that are not looked at', () => {
  it.each<{ why: string; write: (truth: Truth, line: number) => string; string: string }>([
    {
      why: 'an address in quotes and a duration',
      write: (t) => `${combined(t)} "${t.client}" ${t.duration}`,
      string: `${FRONT} "$http_referer" "$http_user_agent" "$column_10" $column_11`,
    },
    {
      why: 'durations with their names',
      write: (t) => `${combined(t)} rt=${t.duration} uct="0.001, 0.002" LEAK`,
      string: `${FRONT} "$http_referer" "$http_user_agent" $column_10 $name_11="$column_11" $column_12`,
    },
    {
      why: 'a level in front',
      write: (t) => `[info] ${combined(t)} LEAK`,
      string:
        '[$column_1] $column_2 $column_3 $column_4 [$time_local] "$request" $status $column_8 "$http_referer" "$http_user_agent" $column_11',
    },
    {
      why: 'TAB between columns',
      write: (t) =>
        combined(t)
          .replace(/ (?=[-["\d])/g, '\t')
          .replace('\t+', ' +'),
      string: `${FRONT} "$http_referer" "$http_user_agent"`.replaceAll(' ', '\t'),
    },
    {
      why: 'bars between columns, and nothing in quotes',
      write: (t) =>
        [t.client, t.time, `${t.method} ${t.target} HTTP/1.1`, t.status, t.referrer ?? '-', t.agent ?? '-'].join('|'),
      string: '$column_1|$time_local|$request|$status|$http_referer|$http_user_agent',
    },
    {
      why: 'common with a host and a duration',
      write: (t) => `${common(t)} ${t.host} ${t.duration}`,
      string: `${FRONT} $column_8 $column_9`,
    },
    {
      why: 'the agent before the referrer, which then is none for sure',
      write: (t) => `${common(t)} ${ua(t)} ${ref(t)} LEAK`,
      string: `${FRONT} "$http_user_agent" "$column_9" $column_10`,
    },
    {
      why: 'a cookie where the referrer should be',
      write: (t, line) => `${common(t)} "session=LEAK${line}" ${ua(t)}`,
      string: `${FRONT} "$column_8" "$http_user_agent"`,
    },
    {
      why: 'addresses that every redirect has, and nothing else: there they lead to',
      write: (t, line) =>
        `${t.client} - - [${t.time}] "GET ${t.target} HTTP/1.1" ${line % 9 === 0 ? 301 : 200} 512 "${line % 9 === 0 ? 'https://www.example.fr/apres/b' : '-'}" ${ua(t)}`,
      string: `${FRONT} "$column_8" "$http_user_agent"`,
    },
  ])('$why', ({ write, string }) => {
    expect(detect(write)).toMatchObject({ scanner: { name: 'custom' }, fits: LINES, of: LINES, layout: { string } })
  })

  it('says in which columns it reads what, and cannot give the others', () => {
    const detected = detect((t) => `${combined(t)} "${t.client}" ${t.duration}`)
    expect(detected).toMatchObject({
      layout: {
        columns: 11,
        read: [
          { field: 'time', column: 4 },
          { field: 'request', column: 5 },
          { field: 'status', column: 6 },
          { field: 'referrer', column: 8 },
          { field: 'agent', column: 9 },
        ],
      },
    })
    const fields = 'scanner' in detected ? [...detected.scanner.fields] : []
    expect(fields.sort()).toEqual(['agent', 'method', 'protocol', 'referrer', 'request', 'status', 'target', 'time'])
  })
})

describe('is refused, where a column could be two things', () => {
  it.each<{ why: string; write: (truth: Truth, line: number) => string }>([
    { why: 'two columns of agents', write: (t) => `${combined(t)} "Mozilla/5.0 (LEAK)"` + ' x' },
    { why: 'two statuses that differ', write: (t, line) => `${combined(t)} ${line % 9 === 0 ? '502' : t.status} x` },
    {
      why: 'a length where the status should be',
      write: (t, line) => combined(t).replace(` ${t.status} `, ` ${201 + ((line * 7) % 390)} `),
    },
    { why: 'a cookie where the agent should be', write: (t, line) => `${common(t)} ${ref(t)} "session=LEAK${line}"` },
    {
      why: 'where redirects lead to, instead of the agent',
      write: (t, line) => `${common(t)} ${ref(t)} "${line % 9 === 0 ? 'https://www.example.fr/apres' : '-'}" "*/*"`,
    },
    { why: 'addresses where the agent should be', write: (t) => `${common(t)} ${ref(t)} "${t.client}, 198.51.100.9"` },
    {
      why: 'lines of two layouts',
      write: (t, line) => (line % 10 === 0 ? `${common(t)} "LEAK" ${ref(t)} ${ua(t)} x` : `${combined(t)} x`),
    },
  ])('$why', ({ write }) => {
    expect(detect(write)).not.toHaveProperty('scanner')
  })

  it('and where there are too few lines to tell', () => {
    expect(detect((t) => `${combined(t)} LEAK`, 15)).not.toHaveProperty('scanner')
  })
})

it.each(['Go-http-client/1.1', 'node.js/18', 'fr.gouv.app/12 CFNetwork/1490', 'curl/8.5.0'])(
  'an agent is none of the things that it is not: %s',
  (agent) => {
    expect(detect((t) => `${common(t)} ${ref(t)} "${agent}"`)).toMatchObject({ scanner: { name: 'combined' } })
  },
)

it('a few redirects that alone have referrers, though not all, leave the referrer where it is', () => {
  const write = (t: Truth, n: number): string =>
    `${t.client} - - [${t.time}] "GET ${t.target} HTTP/1.1" ${n % 4 === 0 ? 302 : 200} 512 "${n % 4 === 0 && n > 0 ? 'https://www.example.fr/a/b' : '-'}" ${ua(t)}`
  expect(detect(write)).toMatchObject({ scanner: { name: 'combined' } })
})

it('a line of an application that looks like one of a router hides no log', () => {
  const write = (t: Truth, n: number): string =>
    n === 7 ? 'at=info method=GET path="/x" host=a fwd="192.0.2.1" status=200 bytes=5' : combined(t)
  expect(detect(write, 100)).toMatchObject({ scanner: { name: 'combined' } })
})

it.each<{ why: string; write: (truth: Truth, line: number) => string }>([
  {
    why: 'addresses in quotes in front of a host',
    write: (t, line) => `${line % 3 === 0 ? '"203.0.113.9, 198.51.100.3"' : '"-"'} ${t.host} ${combined(t)}`,
  },
  {
    why: 'a list of durations, of which the second stands where the host should',
    write: (t, line) => `${line % 3 === 0 ? '0.001, ' : ''}${t.duration} ${t.host} ${combined(t)}`,
  },
])('$why do not make one', ({ write }) => {
  const detected = detect(write)
  expect('scanner' in detected && detected.scanner.fields.has('host')).toBe(false)
})
