import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { periodNamed } from '../../src/pipeline/index.ts'
import { FIREFOX, testFolder } from '../cli/run-comptage.ts'
import { findingsIn } from './findings-in.ts'
import type { ConfiguredService } from './service-of.ts'
import { shownDetails, textOf, turningService } from './turning-world.ts'

const { fresh } = testFolder('details')

const EXACT = ', protection: exact, accept_risk: true'
const DAYS = '{ by: [ day, feature ], measures: [ requests ] }'
const MONTHS = '{ by: [ month, feature ], measures: [ requests ] }'
const EXACT_MONTHS = `{ by: [ month, feature ], measures: [ requests ]${EXACT} }`
const DETAIL = '{ by: [ month, feature, device ], measures: [ requests ] }'
const tables = (...list: readonly string[]): string => `datasets: [ ${list.join(', ')} ]`

/** All days of one feature are hidden, and some of the other are shown; the months of both are large. */
const usesOf = (feature: string, day: number): number => (feature === 'aide' || day % 2 === 0 ? 4 : 30)

function monthsOf(service: ConfiguredService, feature: string): readonly string[] {
  return shownDetails(service, 'month-feature-device').flatMap((row) => (row.feature === feature ? row.period : []))
}

/** Puts a figure where the detail of a month is hidden. */
function showDetail(service: ConfiguredService, month: string): void {
  const path = 'essai-detail/data/month-feature-device.csv'
  const text = textOf(service, path).replace(`${month},aide,desktop,\n`, `${month},aide,desktop,124\n`)
  writeFileSync(join(service.output, path), text)
}

describe('a detail with noise beside months that are left out', () => {
  const cases = [
    {
      why: 'since they were exact for a while',
      steps: [
        { more: tables(DAYS, EXACT_MONTHS, DETAIL), through: 40 },
        { more: tables(DAYS, MONTHS, DETAIL), through: 66 },
      ],
    },
    {
      why: 'since they were gone for a while',
      steps: [
        { more: tables(DAYS, MONTHS, DETAIL), through: 9 },
        { more: tables(DAYS, DETAIL), through: 40 },
        { more: tables(DAYS, MONTHS, DETAIL), through: 66 },
      ],
    },
    {
      why: 'since they were exact, and came back protected',
      steps: [
        { more: tables(DAYS, EXACT_MONTHS, DETAIL), through: 9 },
        { more: tables(DAYS, DETAIL), through: 40 },
        { more: tables(DAYS, MONTHS, DETAIL), through: 66 },
      ],
    },
  ]
  it.each(cases.flatMap((one) => [1, 100].map((every) => ({ ...one, every }))))(
    '$why is hidden where their days are, read every $every days',
    async ({ steps, every }) => {
      const service = await turningService(fresh(), steps, usesOf, every)
      expect(textOf(service, 'essai/data/month-feature.csv')).not.toContain('2026-04,')
      expect(monthsOf(service, 'aide')).not.toContain('2026-04')
      expect(monthsOf(service, 'simulateur')).toContain('2026-04')
      expect(findingsIn(service.output)).toEqual([])
    },
  )

  it.each(['the next month', 'the detail gone'])('is found where it was shown all the same, with %s', async (later) => {
    const list = later === 'the detail gone' ? [DAYS, MONTHS] : [DAYS, MONTHS, DETAIL]
    const service = await turningService(
      fresh(),
      [
        { more: tables(DAYS, EXACT_MONTHS, DETAIL), through: 40 },
        { more: tables(DAYS, MONTHS, DETAIL), through: 66 },
        { more: tables(...list), through: 95 },
      ],
      usesOf,
    )
    expect(textOf(service, 'essai/data/month-feature.csv')).toContain('2026-05,')
    showDetail(service, '2026-04')
    expect(findingsIn(service.output).map(({ code }) => code)).toContain('DETAIL_TELLS')
  })
})

it.each([
  { steps: [tables(DETAIL), tables(DAYS, DETAIL)], why: 'they begin within it', isOpen: false },
  { steps: [tables(DAYS, DETAIL), tables(DETAIL)], why: 'they end within it', isOpen: false },
  {
    steps: [tables(DAYS, EXACT_MONTHS, DETAIL), tables(MONTHS, DETAIL)],
    why: 'they end, beside exact months',
    isOpen: false,
  },
  { steps: [tables(MONTHS, DETAIL), tables(MONTHS, DETAIL)], why: 'there are none', isOpen: true },
])('a month of a detail is open beside days that hide it: $isOpen, where $why', async ({ steps, isOpen }) => {
  const through = [45, 75]
  const service = await turningService(
    fresh(),
    steps.map((more, i) => ({ more, through: through[i] ?? 0 })),
    usesOf,
  )
  expect(monthsOf(service, 'aide').includes('2026-04')).toBe(isOpen)
  expect(findingsIn(service.output)).toEqual([])
})

it('days that waited when their table went hide the detail of their month, and those after them are not published once it is back', async () => {
  const service = await turningService(
    fresh(),
    [
      { more: tables(DAYS, MONTHS, DETAIL), through: 33 },
      { more: tables(DETAIL), through: 63 },
      { more: tables(DAYS, MONTHS), through: 75 },
    ],
    usesOf,
    5,
  )
  const days = textOf(service, 'essai/data/day-feature.csv').matchAll(/2026-04-\d\d/g)
  expect([...new Set([...days].map(([day]) => day))]).toEqual(['2026-04-01', '2026-04-02'])
  expect(monthsOf(service, 'aide')).not.toContain('2026-04')
  expect(textOf(service, 'essai/data/breaks.csv')).toContain('day-feature est publié de nouveau')
  expect(findingsIn(service.output)).toEqual([])
})

it.each([
  {
    earlier: [DAYS, DETAIL],
    problems: [{ code: 'LATE_KEPT_BACK', why: 'beside-gone', days: ['2026-04-10'] }],
    shown: [],
    why: 'days hide it of a table that is gone',
  },
  { earlier: [MONTHS, DETAIL], problems: [], shown: ['2026-03', '2026-04'], why: 'months show it of one' },
])('a detail that is drawn anew shows $shown where $why', async ({ earlier, problems, shown }) => {
  const folder = fresh()
  const at = (...list: readonly string[]): string => `protection: { revision_window: 9999d }\n${tables(...list)}`
  const service = await turningService(
    folder,
    [
      { more: at(...earlier), through: 66 },
      { more: at(DETAIL), through: 75 },
    ],
    () => 4,
  )
  const late = `203.0.113.8 - - [10/Apr/2026:13:00:00 +0000] "GET /aide HTTP/1.1" 200 9 "-" "${FIREFOX}"\n`
  appendFileSync(join(folder, 'logs', 'access.log'), late.repeat(30))
  await service.run(78.6)
  const revise = periodNamed('2026-04')
  if (revise === undefined) throw new Error('no period')
  expect((await service.run(79, { revise })).problems).toMatchObject(problems)
  expect(monthsOf(service, 'aide')).toEqual(shown)
  expect(findingsIn(service.output)).toEqual([])
})

it.each([
  { kind: 'day', level: 'dp', shown: [] },
  { kind: 'month', level: 'dp', shown: [] },
  { kind: 'month', level: 'threshold', shown: ['2026-03', '2026-04'] },
])('a detail shows $shown beside a summary by $kind at $level', async ({ kind, level, shown }) => {
  const summary = `{ by: [ ${kind}, feature ], measures: [ requests ], protection: ${level} }`
  const service = await turningService(fresh(), [{ more: tables(summary, DETAIL), through: 75 }], () => 2)
  expect(monthsOf(service, 'aide')).toEqual(shown)
  expect(findingsIn(service.output)).toEqual([])
})

it.each(['dp', 'cell-key'])('figures at %s are drawn anew once, where they are as before too', async (level) => {
  const folder = fresh()
  const days = `{ by: [ day, feature ], measures: [ requests ], protection: ${level} }`
  const service = await turningService(folder, [{ more: tables(days), through: 66 }], () => 3)
  const shown = textOf(service, 'essai/data/day-feature.csv')
  const revise = periodNamed('2026-04-10')
  if (revise === undefined) throw new Error('no period')
  for (const day of [77, 78, 79]) {
    const late = `203.0.113.8 - - [10/Apr/2026:13:00:00 +0000] "GET /aide HTTP/1.1" 200 9 "-" "${FIREFOX}"\n`
    appendFileSync(join(folder, 'logs', 'access.log'), late)
    await service.run(day)
    await service.run(day + 0.5, { revise })
    expect(textOf(service, 'essai/data/day-feature.csv')).toBe(shown)
    expect(JSON.parse(textOf(service, 'essai/datapackage.json'))).toMatchObject({
      comptage: { ledger: { revisions: [{ table: 'day-feature', period: '2026-04-10', revision: 1 }] } },
    })
  }
  expect(findingsIn(service.output)).toEqual([])
})
