import { appendFileSync, cpSync, mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { checkState, periodNamed, skipFile, verifyFolder } from '../../src/pipeline/index.ts'
import { STEPS } from '../../src/state/schema.ts'
import { filesBelow, testFolder } from '../cli/run-comptage.ts'
import { takeBack } from './earlier-state.ts'
import { linesOf, withoutReferrers } from './lines-of.ts'
import { machineIn, type Machine } from './machines.ts'
import { configuredService, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('upgrading')
const FEATURES = ['{ id: simulateur, match: [ /simulateur ] }', '{ id: aide, match: [ /aide ] }']
const TABLES = `since: 2026-02-01
protection: { revision_window: 9999d }
datasets:
  - { by: [ day, feature ] }
  - { by: [ month, feature ] }
  - { by: [ month, feature, device ], protection: exact, accept_risk: true }
`

/** A machine that publishes, and another whose tally it takes. */
type World = { readonly folder: string; readonly service: ConfiguredService; readonly other: Machine }

/** @param version what it did not know yet is not there */
function worldIn(root: string, version: number): World {
  const folder = join(root, 'publisher')
  const sources = version < 2 ? '' : 'sources: [ { id: web2, path: ../web2.tally } ]\n'
  const more = `logs: [ { path: "logs/*", format: auto } ]\n${sources}${TABLES}`
  mkdirSync(join(folder, 'logs'), { recursive: true })
  return { folder, service: configuredService(folder, FEATURES, more), other: machineIn(join(root, 'web2'), TABLES) }
}

function daysOf(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, n) => linesOf(60, START + (from + n) * DAY)).join('')
}

async function bring(root: string, { other }: World, from: number, to: number): Promise<void> {
  other.write(daysOf(from, to))
  await other.run(START + (to + 0.9) * DAY)
  await other.exportTo(join(root, 'web2.tally'))
}

async function runOn(root: string, world: World, from: number, to: number, at: number): Promise<void> {
  await bring(root, world, from, to)
  await world.service.run(at)
}

/** All that a state may hold: logs of two formats, an archive, late lines, a revision, and files that nobody can read. */
async function before(root: string, version: number): Promise<void> {
  const world = worldIn(root, version)
  const { folder, service } = world
  const log = join(folder, 'logs', 'access.log')
  writeFileSync(log, withoutReferrers(daysOf(-28, 9)))
  await runOn(root, world, -28, 9, 9.9)
  if (version >= 3) {
    renameSync(join(folder, 'state'), join(folder, 'state-lost'))
    await service.run(9.95, { adopt: service.output })
  }
  writeFileSync(`${log}.2.gz`, gzipSync(readFileSync(log)))
  writeFileSync(log, daysOf(10, 15))
  if (version >= 3) await giveUp(world)
  cut(join(folder, 'logs', 'other.log.1.gz'), 50, 11)
  await runOn(root, world, 10, 15, 15.9)
  appendFileSync(log, linesOf(9, START + 3 * DAY) + daysOf(16, 16))
  await runOn(root, world, 16, 16, 16.9)
  await service.run(16.95, { revise: periodNamed('2026-03-04')! })
  appendFileSync(log, linesOf(6, START + 4 * DAY))
  await service.run(16.97)
}

async function giveUp({ folder, service }: World): Promise<void> {
  const damaged = join(folder, 'logs', 'lost.log.1.gz')
  cut(damaged, 40, 9.5)
  await service.run(9.96)
  await skipFile(service.configuration, damaged)
}

/** An archive of which the end is missing. @param day on which it was changed */
function cut(path: string, count: number, day: number): void {
  writeFileSync(path, archived(count).subarray(0, 100))
  utimesSync(path, START / 1000 + day * 86_400, START / 1000 + day * 86_400)
}

function archived(count: number): Buffer {
  return gzipSync(linesOf(count, START + 11 * DAY))
}

/** The logs are rotated, the archive is whole, lines come late and count at last. */
async function after(root: string, version: number): Promise<World> {
  const world = worldIn(root, version)
  const { folder, service } = world
  const log = join(folder, 'logs', 'access.log')
  renameSync(log, `${log}.1`)
  writeFileSync(log, daysOf(17, 40))
  writeFileSync(join(folder, 'logs', 'other.log.1.gz'), archived(50))
  await runOn(root, world, 17, 40, 40.9)
  await service.run(42.5)
  await service.run(42.6, { revise: periodNamed('2026-03-05')! })
  return world
}

function publishedBy({ service }: World, version: number): Readonly<Record<string, string>> {
  const files = filesBelow(service.output)
  // What a version did not know it did not tell: the breaks, and what follows from them.
  const names = version < 3 ? Object.keys(files).filter(isFigures) : Object.keys(files)
  return Object.fromEntries(names.map((name) => [name, files[name] ?? '']))
}

function isFigures(name: string): boolean {
  return name.includes('/data/') && name.endsWith('.csv') && !name.endsWith('breaks.csv')
}

describe('a state of an earlier version', () => {
  it.each(STEPS.map((_, i) => i + 1).slice(0, -1))('publishes what one of today does: %i', async (version) => {
    const [root, copy] = [join(fresh(), 'a'), join(fresh(), 'b')]
    await before(root, version)
    cpSync(root, copy, { recursive: true, preserveTimestamps: true })
    const database = join(copy, 'publisher', 'state', 'state.db')
    expect(takeBack(database, version)).toEqual([])
    const [today, upgraded] = [await after(root, version), await after(copy, version)]
    expect(versionOf(database)).toBe(STEPS.length)
    const files = publishedBy(today, version)
    expect(Object.keys(files).length).toBeGreaterThan(4)
    expect(publishedBy(upgraded, version)).toEqual(files)
    for (const tier of ['essai', 'essai-detail'])
      expect(verifyFolder({ folder: join(upgraded.service.output, tier) }).findings).toEqual([])
    expect((await checkState(upgraded.service.configuration)).problems).toEqual([])
  })
})

function versionOf(database: string): number {
  const db = new Sqlite(database, { readonly: true })
  const version = Number(db.pragma('user_version', { simple: true }))
  db.close()
  return version
}
