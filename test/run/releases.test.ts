import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfiguration } from '../../src/config/index.ts'
import { ProblemError } from '../../src/domain/problem.ts'
import { makeNoiseKey, periodNamed, statusOf, type RunDone, type RunRequest } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { findingsIn } from './findings-in.ts'
import { serviceOf, type TestService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('releases')

const NOISY = `datasets:
  - { by: [ day, feature ], measures: [ requests ] }
  - { by: [ day, feature, device ], measures: [ requests ] }
`
const PRIVATE = `since: 2026-03-01
protection: { k: 3 }
datasets: [ { by: [ day, feature ], measures: [ requests ], protection: dp } ]
`
const THRESHOLD = 'datasets: [ { by: [ day, feature ] }, { by: [ month, feature ] } ]\n'
const DEVICES = 'essai-detail/day-feature-device.csv'
const DAYS = 'essai/day-feature.csv'

type Setting = { readonly folder: string; readonly service: TestService; readonly log: string }

function settle(yaml: string): Setting {
  const folder = fresh()
  const service = serviceOf(folder, yaml)
  mkdirSync(join(folder, 'logs'))
  return { folder, service, log: join(folder, 'logs/access.log') }
}

/** Uses of `/aide` on a day of March; `inside`: those that come from the service's own pages. */
function uses(day: number, count: number, inside = 0): string {
  return Array.from({ length: count }, (_, i) => {
    const agent = i % 3 === 0 ? 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1' : FIREFOX
    const from = i < inside ? 'https://www.example.fr/' : '-'
    const minute = String(i % 60).padStart(2, '0')
    return `203.0.113.9 - - [${String(day).padStart(2, '0')}/Mar/2026:${12 + Math.floor(i / 60)}:${minute}:00 +0000] "GET /aide?LEAK HTTP/1.1" 200 9 "${from}" "${agent}"\n`
  }).join('')
}
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'

const at = (day: number): { now: () => number } => ({ now: () => START + (day - 1) * DAY + 12 * 3_600_000 })

async function codesOf(run: Promise<RunDone>): Promise<readonly string[]> {
  return run.then(
    ({ problems }) => problems.map(({ code }) => code),
    (error: unknown) => {
      if (error instanceof ProblemError) return error.problems.map(({ code }) => code)
      throw error
    },
  )
}

function revise(text: string): Partial<RunRequest> {
  const period = periodNamed(text)
  return period === undefined ? {} : { revise: period }
}

function rowsOf({ service }: Setting, table: string, period: string): readonly string[] {
  return (service.figures()[table] ?? '').split('\n').filter((row) => row.startsWith(`${period},aide`))
}

/** What the folder of details says of them. */
function revisionsIn({ service }: Setting): unknown {
  const text = readFileSync(join(service.output, 'essai-detail/datapackage.json'), 'utf8')
  const { comptage } = JSON.parse(text) as { readonly comptage: { readonly ledger: { readonly revisions: unknown } } }
  return comptage.ledger.revisions
}

function isShown(row: string): boolean {
  return row.split(',').at(-1) !== ''
}

function configurationIn(folder: string) {
  const { configuration } = readConfiguration(readFileSync(join(folder, 'comptage.yaml'), 'utf8'), 'c', { folder })
  if (configuration === undefined) throw new Error('no configuration')
  return configuration
}

describe('the key to the noise', () => {
  it('is made with the first run that needs it, not by a rehearsal', async () => {
    const { service, log } = settle(NOISY)
    writeFileSync(log, uses(1, 60))
    const { utility } = await service.run(at(2), { dryRun: true })
    expect(utility).toEqual([])
    expect(existsSync(join(service.state, 'noise.key'))).toBe(false)
    await service.run(at(2))
    expect(readFileSync(join(service.state, 'noise.key'))).toHaveLength(32)
  })

  it('lost: nothing is drawn anew, another one serves the days after, and it is said', async () => {
    const setting = settle(NOISY)
    const { folder, service, log } = setting
    const key = join(service.state, 'noise.key')
    writeFileSync(log, uses(1, 90) + uses(2, 90) + uses(3, 90) + uses(6, 1))
    await service.run(at(6))
    const before = service.figures()
    expect(rowsOf(setting, DEVICES, '2026-03-02').some(isShown)).toBe(true)
    renameSync(key, `${key}.lost`)
    appendFileSync(log, uses(4, 90) + uses(8, 1))
    expect(await codesOf(service.run(at(8)))).toEqual(['NOISE_KEY'])
    expect(await codesOf(service.run(at(8), { dryRun: true }))).toEqual(['NOISE_KEY'])
    expect(service.figures()).toEqual(before)

    const configuration = configurationIn(folder)
    await makeNoiseKey(configuration)
    expect(await codesOf(service.run(at(8.1)))).toEqual(['NOISE_KEY_REPLACED'])
    expect(service.figures()[DEVICES]).toContain(before[DEVICES])
    expect(rowsOf(setting, DEVICES, '2026-03-04').some(isShown)).toBe(true)
    expect(readFileSync(join(service.output, 'essai-detail/CHANGELOG.md'), 'utf8')).toContain(
      'The key to the noise was replaced.',
    )
    const { lostKey } = await statusOf(configuration, { now: START + 8 * DAY })
    expect(lostKey).toContainEqual({ kind: 'day', last: '2026-03-03' })
    expect(await codesOf(service.run(at(8.2)))).toEqual([])

    // Late lines of a day that the lost key drew: its exact figure is corrected, its noise stays.
    appendFileSync(log, uses(2, 30))
    await service.run(at(8.3))
    expect(await codesOf(service.run(at(8.4), revise('2026-03-02')))).toEqual(['NOT_DRAWN_AGAIN'])
    expect(service.figures()[DEVICES]).toContain(before[DEVICES])
    expect(rowsOf(setting, DAYS, '2026-03-02')).toEqual(['2026-03-02,aide,120'])
  })
})

describe('a table with noise', () => {
  it.each([
    // Its lines count in a table without noise.
    { why: 'cell-key', yaml: NOISY, table: DEVICES, told: 'NOT_DRAWN_AGAIN' },
    { why: 'dp', yaml: PRIVATE, table: DAYS, told: 'LATE_KEPT_BACK' },
  ])('at $why is drawn once, and once more at most', async ({ yaml, table, told }) => {
    const setting = settle(yaml)
    const { service, log } = setting
    writeFileSync(log, uses(1, 500) + uses(2, 500) + uses(3, 500) + uses(6, 1))
    await service.run(at(6))
    const first = service.figures()[table] ?? ''
    expect(rowsOf(setting, table, '2026-03-02').some(isShown)).toBe(true)
    appendFileSync(log, uses(4, 500) + uses(7, 1))
    await service.run(at(7))
    expect(service.figures()[table]).toContain(first)
    // Nothing new, an hour later.
    const second = service.figures()
    expect((await service.run(at(7.1))).changed).toEqual([])
    expect(service.figures()).toEqual(second)

    appendFileSync(log, uses(2, 300))
    expect((await service.run(at(7.2))).changed).toEqual([])
    expect(await codesOf(service.run(at(7.3), revise('2026-03-02')))).toEqual([])
    const revised = rowsOf(setting, table, '2026-03-02')
    expect(revised).not.toEqual(first.split('\n').filter((row) => row.startsWith('2026-03-02,aide')))
    expect(rowsOf(setting, table, '2026-03-01').join('\n')).toBe(
      first
        .split('\n')
        .filter((row) => row.startsWith('2026-03-01,aide'))
        .join('\n'),
    )
    appendFileSync(log, uses(2, 300))
    await service.run(at(7.4))
    expect(await codesOf(service.run(at(7.5), revise('2026-03-02')))).toEqual([told])
    expect(rowsOf(setting, table, '2026-03-02')).toEqual(revised)
  })

  it.each(['cell-key', 'dp'])(
    'at %s is known to be drawn twice by a state that takes its folder over',
    async (level) => {
      const setting = settle(`since: 2026-03-01
datasets:
  - { by: [ day, feature ], measures: [ requests ] }
  - { by: [ day, feature, device ], measures: [ requests ], protection: ${level} }
`)
      const { service, log } = setting
      writeFileSync(log, uses(1, 500) + uses(2, 500) + uses(3, 500) + uses(6, 1))
      await service.run(at(6))
      appendFileSync(log, uses(2, 300))
      await service.run(at(7.2))
      expect(await codesOf(service.run(at(7.3), revise('2026-03-02')))).toEqual([])
      const ledger = revisionsIn(setting)
      expect(ledger).toEqual([{ table: 'day-feature-device', period: '2026-03-02', revision: 1 }])
      const revised = rowsOf(setting, DEVICES, '2026-03-02')

      renameSync(service.state, `${service.state}.lost`)
      await service.run(at(7.4), { adopt: service.output })
      expect(revisionsIn(setting)).toEqual(ledger)
      appendFileSync(log, uses(2, 300))
      await service.run(at(7.5))
      expect(await codesOf(service.run(at(7.6), revise('2026-03-02')))).not.toEqual([])
      expect(rowsOf(setting, DEVICES, '2026-03-02')).toEqual(revised)
      expect(revisionsIn(setting)).toEqual(ledger)
    },
  )

  it('at dp needs no first day any more, once it is drawn no longer', async () => {
    const { folder, service, log } = settle(PRIVATE)
    for (let day = 1; day < 10; day++) appendFileSync(log, uses(day, 9))
    await service.run(at(9))
    const other = serviceOf(folder, 'datasets: [ { by: [ day, feature ], measures: [ requests ] } ]\n')
    for (let day = 10; day < 31; day++) appendFileSync(log, uses(day, 9))
    await other.run(at(31))
    expect(findingsIn(service.output)).toEqual([])
  })

  it('is not drawn anew where two draws tell more than is promised', async () => {
    const setting = settle(`${NOISY}protection: { k: 11, promise: 71%, revision_window: 9999d }\n`)
    const { service, log } = setting
    writeFileSync(log, uses(1, 500) + uses(2, 500) + uses(3, 500) + uses(6, 1))
    await service.run(at(6))
    const first = rowsOf(setting, DEVICES, '2026-03-02')
    expect(first.some(isShown)).toBe(true)
    appendFileSync(log, uses(2, 300))
    expect(await codesOf(service.run(at(7.3), revise('2026-03-02')))).toEqual(['NOT_DRAWN_AGAIN'])
    expect(rowsOf(setting, DEVICES, '2026-03-02')).toEqual(first)
  })
})

describe('a revision that changes no figure', () => {
  it.each([
    {
      why: 'no feature has the late lines',
      late: uses(2, 30).replaceAll('/aide', '/rien'),
      codes: ['LATE_KEPT_BACK'],
      stays: 'uncounted',
    },
    { why: 'a hidden figure would be told', late: uses(2, 2), codes: ['LATE_KEPT_BACK'], stays: 'kept-back' },
  ])('draws no noise and tells no version: $why', async ({ late, codes, stays }) => {
    const { service, log, folder } = settle(`since: 2026-03-01\n${NOISY}`)
    writeFileSync(log, uses(1, 500) + uses(2, 500) + uses(3, 500) + uses(6, 1))
    await service.run(at(6))
    appendFileSync(log, late)
    await service.run(at(7.2))
    const [before, told] = [service.figures(), changelogIn(folder)]
    const { late: lines, revisable } = await statusOf(service.configuration, { now: at(7.25).now() })
    expect(revisable).toEqual([])
    expect(lines).toMatchObject([{ day: '2026-03-02', stays }])
    const done = await service.run(at(7.3), revise('2026-03-02'))
    expect(done.problems.map(({ code }) => code)).toEqual(codes)
    expect(done).toMatchObject({ changes: [], changed: [] })
    expect(service.figures()).toEqual(before)
    expect(changelogIn(folder)).toBe(told)
  })
})

function changelogIn(folder: string): string {
  return readFileSync(join(folder, 'open-data/essai/CHANGELOG.md'), 'utf8')
}

describe('what would be published', () => {
  it('is measured in a rehearsal, before a first publication and after', async () => {
    const { service, log } = settle(NOISY)
    writeFileSync(log, uses(1, 90) + uses(2, 90) + uses(3, 4) + uses(6, 1))
    const rehearsed = await service.run(at(6), { dryRun: true })
    expect(rehearsed.utility).toMatchObject([
      { name: 'day-feature', usesShown: 90 / 94, medianError: 0, distance: 0 },
      { name: 'day-feature-device' },
    ])
    expect(service.figures()).toEqual({})
    const { utility } = await service.run(at(6))
    expect(utility).toEqual([])
    expect((await service.run(at(6.1), { dryRun: true })).utility[0]).toEqual(rehearsed.utility[0])
  })

  it('does not change from hour to hour, while lines of the open day come in', async () => {
    const { service, log } = settle(`${NOISY}  - { by: [ month, feature ], measures: [ requests ] }\n`)
    writeFileSync(log, uses(1, 90) + uses(2, 90) + uses(3, 90) + uses(6, 5))
    await service.run(at(6))
    const before = service.figures()
    for (const hour of [1, 2, 3]) {
      appendFileSync(log, uses(6, 7))
      expect((await service.run(at(6 + hour / 24))).changed).toEqual([])
    }
    expect(service.figures()).toEqual(before)
  })
})

describe('late lines at threshold', () => {
  const closed = async (days: string): Promise<Setting> => {
    const setting = settle(THRESHOLD)
    // The second of March is the companion of the first, which is hidden.
    writeFileSync(setting.log, uses(1, 1) + uses(2, 20) + days + uses(31, 1))
    await setting.service.run({ now: () => Date.UTC(2026, 3, 5) })
    return setting
  }
  const late = async ({ service, log }: Setting, lines: string, period: string) => {
    appendFileSync(log, lines)
    await service.run({ now: () => Date.UTC(2026, 3, 5, 1) })
    return codesOf(service.run({ now: () => Date.UTC(2026, 3, 5, 2) }, revise(period)))
  }

  it.each([
    { why: 'k more', days: uses(5, 20), lines: uses(5, 11), codes: [], figure: '31' },
    { why: 'fewer than k more', days: uses(5, 20), lines: uses(5, 10), codes: ['LATE_KEPT_BACK'], figure: '20' },
    {
      why: 'what was hidden stays hidden',
      days: uses(5, 3),
      lines: uses(5, 30),
      codes: ['LATE_KEPT_BACK'],
      figure: '',
    },
    {
      why: 'two days, of which one would be told: the other',
      days: uses(5, 20) + uses(6, 20),
      lines: uses(5, 11) + uses(6, 4),
      codes: ['LATE_KEPT_BACK'],
      figure: '31',
    },
  ])('$why', async ({ days, lines, codes, figure }) => {
    const setting = await closed(days)
    expect(await late(setting, lines, '2026-03')).toEqual(codes)
    expect(rowsOf(setting, DAYS, '2026-03-05')[0]?.split(',')[2]).toBe(figure)
  })
})
