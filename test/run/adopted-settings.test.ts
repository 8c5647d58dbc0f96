import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { runService } from '../../src/pipeline/run/run-service.ts'
import { REAL_TOOLS } from '../../src/pipeline/run/run-request.ts'
import { openState } from '../../src/state/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { Copy, seal } from '../verify/published.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, DAYS, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('adopted-settings')
const FEATURES = ['{ id: aide, match: [ /aide ] }', '{ id: simulateur, match: [ /simulateur ] }']
const DESCRIPTION = 'essai/datapackage.json'

type Lost = { readonly folder: string; readonly service: ConfiguredService; readonly log: string }

function days(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, i) => linesOf(60, START + (from + i) * DAY)).join('')
}

/** A service of six days whose state is lost. */
async function lost(): Promise<Lost> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs', 'access.log')
  const service = configuredService(folder, FEATURES, `since: 2026-03-01\n${DAYS}`)
  writeFileSync(log, days(0, 5))
  await service.run(5.9)
  renameSync(join(folder, 'state'), join(folder, 'gone'))
  return { folder, service, log }
}

/** Takes a folder over, and counts four more days. */
async function goOn({ service, log }: Lost, from: string): Promise<string> {
  await service.run(6, { adopt: from })
  writeFileSync(log, days(0, 9))
  await service.run(9.9)
  await service.run(10)
  return readFileSync(join(service.output, 'essai/CHANGELOG.md'), 'utf8')
}

function describedIn(output: string): string {
  return readFileSync(join(output, DESCRIPTION), 'utf8')
}

it('are published without a digest against which words could be tried, and are known again by the next run', async () => {
  const world = await lost()
  const { service, folder } = world
  expect(describedIn(service.output)).toContain('"ledger"')
  expect(describedIn(service.output)).not.toMatch(/"(?:hosts|beside)"/)
  const changelog = await goOn(world, service.output)
  expect(changelog).not.toContain('hosts')
  expect(changelog).not.toContain('defined anew')
  const state = await openState(join(folder, 'state'), 'read')
  expect(state.facts.fact('settings')).toMatch(/"hosts":"[0-9a-f]{16}"/)
  expect(state.facts.fact('settings')).toMatch(/"beside":"[0-9a-f]{16}"/)
  state.close()
})

it('of an earlier version have digests, which are compared', async () => {
  const world = await lost()
  const { service, folder } = world
  const copy = new Copy(service.output, join(folder, 'copy'))
  copy.set(DESCRIPTION, 'comptage.ledger.settings.hosts', '0123456789abcdef')
  copy.set(DESCRIPTION, 'comptage.ledger.settings.features.0.beside', '0123456789abcdef')
  seal(copy)
  writeFileSync(join(service.output, DESCRIPTION), copy.read(DESCRIPTION))
  writeFileSync(join(service.output, 'essai/SHA256SUMS'), copy.read('essai/SHA256SUMS'))
  expect(verifyFolder({ folder: join(service.output, 'essai') }).findings).toEqual([])
  const changelog = await goOn(world, service.output)
  expect(changelog).toContain('hosts')
  expect(changelog).toContain('the feature aide is defined anew')
})

it('give a table back that was gone when they were taken over, after its last row', async () => {
  const { service, folder, log } = await lost()
  const months = configuredService(folder, FEATURES, 'since: 2026-03-01\ndatasets: [ { by: [ month, feature ] } ]\n')
  await months.run(6, { adopt: service.output })
  const again = configuredService(folder, FEATURES, `since: 2026-03-01\n${DAYS}`)
  writeFileSync(log, days(0, 12))
  await again.run(12.9)
  await again.run(13)
  expect(verifyFolder({ folder: join(service.output, 'essai') }).findings).toEqual([])
  renameSync(join(folder, 'state'), join(folder, 'gone-too'))
  await again.run(13.5, { adopt: service.output })
  expect(verifyFolder({ folder: join(service.output, 'essai') }).findings).toEqual([])
})

it('have a zone that is put back: the breaks end with the one that figures have', async () => {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs', 'access.log')
  const inZone = (zone: string) => configuredService(folder, FEATURES, `timezone: ${zone}\nsince: 2026-03-01\n${DAYS}`)
  const [utc, slipped] = [inZone('UTC'), inZone('America/New_York')]
  const breaks = () => readFileSync(join(utc.output, 'essai/data/breaks.csv'), 'utf8').split('\n').slice(1, -1)
  writeFileSync(log, days(0, 8))
  await utc.run(8.9)
  writeFileSync(log, days(0, 9))
  await slipped.run(9.9)
  // The lines of a day are of its first hour: in New York of the day before.
  expect(breaks()).toEqual([expect.stringMatching(/^2026-03-08,.*America\/New_York$/)])
  renameSync(join(folder, 'state'), join(folder, 'gone'))
  await utc.run(9.95, { adopt: utc.output })
  // What was taken over stays as it was counted: the zone holds from the first day on that is not closed.
  expect(breaks()).toEqual([expect.stringMatching(/^2026-03-08,.*UTC$/)])
  expect(verifyFolder({ folder: join(utc.output, 'essai') }).findings).toEqual([])
})

it('are not published by a run that finds lines lost, and are by the next', async () => {
  const { service, log } = await lost()
  const before = describedIn(service.output)
  const read = readFileSync(log, 'utf8')
  writeFileSync(log, `${read}${'no line of a log\n'.repeat(900)}`)
  const configuration = { ...service.configuration, malformedLimit: 0.05 }
  const at = (day: number) => ({ ...REAL_TOOLS, now: () => START + day * DAY })
  const refused = await runService({ configuration, adopt: service.output }, at(6))
  expect(refused.problems.map(({ code }) => code)).toEqual(['TOO_MANY_MALFORMED'])
  expect(refused.changed).toEqual([])
  expect(describedIn(service.output)).toBe(before)
  // The loss is accepted.
  const next = await runService({ configuration: { ...configuration, malformedLimit: 1 } }, at(6.1))
  expect(next.problems.map(({ code }) => code)).not.toContain('TOO_MANY_MALFORMED')
  expect(describedIn(service.output)).toContain('state-adopted')
  expect(verifyFolder({ folder: join(service.output, 'essai') }).findings).toEqual([])
})
