import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readConfiguration } from '../../src/config/index.ts'
import type { Configuration } from '../../src/domain/service.ts'
import { statusOf } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { runAt } from './machines.ts'
import { configuredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('odd-lines')

type Written = { readonly format?: string; readonly more?: string; readonly output?: string }

function configured(folder: string, { format, more, output = '\noutput: out' }: Written): Configuration {
  const text = `service: { id: essai, name: Essai }
timezone: UTC
logs: [ { path: "logs/*", format: ${format ?? 'combined'} } ]
features: [ { id: aide, match: [ /aide, /simulateur, /LEAK ] } ]${output}
state: state
${more ?? ''}`
  const { configuration } = readConfiguration(text, 'comptage.yaml', { folder })
  if (configuration === undefined) throw new Error('the configuration of the test is refused')
  return configuration
}

it.each([
  ['that publishes', '\noutput: out'],
  ['that publishes nothing', ''],
])('a month that is lost by the sum of its days is named by a machine %s', async (_, output) => {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const configuration = configured(folder, {
    output,
    more: 'malformed_limit: 5%\ndatasets: [ { by: [ month, feature ] } ]',
  })
  // Nine of 150 lines a day: so few that no day is lost by itself.
  const few = (day: number): string =>
    linesOf(141, START + day * DAY) + linesOf(9, START + day * DAY).replaceAll(' 200 ', ' none ')
  for (let day = 0; day < 35; day++)
    appendFileSync(join(folder, 'logs/access.log'), day < 31 ? few(day) : linesOf(150, START + day * DAY))
  const { news } = await runAt(configuration, START + 50 * DAY)
  expect(news).toContainEqual(expect.objectContaining({ code: 'TOO_MANY_MALFORMED', periods: ['2026-03'] }))
})

const W3C = '#Software: LEAK\n#Fields: date time cs-method cs-uri-stem sc-status\n2026-03-02 00:00:01 GET\nLEAK\n'
const JSON_LINE = '{"time":"2026-03-02T12:00:00Z","method":"GET","url":"/aide?LEAK","status":200}\n'
const early = (...years: readonly number[]): string => years.map((year) => linesOf(1, Date.UTC(year, 0, 9))).join('')
const usual = [0, 1, 2].map((day) => linesOf(60, START + day * DAY)).join('')

type Odd = Written & {
  readonly why: string
  readonly log: string
  /** In a later run. */
  readonly later?: string
  readonly told?: { readonly code: string } & Readonly<Record<string, unknown>>
}

it.each<Odd>([
  {
    why: 'lines of 1970 and 2004 before those of 2026',
    log: early(1970, 2004) + usual,
    told: { code: 'DATES_BEHIND', lines: 2, last: '2004-01-09', first: '2026-03-01' },
  },
  {
    why: 'a line of 1970 after all others were published',
    log: usual,
    later: early(1970),
    told: { code: 'DATES_BEHIND', lines: 1, last: '1970-01-09', first: '2026-03-01' },
  },
  {
    why: 'lines of 1970, where the service has begun since',
    log: early(1970) + usual,
    more: 'since: 2026-03-01',
  },
  {
    why: 'a small log of which no line fits',
    log: W3C,
    format: 'w3c',
    told: { code: 'NO_LINE_FITS', format: 'w3c', lines: 2, line: 3, column: 24, reason: 'bad-line' },
  },
  {
    why: 'nine of twenty lines of a day that do not fit, which is published',
    log: `${linesOf(60, START)}${linesOf(10, START + DAY)}${'LEAK\n'.repeat(9)}${linesOf(1, START + 1.5 * DAY)}${linesOf(60, START + 2 * DAY)}`,
    told: { code: 'FEW_MALFORMED', share: 9 / 20, days: { first: '2026-03-02', last: '2026-03-02', count: 1 } },
  },
  {
    why: 'JSON among text',
    log: usual + JSON_LINE.repeat(6),
    told: { code: 'KINDS_MIXED', format: 'combined', kind: 'json', lines: 6, of: 186, others: 0 },
  },
])('$why: told by a run once', async ({ told, ...odd }) => {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const configuration = configured(folder, odd)
  appendFileSync(join(folder, 'logs/access.log'), odd.log)
  const first = await runAt(configuration, START + 20 * DAY)
  appendFileSync(join(folder, 'logs/access.log'), odd.later ?? '')
  const second = await runAt(configuration, START + 20.1 * DAY)
  const third = await runAt(configuration, START + 22 * DAY)
  const isTold = ({ code }: { readonly code: string }): boolean => code === told?.code || code === 'DATES_BEHIND'
  expect([...first.news, ...second.news, ...third.news].filter(isTold)).toEqual(
    told === undefined ? [] : [expect.objectContaining(told)],
  )
  const { matters } = await statusOf(configuration, { now: START + 22 * DAY })
  const codes = matters.flatMap((matter) => (matter.what === 'problem' ? [matter.problem.code] : []))
  // Of what was read long ago only that is looked for which is still in the figures, or in a file; counts of 1970 and 2004 are deleted.
  const isGone = told?.code === 'KINDS_MIXED' || odd.why.startsWith('lines of 1970')
  expect(codes).toEqual(told === undefined || isGone ? [] : [told.code])
})

it('a month that its misfits hold is told by no quarter above it', async () => {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const tables =
    'datasets: [ { by: [ month, feature ] }, { by: [ quarter, feature ] } ]\nsince: 2026-01-01\nmalformed_limit: 5%\n'
  const { configuration } = configuredService(
    folder,
    ['{ id: often, match: [ /often ] }', '{ id: rare, match: [ /rare ] }'],
    tables,
  )
  const uses = (path: string, count: number, day: number): string =>
    linesOf(count, START + day * DAY).replaceAll(/"GET \S+ /g, `"GET ${path} `)
  // Five uses in March, where nine lines of 150 a day do not fit.
  const march = (day: number): string =>
    uses('/often', 141, day) +
    uses('/rare', day < 5 ? 1 : 0, day) +
    uses('/often', 9, day).replaceAll(' 200 ', ' none ')
  for (let day = -59; day < 45; day++)
    appendFileSync(
      join(folder, 'logs/access.log'),
      day >= 0 && day < 31 ? march(day) : uses('/often', 150, day) + uses('/rare', 20, day),
    )
  await runAt(configuration, START + 50 * DAY)
  const rowsOf = (table: string): readonly string[] =>
    readFileSync(join(folder, `open-data/essai/data/${table}.csv`), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
  expect(rowsOf('month-feature').map((row) => row.split(',').slice(0, 3).join(' '))).toEqual([
    '2026-01 often 4650',
    '2026-01 rare 620',
    '2026-02 often 4200',
    '2026-02 rare 560',
  ])
  expect(rowsOf('quarter-feature').map((row) => row.split(',').slice(0, 3).join(' '))).toEqual([
    '2026-Q1 often 13221',
    '2026-Q1 rare ',
  ])
})
