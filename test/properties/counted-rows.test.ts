import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auditLogs } from '../../src/pipeline/audit/audit-logs.ts'
import { checkLogs } from '../../src/pipeline/check/check-logs.ts'
import { countLogs } from '../../src/pipeline/index.ts'
import { planCount } from '../../src/pipeline/plan-count.ts'
import { combinedLine, FIREFOX } from '../cli/run-comptage.ts'
import { checkProperty } from './check-property.ts'
import { configurationOf, countInProcess, type Outputs } from './count-in-process.ts'

const CONFIG = configurationOf(`service: { name: Essai, hosts: [ www.example.fr ] }
timezone: Europe/Paris
features:
  - { id: simulateur, match: [ /simulateur, /simulateur/** ] }
  - { id: dossier, match: [ "GET,POST /dossier/:numero<int>" ], clients: all }
ignore: [ /health ]
datasets:
  - { by: [ day, feature ], measures: [ requests, entries, errors, bytes ], protection: exact }
  - { by: [ month, feature, device ], protection: exact }
  - { by: [ month, feature, hour ], protection: exact }
  - { by: [ month, feature, status ], protection: exact }
`)

/** Requests that are alike, in an hour of February; the 30th is no day, and 999 no status. */
const ALIKE = fc.record({
  day: fc.integer({ min: 1, max: 30 }),
  hour: fc.integer({ min: 0, max: 23 }),
  method: fc.constantFrom('GET', 'HEAD', 'POST', 'BREW'),
  path: fc.constantFrom('/simulateur', '/simulateur/a.png', '/dossier/12?q=LEAK', '/autre', '/%', '/health'),
  status: fc.constantFrom(200, 206, 302, 304, 404, 500, 999),
  referrer: fc.constantFrom('-', 'https://www.example.fr/a', 'https://www.example.org/'),
  agent: fc.constantFrom('-', 'curl/8.5.0', 'Googlebot/2.1', FIREFOX),
  requests: fc.integer({ min: 1, max: 40 }),
})
type Alike = Readonly<
  Record<'day' | 'hour' | 'status' | 'requests', number> & Record<'method' | 'path' | 'referrer' | 'agent', string>
>

const two = (number: number): string => String(number).padStart(2, '0')

function linesOf({ day, hour, method, path, requests, ...rest }: Alike): string {
  const time = `${two(day)}/Feb/2026:${two(hour)}:31:24 +0000`
  return combinedLine({ ...rest, time, request: `${method} ${path} HTTP/1.1` }).repeat(requests)
}

/** In the order of the header. */
const HEADER = ['agent', 'hour', 'method', 'path', 'status', 'referrer', 'bytes', 'LEAK', 'count']
const valuesOf = ({ day, hour, method, path, status, referrer, agent, requests }: Alike): readonly string[] => [
  ...[agent, `2026-02-${two(day)}T${two(hour)}:00:00Z`, method, path, String(status), referrer],
  ...[String(512 * requests), 'LEAK', String(requests)],
]

const FORMS: readonly { readonly title: string; readonly write: (rows: readonly Alike[]) => string }[] = [
  {
    title: 'objects of JSON',
    write: (rows) =>
      rows
        .map((row) => `${JSON.stringify(Object.fromEntries(valuesOf(row).map((v, i) => [HEADER[i], v])))}\n`)
        .join(''),
  },
  {
    title: 'columns with TAB',
    write: (rows) => [HEADER, ...rows.map(valuesOf)].map((row) => `${row.join('\t')}\n`).join(''),
  },
  {
    title: 'columns with commas',
    write: (rows) => [HEADER, ...rows.map(valuesOf)].map((row) => `${row.map((v) => `"${v}"`).join(',')}\n`).join(''),
  },
]

describe('rows that were counted before', () => {
  it.each(FORMS)('say what their requests say one by one: $title', async ({ write }) => {
    await checkProperty(
      fc.asyncProperty(fc.array(ALIKE, { minLength: 1, maxLength: 30 }), async (rows) => {
        const log = await countInProcess(CONFIG, [rows.map(linesOf).join('')], {
          format: 'combined',
          malformedLimit: 1,
        })
        const counted = await countInProcess(CONFIG, [write(rows)], { format: 'counted', malformedLimit: 1 })
        expect(figuresOf(counted)).toEqual(figuresOf(log))
      }),
      8,
    )
  })
})

/** All but the name of the format and where the first line stands that does not fit. A header is one line more, of no request. */
function figuresOf({ tables, files, ledger }: Outputs): object {
  const { linesRead, fates, malformed } = ledger.total
  return {
    tables,
    data: Object.entries(files).filter(([path]) => path.endsWith('.csv')),
    requests: linesRead - fates['not-a-request'],
    fates: { ...fates, 'not-a-request': 0 },
    malformed,
  }
}

describe('who looks at each row weighs it', () => {
  const rows: readonly Alike[] = [
    { path: '/simulateur', status: 200, agent: FIREFOX, requests: 30 },
    { path: '/simulateur', status: 500, agent: FIREFOX, requests: 5 },
    { path: '/dossier/12', status: 404, agent: 'Googlebot/2.1', requests: 17 },
    { path: '/dossier/12', status: 302, agent: FIREFOX, requests: 6 },
    { path: '/autre', status: 404, agent: FIREFOX, requests: 40 },
    { path: '/simulateur/a.png', status: 200, agent: FIREFOX, requests: 9 },
    { path: '/autre', status: 999, agent: FIREFOX, requests: 3 },
  ].map((row, i) => ({ day: 1 + i, hour: 8, method: 'GET', referrer: '-', ...row }))

  it('check, audit, and the place of the first line that does not fit', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'comptage-rows-'))
    const log = join(folder, 'access.log')
    try {
      const seen = []
      for (const [format, text] of [
        ['combined', rows.map(linesOf).join('')],
        ['counted', FORMS[0]?.write(rows) ?? ''],
      ] as const) {
        writeFileSync(log, text)
        const request = { configuration: CONFIG, format, acceptRisk: true, malformedLimit: 0.001 }
        const { uses, passed, shapes } = await checkLogs(planCount({ ...request, logs: [] }), [log])
        const { audited, deadRoutes, robots } = await auditLogs({ ...request, logs: [log] })
        seen.push({ uses, passed, shapes, audited, deadRoutes, robots })
      }
      expect(seen[1]).toEqual(seen[0])
      expect(seen[1]).toMatchObject({ uses: [30, 0], shapes: { shown: [{ requests: 40 }] } })
      const { problems } = await countLogs({
        configuration: CONFIG,
        logs: [log],
        format: 'counted',
        acceptRisk: true,
        malformedLimit: 0.001,
      })
      expect(problems).toContainEqual(expect.objectContaining({ code: 'FEW_MALFORMED', line: 7 }))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
