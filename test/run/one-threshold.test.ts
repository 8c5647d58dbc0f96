import { appendFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { periodNamed } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { findingsIn } from './findings-in.ts'
import { linesOf } from './lines-of.ts'
import type { ConfiguredService } from './service-of.ts'
import { rowsOf, textOf, turningService, type Step } from './turning-world.ts'

const { fresh } = testFolder('one-threshold')

const DAY = '{ by: [ day, feature ], measures: [ requests ] }'
const MONTH = '{ by: [ month, feature ], measures: [ requests ] }'
const WEEK = '{ by: [ week, feature ], measures: [ requests ] }'
const EXACT = MONTH.replace(' }', ', protection: exact, accept_risk: true }')
const DETAIL = '{ by: [ month, feature, device ], measures: [ requests ] }'

const with_ = (k: number, ...tables: readonly string[]): string =>
  `protection: { k: ${k}, revision_window: 9999d }\ndatasets: [ ${tables.join(', ')} ]`

/** From 1 to 16 on a day. */
const uses = (feature: string, day: number): number => 1 + ((day * (feature === 'aide' ? 5 : 3)) % 16)

/** Day 31 is the first of April 2026, day 61 that of May, day 92 that of June. */
const story = (...steps: readonly (readonly [string, number])[]): Promise<ConfiguredService> =>
  turningService(
    fresh(),
    steps.map(([more, through]): Step => ({ more, through })),
    uses,
  )

/** Nor has anybody anything against what is published by whoever has the folder alone. */
async function expectSound(service: ConfiguredService): Promise<void> {
  expectRight(service)
  const said = thresholdsOf(service)
  renameSync(join(service.output, '..', 'state'), join(service.output, '..', 'state-lost'))
  await service.run(300, { adopt: service.output })
  expectRight(service)
  expect(thresholdsOf(service)).toEqual(said)
}

function expectRight({ output }: ConfiguredService): void {
  expect(findingsIn(output)).toEqual([])
}

type Described = {
  readonly comptage: { readonly k: number }
  readonly resources: readonly { readonly name: string; readonly comptage?: { readonly protection?: { k?: number } } }[]
}

/** The threshold of a folder, and that of each of its tables. */
function thresholdsOf(service: ConfiguredService, folder = 'essai') {
  const { comptage, resources } = JSON.parse(textOf(service, `${folder}/datapackage.json`)) as Described
  const own = resources.flatMap(({ name, comptage: { protection } = {} }) =>
    protection === undefined ? [] : [[name, protection.k] as const],
  )
  return { k: comptage.k, ...Object.fromEntries(own) }
}

const breaksIn = (service: ConfiguredService, folder = 'essai'): readonly string[] =>
  textOf(service, `${folder}/data/breaks.csv`)
    .split('\n')
    .filter((row) => row.includes('le seuil est de'))

const shown = (service: ConfiguredService, from: string, to: string): readonly number[] =>
  rowsOf(service, 'day-feature')
    .filter(({ period }) => period >= from && period < to)
    .flatMap(({ uses: count }) => count ?? [])

describe('a threshold that waits', () => {
  it.each([
    ['is exact from then on', EXACT],
    ['stays', MONTH],
  ])('begins for a table that was away as well, while the other %s', async (_, other) => {
    const service = await story(
      [with_(11, DAY, MONTH), 9],
      [with_(11, MONTH), 12],
      [with_(5, MONTH), 32],
      [with_(5, other), 41],
      [with_(5, other, DAY), 47],
    )
    await expectSound(service)
    expect(thresholdsOf(service)).toMatchObject({ k: 5, 'day-feature': 5 })
    expect(breaksIn(service)).toEqual(['2026-04-01,,le seuil est de 5'])
    expect(Math.min(...shown(service, '2026-03-01', '2026-04-01'))).toBe(11)
    expect(Math.min(...shown(service, '2026-04-01', '2026-06-01'))).toBe(5)
  })

  it.each([41, 70, 100])('is not that of a table that is new before, on day %d', async (last) => {
    const service = await story([with_(5, MONTH), 38], [with_(11, MONTH), 39], [with_(11, MONTH, DAY, DETAIL), last])
    await expectSound(service)
    if (last < 61) {
      // Its month has not begun: the detail has no row, and no folder.
      expect(() => thresholdsOf(service, 'essai-detail')).toThrow('ENOENT')
      expect(thresholdsOf(service)).toEqual({ k: 5, 'month-feature': 5, 'day-feature': 5 })
    } else expect(thresholdsOf(service)).toMatchObject({ k: 11, 'day-feature': 11 })
    expect(Math.min(...shown(service, '2026-04-01', '2026-05-01'))).toBeLessThan(11)
    expect(breaksIn(service)).toEqual(['2026-05-01,,le seuil est de 11'])
  })

  it('begins for all, though a table becomes exact on that day', async () => {
    const service = await story([with_(11, DAY, MONTH), 38], [with_(5, DAY, MONTH), 41], [with_(5, DAY, EXACT), 95])
    await expectSound(service)
    expect(textOf(service, 'essai/CHANGELOG.md')).not.toContain('does not take place')
    expect(breaksIn(service)).toEqual(['2026-05-01,,le seuil est de 5'])
    expect(Math.min(...shown(service, '2026-05-01', '2026-07-01'))).toBe(5)
  })

  it('waits for a table that is exact no more, too', async () => {
    const service = await story([with_(5, DAY, EXACT), 38], [with_(11, DAY, EXACT), 41], [with_(11, DAY, MONTH), 95])
    await expectSound(service)
    expect(breaksIn(service)).toEqual(['2026-05-01,,le seuil est de 11'])
  })

  it('is that of quality.csv and of what has ended, where all tables are exact', async () => {
    const service = await story([with_(11, DAY, MONTH), 38], [with_(11, EXACT), 41], [with_(5, EXACT), 130])
    await expectSound(service)
    expect(thresholdsOf(service)).toMatchObject({ k: 5, 'day-feature': 11 })
  })
})

describe('lines that are no use', () => {
  it.each([
    [40, 20, ''],
    [20, 40, '31'],
  ])('have the threshold of their month, %d, though %d is announced', async (before, after, lines) => {
    // March closes in April.
    const service = await story([with_(before, DAY, MONTH), 27], [with_(after, DAY, MONTH), 80])
    await expectSound(service)
    expect(textOf(service, 'essai/data/quality.csv')).toMatch(new RegExp(`^2026-03,redirect,${lines}$`, 'm'))
  })
})

describe('a month that waited since its table was exact', () => {
  it('is never published, whatever is revised', async () => {
    const noisy = DAY.replace(' }', ', protection: cell-key }')
    const service = await story([with_(11, noisy, EXACT), 40], [with_(11, noisy, MONTH), 75])
    const months = (): readonly string[] => rowsOf(service, 'month-feature').map(({ period }) => period)
    const before = months()
    expect([before.includes('2026-03'), before.includes('2026-04')]).toEqual([true, false])
    expect(textOf(service, 'essai/CHANGELOG.md')).toContain('will never be published: April 2026.')
    appendFileSync(join(service.output, '..', 'logs', 'access.log'), linesOf(300, Date.UTC(2026, 3, 2)))
    await service.run(80)
    const { changes } = await service.run(80.1, { revise: periodNamed('2026-04')! })
    expect(changes.length).toBeGreaterThan(0)
    expect(months()).toEqual(before)
    expectRight(service)
  })
})

describe('tables that have ended', () => {
  it.each([
    [5, 11],
    [11, 5],
    // Of the days that are no use 31 lie in March.
    [20, 40],
  ])('are held to the threshold that they had, %d, not to %d', async (before, after) => {
    const service = await story([with_(before, DAY, MONTH), 75], [with_(after, WEEK), 120])
    await expectSound(service)
    expect(thresholdsOf(service)).toEqual({
      k: after,
      'week-feature': after,
      'day-feature': before,
      'month-feature': before,
    })
  })
})

describe('a protection that was announced', () => {
  it('never begins for a table that is gone before', async () => {
    const service = await story([with_(11, DAY, MONTH), 38], [with_(11, DAY, EXACT), 41], [with_(11, DAY), 95])
    await expectSound(service)
    expect(textOf(service, 'essai/data/breaks.csv')).not.toContain('exact')
    expect(textOf(service, 'essai/CHANGELOG.md')).toContain('does not take place')
  })
})
