import { appendFileSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyAll } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { oneOf } from '../seed.ts'
import { findingsIn } from './findings-in.ts'
import { configuredService } from './service-of.ts'

const { fresh } = testFolder('silent-days')

const EXACT = ', protection: exact, accept_risk: true'
const of = (kind: string, level = ''): string => `{ by: [ ${kind}, feature ], measures: [ requests ]${level} }`
const LISTS = {
  'days and months that hide': [of('day'), of('month')],
  'days that hide, exact months': [of('day'), of('month', EXACT)],
  'exact days, months that hide': [of('day', EXACT), of('month')],
  'exact days and months': [of('day', EXACT), of('month', EXACT)],
  'days that hide, exact weeks': [of('day'), of('week', EXACT)],
  'exact months alone': [of('month', EXACT)],
  'months that hide alone': [of('month')],
} as const
type Name = keyof typeof LISTS
const NAMES = Object.keys(LISTS).filter((name): name is Name => name in LISTS)

/** From the first of March 2026: the lines of a day, of every sixth none. */
function linesOf(day: number): string {
  return day % 6 === 3 ? '' : someLines(day)
}

function someLines(day: number): string {
  const date = new Date(Date.UTC(2026, 2, 1 + day)).toUTCString().slice(5, 16).replaceAll(' ', '/')
  return `203.0.113.7 - - [${date}:12:00:00 +0000] "GET /a HTTP/1.1" 200 9 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"\n`.repeat(
    12 + (day % 7),
  )
}

describe('days without a line', () => {
  const cases = NAMES.flatMap((first) =>
    NAMES.flatMap((next) => NAMES.map((last) => ({ first, next, last }))).filter(
      ({ next, last }) => first !== next && next !== last,
    ),
  )
  // A level is announced for the next month, and may be taken back in the middle of it: in each of its parts nobody has
  // anything against what is published, and nothing is told that the folder did not say it would tell.
  it.each(oneOf(61, cases))(
    'are told as the folder says: $first become $next, and those $last',
    async ({ first, next, last }) => {
      const folder = fresh()
      mkdirSync(join(folder, 'logs'))
      let day = 0
      for (const [name, through] of [
        [first, 33],
        [next, 50],
        [next, 68],
        [last, 76],
        [last, 84],
        [last, 130],
      ] as const) {
        const service = configuredService(
          folder,
          ['{ id: a, match: [ /a ] }'],
          `since: 2026-03-01\ndatasets: [ ${LISTS[name].join(', ')} ]\n`,
        )
        for (; day <= through; day++) appendFileSync(join(folder, 'logs', 'access.log'), linesOf(day))
        expect((await service.run(day + 0.9)).problems).toEqual([])
        expect({ day, found: findingsIn(service.output) }).toEqual({ day, found: [] })
        expect({ day, told: verifyAll([service.output]).told }).toEqual({ day, told: [] })
      }
    },
  )
})

describe('a day without a line that has its row', () => {
  // Nobody was to be told that nothing came on 4 March; without a companion it could be computed from what the month counts.
  it.each(['device', 'status'])(
    'stays a hidden day of its month when an exact table by %s comes',
    async (dimension) => {
      const folder = fresh()
      mkdirSync(join(folder, 'logs'))
      const serviceOf = (...lists: readonly string[]) =>
        configuredService(
          folder,
          ['{ id: a, match: [ /a ] }'],
          `since: 2026-03-01\ndatasets: [ ${lists.join(', ')} ]\n`,
        )
      const put = (from: number, through: number): void => {
        for (let day = from; day <= through; day++)
          if (day !== 3) appendFileSync(join(folder, 'logs', 'access.log'), someLines(day))
      }
      put(0, 5)
      await serviceOf(of('day'), of('month')).run(6)
      put(6, 40)
      const service = serviceOf(of('day'), of('month'), `{ by: [ day, feature, ${dimension} ]${EXACT} }`)
      await service.run(41)
      expect(findingsIn(service.output)).toEqual([])
      expect(verifyAll([service.output]).told).toEqual([])
      const days = readFileSync(join(service.output, 'essai/data/day-feature.csv'), 'utf8')
      expect(days.match(/2026-03-.*,a,$/gm)).toEqual(['2026-03-04,a,', '2026-03-05,a,'])
    },
  )
})

describe('beside a table at dp, which has rows of all days', () => {
  it.each(NAMES.flatMap((name) => ['day', 'month'].map((kind) => ({ name, kind }))))(
    'days without a line are gaps where one is exact: $name, dp by $kind',
    async ({ name, kind }) => {
      const folder = fresh()
      mkdirSync(join(folder, 'logs'))
      const drawn = `{ by: [ ${kind}, feature, device ], protection: dp }`
      const service = configuredService(
        folder,
        ['{ id: a, match: [ /a ] }'],
        `since: 2026-03-01\ndatasets: [ ${[...LISTS[name], drawn].join(', ')} ]\n`,
      )
      for (let day = 0; day <= 70; day++) appendFileSync(join(folder, 'logs', 'access.log'), linesOf(day))
      await service.run(71)
      expect(findingsIn(service.output)).toEqual([])
      expect(verifyAll([service.output]).told).toEqual([])
      const gaps = readFileSync(join(service.output, 'essai/data/gaps.csv'), 'utf8')
      expect(gaps.includes('2026-03-04,2026-03-04\n')).toBe(name.includes('exact'))
    },
  )
})

describe('days that are held open', () => {
  it.each(NAMES)('are gaps beside an exact table where they have no line, and tell nothing: %s', async (name) => {
    const folder = fresh()
    const logs = join(folder, 'logs')
    mkdirSync(logs)
    const more = `since: 2026-03-01\ndatasets: [ ${LISTS[name].join(', ')} ]\n`
    const service = configuredService(folder, ['{ id: a, match: [ /a ] }'], more)
    let day = 0
    const runThrough = async (last: number): Promise<void> => {
      for (; day <= last; day++) appendFileSync(join(logs, 'access.log'), linesOf(day))
      await service.run(day + 0.9)
      expect(findingsIn(service.output)).toEqual([])
      expect(verifyAll([service.output]).told).toEqual([])
    }
    const gaps = (): string => readFileSync(join(service.output, 'essai/data/gaps.csv'), 'utf8')
    await runThrough(35)
    // It may hold lines up to the last of April, and of no day after.
    const unread = join(logs, 'unread.log.gz')
    writeFileSync(unread, Buffer.from([0x1f, 0x8b, 8, 0, 1, 2]))
    const written = Date.UTC(2026, 3, 30, 12) / 1000
    utimesSync(unread, written, written)
    await runThrough(100)
    const held = gaps()
    const readMe = (): string => readFileSync(join(service.output, 'essai/README.md'), 'utf8')
    // All that has a row of a day of April is open, and nothing else.
    const file = 'data/(day|week|month)-feature\\.csv'
    const told = new RegExp(
      `^Not published, or not yet, in \`${file}\`: (?:April 2026|4 April 2026 – [^.]*30 April 2026|week of 30 March 2026 – week of 27 April 2026)\\. `,
      'gm',
    )
    const kinds = [...readMe().matchAll(told)].map(([, kind]) => kind)
    expect(kinds).toEqual(LISTS[name].map((list) => /by: \[ (\w+)/.exec(list)?.[1]))
    rmSync(unread)
    await runThrough(101)
    expect(held.includes('2026-04-03,2026-04-03\n')).toBe(name.includes('exact'))
    expect(held).toEqual(gaps())
    expect(readMe()).not.toContain('or not yet')
  })
})
