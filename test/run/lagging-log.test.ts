import { appendFileSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkState, verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, DAYS, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('lagging-log')
const [AIDE, AYDE] = ['{ id: aide, match: [ /aide ] }', '{ id: ayde, match: [ /aide ] }']
const SIMULATEUR = '{ id: simulateur, match: [ /simulateur ] }'
const SINCE = `since: 2026-03-01\n${DAYS}`

/** Two logs, `b` of which is read up to a day of March when the features change on the 21st; `a` up to the 20th. */
async function changeWhile(b: number, features: readonly string[], more = SINCE): ReturnType<typeof end> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  // Not the same lines, or one would be a copy of the other.
  const write = (log: 'a' | 'b', from: number, to: number): void => {
    for (let day = from; day <= to; day++)
      appendFileSync(
        join(folder, 'logs', `${log}.log`),
        linesOf(60, START + (day - 1) * DAY + (log === 'a' ? 0 : 7000)),
      )
  }
  write('a', 1, 20)
  write('b', 1, b)
  await configuredService(folder, [AIDE, SIMULATEUR], SINCE).run(20.02)
  const service = configuredService(folder, features, more)
  write('a', 21, 21)
  const { settingsChanges } = await service.run(20.9)
  write('a', 22, 31)
  write('b', b + 1, 31)
  await service.run(30.99)
  return end(service, write, settingsChanges)
}

async function end(
  service: ConfiguredService,
  write: (log: 'a' | 'b', from: number, to: number) => void,
  settingsChanges: Awaited<ReturnType<ConfiguredService['run']>>['settingsChanges'],
) {
  for (const log of ['a', 'b'] as const) write(log, 32, 34)
  await service.run(33.99)
  return { service, settingsChanges, log: join(service.output, '..', 'logs', 'b.log') }
}

function textOf({ output }: ConfiguredService, path: string): string {
  return readFileSync(join(output, 'essai', path), 'utf8')
}

function daysOf(service: ConfiguredService, feature: string): readonly string[] {
  const rows = textOf(service, 'data/day-feature.csv').split('\n')
  return rows.filter((row) => row.includes(`,${feature},`)).map((row) => row.slice(0, 10))
}

async function expectSound({ output, configuration }: ConfiguredService): Promise<void> {
  const findings = () => verifyFolder({ folder: join(output, 'essai') }).findings
  expect(findings()).toEqual([])
  expect((await checkState(configuration)).problems).toEqual([])
}

describe('while a log lags behind', () => {
  it('a feature that is renamed has no row of the days between, which is told', async () => {
    const { service, settingsChanges, log } = await changeWhile(16, [AYDE, SIMULATEUR])
    expect(daysOf(service, 'aide').at(-1)).toBe('2026-03-16')
    expect(daysOf(service, 'ayde')[0]).toBe('2026-03-21')
    expect(settingsChanges).toEqual([
      {
        change: { kind: 'feature-renamed', feature: 'ayde', before: 'aide', from: '2026-03-17', date: '2026-03-21' },
        lost: { from: '2026-03-17', to: '2026-03-20', log },
      },
    ])
    expect(textOf(service, 'data/breaks.csv')).toContain('à partir du 17 mars 2026')
    expect(textOf(service, 'CHANGELOG.md')).toContain('neither has a row of the days between, from 17 March 2026 on.*')
    await expectSound(service)
    // What is told comes back with the folder.
    const breaks = textOf(service, 'data/breaks.csv')
    renameSync(join(service.output, '..', 'state'), join(service.output, '..', 'state-lost'))
    await service.run(34.5, { adopt: service.output })
    expect(textOf(service, 'data/breaks.csv')).toBe(breaks)
    await expectSound(service)
  })

  it('one that is gone neither', async () => {
    const { service, settingsChanges, log } = await changeWhile(18, [SIMULATEUR])
    expect(daysOf(service, 'aide').at(-1)).toBe('2026-03-18')
    expect(settingsChanges).toEqual([
      {
        change: { kind: 'feature-removed', feature: 'aide', from: '2026-03-19' },
        lost: { from: '2026-03-19', to: '2026-03-20', log },
      },
    ])
    expect(textOf(service, 'CHANGELOG.md')).toContain(
      'and of the days from 19 March 2026 on, which had been read in part, it has no row.*',
    )
    await expectSound(service)
  })

  it('and where none does, nothing is said', async () => {
    const { service, settingsChanges } = await changeWhile(20, [AYDE, SIMULATEUR])
    expect([daysOf(service, 'aide').at(-1), daysOf(service, 'ayde')[0]]).toEqual(['2026-03-20', '2026-03-21'])
    expect(settingsChanges).toEqual([
      { change: { kind: 'feature-renamed', feature: 'ayde', before: 'aide', date: '2026-03-21' } },
    ])
    expect(textOf(service, 'CHANGELOG.md')).not.toContain('neither has a row')
    await expectSound(service)
  })
  it('one that has ended does not', async () => {
    const logs = ['a.log"', 'b.log", until: 2026-03-16'].map((log) => `{ path: "logs/${log}, format: combined }`)
    const { service, settingsChanges } = await changeWhile(
      16,
      [AYDE, SIMULATEUR],
      `${SINCE}logs: [ ${logs.join(', ')} ]\n`,
    )
    expect(settingsChanges.flatMap(({ lost }) => lost ?? [])).toEqual([])
    expect([daysOf(service, 'aide').at(-1), daysOf(service, 'ayde')[0]]).toEqual(['2026-03-20', '2026-03-21'])
    await expectSound(service)
  })
})
