import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { explainLine, type ExplainedLine } from '../../../src/pipeline/explain/explain-line.ts'
import { planCount } from '../../../src/pipeline/plan-count.ts'
import { configurationOf } from '../configuration-of.ts'

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
const FEATURES = `
since: 2026-01-01
features:
  - { id: aide, match: [/aide/:sujet] }
ignore: [/health]
`

/** Explains what comes through a pipe. */
async function explained(stdin: string, yaml = FEATURES, format?: string): Promise<ExplainedLine> {
  const plan = planCount({ configuration: configurationOf(yaml), ...(format === undefined ? {} : { format }) })
  return explainLine(plan, Readable.from(stdin === '' ? [] : [Buffer.from(stdin, 'latin1')]))
}

function combined(
  request: string,
  { time = '10/Mar/2026:23:31:24 +0000', status = '200', agent = FIREFOX } = {},
): string {
  return `203.0.113.7 - LEAK-user [${time}] "${request}" ${status} 5120 "https://LEAK.example.org/" "${agent}"`
}

describe('a target with a host', () => {
  it.each([
    { request: 'GET http://other.example.org/aide/x HTTP/1.1', fate: 'unmatched', isForeign: true },
    { request: 'HEAD http://other.example.org/aide/x HTTP/1.1', fate: 'method', isForeign: true },
    { request: 'GET http://www.example.fr/aide/x HTTP/1.1', fate: 'counted', isForeign: false },
    { request: 'GET http://www.example.fr/x HTTP/1.1', fate: 'unmatched', isForeign: false },
  ])('of another service is told as such: $request', async ({ request, fate, isForeign }) => {
    expect(await explained(`${combined(request)}\n`)).toMatchObject({ fate, isForeign })
  })
})

describe('of each field only the class is left', () => {
  it('of a request that is counted', async () => {
    const line = await explained(`${combined('GET /aide/LEAK?nom=LEAK HTTP/1.1')}\n`)
    expect(line).toMatchObject({ format: 'combined', isFormatSure: true, isOnly: true, fate: 'counted' })
    expect(line.feature?.id).toBe('aide')
    expect(line.winner?.value).toBe('/aide/:sujet')
    expect(line.read).toEqual({
      day: '2026-03-11',
      hour: 0,
      method: 'GET',
      path: '/aide/{word}',
      status: '2xx',
      hasBytes: true,
      referrer: 'other',
      agent: ['human', 'desktop', 'firefox', 'linux'],
    })
    expect(JSON.stringify(line)).not.toContain('LEAK')
  })

  it('of a line whose columns the header before it names', async () => {
    const header = '#Software: x\n#Fields: date time cs-method cs-uri-stem sc-status cs(User-Agent)\n'
    const w3c =
      '2026-03-10 08:31:24 GET /aide/LEAK 200 Mozilla/5.0+(X11;+Linux+x86_64;+rv:128.0)+Gecko/20100101+Firefox/128.0\n'
    const line = await explained(header + w3c)
    expect(line).toMatchObject({ format: 'w3c', isFormatSure: true, isOnly: true, fate: 'counted' })
    expect((await explained(header)).fate).toBe('not-a-request')
  })

  it.each([
    { fate: 'unmatched', request: 'GET /LEAK HTTP/1.1', path: '/{word}', why: 'no feature has it' },
    { fate: 'ignored', request: 'GET /health HTTP/1.1', path: '/health', why: 'told to ignore' },
    {
      fate: 'unmatched',
      request: 'GET http://LEAK.example.org/aide/x HTTP/1.1',
      path: '/aide/{word}',
      why: 'a foreign host',
    },
    { fate: 'out-of-period', time: '31/Dec/2025:12:00:00 +0000', path: '/aide/{word}', why: 'before the first day' },
    { fate: 'failed', status: '500', path: '/aide/{word}', why: 'an error' },
    { fate: 'robot', agent: 'Googlebot/2.1', path: '/aide/{word}', why: 'a robot' },
    { fate: 'method', request: 'OPTIONS * HTTP/1.1', path: undefined, why: 'no path' },
  ])('also where the decision falls early: $why', async ({ fate, request = 'GET /aide/x HTTP/1.1', path, ...more }) => {
    const line = await explained(combined(request, more))
    expect(line.fate).toBe(fate)
    expect(line.read.path).toBe(path)
    expect(line.read.agent).toHaveLength(path === undefined ? 0 : 4)
    expect(JSON.stringify(line)).not.toContain('LEAK')
  })
})

describe('a line that does not fit says why and where', () => {
  it.each([
    { stdin: 'LEAK', misfit: { reason: 'bad-line', column: 5 }, why: 'no line of a log' },
    {
      stdin: combined('GET /aide/x HTTP/1.1', { time: '30/Feb/2026:00:00:00 +0000' }),
      misfit: { reason: 'bad-time', column: 26 },
      why: 'no such day',
    },
    {
      stdin: combined('GET /aide/x HTTP/1.1', { status: '999' }),
      misfit: { reason: 'bad-status', column: 77 },
      why: 'no such status',
    },
    { stdin: combined('LEAK', { status: '400' }), misfit: { reason: 'bad-request', column: 55 }, why: 'no request' },
  ])('$why', async ({ stdin, misfit }) => {
    const line = await explained(stdin, FEATURES, 'combined')
    expect(line).toMatchObject({ fate: 'malformed', misfit })
    expect(JSON.stringify(line)).not.toContain('LEAK')
  })

  it('against the nearest format, where none is given and none reads it', async () => {
    const line = await explained('203.0.113.7 LEAK')
    expect(line).toMatchObject({ fate: 'malformed', isFormatSure: false, misfit: { reason: 'bad-line' } })
  })

  it('and says which value of it is not believed', async () => {
    const line = await explained(`${combined('GET /aide/x HTTP/1.1')} 12345`)
    expect(line.refusal).toMatchObject({ alike: ['combined_d', 'icecast'] })
    const none = await explained(combined('LEAK'))
    expect(none.refusal).toMatchObject({ nearest: 'combined', why: 'disbelieved', fields: ['request'], column: 55 })
  })

  it('as a message, where a server wrote it without a request', async () => {
    const line = await explained('Server app/web1 is DOWN, reason: Layer4 timeout')
    expect(line).toMatchObject({ fate: 'not-a-request', isFormatSure: false })
  })
})

describe('the format', () => {
  const custom = '[$time_iso8601] "$request" $status'
  const line = '[2026-03-10T23:31:24+00:00] "GET /aide/x HTTP/1.1" 200'
  const logs = (formats: readonly string[]): string =>
    `${FEATURES}logs:\n${formats.map((format) => `  - { path: a.log, format: '${format}' }\n`).join('')}`

  it('is the one asked for', async () => {
    expect(await explained(line, logs(['combined']), custom)).toMatchObject({ format: 'custom', fate: 'counted' })
  })
  it('else the one that all logs share', async () => {
    expect(await explained(line, logs([custom, custom]))).toMatchObject({ format: 'custom', fate: 'counted' })
  })
  it('else the one that reads the line', async () => {
    const read = await explained(combined('GET /aide/x HTTP/1.1'), logs([custom, 'common']))
    expect(read).toMatchObject({ format: 'combined', fate: 'counted' })
  })
  it('that is unknown is refused', async () => {
    await expect(explained(line, FEATURES, 'combine')).rejects.toMatchObject({
      problems: [{ code: 'FORMAT_UNKNOWN', nearest: 'combined' }],
    })
  })
})

describe('what comes through the pipe', () => {
  it.each([
    { stdin: '\n', fate: 'not-a-request', isOnly: true, why: 'a blank line' },
    { stdin: '# LEAK\n', fate: 'not-a-request', isOnly: true, why: 'a comment' },
    { stdin: `${'x'.repeat(70_000)}\n`, fate: 'too-long', isOnly: true, why: 'a line that is too long' },
    {
      stdin: `${'x'.repeat(70_000)}\nLEAK\n`,
      fate: 'too-long',
      isOnly: false,
      why: 'a line that is too long, and one more',
    },
    {
      stdin: `${combined('GET /aide/x HTTP/1.1')}\nLEAK\n`,
      fate: 'counted',
      isOnly: false,
      why: 'two lines: the first',
    },
  ])('$why', async ({ stdin, fate, isOnly }) => {
    expect(await explained(stdin)).toMatchObject({ fate, isOnly })
  })

  it('nothing at all', async () => {
    await expect(explained('')).rejects.toMatchObject({ problems: [{ code: 'STDIN_EMPTY' }] })
  })
})
