import { appendFileSync, cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { periodNamed } from '../../src/pipeline/index.ts'
import { filesBelow, testFolder } from '../cli/run-comptage.ts'
import { findingsIn } from './findings-in.ts'
import { LEVELS } from './levels.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, type ConfiguredService } from './service-of.ts'
import { verdictsIn } from './verdicts.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('adopting-levels')

/** Half of the lines from a telephone: what is of one device alone is hidden with its total. */
const lines = (count: number, day: number): string =>
  linesOf(count, START + day * DAY)
    .split('\n')
    .map((line, i) => (i % 2 === 0 ? line : line.replace(/X11; Linux x86_64/, 'Android 14; Mobile')))
    .join('\n')

const DEVICES = 'essai-detail/data/day-feature-device.csv'

const days = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => lines(120, from + i)).join('')

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
  const isTable = (path: string): boolean => path.endsWith('.csv') && /\/(?:day|month)-/.test(path)
  return Object.fromEntries(Object.entries(filesBelow(output)).filter(([path]) => isTable(path)))
}

/** What was published stands at the beginning of what is published now. */
function expectKept({ service, before }: Lost): void {
  const now = figuresOf(service)
  for (const [path, text] of Object.entries(before)) expect(now[path]?.startsWith(text), path).toBe(true)
}

describe('one folder of two', () => {
  it.each(['essai', 'essai-detail'])('is not taken over without the other, which is named: %s', async (gone) => {
    const { service } = await adopted('exact')
    const folder = join(service.output, '..')
    renameSync(join(folder, 'state'), join(folder, 'gone-again'))
    renameSync(join(service.output, gone), join(folder, 'moved'))
    const before = filesBelow(service.output)
    await expect(service.run(44.1, { adopt: service.output })).rejects.toMatchObject({
      problems: [{ code: 'ADOPT_REFUSED', why: 'tier-missing', folder: join(service.output, gone) }],
    })
    expect(filesBelow(service.output)).toEqual(before)
    renameSync(join(folder, 'moved'), join(service.output, gone))
    await service.run(44.2, { adopt: service.output })
    expect(findingsIn(service.output)).toEqual([])
  })
})

describe.each(['threshold', 'cell-key', 'exact'] as const)('a folder that is taken over at %s', (level) => {
  it('keeps its bytes, goes on, and is found right, also where a day that came after is revised', async () => {
    const world = await adopted(level)
    const { service, log } = world
    expectKept(world)
    expect(findingsIn(service.output)).toEqual([])
    for (const first of [44, 51, 58, 65]) {
      appendFileSync(log, days(first, first + 6))
      await service.run(first + 6.9)
    }
    expectKept(world)
    // April is not whole; May is not over.
    expect(readFileSync(join(service.output, 'essai/CHANGELOG.md'), 'utf8')).toContain('April 2026')
    expect(findingsIn(service.output)).toEqual([])
    appendFileSync(log, lines(90, 50) + days(72, 95))
    await service.run(95.9)
    await service.run(95.95, { revise: periodNamed('2026-04-20')! })
    expectKept(world)
    expect(figuresOf(service)['essai/data/day-feature.csv']).toContain('2026-04-20,aide,70,')
    expect(figuresOf(service)['essai/data/month-feature.csv']).toContain('2026-05,aide,1240,')
    expect(findingsIn(service.output)).toEqual([])
  })
})

describe('noise that was drawn with a key', () => {
  it('stays for good where the key is gone, also where the day is revised', async () => {
    const world = await adopted('cell-key')
    const { service, log } = world
    appendFileSync(log, lines(90, 38))
    await service.run(44.1)
    await service.run(44.2, { revise: periodNamed('2026-04-08')! })
    expect(figuresOf(service)['essai/data/day-feature.csv']).toContain('2026-04-08,aide,70,')
    expect(world.before[DEVICES]).toMatch(/2026-04-08,aide,desktop,\d/)
    expect(figuresOf(service)[DEVICES]?.startsWith(world.before[DEVICES] ?? 'x')).toBe(true)
    expect(findingsIn(service.output)).toEqual([])
  })

  it('is drawn anew with the same key, and comes out the same again', async () => {
    const world = await adopted('cell-key', true)
    const { service, log } = world
    expectKept(world)
    appendFileSync(log, lines(90, 38))
    await service.run(44.1)
    await service.run(44.2, { revise: periodNamed('2026-04-08')! })
    expect(figuresOf(service)[DEVICES]?.startsWith(world.before[DEVICES] ?? '')).toBe(false)
    expect(findingsIn(service.output)).toEqual([])
    const [state, gone] = ['state', 'gone-again'].map((name) => join(service.output, '..', name)) as [string, string]
    renameSync(state, gone)
    mkdirSync(state, { mode: 0o700 })
    cpSync(join(gone, 'noise.key'), join(state, 'noise.key'))
    await service.run(44.3, { adopt: service.output })
    expect(await verdictsIn(state)).toMatchObject({ 'day refuted': 36, 'day confirmed': 6 })
  })

  // 40 uses a day are too few for dp: the summary, which is not asked, hides each detail.
  it.each(['cell-key', 'dp'] as const)('comes out the same where all lines are there: %s', async (level) => {
    const { service } = await adopted(level, true)
    // From 6 April to 10 April, the last day that had closed, all lines are there.
    expect(await verdictsIn(join(service.output, '..', 'state'))).toMatchObject({
      'day refuted': 36,
      'day confirmed': 5,
    })
  })
})
