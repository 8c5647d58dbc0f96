import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { periodNamed, verifyFolder, type RunDone, type RunRequest } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { checkProperty } from '../properties/check-property.ts'
import { serviceOf, type TestService } from './service-of.ts'

vi.setConfig({ testTimeout: 240_000 })

const { fresh } = testFolder('revising')
const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
const MONTHS = 'datasets: [ { by: [ day, feature ] }, { by: [ month, feature ] } ]\n'

type Uses = { readonly aide?: number; readonly simulateur?: number; readonly LEAK?: number }

/** Uses of a day, counted from the first of March 2026. */
function uses(day: number, counts: Uses): string {
  const [, date, month, year] = new Date(START + day * DAY).toUTCString().split(' ')
  return Object.entries(counts)
    .map(([path, count]) =>
      `203.0.113.9 - - [${date}/${month}/${year}:12:00:00 +0000] "GET /${path} HTTP/1.1" 200 9 "-" "${FIREFOX}"\n`.repeat(
        count,
      ),
    )
    .join('')
}

type World = {
  readonly service: TestService
  readonly log: string
  readonly late: (name: string, lines: string) => void
}

function settle(yaml: string): World {
  const folder = fresh()
  const service = serviceOf(folder, yaml)
  mkdirSync(join(folder, 'logs'))
  return {
    service,
    log: join(folder, 'logs/access.log'),
    late: (name, lines) => writeFileSync(join(folder, 'logs', name), lines),
  }
}

const at = (day: number) => ({ now: () => START + day * DAY })

function revise(text: string): Partial<RunRequest> {
  const period = periodNamed(text)
  if (period === undefined) throw new Error('no period')
  return { revise: period }
}

function rowsIn(figures: Readonly<Record<string, string>>): readonly string[] {
  return (figures['essai/day-feature.csv'] ?? '').split('\n')
}

function findingsOf({ output }: TestService): readonly unknown[] {
  return verifyFolder({ folder: join(output, 'essai') }).findings
}

function problemsOf({ problems }: RunDone): RunDone['problems'] {
  return problems
}

/** March, whole, but for some days. */
function march(counts: Uses, without: readonly number[], last = 32): string {
  return Array.from({ length: last + 3 }, (_, i) => i - 2)
    .filter((day) => !without.includes(day))
    .map((day) => uses(day, counts))
    .join('')
}

describe('a day whose log was lost, in a month that is published', () => {
  it.each([
    { why: 'no use of one feature', late: { simulateur: 40 }, features: ['simulateur'] },
    { why: 'few uses of one', late: { simulateur: 40, aide: 3 }, features: ['aide', 'simulateur'] },
    { why: 'uses enough', late: { simulateur: 40, aide: 40 }, features: ['aide', 'simulateur'] },
  ])('stays hidden like one of few uses, with all that comes late of it: $why', async (world) => {
    const { service, log, late } = settle(MONTHS)
    writeFileSync(log, march({ simulateur: 40, aide: 30 }, [9]))
    await service.run(at(34))
    const before = service.figures()
    expect(before['essai/month-feature.csv']).toContain('2026-03,aide,900')
    expect(before['essai/day-feature.csv']).toMatch(/^2026-03-10,aide,+$/m)
    expect(before['essai/gaps.csv']).toBe('debut,fin\n')
    const others = uses(11, Object.fromEntries(world.features.map((feature) => [feature, 20])))
    late('access.log.5', uses(9, world.late) + others)
    await service.run(at(34.1))
    expect(problemsOf(await service.run(at(34.2), revise('2026-03')))).toEqual([
      { code: 'LATE_KEPT_BACK', period: '2026-03', why: 'kept-back', features: world.features, days: ['2026-03-10'] },
    ])
    const butThe12th = (figures: Readonly<Record<string, string>>): readonly string[] =>
      rowsIn(figures).filter((row) => !row.startsWith('2026-03-12,'))
    expect(butThe12th(service.figures())).toEqual(butThe12th(before))
    expect(rowsIn(service.figures())).not.toEqual(rowsIn(before))
    expect(findingsOf(service)).toEqual([])
  })

  it('at the end of the month is closed with it, and hides it as a day of few uses would', async () => {
    const { service, log, late } = settle(MONTHS)
    // The last two days of March, and the first of April is not over for long enough.
    writeFileSync(log, march({ simulateur: 40, aide: 30 }, [29, 30], 32))
    await service.run(at(33.1))
    const before = service.figures()
    expect(before['essai/day-feature.csv']).toMatch(/^2026-03-31,aide,+$/m)
    expect(before['essai/month-feature.csv']).toMatch(/^2026-03,aide,+$/m)
    late('access.log.5', uses(29, { simulateur: 40 }))
    await service.run(at(33.2))
    expect(problemsOf(await service.run(at(33.3), revise('2026-03')))).toMatchObject([{ code: 'LATE_KEPT_BACK' }])
    expect(service.figures()).toEqual(before)
    appendFileSync(log, uses(35, { aide: 30 }))
    await service.run(at(36))
    expect(findingsOf(service)).toEqual([])
  })
})

const K = 3
const counts = fc.record({ aide: fc.constantFrom(0, 1, 2, 3, 5), simulateur: fc.constantFrom(0, 3, 7) })
const slot = fc.nat({ max: 13 })

/** Two lengths of period; slots are days that are each in another of the shorter periods, the first before all that is whole. */
const LADDERS = [
  {
    shorter: 'day',
    longer: 'month',
    dayOf: (at: number) => [-1, 0, 1, 2, 9, 15, 16, 17, 28, 29, 30, 31, 32, 33, 34, 35][at] ?? 0,
  },
  { shorter: 'day', longer: 'week', dayOf: (at: number) => at },
  { shorter: 'month', longer: 'year', dayOf: (at: number) => Math.round((at - 3) * 30.44) - 45 },
] as const

type Ladder = (typeof LADDERS)[number]

const worlds = fc.record({
  ladder: fc.constantFrom(...LADDERS),
  days: fc.array(fc.option(counts, { freq: 3 }), { minLength: 14, maxLength: 14 }),
  /** The slots that are over before anything is revised. */
  begun: fc.integer({ min: 8, max: 13 }),
  late: fc.array(
    fc.record({ lines: fc.array(fc.tuple(slot, counts), { minLength: 1, maxLength: 3 }), asked: fc.option(slot) }),
    { minLength: 1, maxLength: 4 },
  ),
})

/** Published figures of a feature by period; undefined: hidden. */
type Figures = ReadonlyMap<string, number | undefined>

function figuresIn(service: TestService, kind: string, feature: string): Figures {
  const rows = (service.figures()[`essai/${kind}-feature.csv`] ?? '').trim().split('\n').slice(1)
  return new Map(
    rows.flatMap((row) => {
      const [period = '', id, count = ''] = row.trim().split(',')
      return id === feature ? [[period, count === '' ? undefined : Number(count)] as const] : []
    }),
  )
}

type Edition = { readonly shorter: Figures; readonly longer: Figures }

/**
 * What a reader of all editions makes of the hidden figures: each stays as it is while it is hidden, so each shown total says the
 * sum of some, and two totals of which one counts more say the sum of these. The working day after the first hidden one may be of any
 * size.
 */
function toldBy(editions: readonly Edition[], holds: (longer: string, shorter: string) => boolean): readonly string[] {
  const sums = editions.flatMap(({ shorter, longer }) =>
    [...longer].flatMap(([total, sum]) => {
      if (sum === undefined) return []
      const beneath = [...shorter].filter(([period]) => holds(total, period))
      const rest = beneath.reduce((left, [, count]) => left - (count ?? 0), sum)
      const hidden = beneath.flatMap(([period, count]) => (count === undefined ? [period] : [])).sort()
      const days = beneath.map(([period]) => period).sort()
      const companion = days.find((day) => day.length === 10 && day > (hidden[0] ?? '9') && isWorkingDay(day))
      return [{ hidden, rest, companion }]
    }),
  )
  const more = sums.flatMap((one) =>
    sums
      .filter((other) => other.hidden.every((period) => one.hidden.includes(period)))
      .map((other) => ({
        hidden: one.hidden.filter((period) => !other.hidden.includes(period)),
        rest: one.rest - other.rest,
        companion: one.companion,
      })),
  )
  return [...sums, ...more].flatMap(({ hidden, rest, companion }) => {
    if (companion !== undefined && hidden.includes(companion))
      return hidden.length === 1 || rest < K ? [`${hidden.join()} ${rest}`] : []
    const fewest = Math.max(0, rest - (hidden.length - 1) * (K - 1))
    return hidden.length > 0 && Math.min(K - 1, rest) - fewest < 1 ? [`${hidden.join()} ${rest}`] : []
  })
}

function isWorkingDay(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).getUTCDay() % 6 !== 0
}

function holdsIn({ longer }: Ladder): (longer: string, shorter: string) => boolean {
  if (longer !== 'week') return (total, period) => period.startsWith(total)
  const monday = (text: string): number => {
    const day = Math.floor(Date.parse(`${text}T00:00:00Z`) / DAY)
    return day - ((day + 3) % 7)
  }
  return (total, period) => weekOf(monday(period)) === total
}

function weekOf(monday: number): string {
  const thursday = new Date((monday + 3) * DAY)
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  const number = 1 + Math.floor((thursday.getTime() - first) / (7 * DAY))
  return `${thursday.getUTCFullYear()}-W${String(number).padStart(2, '0')}`
}

describe('whatever comes late and is revised, in whatever order', () => {
  it('leaves what verify finds right, and no hidden figure that follows from shown ones', async () => {
    let told = 0
    await checkProperty(
      fc.asyncProperty(worlds, async ({ ladder, days, begun, late }) => {
        const { dayOf, shorter, longer } = ladder
        const tables = [shorter, longer].map((kind) => `{ by: [ ${kind}, feature ], measures: [ requests ] }`)
        const {
          service,
          log,
          late: add,
        } = settle(
          `protection: { k: ${K}, revision_window: 9999d, silence: 9999d }\ndatasets: [ ${tables.join(', ')} ]\n`,
        )
        const editions: { aide: Edition[]; simulateur: Edition[] } = { aide: [], simulateur: [] }
        let now = 0
        const run = async (day: number, request: Partial<RunRequest> = {}): Promise<void> => {
          now = Math.max(now + 0.001, day)
          const { problems } = await service.run(at(now), request)
          if (problems.some(({ code }) => code === 'LATE_KEPT_BACK')) told++
          expect(findingsIn(service)).toEqual([])
          for (const feature of ['aide', 'simulateur'] as const)
            editions[feature].push({
              shorter: figuresIn(service, shorter, feature),
              longer: figuresIn(service, longer, feature),
            })
        }
        const close = async (from: number, to: number): Promise<void> => {
          const read = days.slice(from, to).map((of, i) => (of === null ? '' : unlike(uses(dayOf(from + i), of))))
          // A service goes on after what is over.
          appendFileSync(log, [...read, unlike(uses(dayOf(to), { LEAK: 1 }))].join(''))
          await run(dayOf(to) + 2.5)
          await run(now)
        }
        await close(0, begun)
        for (const [place, { lines, asked }] of late.entries()) {
          add(`access.log.${place + 5}`, lines.map(([at, of]) => unlike(uses(dayOf(at), of))).join(''))
          await run(now)
          const day = new Date(START + dayOf(asked ?? 0) * DAY).toISOString()
          await run(now, revise(day.slice(0, asked === null ? 4 : shorter === 'day' ? 10 : 7)))
        }
        await close(begun, 14)
        const year = revise('2026')
        await run(now, year)
        const holds = holdsIn(ladder)
        expect(toldBy(editions.aide, holds)).toEqual([])
        expect(toldBy(editions.simulateur, holds)).toEqual([])
      }),
      8,
    )
    // Something was kept back, or nothing was tested.
    expect(told).toBeGreaterThan(0)
  })
})

let place = 0

/** No two files begin alike. */
function unlike(lines: string): string {
  return lines.replace(/ HTTP/g, () => `?n=${place++} HTTP`)
}

function findingsIn(service: TestService): readonly unknown[] {
  return 'essai/gaps.csv' in service.figures() ? findingsOf(service) : []
}
