import { appendFileSync, cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { periodNamed, verifyFolder } from '../../src/pipeline/index.ts'
import { filesBelow, testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('adopting-levels')

const SUMMARY = '{ by: [ day, feature ] }, { by: [ month, feature ] }'
const LEVELS = {
  threshold: `datasets: [ ${SUMMARY} ]\n`,
  'cell-key': `datasets: [ ${SUMMARY}, { by: [ day, feature, device ], measures: [ requests ] } ]\n`,
  exact: `datasets: [ ${SUMMARY.replaceAll(' }', ', protection: exact, accept_risk: true }')}, { by: [ month, feature, device ], protection: exact, accept_risk: true } ]\n`,
} as const

const days = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => linesOf(120, START + (from + i) * DAY)).join('')

type Lost = {
  readonly service: ConfiguredService
  readonly log: string
  readonly before: Readonly<Record<string, string>>
}

/** A service that ran until 13 April and lost its state; of its log the days from 5 April on are left. */
async function adopted(level: keyof typeof LEVELS, hasKey = false): Promise<Lost> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs', 'access.log')
  const features = ['{ id: aide, match: [ /aide ] }', '{ id: simulateur, match: [ /simulateur ] }']
  const service = configuredService(folder, features, `since: 2026-03-01\n${LEVELS[level]}`)
  for (const day of [20, 36, 43]) {
    writeFileSync(log, days(0, day))
    await service.run(day + 0.5)
    await service.run(day + 0.55)
  }
  renameSync(join(folder, 'state'), join(folder, 'gone'))
  mkdirSync(join(folder, 'state'), { mode: 0o700 })
  if (hasKey) cpSync(join(folder, 'gone', 'noise.key'), join(folder, 'state', 'noise.key'))
  const before = figuresOf(service)
  writeFileSync(log, days(35, 43))
  await service.run(44, { adopt: service.output })
  return { service, log, before }
}

function figuresOf({ output }: ConfiguredService): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(filesBelow(output)).filter(([path]) => /data\/(?:day|month)-[^/]*\.csv$/.test(path)),
  )
}

/** What was published stands at the beginning of what is published now. */
function expectKept({ service, before }: Lost): void {
  const now = figuresOf(service)
  for (const [path, text] of Object.entries(before)) expect(now[path]?.startsWith(text), path).toBe(true)
}

function findingsOf({ output }: ConfiguredService): readonly unknown[] {
  const folders = Object.keys(filesBelow(output)).flatMap((path) => /^(.*)\/datapackage\.json$/.exec(path)?.[1] ?? [])
  return folders.flatMap((folder) => verifyFolder({ folder: join(output, folder) }).findings)
}

describe.each(['threshold', 'cell-key', 'exact'] as const)('a folder that is taken over at %s', (level) => {
  it('keeps its bytes, goes on, and is found right, also where a day that came after is revised', async () => {
    const world = await adopted(level)
    const { service, log } = world
    expectKept(world)
    expect(findingsOf(service)).toEqual([])
    for (const first of [44, 51, 58, 65]) {
      appendFileSync(log, days(first, first + 6))
      await service.run(first + 6.9)
    }
    expectKept(world)
    // April is not whole; May is not over.
    expect(readFileSync(join(service.output, 'essai/CHANGELOG.md'), 'utf8')).toContain('2026-04')
    expect(findingsOf(service)).toEqual([])
    appendFileSync(log, linesOf(90, START + 50 * DAY) + days(72, 95))
    await service.run(96)
    await service.run(96.1, { revise: periodNamed('2026-04-20')! })
    expectKept(world)
    expect(figuresOf(service)['essai/data/day-feature.csv']).toContain('2026-04-20,aide,70,')
    expect(figuresOf(service)['essai/data/month-feature.csv']).toContain('2026-05,aide,1240,')
    expect(findingsOf(service)).toEqual([])
  })
})

describe('noise that was drawn with a key', () => {
  it('stays for good where the key is gone, also where the day is revised', async () => {
    const world = await adopted('cell-key')
    const { service, log } = world
    appendFileSync(log, linesOf(90, START + 38 * DAY))
    await service.run(44.1)
    await service.run(44.2, { revise: periodNamed('2026-04-08')! })
    const { 'essai/data/day-feature.csv': summary = '', ...details } = figuresOf(service)
    expect(summary).toContain('2026-04-08,aide,70,')
    const { 'essai/data/day-feature.csv': _, ...detailsBefore } = world.before
    expect(details).toEqual(detailsBefore)
    expect(findingsOf(service)).toEqual([])
  })

  it('is drawn anew with the same key', async () => {
    const world = await adopted('cell-key', true)
    const { service, log } = world
    expect(figuresOf(service)).toEqual(world.before)
    appendFileSync(log, linesOf(90, START + 38 * DAY))
    await service.run(44.1)
    await service.run(44.2, { revise: periodNamed('2026-04-08')! })
    const path = 'essai-detail/data/day-feature-device.csv'
    expect(figuresOf(service)[path]).not.toBe(world.before[path])
    expect(findingsOf(service)).toEqual([])
  })
})
