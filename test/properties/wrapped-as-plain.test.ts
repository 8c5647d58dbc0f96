import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { combinedLine } from '../cli/run-comptage.ts'
import { checkProperty } from './check-property.ts'
import { configurationOf, countInProcess, type Outputs } from './count-in-process.ts'

/** Bytes that are read at once; the product's own 1 MiB would put every log of these tests into one chunk. */
const chunk = vi.hoisted(() => ({ bytes: 1_048_576 }))

vi.mock(import('../../src/source/cut-lines.ts'), async (original) => {
  const { cutLines, ...others } = await original()
  return { ...others, cutLines: (reader, _, rooms) => cutLines(reader, chunk.bytes, rooms) }
})

const CONFIG = configurationOf(`service: { name: Essai, hosts: [ www.example.fr ] }
features:
  - { id: simulateur, match: [ /simulateur, /simulateur/** ] }
  - { id: dossier, match: [ "GET,POST /dossier/:numero<int>" ], clients: all }
ignore: [ /health ]
`)

const line = fc
  .record({
    day: fc.integer({ min: 1, max: 28 }),
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'OPTIONS'),
    path: fc.constantFrom('/', '/simulateur', '/simulateur/a.png', '/dossier/12?q=LEAK', '*', '/health', '/\\xC3\\xA9'),
    status: fc.constantFrom(101, 200, 206, 304, 404, 500),
    agent: fc.constantFrom(
      '-',
      'curl/8.5.0',
      'Googlebot/2.1',
      'Mozilla/5.0 Firefox/128.0',
      'A \\"q\\" \\x22',
      'x'.repeat(400),
    ),
  })
  .map(({ day, method, path, status, agent }) =>
    combinedLine({
      time: `${String(day).padStart(2, '0')}/Feb/2026:01:02:03 +0000`,
      request: `${method} ${path} HTTP/1.1`,
      status,
      agent,
    }).trimEnd(),
  )
const foreign = fc.constantFrom('LEAK', '203.0.113.7 - - [', '2026/03/10 09:31:24 [error] 31#31: LEAK')
/** Nine lines of ten fit, also of the first, by which the format is found. */
const lines = fc
  .tuple(fc.array(line, { minLength: 18, maxLength: 60 }), fc.array(foreign, { maxLength: 2 }))
  .map(([fitting, others]) => [...fitting, ...others])

/** Cuts a line into pieces of at most so many bytes; one at least. */
const piecesOf = (text: string, bytes: number): readonly string[] =>
  text.match(new RegExp(`.{1,${bytes}}`, 'gs')) ?? ['']
const json = (text: string): string => JSON.stringify(text).slice(1, -1)
const little = (bytes: number): string => String.fromCharCode(bytes & 255, bytes >> 8, 0, 0, 0, 0, 0, 0)

/** One line as a collector writes it, with its line end. */
const WRAPPERS: Readonly<Record<string, (text: string) => string>> = {
  syslog: (text) => `<134>Mar 10 09:31:24 lb1 nginx[812]: ${text}\n`,
  'syslog-iso': (text) => `2026-03-10T09:31:24.655+01:00 lb1 nginx: ${text}\n`,
  'syslog-5424': (text) => `<134>1 2026-03-10T08:31:24.655Z lb1 nginx 812 - [a@1 k="LEAK"] ${text}\n`,
  // Docker cuts at 16 KiB; what is joined of longer lines is in peelers.test.ts.
  docker: (text) =>
    piecesOf(text, 16384)
      .map((piece, i, all) => ({ log: piece + (i === all.length - 1 ? '\n' : ''), stream: 'stdout', time: 'LEAK' }))
      .map((entry) => `${JSON.stringify(entry)}\n`)
      .join(''),
  kubernetes: (text) =>
    piecesOf(text, 150)
      .map((piece, i, all) => `2026-03-10T08:31:24.655Z stdout ${i === all.length - 1 ? 'F' : 'P'} ${piece}\n`)
      .join(''),
  'journald-json': (text) => `{"_HOSTNAME":"LEAK","MESSAGE":"${json(text)}","__REALTIME_TIMESTAMP":"1"}\n`,
  'json-message': (text) => `{"@timestamp":"2026-03-10T08:31:24Z","message":"${json(text)}","agent":{"id":"LEAK"}}\n`,
  'journald-export': (text) =>
    `_HOSTNAME=LEAK\n${text.length % 2 === 0 ? `MESSAGE=${text}` : `MESSAGE\n${little(text.length)}${text}`}\n_PID=1\n\n`,
  compose: (text) => `\x1b[36mweb-1  |\x1b[0m ${text}\n`,
  quotes: (text) => `"${text}"\n`,
}
const PAIRS = [
  ['docker', 'syslog'],
  ['kubernetes', 'syslog-iso'],
  ['syslog', 'docker'],
  ['compose', 'syslog-5424'],
  ['journald-json', 'quotes'],
] as const

/** All that came out, but the remark that names the wrapper. */
function outcome({ tables, files, ledger }: Outputs): object {
  return { tables, files, ledger }
}

describe('a wrapped log counts as the log itself', () => {
  const CASES = [...Object.keys(WRAPPERS).map((name) => [name]), ...PAIRS].map((names) => ({ names: [...names] }))

  it.each(CASES)('$names', async ({ names }) => {
    await checkProperty(
      fc.asyncProperty(lines, fc.integer({ min: 400, max: 60_000 }), fc.boolean(), async (log, bytes, isExplicit) => {
        const options = { malformedLimit: 1, ...(isExplicit ? { format: 'combined' } : {}) }
        const wrapped = log
          .map((text) =>
            names.reduceRight((inner, name) => inner.trimEnd().split('\n').map(WRAPPERS[name]!).join(''), text),
          )
          .join('')
        chunk.bytes = 1_048_576
        const plain = await countInProcess(CONFIG, [`${log.join('\n')}\n`], options)
        // The first chunk must show the wrapper and the format.
        chunk.bytes = wrapped.length > 60_000 ? bytes + 20_000 : bytes + 8000
        const counted = await countInProcess(CONFIG, [Buffer.from(wrapped, 'latin1')], options)
        expect(outcome(counted)).toEqual(outcome(plain))
        expect(counted.problems).toContainEqual(
          expect.objectContaining({ code: 'FORMAT_DETECTED', format: 'combined', wrappers: names }),
        )
      }),
      5,
    )
  })
})
