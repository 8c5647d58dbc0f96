import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkState, exportState, periodNamed, verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf, withoutReferrers } from './lines-of.ts'
import { configuredService, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('renaming')
const FEATURES = ['{ id: aide, match: [ /aide ] }', '{ id: simulateur, match: [ /simulateur ] }']

/** @param tables of datasets: */
function yaml(...tables: readonly string[]): string {
  return `since: 2026-03-01\nlogs: [ { path: "logs/*", format: auto } ]\ndatasets:\n${tables.map((table) => `  - ${table}\n`).join('')}`
}

function linesBetween(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, n) => linesOf(60, START + (from + n) * DAY)).join('')
}

const PLAIN = yaml('{ by: [ day, feature ] }', '{ by: [ month, feature ] }')

/** The first half of March is read without referrers by one configuration, and the rest with them by another. */
async function halves(before: string, after: string): Promise<ConfiguredService> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs', 'access.log')
  writeFileSync(log, withoutReferrers(linesBetween(0, 14)))
  await configuredService(folder, FEATURES, before).run(14.9)
  renameSync(log, `${log}.1`)
  writeFileSync(log, linesBetween(15, 40))
  const service = configuredService(folder, FEATURES, after)
  await service.run(40.9)
  await service.run(42.5)
  return service
}

/** Whether a table has a column of entries. */
function hasEntries({ output }: ConfiguredService, table: string): boolean {
  const [header = ''] = readFileSync(join(output, 'essai', 'data', `${table}.csv`), 'utf8').split('\n')
  return header.split(',').includes('entrees')
}

describe('a measure that a log could not give', () => {
  const RENAMED = yaml('{ by: [ day, feature ], name: jours }', '{ by: [ month, feature ], name: mois }')
  const DAYS_ALONE = yaml('{ by: [ day, feature ] }')
  const NAME_TAKEN = yaml('{ by: [ day, feature ], name: jours }', '{ by: [ month, feature ], name: day-feature }')

  it('stays left out of a table that is called otherwise, and out of its tally', async () => {
    const service = await halves(PLAIN, RENAMED)
    expect(['jours', 'mois'].map((table) => hasEntries(service, table))).toEqual([false, false])
    const tally = join(service.output, '..', 'essai.tally')
    await exportState({ configuration: service.configuration, tally })
    expect(readFileSync(tally, 'utf8')).toContain('"leftOut": [["day","entries"],["month","entries"]]')
  })

  it('is not left out of another table that has the name now', async () => {
    const service = await halves(DAYS_ALONE, NAME_TAKEN)
    expect(['jours', 'day-feature'].map((table) => hasEntries(service, table))).toEqual([false, true])
  })
})

type Step = { readonly more: string; readonly through: number }

/** A service whose tables change. Lines of the second day come late, and count at last, in the first step. */
async function story(first: Step, ...steps: readonly Step[]): Promise<ConfiguredService> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs', 'access.log')
  writeFileSync(log, linesBetween(0, first.through))
  let service = configuredService(folder, FEATURES, first.more)
  await service.run(first.through + 0.9)
  appendFileSync(log, linesOf(60, START + DAY))
  await service.run(first.through + 0.92)
  await service.run(first.through + 0.94, { revise: periodNamed('2026-03-02')! })
  let next = first.through + 1
  for (const { more, through } of steps) {
    service = configuredService(folder, FEATURES, more)
    for (; next <= through; next++) {
      appendFileSync(log, linesBetween(next, next))
      if (next % 6 === 5 || next === through) await service.run(next + 0.9)
    }
  }
  return service
}

function textOf({ output }: ConfiguredService, path: string): string {
  return readFileSync(join(output, 'essai', path), 'utf8')
}

async function expectSound(service: ConfiguredService, day: number): Promise<void> {
  const { output, configuration } = service
  const findings = () => verifyFolder({ folder: join(output, 'essai') }).findings
  expect(findings()).toEqual([])
  expect((await checkState(configuration)).problems).toEqual([])
  renameSync(join(output, '..', 'state'), join(output, '..', 'state-lost'))
  await service.run(day, { adopt: output })
  expect(findings()).toEqual([])
}

describe('a table that is called otherwise', () => {
  const DAYS = '{ by: [ day, feature ] }'
  const MONTHS = '{ by: [ month, feature ] }'
  const QUARTERS = '{ by: [ quarter, feature ] }'
  const named = (table: string, name: string): string => table.replace(' }', `, name: ${name} }`)
  // A revision of a day; and a month that is withheld, since its days were away.
  const before = (...tables: readonly string[]): readonly [Step, ...Step[]] => [
    { more: yaml(...tables), through: 5 },
    { more: yaml(...tables.filter((table) => !table.includes('day'))), through: 10 },
    { more: yaml(...tables), through: 40 },
  ]

  it('keeps what was told of it: revisions, and periods that are withheld', async () => {
    const more = yaml(named(DAYS, 'jours'), named(MONTHS, 'mois'))
    const service = await story(...before(DAYS, MONTHS), { more, through: 75 })
    const changelog = textOf(service, 'CHANGELOG.md')
    expect(changelog).toContain('Periods corrected in `day-feature`: 2 March 2026')
    expect(changelog).toContain('Periods of `month-feature` that will never be published: March 2026.')
    expect(changelog).toContain('`jours` was called `day-feature`, `mois` was called `month-feature`')
    expect(textOf(service, 'data/breaks.csv')).toContain('le tableau jours est publié de nouveau')
    await expectSound(service, 76)
  })

  it.each([
    {
      what: 'by the name of the other, and the other by its own',
      tables: [named(DAYS, 'month-feature'), named(MONTHS, 'day-feature')],
    },
    { what: 'and a new one has its name', tables: [named(DAYS, 'jours'), named(QUARTERS, 'day-feature')] },
    {
      what: 'and is so no more',
      tables: [DAYS, MONTHS],
      meanwhile: [named(DAYS, 'jours'), named(MONTHS, 'day-feature')],
    },
  ])('keeps it: $what', async ({ tables, meanwhile = tables }) => {
    const service = await story(
      ...before(DAYS, MONTHS),
      { more: yaml(...meanwhile), through: 50 },
      { more: yaml(...tables), through: 75 },
    )
    await expectSound(service, 76)
  })

  it.each([
    { own: 'jours', now: 'day-feature' },
    { own: 'day-feature', now: 'day-feature-2' },
  ])('keeps it, and its figures, when it has ended and another has its name: $own', async ({ own, now }) => {
    const service = await story(
      ...before(named(DAYS, own), MONTHS),
      { more: yaml(MONTHS), through: 50 },
      { more: yaml(named(MONTHS, own)), through: 75 },
    )
    expect(textOf(service, 'CHANGELOG.md')).toContain(`\`${now}\` was called \`${own}\``)
    expect(textOf(service, `data/${now}.csv`)).toContain('2026-03-02,aide,40')
    await expectSound(service, 76)
  })
})
