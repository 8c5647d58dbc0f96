import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { statusOf } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, DAYS, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('dated-names')

type World = { readonly folder: string; readonly service: ConfiguredService }

function worldOf(glob: string): World {
  const folder = fresh()
  const features = ['{ id: simulateur, match: [ /simulateur ] }', '{ id: aide, match: [ /aide ] }']
  const logs = `logs: [ { path: "${glob}", format: combined } ]\nprotection: { revision_window: 9999d }\n`
  return { folder, service: configuredService(folder, features, `${logs}since: 2026-03-01\n${DAYS}`) }
}

function write({ folder }: World, path: string, day: number): void {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, linesOf(60, START + day * DAY))
}

/** What is told at the end of this day, and up to which days are closed by then. */
async function endOf({ service }: World, day: number) {
  const { problems } = await service.run(day + 0.99)
  const { configuration } = service
  const status = await statusOf(configuration, { now: START + (day + 0.99) * DAY })
  const logs = status.logs.map(({ name, lines }) => [name.slice(dirname(String(configuration.output)).length), lines])
  const closed = status.closed.find(({ kind }) => kind === 'day')?.last
  return { codes: problems.map(({ code }) => code), logs, closed, late: status.fates.late }
}

const two = (number: number): string => String(number).padStart(2, '0')

describe('logs whose files are dated', () => {
  it.each([
    { glob: 'logs/20*/*/*/access.log', nameOf: (d: string) => `2026/03/${d}/access.log`, log: '/logs/access.log' },
    { glob: 'logs/20*/access.log', nameOf: (d: string) => `2026-03-${d}/access.log`, log: '/logs/access.log' },
    { glob: 'logs/*-access.log', nameOf: (d: string) => `2026-03-${d}-access.log`, log: '/logs/access.log' },
    { glob: 'logs/*.log', nameOf: (d: string) => `2026-03-${d}.log`, log: '/logs/*.log' },
  ])('are one log, which is not silent while it goes on: $glob', async ({ glob, nameOf, log }) => {
    const world = worldOf(glob)
    for (let day = 0; day < 20; day++) write(world, `logs/${nameOf(two(day + 1))}`, day)
    expect(await endOf(world, 19)).toEqual({ codes: [], logs: [[log, 1200]], closed: '2026-03-17', late: 0 })
  })

  it('are as many as there are hosts, and one that is missing is waited for', async () => {
    const world = worldOf('logs/*/20*/*/*/access.log')
    for (let day = 0; day < 10; day++) write(world, `logs/a/2026/03/${two(day + 1)}/access.log`, day)
    for (let day = 0; day < 6; day++) write(world, `logs/b/2026/03/${two(day + 1)}/access.log`, day + 1 / 48)
    const { codes, closed, logs } = await endOf(world, 9)
    expect({ codes, closed, logs }).toEqual({
      codes: [],
      closed: '2026-03-05',
      logs: expect.arrayContaining([
        ['/logs/a/access.log', 600],
        ['/logs/b/access.log', 360],
      ]) as unknown,
    })
  })
})
