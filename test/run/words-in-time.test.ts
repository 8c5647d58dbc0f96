import { appendFileSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { periodNamed } from '../../src/domain/calendar.ts'
import { checkState } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { findingsIn } from './findings-in.ts'
import { configuredService, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const LAST = 65
/** The tenth of April, within which the configuration changes. */
const TURN = 40
/** The fifteenth, when lines of March come that are late. */
const LATE = 45
const { fresh } = testFolder('words-in-time')

const AIDE = '{ id: aide, match: [ /aide ] }'
const AYDE = '{ id: ayde, match: [ /aide ] }'
const SIMULATEUR = '{ id: simulateur, match: [ /simulateur ] }'
const PARTNER = 'referrers: [ partner.example.org ]\n'
const EXACT = 'protection: exact, accept_risk: true'
const NOISY = 'protection: cell-key'

type Case = {
  readonly why: string
  readonly by: 'from' | 'referrer'
  readonly level?: string
  /** Features, and other keys; before the day and since. */
  readonly steps: readonly (readonly [features: readonly string[], more?: string])[]
  /** Each a word of uses of `simulateur`, and how many of a day are of it. */
  readonly march?: Readonly<Record<string, number>>
  readonly april?: Readonly<Record<string, number>>
}

// A day has 40 uses of simulateur: 15 come from /aide, 10 from a partner, and 15 from nowhere that is told. Of a day of March all come once
// more when the configuration is another: a revision counts them by the words that March was published with.
it.each<Case>([
  {
    why: 'a feature that is called otherwise',
    by: 'from',
    steps: [[[AIDE, SIMULATEUR]], [[AYDE, SIMULATEUR]]],
    march: { aide: 465, '(none)': 480, '(outside)': 320, '(inside)': 15, simulateur: 0 },
    april: { ayde: 315, '(none)': 450, '(outside)': 300, '(inside)': 135, simulateur: 0 },
  },
  {
    why: 'a feature that is gone',
    by: 'from',
    steps: [[[AIDE, SIMULATEUR]], [[SIMULATEUR]]],
    march: { aide: 465, '(none)': 480, '(outside)': 320, '(inside)': 15, simulateur: 0 },
    april: { '(none)': 450, '(outside)': 300, '(inside)': 450, simulateur: 0 },
  },
  {
    why: 'a feature that is new',
    by: 'from',
    steps: [[[SIMULATEUR]], [[AIDE, SIMULATEUR]]],
    march: { '(none)': 480, '(outside)': 320, '(inside)': 480, simulateur: 0 },
    april: { aide: 315, '(none)': 450, '(outside)': 300, '(inside)': 135, simulateur: 0 },
  },
  {
    why: 'a feature that is new, with noise',
    by: 'from',
    level: NOISY,
    steps: [[[SIMULATEUR]], [[AIDE, SIMULATEUR]]],
  },
  {
    why: 'a host that is no longer named',
    by: 'referrer',
    steps: [[[SIMULATEUR], PARTNER], [[SIMULATEUR]]],
    march: { none: 480, internal: 480, 'partner.example.org': 310, other: 10 },
    april: { none: 450, internal: 450, other: 300 },
  },
  {
    why: 'a host that is named',
    by: 'referrer',
    steps: [[[SIMULATEUR]], [[SIMULATEUR], PARTNER]],
    march: { none: 480, internal: 480, other: 320 },
    april: { none: 450, internal: 450, 'partner.example.org': 210, other: 90 },
  },
])('no use is lost by $why, and the folder is found right', async ({ by, level = EXACT, steps, march, april }) => {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const [before, after] = steps.map(([features, more = '']) =>
    configuredService(
      folder,
      features,
      `service: { id: essai, name: Essai, url: "https://essai.example.fr/" }
since: 2026-03-01
datasets: [ { by: [ month, feature, ${by} ], measures: [ requests ], ${level} } ]
${more}`,
    ),
  )
  if (before === undefined || after === undefined) throw new Error('no step')
  for (let day = 0; day <= LAST; day++) {
    appendFileSync(join(folder, 'logs', 'access.log'), linesOf(day))
    const service = day < TURN ? before : after
    if (day === LATE) appendFileSync(join(folder, 'logs', 'access.log'), linesOf(30))
    if (day === LATE) await after.run(day + 0.8)
    if (day === LATE) await after.run(day + 0.9, { revise: periodNamed('2026-03')! })
    if (day === TURN - 1 || day % 20 === 0 || day === LAST) await service.run(day + 0.9)
  }
  await after.run(LAST + 2.5)
  if (march !== undefined) expect(usesOf(after, by, '2026-03')).toEqual(march)
  if (april !== undefined) expect(usesOf(after, by, '2026-04')).toEqual(april)
  expect(findingsIn(after.output)).toEqual([])
  expect((await checkState(after.configuration)).problems).toEqual([])
  renameSync(join(folder, 'state'), join(folder, 'state-before'))
  await after.run(LAST + 3, { adopt: after.output })
  expect(findingsIn(after.output)).toEqual([])
})

it.each([
  { why: 'a host that is no longer named', steps: [PARTNER, ''], has: (day: number) => day < 7 },
  { why: 'a host that is named', steps: ['', PARTNER], has: (day: number) => day >= 7 },
])('a day that closes has a row of $why only where it is in the configuration', async ({ steps, has }) => {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const [before, after] = steps.map((more) =>
    configuredService(
      folder,
      [SIMULATEUR],
      `service: { id: essai, name: Essai, url: "https://essai.example.fr/" }
since: 2026-03-01
datasets: [ { by: [ day, feature, referrer ], measures: [ requests ], ${EXACT} } ]
${more}`,
    ),
  )
  if (before === undefined || after === undefined) throw new Error('no step')
  for (let day = 0; day < 20; day++) {
    appendFileSync(join(folder, 'logs', 'access.log'), linesOf(day))
    await (day < 10 ? before : after).run(day + 0.9)
  }
  const rows = readFileSync(join(after.output, 'essai-detail', 'data', 'day-feature-referrer.csv'), 'utf8')
  const days = Array.from({ length: 17 }, (_, day) => day)
  const hasRow = (day: number): boolean =>
    rows.includes(`2026-03-${String(day + 1).padStart(2, '0')},simulateur,partner`)
  expect(days.filter(hasRow)).toEqual(days.filter(has))
  expect(findingsIn(after.output)).toEqual([])
})

function linesOf(day: number): string {
  const [, date, month, year] = new Date(START + day * DAY).toUTCString().split(' ')
  const line = (path: string, referrer: string): string =>
    `203.0.113.7 - - [${date}/${month}/${year}:12:00:00 +0000] "GET ${path} HTTP/1.1" 200 9 "${referrer}" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"\n`
  return [
    line('/aide', '-').repeat(20),
    line('/simulateur', 'https://essai.example.fr/aide').repeat(15),
    line('/simulateur', 'https://partner.example.org/').repeat(10),
    line('/simulateur', '-').repeat(15),
  ].join('')
}

/** Of `simulateur` in a month; of a list that ships with the program the words alone that have any. */
function usesOf({ output }: ConfiguredService, by: string, month: string): Readonly<Record<string, number>> {
  const rows = readFileSync(join(output, 'essai-detail', 'data', `month-feature-${by}.csv`), 'utf8').split('\n')
  const own = rows.map((row) => row.split(',')).filter(([period, id]) => period === month && id === 'simulateur')
  return Object.fromEntries(
    own.flatMap(([, , word = '', uses]) => (by === 'referrer' && uses === '0' ? [] : [[word, Number(uses)]])),
  )
}
