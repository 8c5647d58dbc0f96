import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { rowsOf, textOf, turningService } from './turning-world.ts'

const { fresh } = testFolder('turning')
const WEEKS = 'datasets: [ { by: [ day, feature ] }, { by: [ week, feature ] }, { by: [ month, feature, device ] } ]'

describe('a threshold that changes in the midst of a week', () => {
  // The first of May 2026 is a Friday, in W18.
  it.each([
    [5, 11, 7],
    [11, 3, 8],
  ])('from %d to %d leaves that week out, since it was decided above days of both', async (before, after, few) => {
    const at = (k: number): string => `protection: { k: ${k} }\n${WEEKS}`
    const service = await turningService(
      fresh(),
      [
        { more: at(before), through: 50 },
        { more: at(after), through: 75 },
      ],
      (feature, day) => (feature === 'aide' && day === 61 ? few : 20),
    )
    const weeks = rowsOf(service, 'week-feature').map(({ period }) => period)
    expect(weeks).toContain('2026-W17')
    expect(weeks).not.toContain('2026-W18')
    expect(weeks).toContain('2026-W19')
    expect(textOf(service, 'essai/CHANGELOG.md')).toContain('never be published: week of 27 April 2026')
    expect(verifyFolder({ folder: join(service.output, 'essai') }).findings).toEqual([])
  })
})

describe('a threshold that changes in the midst of a month, of days alone', () => {
  it('is no end of what quality.csv sums', async () => {
    const at = (k: number): string =>
      `protection: { k: ${k} }\ndatasets: [ { by: [ day, feature ], measures: [ requests ] } ]`
    const service = await turningService(
      fresh(),
      [3, 5, 3].map((k, i) => ({ more: at(k), through: [40, 70, 95][i] ?? 0 })),
      (feature, day) => 1 + ((day * (feature === 'aide' ? 5 : 3)) % 9),
    )
    const told = textOf(service, 'essai/data/quality.csv')
      .split('\n')
      .flatMap((row) => (row.includes(',counted,') ? [row.replace(',counted,', ' ')] : []))
    const sums = new Map<string, number>()
    for (const { period, uses = 0 } of rowsOf(service, 'day-feature'))
      sums.set(period.slice(0, 7), (sums.get(period.slice(0, 7)) ?? 0) + uses)
    expect(told).toEqual(['2026-03', '2026-04', '2026-05'].map((month) => `${month} ${sums.get(month)}`))
    expect(verifyFolder({ folder: join(service.output, 'essai') }).findings).toEqual([])
  })
})

describe('a table that is exact for a while', () => {
  const EXACT = 'protection: exact, accept_risk: true'
  const byDevice = (level = ''): string =>
    `datasets: [ { by: [ month, feature ], measures: [ requests ] }, { by: [ month, feature, device ], measures: [ requests ]${level} } ]`
  const days = (level = ''): string =>
    `datasets: [ { by: [ day, feature ], measures: [ requests ]${level} }, { by: [ month, feature ], measures: [ requests ] } ]`

  it('and was the only one with noise publishes what was open as it was configured', async () => {
    const service = await turningService(
      fresh(),
      [
        { more: byDevice(), through: 40 },
        { more: byDevice(`, ${EXACT}`), through: 95 },
      ],
      () => 4,
    )
    const table = textOf(service, 'essai-detail/data/month-feature-device.csv')
    expect(table).toContain('2026-05,aide,desktop,124')
    expect(table.match(/^2026-0[34],aide,desktop,\d+$/gm)).toHaveLength(2)
    expect(textOf(service, 'essai-detail/data/breaks.csv')).toContain('2026-05-01,,')
  })

  it('and is protected again before anything was published so, never is', async () => {
    const service = await turningService(
      fresh(),
      [
        { more: byDevice(), through: 40 },
        { more: byDevice(`, ${EXACT}`), through: 75 },
        { more: byDevice(), through: 95 },
      ],
      (feature, day) => (feature === 'aide' && day < 80 ? 0 : 20),
    )
    // Three months: exactly, the hidden zeros of one feature would stand in the last.
    expect(textOf(service, 'essai-detail/data/month-feature-device.csv')).not.toMatch(/,0$/m)
    expect(textOf(service, 'essai-detail/data/breaks.csv')).toBe('date,fonctionnalite,rupture\n')
    expect(textOf(service, 'essai-detail/CHANGELOG.md')).toContain('The break announced for 1 May 2026')
    for (const folder of ['essai', 'essai-detail'])
      expect(verifyFolder({ folder: join(service.output, folder) }).findings).toEqual([])
  })

  it('and is protected again shows nothing more, and no month tells what its days hide', async () => {
    const service = await turningService(
      fresh(),
      [
        { more: days(`, ${EXACT}`), through: 40 },
        { more: days(), through: 95 },
      ],
      (_, day) => (day % 3 === 0 ? 5 : 20),
    )
    const few = rowsOf(service, 'day-feature').filter(({ uses = 20 }) => uses < 11)
    expect(few.at(-1)?.period).toBe('2026-04-06')
    for (const path of ['README.md', 'PRIVACY.md', 'datapackage.json'])
      expect(textOf(service, `essai/${path}`)).toContain('before 8 April 2026 are published under another rule')
    for (const path of ['LISEZMOI.md', 'CONFIDENTIALITE.md'])
      expect(textOf(service, `essai/${path}`)).toContain('sont publiées sous une autre règle (rien n’y est masqué)')
    expect(rowsOf(service, 'month-feature').map(({ period }) => period)).not.toContain('2026-04')
    expect(rowsOf(service, 'month-feature').map(({ period }) => period)).toContain('2026-05')
    expect(textOf(service, 'essai/data/breaks.csv')).toContain('2026-04-08,,le tableau day-feature est protégé')
    expect(verifyFolder({ folder: join(service.output, 'essai') }).findings).toEqual([])
  })

  it('and is protected again within the month leaves one break, or none', async () => {
    const service = await turningService(
      fresh(),
      [
        { more: days(), through: 40 },
        { more: days(`, ${EXACT}`), through: 45 },
        { more: days(), through: 75 },
      ],
      () => 5,
    )
    expect(textOf(service, 'essai/data/breaks.csv')).toBe('date,fonctionnalite,rupture\n')
    expect(rowsOf(service, 'day-feature').every(({ uses }) => uses === undefined)).toBe(true)
    expect(verifyFolder({ folder: join(service.output, 'essai') }).findings).toEqual([])
  })
})

describe('a service that is said to have opened later than it was published', () => {
  it.each(['2026-04-20', '2026-04-05'])('on %s, goes on as before', async (since) => {
    const at = (day: string): string =>
      `since: ${day}\ndatasets: [ { by: [ day, feature ] }, { by: [ month, feature ] } ]`
    const service = await turningService(
      fresh(),
      [
        { more: at('2026-03-01'), through: 40 },
        { more: at(since), through: 75 },
      ],
      () => 20,
    )
    expect(rowsOf(service, 'month-feature').map(({ uses }) => uses)).toEqual([620, 620, 600, 600])
    expect(textOf(service, 'essai/data/gaps.csv')).toBe('debut,fin\n')
    expect(textOf(service, 'essai/data/features.csv')).toContain(',2026-03-01,')
    expect(verifyFolder({ folder: join(service.output, 'essai') }).findings).toEqual([])
  })
})
