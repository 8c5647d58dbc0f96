import { appendFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { closedText } from '../../src/cli/report/status/closed-text.ts'
import { checkState, periodNamed, statusOf } from '../../src/pipeline/index.ts'
import { filesBelow, testFolder } from '../cli/run-comptage.ts'
import { findingsIn } from './findings-in.ts'
import { LEVELS } from './levels.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, type ConfiguredService } from './service-of.ts'
import { refusal } from './refusal.ts'
import { verdictsIn } from './verdicts.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const KEPT_DAYS = 14
const { fresh } = testFolder('adopting-earlier')
const FEATURES = ['{ id: aide, match: [ /aide ] }', '{ id: simulateur, match: [ /simulateur ] }']

const SINCE = 'since: 2026-03-01\n'

type World = { readonly folder: string; readonly service: ConfiguredService }

function begun(more: string): World {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  return { folder, service: configuredService(folder, FEATURES, more) }
}

/** Figures of some days are hidden. */
function textOf(day: number, count = 18 + (day % 7) * 14): string {
  return linesOf(count, START + day * DAY)
}

function logOf({ folder }: World, day: number): string {
  return join(
    folder,
    'logs',
    `access.log-${new Date(START + day * DAY).toISOString().slice(0, 10).replaceAll('-', '')}`,
  )
}

/** The log of a day, up to a part of its lines. Logs of two weeks are kept. */
function write(world: World, day: number, part = 1): void {
  const lines = textOf(day)
  writeFileSync(logOf(world, day), lines.slice(0, lines.indexOf('\n', lines.length * part - 1) + 1))
  rmSync(logOf(world, day - KEPT_DAYS), { force: true })
}

/** A run each noon and each night. */
async function liveThrough(world: World, from: number, to: number): Promise<void> {
  for (let day = from; day <= to; day++) {
    write(world, day, 0.5)
    await world.service.run(day + 0.5)
    write(world, day)
    await world.service.run(day + 0.99)
  }
}

/** A run every fifth night. */
async function goOn(world: World, from: number, to: number): Promise<void> {
  for (let day = from; day <= to; day++) {
    write(world, day)
    if (day === to || day % 5 === 0) await world.service.run(day + 0.99)
  }
}

/** The same service, with all that it has, in another place. */
function twinOf({ folder }: World, more: string): World {
  const other = fresh()
  cpSync(folder, other, { recursive: true, preserveTimestamps: true })
  return { folder: other, service: configuredService(other, FEATURES, more) }
}

type Loss = {
  /** The first day. */
  readonly begun?: number
  readonly since?: string
  readonly backedUp: number
  readonly lost: number
  readonly more?: string
  /** The copy was made in the middle of the next day, after a run. */
  readonly noon?: boolean
  /** Lines of an earlier day, none that were read, that come with the last log. */
  readonly late?: { readonly day: number; readonly lines: number }
  /** Revised then. */
  readonly revised?: string
  /** What changes between the copy and the loss. */
  readonly after?: keyof typeof AFTER
}

const OTHER_TEXTS = 'privacy: { purpose: Savoir ce qui sert }\n'

const AFTER = {
  texts: ({ folder }: World) => configuredService(folder, FEATURES, `${SINCE}${LEVELS.threshold}${OTHER_TEXTS}`),
  feature: ({ folder }: World) =>
    configuredService(folder, [...FEATURES, '{ id: blog, match: [ /LEAK ] }'], `${SINCE}${LEVELS.threshold}`),
}

/** A service whose state was copied one night and lost days later: the copy is back. Its twin lost nothing. */
async function restored({
  begun: from = 0,
  since = SINCE,
  backedUp,
  lost,
  more = LEVELS.threshold,
  noon = false,
  late,
  revised,
  after,
}: Loss): Promise<{ world: World; twin: World }> {
  const world = begun(`${since}${more}`)
  await goOn(world, from, backedUp)
  const copy = join(world.folder, 'copy')
  if (noon) {
    write(world, backedUp + 1, 0.3)
    await world.service.run(backedUp + 1.4)
  }
  cpSync(join(world.folder, 'state'), copy, { recursive: true })
  if (after !== undefined) Object.assign(world, { service: AFTER[after](world) })
  await liveThrough(world, backedUp + 1, lost)
  if (late !== undefined) {
    appendFileSync(logOf(world, lost), linesOf(late.lines, START + late.day * DAY + 17_000))
    await world.service.run(lost + 0.991)
    if (revised !== undefined) await world.service.run(lost + 0.992, { revise: periodNamed(revised)! })
  }
  const twin = twinOf(world, `${since}${more}`)
  rmSync(join(world.folder, 'state'), { recursive: true })
  renameSync(copy, join(world.folder, 'state'))
  return { world, twin }
}

function figuresOf({ service: { output } }: World): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(filesBelow(output)).filter(([path]) => path.includes('/data/')))
}

function changelogOf({ service }: World): string {
  return readFileSync(join(service.output, 'essai/CHANGELOG.md'), 'utf8')
}

async function expectSound(world: World): Promise<void> {
  expect(findingsIn(world.service.output)).toEqual([])
  expect((await checkState(world.service.configuration)).problems).toEqual([])
}

describe('an earlier copy of the state takes over what came after it', () => {
  it.each([
    { backedUp: 18, lost: 20, level: 'threshold' },
    { backedUp: 18, lost: 20, level: 'cell-key' },
    { backedUp: 18, lost: 20, level: 'exact' },
    { backedUp: 28, lost: 35, level: 'exact' },
    { backedUp: 17, lost: 26, level: 'threshold', noon: true },
    { backedUp: 30, lost: 33, level: 'exact', noon: true },
  ] as const)(
    'and publishes what a state that was never lost does: $level, $backedUp to $lost',
    async ({ level, ...loss }) => {
      const { world, twin } = await restored({ ...loss, more: LEVELS[level] })
      const { service } = world
      const before = figuresOf(world)
      expect(await refusal(service.run(loss.lost + 0.991))).toMatchObject({ code: 'OUTPUT_AHEAD' })
      await service.run(loss.lost + 0.992, { adopt: service.output })
      expect(figuresOf(world)).toEqual(before)
      expect(changelogOf(world)).toContain('counting goes on with the logs that are left')
      const verdicts = Object.keys(await verdictsIn(join(world.folder, 'state')))
      expect(verdicts).toContain('day confirmed')
      expect(verdicts.filter((word) => !word.endsWith('confirmed'))).toEqual([])
      await expectSound(world)
      for (const one of [world, twin]) await goOn(one, loss.lost + 1, 64)
      expect(figuresOf(world)).toEqual(figuresOf(twin))
      const months = figuresOf(world)['essai/data/month-feature.csv']
      for (const month of ['2026-03,aide,', '2026-04,aide,']) expect(months).toContain(month)
      await expectSound(world)
    },
  )
})

describe('what came after an earlier copy', () => {
  it('is not whole where a line came too late for it: its month is never published, and no line counts twice', async () => {
    const { world } = await restored({ backedUp: 18, lost: 22, late: { day: 19, lines: 1 } })
    const { service } = world
    const before = figuresOf(world)
    await service.run(22.992, { adopt: service.output })
    expect(figuresOf(world)).toEqual(before)
    expect(await verdictsIn(join(world.folder, 'state'))).toEqual({ 'day confirmed': 3, 'day refuted': 1 })
    await goOn(world, 23, 40)
    expect(figuresOf(world)['essai/data/month-feature.csv']).not.toContain('2026-03')
    expect(changelogOf(world)).toContain('never be published: March 2026')
    const { closed } = await statusOf(service.configuration, { now: START + 41 * DAY })
    expect(closed).toMatchObject([
      { kind: 'day', unpublished: [] },
      { kind: 'month', last: '2026-03', unpublished: [{ from: '2026-03', to: '2026-03', why: 'adopted' }] },
    ])
    expect(closed.map(closedText)[1]).toContain(
      '(not published, as the logs do not confirm days of it that were taken over: 2026-03); the next',
    )
    const { problems } = await service.run(41, { revise: periodNamed('2026-03-20')! })
    // Which of the lines that were read again came late then nobody knows any more.
    expect(problems).toEqual([{ code: 'NOTHING_LATE', period: '2026-03-20' }])
    await expectSound(world)
  })

  it('is lost where its logs are: it stays as it was published', async () => {
    const { world } = await restored({ backedUp: 18, lost: 24 })
    const { service } = world
    for (const day of [19, 20]) rmSync(logOf(world, day))
    const before = figuresOf(world)
    await service.run(24.992, { adopt: service.output })
    expect(figuresOf(world)).toEqual(before)
    // And the days beside them, of which the hole may have taken a part.
    expect(await verdictsIn(join(world.folder, 'state'))).toMatchObject({ 'day refuted': 4 })
    await goOn(world, 25, 40)
    expect(figuresOf(world)['essai/data/month-feature.csv']).not.toContain('2026-03')
    await expectSound(world)
  })

  it('may hold periods that had begun before the service was counted', async () => {
    const tables = ['day', 'week', 'month'].map(
      (kind) => `{ by: [ ${kind}, feature ], protection: exact, accept_risk: true }`,
    )
    const more = `datasets: [ ${tables.join(', ')} ]\n`
    const { world, twin } = await restored({ begun: 9, backedUp: 30, lost: 33, since: '', more })
    await world.service.run(33.992, { adopt: world.service.output })
    expect(await verdictsIn(join(world.folder, 'state'))).toMatchObject({ 'month confirmed': 1 })
    for (const one of [world, twin]) await goOn(one, 34, 50)
    expect(figuresOf(world)).toEqual(figuresOf(twin))
    expect(figuresOf(world)['essai/data/week-feature.csv']).toContain('2026-W14,aide,')
    await expectSound(world)
  })

  it('is taken over again where the state is lost again', async () => {
    const { world, twin } = await restored({ backedUp: 18, lost: 20 })
    const { service, folder } = world
    await service.run(21, { adopt: service.output })
    await liveThrough(world, 21, 22)
    cpSync(join(folder, 'state'), join(folder, 'copy'), { recursive: true })
    await liveThrough(world, 23, 25)
    rmSync(join(folder, 'state'), { recursive: true })
    renameSync(join(folder, 'copy'), join(folder, 'state'))
    await service.run(26, { adopt: service.output })
    await liveThrough(twin, 21, 25)
    for (const one of [world, twin]) await goOn(one, 26, 64)
    expect(figuresOf(world)).toEqual(figuresOf(twin))
    await expectSound(world)
  })

  it('may have other texts', async () => {
    const { world } = await restored({ backedUp: 18, lost: 20, after: 'texts' })
    const { service } = world
    await service.run(21, { adopt: service.output })
    await goOn(world, 21, 40)
    expect(changelogOf(world).match(/Texts corrected/g)).toHaveLength(1)
    await expectSound(world)
  })
})

describe('a folder that is not what became of a copy', () => {
  it('is one in which what the copy has published was revised', async () => {
    const { world } = await restored({ backedUp: 18, lost: 20, late: { day: 13, lines: 90 }, revised: '2026-03-14' })
    expect(await refusal(world.service.run(21, { adopt: world.service.output }))).toMatchObject({
      code: 'ADOPT_REFUSED',
      why: 'other-history',
    })
    expect(await refusal(world.service.run(21.1))).toMatchObject({ code: 'OUTPUT_AHEAD' })
  })

  it('is one that was counted in another way since', async () => {
    const { world } = await restored({ backedUp: 18, lost: 20, after: 'feature' })
    expect(await refusal(world.service.run(21, { adopt: world.service.output }))).toMatchObject({
      why: 'counted-otherwise',
    })
  })

  it('is any, where the copy had counted and published nothing', async () => {
    const { world } = await restored({ backedUp: 1, lost: 9 })
    const before = figuresOf(world)
    expect(await refusal(world.service.run(10, { adopt: world.service.output }))).toMatchObject({ why: 'counted-only' })
    expect(figuresOf(world)).toEqual(before)
  })

  it('is one of another past, or of the same and no more', async () => {
    const { world, twin } = await restored({ backedUp: 18, lost: 20 })
    // The copy goes on by itself in another place, and so becomes another.
    const output = join(twin.folder, 'open-data')
    renameSync(join(world.folder, 'open-data'), join(world.folder, 'elsewhere'))
    await world.service.run(21)
    expect(await refusal(world.service.run(21.1, { adopt: output }))).toMatchObject({ why: 'other-history' })
    expect(await refusal(world.service.run(21.1, { adopt: world.service.output }))).toMatchObject({
      why: 'state-in-use',
    })
  })
})
