import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { statusOf } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, DAYS, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('dated-names')

/** Whether logs have the names that an earlier version gave them: of a file that only its folder dates, its path. */
const earlier = vi.hoisted(() => ({ is: false }))
vi.mock(import('../../src/pipeline/reading/log-name.ts'), async (original) => {
  const { logNameOf } = await original()
  return { logNameOf: (path: string): string => (earlier.is ? path : logNameOf(path)) }
})

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

  it('of a state of an earlier version are waited for from the first run on, and count once', async () => {
    const world = worldOf('logs/*/20*/*/*/access.log')
    const bring = (host: string, day: number): void => {
      write(world, `logs/${host}/2026/03/${two(day + 1)}/access.log`, host === 'a' ? day : day + 1 / 48)
    }
    earlier.is = true
    for (let day = 0; day < 20; day++) {
      bring('a', day)
      if (day < 18) bring('b', day)
      if (day > 14) await world.service.run(day + 0.99)
    }
    earlier.is = false
    const db = new Sqlite(join(world.folder, 'state/state.db'))
    db.prepare("DELETE FROM fact WHERE name = 'log-names'").run()
    expect(db.prepare('SELECT count(*) FROM log').pluck().get()).toBe(38)
    db.close()
    bring('a', 20)
    const silent = await endOf(world, 20)
    bring('b', 18)
    bring('b', 19)
    bring('b', 20)
    const logs = [
      ['/logs/a/access.log', 1260],
      ['/logs/b/access.log', 1260],
    ]
    expect([silent.codes, silent.closed, silent.logs.length]).toEqual([[], '2026-03-17', 2])
    expect(await endOf(world, 21)).toEqual({ codes: [], closed: '2026-03-19', logs, late: 0 })
  })
})
