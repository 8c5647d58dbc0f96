import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { verifyFolder } from '../../../src/pipeline/index.ts'
import { filesBelow, testFolder } from '../../cli/run-comptage.ts'
import { tellOf, toldIn, type Kept } from '../../intruder/folders-of.ts'
import { configuredService, type ConfiguredService } from '../../run/service-of.ts'
import { textOf } from '../../run/turning-world.ts'

/*
 * A measure leaves the days while their month is open. A reader keeps the days that had it: the month less those is what is
 * left, a single day's few errors.
 */
const { fresh } = testFolder('lost-measure')
/** Whether a longer period goes without a measure that a shorter table lacks on some of its days. */
const rule = vi.hoisted(() => ({ isOff: false }))
vi.mock(import('../../../src/timeline/table-in-time.ts'), async (original) => {
  const { openTable, ...others } = await original()
  return {
    ...others,
    openTable: (...asked) => ({ ...openTable(...asked), ...(rule.isOff && { lacks: () => false }) }),
  }
})
afterEach(() => {
  rule.isOff = false
})
const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const K = 11

type Step = { readonly days: string; readonly months?: string; readonly through: number }

const WITH = '[ requests, errors ]'
const WITHOUT = '[ requests ]'

/** A service read at the end of the last day of each step, by tables of days with these measures. */
async function told(errorsOn: (day: number) => number, steps: readonly Step[]): Promise<Story> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const archive = new Map<string, number>()
  const kept: Kept[] = []
  let service: ConfiguredService | undefined
  let next = 0
  for (const { days, months = WITH, through } of steps) {
    service = configuredService(
      folder,
      ['{ id: aide, match: [ /aide ] }'],
      `since: 2026-03-01\nprotection: { grace: 1h }\ndatasets: [ { by: [ day, feature ], measures: ${days} }, { by: [ month, feature ], measures: ${months} } ]\n`,
    )
    for (; next <= through; next++) appendFileSync(join(folder, 'logs', 'access.log'), linesOf(next, errorsOn(next)))
    await service.run(through + 0.99)
    for (const [period, errors] of errorsIn(service, 'day-feature')) archive.set(period, errors)
    kept.push(filesBelow(service.output))
  }
  if (service === undefined) throw new Error('no step')
  return { service, archive, kept }
}

type Story = {
  readonly service: ConfiguredService
  /** What any edition has shown of days. */
  readonly archive: ReadonlyMap<string, number>
  /** All editions. */
  readonly kept: readonly Kept[]
}

function linesOf(day: number, errors: number): string {
  const [, date, month, year] = new Date(START + day * DAY).toUTCString().split(' ')
  const line = (status: number) =>
    `203.0.113.7 - - [${date}/${month}/${year}:12:00:00 +0000] "GET /aide HTTP/1.1" ${status} 9 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"\n`
  return line(200).repeat(20) + line(500).repeat(errors)
}

/** The shown errors of a table, by period. */
function errorsIn(service: ConfiguredService, table: string): ReadonlyMap<string, number> {
  let text = ''
  try {
    text = textOf(service, `essai/data/${table}.csv`)
  } catch {
    return new Map()
  }
  const [header = '', ...rows] = text.trim().split('\n')
  const at = header.split(',').indexOf('erreurs')
  return new Map(
    rows.flatMap((row) => {
      const cells = row.split(',')
      const [period = '', errors = ''] = [cells[0], cells[at]]
      return at < 0 || errors === '' ? [] : [[period, Number(errors)] as const]
    }),
  )
}

/** What a reader has of the days of a month without a figure, if the month tells it. */
function restOf(name: string, { service, archive }: Story): number | undefined {
  const month = errorsIn(service, 'month-feature').get(name)
  const days = [...archive].filter(([period]) => period.startsWith(name))
  return month === undefined ? undefined : days.reduce((rest, [, errors]) => rest - errors, month)
}

describe('a measure that leaves the days before their month closes', () => {
  const lastDayOf = (few: number): Promise<Story> =>
    told(
      (day) => (day === 30 ? few : 12),
      [
        { days: WITH, through: 30 },
        { days: WITHOUT, through: 33 },
      ],
    )

  it.each(Array.from({ length: K }, (_, few) => few))('tells nothing of a last day with %d errors', async (few) => {
    const story = await lastDayOf(few)
    expect(restOf('2026-03', story)).toBeUndefined()
    const hidden = tellOf(story.kept)
    expect(toldIn(hidden)).toEqual([])
    expect(hidden.contradicted).toEqual([])
  })

  it.each([1, 4, 10])('is caught: a month that keeps its errors tells that the last day had %d', async (few) => {
    rule.isOff = true
    const story = await lastDayOf(few)
    expect(restOf('2026-03', story)).toBe(few)
    expect(toldIn(tellOf(story.kept))).toMatchObject([{ measure: 'errors', what: 'rest', low: few, high: few }])
  })

  it('and comes back is told as a break, and the months after have it', async () => {
    const story = await told(
      () => 12,
      [
        { days: WITH, through: 14 },
        { days: WITHOUT, through: 17 },
        { days: WITH, through: 63 },
      ],
    )
    const { service } = story
    expect([...errorsIn(service, 'month-feature')]).toEqual([['2026-04', 360]])
    expect(textOf(service, 'essai/data/breaks.csv').split('\n').slice(1)).toEqual([
      '2026-03-15,,le tableau day-feature n’a plus les erreurs\u202f; une période plus longue qui en tient une partie n’a pas ce chiffre',
      '2026-03-19,,"le tableau day-feature a de nouveau les erreurs, qui lui manquent depuis le 15 mars 2026\u202f; une période plus longue qui en tient une partie n’a pas ce chiffre"',
      '',
    ])
    expect(errorsIn(service, 'day-feature').has('2026-03-17')).toBe(false)
    expect(errorsIn(service, 'day-feature').get('2026-03-14')).toBe(12)
    expect(verifyFolder({ folder: join(service.output, 'essai') }).findings).toEqual([])
  })
})

describe('measures that come and go', () => {
  // Fixed seeds; each tells in both tables, on days of its own, whether there are errors.
  it.each(Array.from({ length: 16 }, (_, seed) => seed))(
    'tell no few errors, and verify has nothing against it: %d',
    async (seed) => {
      let x = seed + 1
      const below = (most: number): number => {
        x = Math.imul(x ^ (x >>> 15), 2_246_822_519) + 374_761_393
        return ((x ^ (x >>> 13)) >>> 0) % most
      }
      const measures = (): string => [WITH, WITHOUT][below(2)] ?? WITH
      const ends = [3 + below(20), 24 + below(10), 34 + below(26), 64]
      const few = 1 + below(3)
      const story = await told(
        (day) => ((day * 7 + seed) % (few + 1) === 0 ? (day + seed) % 11 : 11 + (day % 3)),
        ends.map((through) => ({ days: measures(), months: measures(), through })),
      )
      expect(verifyFolder({ folder: join(story.service.output, 'essai') }).findings).toEqual([])
      for (const month of ['2026-03', '2026-04']) {
        const rest = restOf(month, story) ?? 0
        expect(rest === 0 || rest >= K).toBe(true)
      }
      const hidden = tellOf(story.kept)
      expect(toldIn(hidden)).toEqual([])
      expect(hidden.contradicted).toEqual([])
    },
  )
})
