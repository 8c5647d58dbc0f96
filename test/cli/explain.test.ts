import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { explain, type ExplainOptions } from '../../src/cli/commands/explain.ts'
import { speak } from '../../src/cli/language/language.ts'
import { combinedLine, ROOT, runComptage, testFolder } from './run-comptage.ts'
import { runCommand, type CommandRun } from './run-command.ts'

const DEMO = join(ROOT, 'fixtures/demo')
const { fresh } = testFolder('explain')
afterEach(() => speak('en'))

const CONFIG = `service: { id: essai, name: Essai, url: "https://www.example.fr" }
features:
  - { id: aide, match: [ /aide, /aide/:sujet ], partial: count, from: 2026-01-01, until: 2026-12-31 }
  - { id: lieux, match: [ "agents.example.fr/recherche?type=lieu" ], clients: all, from: 2026-01-01 }
  - { id: envoi, match: [ POST /envoi ], until: 2026-12-31 }
datasets:
  - by: [ day, feature ]
ignore: [ /health ]
`

function explained(requests: readonly string[], options: ExplainOptions = {}, stdin = ''): Promise<CommandRun> {
  const folder = fresh({ 'comptage.yaml': CONFIG })
  return runCommand(() => explain(requests, { config: join(folder, 'comptage.yaml'), ...options }), stdin)
}

/** With the configuration's name instead of its path. */
function nameless(text: string): string {
  const start = text.indexOf('(/') + 1
  return text.slice(0, start) + text.slice(text.indexOf('comptage.yaml', start))
}

describe('a request', () => {
  it('of the demo, step by step', async () => {
    const options = { config: 'fixtures/demo/comptage.yaml' }
    const { code, stdout, stderr } = await runCommand(() => explain(['POST /api/v1/./calculate?nom=LEAK'], options))
    expect(code).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).toBe(`POST /api/v1/calculate?nom=‹dropped›
   1. method    POST
   2. host      not named
   3. path      /api/v1/calculate
   4. query     nom=‹dropped›
   5. ignore    no pattern of ignore: takes it
   6. asset     no
   7. pattern   "POST /api/v1/calculate" (fixtures/demo/comptage.yaml:73) is the most specific that fits
   8. feature   api-calcul
   9. clients   people, programs, and requests without a user agent; no robot
  10. answers   a use: 2xx, 304, 101, other 3xx; partial: 206; an error: 4xx, 5xx, no answer
   → counted for api-calcul
`)
  })

  it.each([
    {
      request: '/aide',
      says: ['days      from 2026-01-01 until 2026-12-31', 'redirect: other 3xx; an error'],
      why: 'a feature’s days; parts count',
    },
    {
      request: 'POST /envoi',
      says: ['days      until 2026-12-31', '304, 101, other 3xx; partial: 206'],
      why: 'post, redirect, get',
    },
    {
      request: 'agents.example.fr/recherche?type=lieu&x=LEAK',
      says: ['query     type=lieu, x=‹dropped›', 'days      from 2026-01-01;'],
      why: 'a value that a pattern names',
    },
    {
      request: '/recherche?type=lieu',
      says: ['not named: a pattern with a host does not fit', '→ unmatched'],
      why: 'no host',
    },
    { request: 'www.example.org/aide', says: ['not a host of this service', '→ unmatched'], why: 'a foreign host' },
    { request: '/health', says: ['"/health" (', 'comptage.yaml:8) takes it', '→ ignored'], why: 'ignored' },
    { request: '/aide/x.png', says: ['asset     yes', 'pattern   none fits', '→ asset'], why: 'an asset' },
    { request: 'PUT /envoi', says: ['none takes PUT; taken: POST', '→ method'], why: 'a method that no pattern takes' },
    { request: 'OPTIONS *', says: ['OPTIONS ‹dropped›', 'are no page', '→ method'], why: 'no path' },
    {
      request: 'LEAK',
      says: ['GET ‹dropped›', 'a request is [METHOD ][HOST]/path[?query]', '→ malformed'],
      why: 'no request',
    },
    {
      request: '/aide/a%2fb%20c%1b%e2%80%ae?k%26=LEAK&%00#LEAK',
      says: ['path      /aide/a%2Fb c%1B%E2%80%AE\n', 'query     k%26=‹dropped›, %00\n'],
      why: 'what a terminal must not see',
    },
  ])('$why: $request', async ({ request, says }) => {
    const { code, stdout, stderr } = await explained([request])
    expect(code).toBe(0)
    for (const words of says) expect(stdout).toContain(words)
    expect(stdout + stderr).not.toContain('LEAK')
  })

  it('several, and --quiet: the decision alone', async () => {
    const { stdout } = await explained(['/aide?x=LEAK', 'HEAD /nulle/part'], { quiet: true })
    expect(stdout).toBe(
      'GET /aide?x=‹dropped› → counted for aide\nHEAD /nulle/part → method: no feature takes this method\n',
    )
    expect((await explained(['/aide', '/aide'])).stdout.match(/^GET \/aide$/gm)).toHaveLength(2)
  })
})

describe('the id of a feature', () => {
  it('tells what it takes, whose, and when', async () => {
    const { code, stdout } = await explained(['aide', 'lieux'])
    expect([code, stdout]).toEqual([
      0,
      `aide: aide
   takes     /aide
             /aide/:sujet
   counts    people, parts of files, from 2026-01-01, to 2026-12-31

lieux: lieux
   takes     agents.example.fr/recherche?type=lieu
   counts    people and programs, from 2026-01-01
`,
    ])
    expect((await explained(['aide'], { quiet: true })).stdout).toBe('/aide\n/aide/:sujet\n')
  })

  it('with a line below it too', async () => {
    const folder = fresh({ 'comptage.yaml': CONFIG.replace('id: envoi', 'id: mes_pieces') })
    const run = await runCommand(() => explain(['mes_pieces'], { config: join(folder, 'comptage.yaml') }), '')
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout).toContain('POST /envoi')
  })

  it('that is none: the nearest one', async () => {
    const { code, stdout, stderr } = await explained(['lieu'])
    expect([code, stdout]).toEqual([64, ''])
    expect(stderr).toContain('neither a request nor the id of a feature; did you mean "lieux"?')
    expect((await explained(['xyzxyz'])).stderr).toMatch(/the id of a feature\n/)
  })
})

describe('a line', () => {
  const line = combinedLine({
    request: 'GET /aide/LEAK?x=LEAK HTTP/1.1',
    referrer: 'https://LEAK.example.org/LEAK',
    agent: 'Mozilla/5.0 (LEAK; X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 LEAK',
  })

  it('shows each field by its class, and no byte of the line', async () => {
    const { code, stdout, stderr } = await explained([], { line: true }, line)
    expect(code).toBe(0)
    expect(stderr).toBe('')
    expect(nameless(stdout)).toBe(`  format     combined
  time       2026-03-10, hour 9 (Europe/Paris)
  method     GET
  path       /aide/{word}
  query      ‹dropped›, once compared with what patterns ask of type
  status     2xx
  bytes      a number, not shown
  referrer   other
  agent      human: desktop, firefox, linux
  the rest   ‹dropped›: address, user and all else
  pattern    "/aide/:sujet" (comptage.yaml:3)
  feature    aide
   → counted for aide
`)
  })

  it('is told in French all through, as is a request', async () => {
    speak('fr')
    const { stdout } = await explained([], { line: true }, line)
    expect(nameless(stdout)).toBe(`  format          combined
  heure           2026-03-10, heure 9 (Europe/Paris)
  méthode         GET
  chemin          /aide/{word}
  paramètres      ‹écartés›, une fois comparés à ce que les motifs demandent de type
  réponse         2xx
  octets          un nombre, non montré
  provenance      Autre
  logiciel        Personne\u00A0: Ordinateur, Firefox, Linux
  le reste        ‹écarté›\u00A0: adresse, compte et tout le reste
  motif           «\u00A0/aide/:sujet\u00A0» (comptage.yaml:3)
  fonctionnalité  aide
   → comptée pour aide
`)
    const request = nameless((await explained(['/aide/x'])).stdout)
    expect(request).toContain('   4. paramètres      aucun\n')
    expect(request).toContain(
      '   7. motif           «\u00A0/aide/:sujet\u00A0» (comptage.yaml:3) est le plus précis qui convienne\n',
    )
  })

  const custom = '$host $remote_addr [$time_local] $request_uri $status'
  it.each([
    { stdin: line, says: ['column 94'], options: { format: 'common' }, why: 'a line of another format' },
    {
      stdin: 'LEAK\n',
      says: ['no known one reads this line, and none comes near', 'malformed (bad-line), at column 5'],
      why: 'no line at all',
    },
    { stdin: '# LEAK\n', says: ['→ not-a-request'], why: 'a comment' },
    { stdin: `${'LEAK'.repeat(20_000)}\n`, says: ['→ too-long'], why: 'too long' },
    {
      stdin: line.replace('/aide/LEAK', '/LEAK-LEAK'),
      says: ['path       /{slug}', '→ unmatched'],
      why: 'no feature has it',
    },
    { stdin: line.replace('/aide/LEAK', '/health'), says: ['pattern    "/health"', '→ ignored'], why: 'ignored' },
    {
      stdin: line.replace('Mozilla', 'Googlebot'),
      says: ['agent      search-robot\n', 'feature    aide', '→ robot'],
      why: 'a robot',
    },
    {
      stdin: line.replace('200 512', '200 -'),
      options: { format: '%h %l %u %t "%r" %>s %B "%{Referer}i" "%{User-Agent}i"' },
      says: ['bytes      not read'],
      why: 'no size',
    },
    {
      stdin: 'LEAK.example.fr 203.0.113.7 [10/Mar/2026:09:31:24 +0100] /aide/LEAK 200\n',
      options: { format: custom },
      says: [
        'format     custom',
        'not in this format: taken for GET',
        'host       ‹dropped›',
        'referrer   not in this format',
        'agent      not in this format',
        'bytes      not in this format',
      ],
      why: 'a format of few fields',
    },
    {
      stdin: line.replace('10/Mar', '30/Feb'),
      options: { format: 'combined' },
      says: ['time       not read', 'malformed (bad-time), at column 26'],
      why: 'no such day',
    },
  ])('$why', async ({ stdin, options = {}, says }) => {
    const { code, stdout, stderr } = await explained([], { line: true, ...options }, stdin)
    expect(code).toBe(0)
    for (const words of says) expect(stdout).toContain(words)
    expect(stdout + stderr).not.toContain('LEAK')
  })

  it('one at a time', async () => {
    const { stdout, stderr } = await explained([], { line: true }, line.repeat(2))
    expect(stdout.match(/→/g)).toHaveLength(1)
    expect(stderr).toBe('note: only the first line is explained\n')
    expect(await explained([], { line: true, quiet: true }, line.repeat(2))).toMatchObject({
      stdout: 'counted for aide\n',
      stderr: '',
    })
  })
})

describe('wrong use', () => {
  it.each([
    { requests: [], options: {}, exit: 64, says: 'name a request', why: 'nothing to explain' },
    {
      requests: ['/LEAK'],
      options: { line: true } as const,
      exit: 64,
      says: 'takes no request',
      why: 'a request beside --line',
    },
    {
      requests: [],
      options: { line: true } as const,
      exit: 66,
      says: 'nothing came through the pipe',
      why: 'an empty pipe',
    },
    {
      requests: ['/aide'],
      options: { config: '/nowhere/comptage.yaml' },
      exit: 78,
      says: 'cannot be read',
      why: 'no configuration',
    },
  ])('$why: exit code $exit', async ({ requests, options, exit, says }) => {
    const { code, stdout, stderr } = await explained(requests, options)
    expect(code).toBe(exit)
    expect(stdout).toBe('')
    expect(stderr).toContain(says)
    expect(stderr).not.toContain('LEAK')
  })
})

describe('the program itself', () => {
  it('explains a request, and a line that comes through a pipe', async () => {
    const request = await runComptage(['explain', '-c', 'comptage.yaml', '-q', '/aide/x'], { cwd: DEMO })
    expect(request).toMatchObject({ code: 0, stderr: '' })
    expect(Buffer.from(request.stdout, 'latin1').toString()).toBe('GET /aide/x → counted for aide\n')
    const line = await runComptage(['explain', '-c', 'comptage.yaml', '--line'], { cwd: DEMO, stdin: combinedLine() })
    expect(line).toMatchObject({ code: 0, stderr: '' })
    expect(line.stdout).toContain('counted for simulateur')
    expect(line.stdout).not.toContain('LEAK')
  })
})
