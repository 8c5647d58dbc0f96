import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dayOf, firstDayOf, lastDayOf, periodOf, periodOfText } from '../../src/domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../src/domain/dictionary.ts'
import { checkState, periodNamed, statusOf } from '../../src/pipeline/index.ts'
import { filesBelow, testFolder } from '../cli/run-comptage.ts'
import { oneOf } from '../seed.ts'
import { tellOf, toldIn, type Kept } from '../intruder/folders-of.ts'
import { findingsIn } from './findings-in.ts'
import { refusal } from './refusal.ts'
import { configuredService, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const FIRST = dayOf(2026, 3, 1)
const LAST = 96
const FEATURES = ['aide', 'simulateur']
const { fresh } = testFolder('taken-away')

/** What is read of a folder: the periods of a table that have a figure, and what it is where it has no noise. */
type Sheet = { readonly file: string; readonly kind: PeriodKind; readonly isNoisy?: true }

type Thing = Sheet & {
  readonly what: string
  readonly there: readonly string[]
  readonly without: readonly string[]
  /** A longer table without noise, which stays. */
  readonly above?: Sheet
}

const of = (by: string, more = ''): string => `{ by: [ ${by} ], measures: [ requests ]${more} }`
const DAYS = of('day, feature')
const WEEKS = of('week, feature')
const MONTHS = of('month, feature')
const DETAIL = of('month, feature, device')
const NOISY_MONTHS = of('month, feature', ', protection: cell-key')
const NOISY_DAYS = of('day, feature', ', protection: cell-key')
const sheet = (kind: PeriodKind): Sheet => ({ kind, file: `essai/data/${kind}-feature.csv` })
const noisy = (kind: PeriodKind): Sheet => ({ ...sheet(kind), isNoisy: true })
const DEVICES: Sheet = { kind: 'month', file: 'essai-detail/data/month-feature-device.csv', isNoisy: true }

const THINGS: readonly Thing[] = [
  { what: 'months beside days', ...sheet('month'), there: [DAYS, MONTHS], without: [DAYS] },
  { what: 'days beside months', ...sheet('day'), there: [DAYS, MONTHS], without: [MONTHS], above: sheet('month') },
  { what: 'weeks, for days', ...sheet('week'), there: [WEEKS], without: [DAYS] },
  { what: 'months, for quarters', ...sheet('month'), there: [DAYS, MONTHS], without: [DAYS, of('quarter, feature')] },
  { what: 'noisy months beside days', ...noisy('month'), there: [DAYS, NOISY_MONTHS], without: [DAYS] },
  { what: 'months beside noisy days', ...sheet('month'), there: [NOISY_DAYS, MONTHS], without: [NOISY_DAYS] },
  {
    what: 'noisy months beside noisy days',
    ...noisy('month'),
    there: [NOISY_DAYS, NOISY_MONTHS],
    without: [NOISY_DAYS],
  },
  { what: 'noisy days, for others with noise', ...noisy('day'), there: [NOISY_DAYS], without: [NOISY_MONTHS, DETAIL] },
  { what: 'a detail', ...DEVICES, there: [DAYS, MONTHS, DETAIL], without: [DAYS, MONTHS] },
  { what: 'months beside a detail', ...sheet('month'), there: [DAYS, MONTHS, DETAIL], without: [DAYS, DETAIL] },
  { what: 'days and months beside a detail', ...sheet('month'), there: [DAYS, MONTHS, DETAIL], without: [DETAIL] },
]
/** April ends with day 60, and closes on day 63: it goes before that, or with it; a day or a week within a month, too. */
const goneOf = ({ kind }: Sheet): readonly number[] => (kind === 'month' ? [62, 63] : [51, 62])
const BACK = ['a day later', 'after the next close', 'never'] as const

const CASES = THINGS.flatMap((thing) => goneOf(thing).flatMap((gone) => BACK.map((back) => ({ ...thing, gone, back }))))

it.each(oneOf(13, CASES))('what was counted of $what before day $gone is published, back $back', async (thing) => {
  const { gone, there, without, kind, above } = thing
  const returns = { 'a day later': gone + 1, 'after the next close': gone + 16, never: LAST + 1 }[thing.back]
  const { service } = await story((day) => (day >= gone && day < returns ? without : there))
  // The newest day was counted in part when it went. With noise beside months it is back with the next of these.
  const [lost, back] = [FIRST + gone - 1, FIRST + returns]
  const again = thing.isNoisy === true && there.some((one) => one.includes('month')) ? nextMonth(back - 1) : back
  const all = await reference(thing)
  const isThere = ([period]: Figure): boolean => {
    const at = periodOfText(kind, period)!
    return lastDayOf(kind, at) < lost || firstDayOf(kind, at) >= again
  }
  expect(all.filter(isThere)).not.toEqual([])
  // A day beside one that was counted in part may be hidden with it.
  const found = figuresOf(service, thing)
  const missing = all.filter(isThere).filter((figure) => !found.some((one) => one.join() === figure.join()))
  expect(missing.length, missing.join()).toBeLessThanOrEqual(kind === 'day' && thing.back !== 'never' ? 1 : 0)
  expect(found.filter((figure) => !isThere(figure))).toEqual([])
  const lastMonth = gone > 60 ? '2026-04' : '2026-03'
  if (above !== undefined) expect(figuresOf(service, above).map(([period]) => period)).toContain(lastMonth)
  await expectSound(service)
})

function nextMonth(day: number): number {
  return lastDayOf('month', periodOf('month', indexOf<'day'>(day))) + 1
}

const references = new Map<string, Promise<Figures>>()

/** The figures where nothing is taken away. */
function reference(thing: Thing): Promise<Figures> {
  const known = references.get(thing.what) ?? story(() => thing.there).then(({ service }) => figuresOf(service, thing))
  references.set(thing.what, known)
  return known
}

type Story = { readonly service: ConfiguredService; readonly kept: readonly Kept[] }

type Life = {
  readonly usesOf?: (feature: string, day: number) => number
  /** Of one feature. */
  readonly errorsOn?: (day: number) => number
  /** Once all that is there on a day is read. */
  readonly meanwhile?: (day: number, service: ConfiguredService, folder: string) => unknown
}

async function story(
  tablesOn: (day: number) => readonly string[],
  { usesOf = () => 20, errorsOn = () => 0, meanwhile = () => undefined }: Life = {},
): Promise<Story> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const kept: Kept[] = []
  const on = (day: number): ConfiguredService =>
    configuredService(
      folder,
      FEATURES.map((id) => `{ id: ${id}, match: [ /${id} ] }`),
      `since: 2026-03-01\nprotection: { revision_window: 9999d }\ndatasets: [ ${tablesOn(day).join(', ')} ]\n`,
    )
  for (let day = 0; day <= LAST; day++) {
    const lines = FEATURES.map((feature) => lineOf(day, `/${feature}`).repeat(usesOf(feature, day)))
    const errors = lineOf(day, '/aide', 500).repeat(errorsOn(day))
    appendFileSync(join(folder, 'logs', 'access.log'), `${lineOf(day, '/')}${lines.join('')}${errors}`)
    const [before, now, next] = [day - 1, day, day + 1].map((one) => tablesOn(one).join())
    // A change is read with the next lines, or by itself.
    if (day % 8 === 0 || day === LAST || now !== next || (now !== before && day % 2 === 0)) {
      await on(day).run(day + 0.9)
      if (existsSync(on(day).output)) kept.push(filesBelow(on(day).output))
    }
    await meanwhile(day, on(day), folder)
  }
  const service = on(LAST)
  await service.run(LAST + 1.9)
  return { service, kept: [...kept, filesBelow(service.output)] }
}

function lineOf(day: number, path: string, status = 200): string {
  const [, date, month, year] = new Date(START + day * DAY).toUTCString().split(' ')
  return `203.0.113.7 - - [${date}/${month}/${year}:12:00:00 +0000] "GET ${path} HTTP/1.1" ${status} 9 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"\n`
}

type Figure = readonly [period: string, figure: string]
type Figures = readonly Figure[]

/** Each period that has a figure of one feature, the last of its row. */
function figuresOf({ output }: ConfiguredService, { file, isNoisy }: Sheet): Figures {
  const path = join(output, file)
  if (!existsSync(path)) return []
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1)
  const shown = rows.flatMap((row): Figures => {
    const cells = row.split(',')
    const [period = '', feature] = cells
    const figure = cells.slice(2).findLast((cell) => /^\d+$/.test(cell))
    return feature === 'aide' && figure !== undefined ? [[period, isNoisy ? '' : figure]] : []
  })
  return [...new Map(shown.map((one) => [one[0], one])).values()]
}

/** It is found right, whole in the state, may be revised, and can be taken over. */
async function expectSound({ output, configuration, run }: ConfiguredService): Promise<void> {
  const expectRight = async (): Promise<void> => {
    expect(findingsIn(output)).toEqual([])
    expect((await checkState(configuration)).problems).toEqual([])
  }
  await expectRight()
  appendFileSync(join(output, '..', 'logs', 'access.log'), lineOf(60, '/aide').repeat(30))
  await run(LAST + 2, { revise: periodNamed('2026-04')! })
  await expectRight()
  renameSync(join(output, '..', 'state'), join(output, '..', 'state-before'))
  await run(LAST + 3, { adopt: output })
  await expectRight()
}

const NESTED = THINGS.filter(({ there }) => there.join() === [DAYS, MONTHS].join())
/** Few uses on some days about the one on which it went. */
const FEW = [[60], [59, 60, 61], [40, 60, 63]]
const OF_FEW = NESTED.flatMap((thing) => BACK.flatMap((back) => FEW.map((days) => ({ ...thing, back, days }))))
it.each(oneOf(5, OF_FEW))(
  'few uses are not told by $what, back $back: $days',
  async ({ there, without, back, days }) => {
    const returns = { 'a day later': 63, 'after the next close': 78, never: LAST + 1 }[back]
    const { kept, service } = await story((day) => (day >= 62 && day < returns ? without : there), {
      usesOf: (feature, day) => (feature === 'aide' && days.includes(day) ? 3 : 20),
    })
    const told = tellOf(kept)
    expect(toldIn(told)).toEqual([])
    expect(told.contradicted).toEqual([])
    expect(findingsIn(service.output)).toEqual([])
  },
)

const EXACT = ', protection: exact, accept_risk: true'
const changesOf = ({ output }: ConfiguredService): string => readFileSync(join(output, 'essai', 'CHANGELOG.md'), 'utf8')

type Meanwhile = (service: ConfiguredService, folder: string) => unknown

describe('a period that waits when its table goes is never published, and that is told,', () => {
  const late: Meanwhile = (_, folder) =>
    appendFileSync(join(folder, 'logs', 'access.log'), lineOf(40, '/aide').repeat(3))
  const lose: Meanwhile = async ({ output, run }, folder) => {
    rmSync(join(folder, 'state'), { recursive: true })
    await run(62.95, { adopt: output })
  }
  it.each([
    {
      why: 'where lines of it came later',
      there: [of('quarter, feature'), MONTHS],
      without: [of('quarter, feature')],
      meanwhile: late,
    },
    { why: 'where the state is lost', there: [DAYS, MONTHS], without: [DAYS], meanwhile: lose },
    { why: 'where it was exact', there: [DAYS, of('month, feature', EXACT)], without: [DAYS] },
    {
      why: 'where others are protected as it is right without it',
      there: [of('day, feature', EXACT), of('month, feature', ', protection: dp')],
      without: [of('day, feature', ', protection: dp')],
    },
    {
      why: 'where the client of each request is told of: robots are no uses',
      there: [DAYS, of('month, feature, client')],
      without: [DAYS],
      table: 'month-feature-client',
    },
  ])('$why', async ({ there, without, meanwhile = () => undefined, table = 'month-feature' }) => {
    const { service } = await story((day) => (day < 62 ? there : without), {
      meanwhile: (day, ...around) => (day === 62 ? meanwhile(...around) : undefined),
    })
    const [told = ''] = new RegExp(`${table}.*jamais publiées.*avril 2026.*\n.*`).exec(changesOf(service)) ?? []
    // Each of these reasons is one of those that are told.
    expect(told).toMatch(/lignes peuvent y manquer.*n’est pas montré.*exacts ne sont plus demandés/)
    expect(told).toMatch(/may lack lines.*not shown.*exact figures are no longer asked for/)
    await expectSound(service)
  })
})

it('what has noise waits for its key, which its table had made', async () => {
  const problems: (string | undefined)[] = []
  const { service } = await story((day) => (day < 62 ? [DAYS, NOISY_MONTHS] : [DAYS]), {
    meanwhile: async (day, { run }, folder) => {
      if (day !== 62) return
      const key = join(folder, 'state', 'noise.key')
      renameSync(key, `${key}.away`)
      problems.push((await refusal(run(63.1)))?.code)
      renameSync(`${key}.away`, key)
      problems.push((await refusal(run(63.1)))?.code)
    },
  })
  expect(problems).toEqual(['NOISE_KEY', undefined])
  expect(figuresOf(service, noisy('month')).map(([period]) => period)).toEqual(['2026-03', '2026-04'])
})

it('status names what waits of a table that has gone, and nothing once it has closed', async () => {
  const kinds: (readonly string[])[] = []
  await story((day) => (day < 51 ? [WEEKS] : [MONTHS]), {
    meanwhile: async (day, { configuration, run }) => {
      if (day !== 51 && day !== 56) return
      await run(day + 0.9)
      const { closed } = await statusOf(configuration, { now: START + (day + 0.95) * DAY })
      kinds.push(closed.map(({ kind, last, nextInHours }) => `${kind} ${last} ${nextInHours}`))
    },
  })
  expect(kinds).toEqual([['week 2026-W15 2', 'month 2026-03 266'], ['month 2026-03 146']])
})

describe('errors that are taken away and put back', () => {
  const both = (period: string): string => `{ by: [ ${period}, feature ], measures: [ requests, errors ] }`
  const breaksOf = ({ output }: ConfiguredService): string =>
    readFileSync(join(output, 'essai', 'data', 'breaks.csv'), 'utf8')

  it('are told as missing since the first month that closed without them', async () => {
    const { service } = await story((day) => (day >= 62 && day < 78 ? [MONTHS] : [both('month')]), {
      errorsOn: () => 20,
    })
    expect(breaksOf(service)).toMatch(/de nouveau les erreurs.*depuis le 1er avril 2026/)
    await expectSound(service)
  })

  it.each([0, 3, 10])('leave the month that holds days that closed without them, %d on one of these', async (few) => {
    const { kept, service } = await story((day) => [day === 62 ? DAYS : both('day'), both('month')], {
      errorsOn: (day) => (day === 59 ? few : 20),
    })
    expect(breaksOf(service)).toMatch(/de nouveau les erreurs.*depuis le 29 avril 2026/)
    const told = tellOf(kept)
    expect(toldIn(told)).toEqual([])
    expect(told.contradicted).toEqual([])
    await expectSound(service)
  })
})
