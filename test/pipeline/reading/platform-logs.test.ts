import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { FATE } from '../../../src/domain/fate.ts'
import { readConfiguration } from '../../../src/config/index.ts'
import { countLogs } from '../../../src/pipeline/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'comptage-platforms-'))
afterAll(() => rmSync(folder, { recursive: true }))

const YAML = `timezone: Europe/Paris
service: { name: Essai }
features: [ { id: aide, match: /aide }, { id: fiche, match: /fiche/:numero }, { id: recherche, match: '/recherche?q=LEAK' } ]
`

async function count(name: string, lines: readonly string[], more = '') {
  const { configuration, problems: wrong } = readConfiguration(
    YAML + more.replace('LOG', join(folder, name)),
    'comptage.yaml',
    { folder: '/' },
  )
  expect(wrong.filter(({ code }) => code.startsWith('CONFIG_'))).toEqual([])
  const log = join(folder, name)
  writeFileSync(log, lines.map((line) => `${line}\n`).join(''))
  const durations: number[] = []
  const hits = new Map<string, number>()
  const { ledger, problems } = await countLogs(
    { configuration: configuration!, logs: [log] },
    {
      onHit: ({ fate, day, hour, feature, status, method, bytes, duration }) => {
        if (duration >= 0) durations.push(duration)
        const key = [fate, day, hour, feature, status, method, bytes].join()
        if (fate !== FATE['not-a-request']) hits.set(key, (hits.get(key) ?? 0) + 1)
      },
    },
  )
  const found = problems.find(({ code }) => code === 'FORMAT_DETECTED')
  return {
    durations,
    hits: [...hits].map(String).sort().join('\n'),
    fates: ledger.total.fates,
    reasons: ledger.total.malformed,
    found,
    problems,
  }
}

type Request = ReturnType<typeof requestOf>

const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
const PATHS = ['/aide', '/fiche/LEAK', '/recherche?q=LEAK', '/autre', '/style.css', '/aide?x=%22a b%22']
const STATUSES = [200, 200, 200, 301, 404, 503]
const METHODS = ['GET', 'GET', 'GET', 'POST', 'HEAD']

// Numbers without a common factor, so that all meet.
function requestOf(i: number) {
  return {
    time: new Date(Date.UTC(2026, 2, 10, 8) + i * 41_000),
    method: METHODS[i % 5]!,
    path: PATHS[i % 7] ?? '/aide',
    status: STATUSES[i % 11] ?? 200,
    bytes: (i * 37) % 9000,
    ms: 1 + ((i * 13) % 900),
  }
}

const iso = ({ time }: Request): string => time.toISOString().replace('Z', '+00:00')
const MONTHS = ['Jan', 'Feb', 'Mar']
const clf = ({ time }: Request): string =>
  `${String(time.getUTCDate()).padStart(2, '0')}/${MONTHS[time.getUTCMonth()]}/2026:${time.toISOString().slice(11, 19)} +0000`
const go = ({ time }: Request): string => `${time.toISOString().replace('T', ' ').replace('Z', '000000')} +0000 UTC`

const SPELLINGS: Readonly<
  Record<
    string,
    { readonly write: (request: Request) => string; readonly others: (request: Request) => readonly string[] }
  >
> = {
  combined: {
    write: (r) => `203.0.113.7 - - [${clf(r)}] "${r.method} ${r.path} HTTP/1.1" ${r.status} ${r.bytes} "-" "${AGENT}"`,
    others: () => ['', '# LEAK'],
  },
  scalingo: {
    write: (r) =>
      `${go(r)} [router] method=${r.method} path="${r.path}" host=www.example.fr request_id=LEAK container=web-1 from="203.0.113.7" protocol=https status=${r.status} duration=${r.ms / 1000}s bytes=${r.bytes} referer="-" user_agent="${AGENT}"`,
    others: (r) => [
      `${go(r)} [web-1] 203.0.113.7 - - [${clf(r)}] "GET /aide HTTP/1.1" 200 1 "-" "LEAK"`,
      `${go(r)} [web-1] method=GET path=/aide format=html controller=LEAK status=200 duration=5.1`,
      `${go(r)} [worker-1] {"level":"info","message":"LEAK"}`,
    ],
  },
  heroku: {
    write: (r) =>
      `${iso(r)} heroku[router]: at=info method=${r.method} path="${r.path}" host=www.example.fr request_id=LEAK fwd="203.0.113.7" dyno=web.1 connect=0ms service=${r.ms}ms status=${r.status} bytes=${r.bytes} protocol=https`,
    others: (r) => [
      `${iso(r)} app[web.1]: 203.0.113.7 - - [${clf(r)}] "GET /aide HTTP/1.1" 200 1 "-" "LEAK"`,
      `${iso(r)} app[web.1]: method=GET path=/aide format=html controller=LEAK status=200 duration=5.1`,
      `${iso(r)} app[worker.1]: Traceback (LEAK)`,
    ],
  },
  logfmt: {
    write: (r) =>
      `ts=${iso(r)} level=info msg="request done" method=${r.method} path="${r.path}" status=${r.status} size=${r.bytes} duration=${r.ms}ms remote=203.0.113.7 user_agent="${AGENT}"`,
    others: (r) => [
      `ts=${iso(r)} level=warn msg="LEAK is slow" took=12s`,
      '    at LEAK (/app/index.js:12:3)',
      '{"level":"info","message":"LEAK"}',
    ],
  },
}

describe('the same ten thousand requests, one line of five from the application', () => {
  const requests = Array.from({ length: 10_000 }, (_, i) => requestOf(i))
  const lines = ({ write, others }: (typeof SPELLINGS)[string]): readonly string[] =>
    requests.flatMap((request, i) => [
      write(request),
      ...(i % 4 === 0 ? [others(request)[(i / 4) % others(request).length] ?? ''] : []),
    ])

  it('give the same figures in every format', async () => {
    const counted = await Promise.all(
      Object.entries(SPELLINGS).map(async ([name, spelling]) => ({ name, ...(await count(name, lines(spelling))) })),
    )
    const [first] = counted
    for (const { name, hits, fates, found } of counted) {
      expect(found).toMatchObject({ format: name })
      expect(fates).toMatchObject({ malformed: 0, 'not-a-request': 2500 })
      expect({ name, hits, fates }).toEqual({ name, hits: first?.hits, fates: first?.fates })
    }
    expect(first?.fates.counted).toBeGreaterThan(3000)
  })
})

describe('the router of a platform', () => {
  it.each(['heroku', 'scalingo'])(
    'is found though nineteen lines of twenty are of the application: %s',
    async (name) => {
      const { write, others } = SPELLINGS[name]!
      const log = Array.from({ length: 40 }, (_, i) => requestOf(i)).flatMap((request) => [
        ...Array.from({ length: 19 }, (_, i) => others(request)[1 + (i % 2)]!),
        write(request),
      ])
      expect(await count(`few-${name}`, log)).toMatchObject({ found: { format: name, fits: 40, of: 40 } })
    },
  )

  it.each([
    ['a quote that is not closed', 'at=info method=GET path="/aide host=www.example.fr status=200'],
    ['a quote within a value', 'at=info method=GET path="/a"ide" host=www.example.fr status=200'],
    ['a key that comes twice', 'at=info method=GET path="/aide" status=200 bytes=1 status=404'],
    ['a word that is no pair', 'at=info method=GET path="/aide" LEAK status=200'],
  ])('does not guess: %s', async (_, line) => {
    const log = Array.from({ length: 40 }, (_, i) => SPELLINGS['heroku']!.write(requestOf(i)))
    const { reasons } = await count('torn', [...log, `${iso(requestOf(1))} heroku[router]: ${line}`])
    expect(reasons).toMatchObject({ 'bad-line': 1 })
  })
})

describe('logfmt', () => {
  const log = Array.from({ length: 40 }, (_, i) => SPELLINGS['logfmt']!.write(requestOf(i)))

  it('is alarmed by requests in another format', async () => {
    const { reasons } = await count('two', [...log, SPELLINGS['combined']!.write(requestOf(1))])
    expect(reasons).toMatchObject({ 'bad-line': 1 })
  })

  it('takes the time of what is wrapped around it', async () => {
    const timeless = log.map((line) => `Mar 10 09:31:24 lb1 web[8]: ${line.replace(/^ts=\S+ /, '')}`)
    expect(await count('wrapped', timeless)).toMatchObject({
      found: { format: 'logfmt', wrappers: ['syslog'], fits: 40 },
    })
  })

  it('is refused where two keys say different things', async () => {
    const unclear = log.map((line, i) => `${line} uri=/other/${i}`)
    const { problems } = await count('unclear', unclear)
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'FORMAT_NOT_DETECTED', why: 'keys-unclear', keys: ['uri', 'path'] }),
    )
  })
})

describe.each([
  { format: 'json', write: (r: Request) => `{"at":"${iso(r)}","p":"${r.path}","code":${r.status},"took":${r.ms}}` },
  {
    format: 'logfmt',
    write: (r: Request) => `at=${iso(r)} p="${r.path}" code=${r.status} took=${r.ms} ip=203.0.113.7`,
  },
])('keys of $format that the operator names', ({ format, write }) => {
  it('are read, and the duration by the unit that goes with them', async () => {
    const requests = Array.from({ length: 40 }, (_, i) => requestOf(i))
    const logs = `logs: [ { path: LOG, format: ${format}, fields: { time: at, target: p, status: code, duration: took, duration_unit: ms } } ]
datasets: [ { by: [month, feature], measures: [requests, duration_p50] } ]
`
    const { durations, fates } = await count(`keys-${format}`, requests.map(write), logs)
    expect(fates.malformed).toBe(0)
    expect(durations).toContain(requests.find(({ path, status }) => path === '/aide' && status === 200)!.ms * 1000)
  })
})
