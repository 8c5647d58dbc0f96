import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { Copy, seal } from '../verify/published.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, DAYS, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('changing')
const AIDE = '{ id: aide, match: [ /aide ] }'
const SIMULATEUR = '{ id: simulateur, match: [ /simulateur ] }'

/** Sixty lines a day, a third of them for each of /simulateur, /aide and /LEAK. */
function days(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, i) => linesOf(60, START + (from + i) * DAY)).join('')
}

/** A service that was run with one configuration through 10 March, and then with another until the end of April. */
async function changed(
  before: readonly string[],
  after: readonly string[],
  tables: { readonly before?: string; readonly after?: string } = {},
): Promise<ConfiguredService> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs', 'access.log')
  writeFileSync(log, days(0, 9))
  await configuredService(folder, before, tables.before).run(9.9)
  const service = configuredService(folder, after, tables.after)
  appendFileSync(log, days(10, 16))
  await service.run(16.9)
  appendFileSync(log, days(17, 70))
  // Lines fill the weeks between.
  await service.run(70.5)
  await service.run(71)
  return service
}

function textOf(service: ConfiguredService, path: string): string {
  return readFileSync(join(service.output, 'essai', path), 'utf8')
}

function rowsOf(service: ConfiguredService, table: string, feature: string): readonly string[] {
  return textOf(service, `data/${table}.csv`)
    .split('\n')
    .filter((row) => row.includes(`,${feature},`))
}

describe('a feature', () => {
  it('that is defined anew keeps its past, and its series breaks on the day of the change', async () => {
    const service = await changed([AIDE, SIMULATEUR], ['{ id: aide, match: [ /aide, /LEAK ] }', SIMULATEUR])
    expect(textOf(service, 'data/breaks.csv')).toBe(
      'date,fonctionnalite,rupture\n2026-03-10,aide,la fonctionnalité aide est définie autrement\n',
    )
    expect(rowsOf(service, 'day-feature', 'aide').slice(5, 12)).toEqual([
      '2026-03-07,aide,20,0',
      '2026-03-08,aide,20,0',
      '2026-03-09,aide,20,0',
      '2026-03-10,aide,20,0',
      '2026-03-11,aide,40,0',
      '2026-03-12,aide,40,0',
      '2026-03-13,aide,40,0',
    ])
    const { version } = JSON.parse(textOf(service, 'datapackage.json')) as { version: string }
    expect(version.split('.')[0]).toBe('2')
  })

  it('breaks where another one, or ignore, takes some of its requests', async () => {
    const all = '{ id: tout, match: [ "/**" ] }'
    const service = await changed([all, SIMULATEUR], [all, SIMULATEUR, AIDE])
    expect(textOf(service, 'data/breaks.csv')).toContain('2026-03-10,tout,')
    expect(textOf(service, 'data/breaks.csv')).not.toContain(',simulateur,')
  })

  it('that is new begins with its first whole periods, and features.csv says since when', async () => {
    const service = await changed([SIMULATEUR], [SIMULATEUR, AIDE])
    expect(rowsOf(service, 'day-feature', 'aide')[0]).toBe('2026-03-11,aide,20,0')
    expect(rowsOf(service, 'month-feature', 'aide')).toEqual(['2026-04,aide,600,0'])
    expect(textOf(service, 'data/features.csv')).toContain('aide,aide,,humans,2026-03-11,\n')
    expect(textOf(service, 'CHANGELOG.md')).toContain('Feature added: `aide`')
    expect(textOf(service, 'data/breaks.csv')).toBe('date,fonctionnalite,rupture\n')
  })

  it('that is gone ends, and keeps its rows', async () => {
    const service = await changed([SIMULATEUR, AIDE], [SIMULATEUR])
    expect(rowsOf(service, 'day-feature', 'aide').at(-1)).toBe('2026-03-10,aide,20,0')
    expect(rowsOf(service, 'month-feature', 'aide')).toEqual([])
    expect(textOf(service, 'data/features.csv')).toContain('aide,aide,,humans,,2026-03-10\n')
    expect(textOf(service, 'CHANGELOG.md')).toContain('Feature removed: `aide`')
  })

  it('that comes back begins anew, and its series breaks: what came meanwhile was counted elsewhere', async () => {
    const gone = await changed([SIMULATEUR, AIDE], [SIMULATEUR])
    const folder = join(gone.output, '..')
    const service = configuredService(folder, [SIMULATEUR, AIDE])
    appendFileSync(join(folder, 'logs/access.log'), days(71, 77))
    await service.run(77.9)
    appendFileSync(join(folder, 'logs/access.log'), days(78, 84))
    await service.run(84.9)
    expect(textOf(service, 'data/breaks.csv')).toContain('2026-05-11,aide,')
    expect(rowsOf(service, 'day-feature', 'aide').slice(8, 10)).toEqual([
      '2026-03-10,aide,20,0',
      '2026-05-11,aide,20,0',
    ])
  })

  it('that is called otherwise is another series, which says what it was', async () => {
    const service = await changed([SIMULATEUR, AIDE], [SIMULATEUR, '{ id: aide-en-ligne, match: [ /aide ] }'])
    expect(textOf(service, 'data/breaks.csv')).toContain(
      '2026-03-11,aide-en-ligne,la fonctionnalité aide-en-ligne s’appelait aide (dont le dernier jour peut n’être compté qu’en partie)',
    )
    expect(rowsOf(service, 'day-feature', 'aide').at(-1)).toBe('2026-03-10,aide,20,0')
    expect(rowsOf(service, 'day-feature', 'aide-en-ligne')[0]).toBe('2026-03-11,aide-en-ligne,20,0')
  })

  it('with another title breaks nothing, and the version says that texts changed', async () => {
    const service = await changed([SIMULATEUR, AIDE], [SIMULATEUR, '{ id: aide, title: À l’aide, match: [ /aide ] }'])
    expect(textOf(service, 'data/breaks.csv')).toBe('date,fonctionnalite,rupture\n')
    expect(textOf(service, 'CHANGELOG.md')).toContain('Texts corrected')
  })

  it('with a last day breaks nothing, and the version says that other days are counted', async () => {
    const service = await changed([SIMULATEUR, AIDE], [SIMULATEUR, '{ id: aide, match: [ /aide ], until: 2026-03-13 }'])
    expect(textOf(service, 'data/breaks.csv')).toBe('date,fonctionnalite,rupture\n')
    expect(rowsOf(service, 'day-feature', 'aide').at(-1)).toBe('2026-03-13,aide,20,0')
    const told = 'or the days on which a feature is counted; figures already published unchanged.'
    expect(textOf(service, 'CHANGELOG.md')).toContain(told)
  })
})

describe('the threshold', () => {
  it('changes with the next of the longest periods: a month and its days have one', async () => {
    const at = (k: number): string => `since: 2026-03-01\nprotection: { k: ${k} }\n${DAYS}`
    const service = await changed([AIDE], [AIDE], { before: at(11), after: at(25) })
    const shown = rowsOf(service, 'day-feature', 'aide').filter((row) => row.split(',')[2] !== '')
    expect(shown.at(-1)).toBe('2026-03-31,aide,20,,')
    expect(rowsOf(service, 'month-feature', 'aide')).toEqual(['2026-03,aide,620,,', '2026-04,aide,600,,'])
    expect(textOf(service, 'data/breaks.csv')).toContain('2026-04-01,,le seuil est de 25')
    const { resources } = JSON.parse(textOf(service, 'datapackage.json')) as { resources: readonly object[] }
    expect(resources[0]).toMatchObject({
      comptage: {
        protection: { level: 'threshold', k: 25 },
        earlierProtection: [{ until: '2026-04-01', protection: { k: 11 } }],
      },
      schema: { fields: expect.arrayContaining([expect.objectContaining({ constraints: { minimum: 11 } })]) as object },
    })
  })
})

describe('another threshold', () => {
  const at = (k: number): string => `since: 2026-03-01\nprotection: { k: ${k} }\n${DAYS}`

  // Before the month ends, when days have begun to be protected anew and the month has not, and when both are.
  it.each([16.9, 36.9, 71])('is found right, and told as it is, on day %d', async (end) => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const log = join(folder, 'logs', 'access.log')
    writeFileSync(log, '')
    let service = configuredService(folder, [AIDE], at(11))
    for (let last = 4; last < end; last += 6) {
      if (last > 10) service = configuredService(folder, [AIDE], at(25))
      writeFileSync(log, `${days(0, last)}${linesOf(45, START + 5 * DAY)}`)
      await service.run(last + 0.9)
    }
    await service.run(end)
    const path = join(service.output, 'essai')
    expect(verifyFolder({ folder: path, configuration: service.configuration }).findings).toEqual([])
    const k = end < 30 ? 11 : 25
    expect(JSON.parse(textOf(service, 'datapackage.json'))).toMatchObject({ comptage: { k } })
    expect(textOf(service, 'README.md')).toContain(`(below ${k})`)
    const copy = new Copy(service.output, fresh())
    copy.set('essai/datapackage.json', 'resources.month-feature.comptage.protection.k', 12)
    seal(copy)
    const { findings } = verifyFolder({ folder: copy.path('essai') })
    expect(findings.map(({ code }) => code)).toContain('THRESHOLD_DIFFERS')
  })
})

describe('a table', () => {
  const open = 'protection: exact, accept_risk: true'
  const both = 'datasets: [ { by: [ day, feature ] }, { by: [ month, feature ] } ]\n'

  it('that is gone keeps its past, and no total tells what it hid', async () => {
    const service = await changed([AIDE], [AIDE], {
      before: `since: 2026-03-01\n${both}`,
      after: 'since: 2026-03-01\ndatasets: [ { by: [ month, feature ] } ]\n',
    })
    expect(rowsOf(service, 'day-feature', 'aide').length).toBeGreaterThan(3)
    expect(rowsOf(service, 'month-feature', 'aide')).toEqual(['2026-04,aide,600,,'])
    expect(textOf(service, 'CHANGELOG.md')).toContain('never be published: March 2026')
  })

  it('that is new, and a measure that is, begin with a whole period', async () => {
    const service = await changed([AIDE], [AIDE], {
      before: `datasets: [ { by: [ day, feature ], measures: [ requests ], ${open} } ]\n`,
      after: `datasets: [ { by: [ day, feature ], measures: [ requests, errors ], ${open} }, { by: [ month, feature ], ${open} } ]\n`,
    })
    expect(rowsOf(service, 'month-feature', 'aide')).toEqual(['2026-04,aide,600,600,0'])
    expect(rowsOf(service, 'day-feature', 'aide').slice(8, 10)).toEqual(['2026-03-10,aide,20,', '2026-03-11,aide,20,0'])
  })
})

describe('the time zone', () => {
  it('breaks every series', async () => {
    const service = await changed([AIDE], [AIDE], { before: DAYS, after: `timezone: Europe/Paris\n${DAYS}` })
    expect(textOf(service, 'data/breaks.csv')).toContain('2026-03-10,,les jours sont ceux du fuseau Europe/Paris')
  })
})

describe('the day on which the service opened', () => {
  it('may be later than lines that were counted, as long as nothing is published: then there is no gap before it', async () => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const log = join(folder, 'logs', 'access.log')
    writeFileSync(log, days(0, 1))
    await configuredService(folder, [AIDE], `since: 2026-03-01\n${DAYS}`).run(1.9)
    const service = configuredService(folder, [AIDE], `since: 2026-03-06\n${DAYS}`)
    appendFileSync(log, days(2, 11))
    await service.run(11.9)
    expect(rowsOf(service, 'day-feature', 'aide')[0]).toBe('2026-03-06,aide,20,,')
    expect(textOf(service, 'data/gaps.csv').trim().split('\n')).toHaveLength(1)
  })
})

describe('the first version', () => {
  it('says the same of itself when its finest table has ended, and after its state was lost', async () => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const log = join(folder, 'logs', 'access.log')
    writeFileSync(log, days(0, 5))
    const finest = configuredService(folder, [AIDE], `since: 2026-03-01\n${DAYS}`)
    await finest.run(5.9)
    const first = '*First version, from 1 March 2026 to 3 March 2026.*'
    expect(textOf(finest, 'CHANGELOG.md')).toContain(first)
    appendFileSync(log, days(6, 9))
    await finest.run(9.9)
    const service = configuredService(folder, [AIDE], 'since: 2026-03-01\ndatasets: [ { by: [ month, feature ] } ]\n')
    appendFileSync(log, days(10, 16))
    await service.run(16.9)
    appendFileSync(log, days(17, 70))
    await service.run(70.5)
    await service.run(71)
    expect(rowsOf(service, 'month-feature', 'aide')).toEqual(['2026-04,aide,600,,'])
    expect(textOf(service, 'CHANGELOG.md')).toContain(first)
    expect(verifyFolder({ folder: join(service.output, 'essai') }).findings).toEqual([])
    rmSync(join(folder, 'state'), { recursive: true })
    await service.run(71.5, { adopt: service.output })
    await service.run(72)
    expect(textOf(service, 'CHANGELOG.md')).toContain(first)
    expect(verifyFolder({ folder: join(service.output, 'essai') }).findings).toEqual([])
  })

  it('tells of a break before it, and says the same of itself ever after', async () => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const log = join(folder, 'logs', 'access.log')
    writeFileSync(log, days(0, 0))
    await configuredService(folder, [AIDE, SIMULATEUR]).run(0.9)
    const service = configuredService(folder, ['{ id: aide, match: [ /aide, /LEAK ] }', SIMULATEUR])
    for (const day of [6, 9]) {
      appendFileSync(log, days(day === 6 ? 1 : 7, day))
      await service.run(day + 0.5)
      const told = textOf(service, 'CHANGELOG.md')
      expect(told).toContain('*First version, from 2 March 2026 to 4 March 2026.*')
      expect(told).toContain('*Break in the series on 1 March 2026: the feature aide is defined anew.*')
      expect(verifyFolder({ folder: join(service.output, 'essai') }).findings).toEqual([])
    }
  })
})
