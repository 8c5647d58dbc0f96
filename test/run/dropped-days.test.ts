import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { filesBelow, testFolder } from '../cli/run-comptage.ts'
import { tellOf } from '../intruder/folders-of.ts'
import { Sqlite } from '../sqlite.ts'
import { configuredService } from './service-of.ts'

const DAY = 86_400_000
const { fresh } = testFolder('dropped-days')

const K = 3
const USES = 4
/** Of the day that gets no row: each has a feature of its own. */
const COUNTS = [0, 1, 2, 3, 4, 5, 15]
/** Until the end of the longer period and a few days more. */
const THROUGH = 35

/** What a configuration says of the features that are asked for; undefined: it has none of them. */
type Said = string | undefined
type Step = {
  /** Counted from 0, in days since the first of March 2026. */
  readonly at: number
  readonly said: Said
}
/**
 * @param lagging whether one of two logs brings its lines of the last days only after the first change
 * @param upgraded when a state that says nothing of such days, as 0.1.0 kept it, is gone on with
 */
type Story = {
  readonly dropped: number
  readonly steps: readonly Step[]
  readonly lagging?: true
  readonly upgraded?: number
}

const dayText = (day: number): string => new Date(Date.UTC(2026, 2, 1) + day * DAY).toISOString().slice(0, 10)

function linesOf(day: number, path: string, count: number, hour: number): string {
  const [, date, month, year] = new Date(Date.UTC(2026, 2, 1) + day * DAY).toUTCString().split(' ')
  const at = `${date}/${month}/${year}:${String(hour).padStart(2, '0')}`
  return Array.from(
    { length: count },
    (_, i) =>
      `192.0.2.1 - - [${at}:00:${String(i).padStart(2, '0')} +0000] "GET ${path} HTTP/1.1" 200 9 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"\n`,
  ).join('')
}

/** Days about a step are read at noon and at 18:00, when it is taken. @returns what a reader has of each feature, by its count */
async function tell(kind: 'week' | 'month', { dropped, steps, lagging, upgraded }: Story) {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const of = (said: Said) => [
    '{ id: keep, match: [ /keep ] }',
    ...(said === undefined ? [] : COUNTS.map((count) => `{ id: f${count}, match: [ /f${count} ]${said} }`)),
  ]
  const tables = `since: 2026-03-01\nprotection: { k: ${K} }\ndatasets: [ { by: [ day, feature ] }, { by: [ ${kind}, feature ] } ]\n`
  const write = (log: string, lines: string): void => appendFileSync(join(folder, 'logs', log), lines)
  const firstChange = steps[1]?.at ?? Infinity
  for (let day = 0; day <= THROUGH; day++) {
    const said = (hour: number): Said => steps.findLast(({ at }) => at <= day + hour / 24)?.said
    const isLate = lagging && day >= dropped && day < firstChange
    // A feature that is gone or has ended has uses no more; one that has come back, or did not begin yet, has them.
    const uses = (count: number): number => (day === dropped ? count : day > dropped && dropped > 20 ? 0 : USES)
    write('a.log', linesOf(day, '/keep', USES, 8) + COUNTS.map((n) => linesOf(day, `/f${n}`, uses(n), 8)).join(''))
    if (lagging && !isLate) write('b.log', linesOf(day, '/keep', USES, 9))
    const isNear = day > 30 || steps.some(({ at }) => Math.abs(day - Math.floor(at)) <= 1)
    if (isNear) await configuredService(folder, of(said(12)), tables).run(day + 0.5)
    write('a.log', linesOf(day, '/keep', USES, 17))
    if (isNear) await configuredService(folder, of(said(18)), tables).run(day + 0.75)
    if (day === upgraded) forgetDropped(folder)
  }
  const { output } = configuredService(folder, of(steps.at(-1)?.said), tables)
  const rows = (table: string) =>
    readFileSync(join(output, 'essai', `data/${table}-feature.csv`), 'utf8')
      .split('\n')
      .map((row) => row.split(','))
  const [days, longer] = [rows('day'), rows(kind)]
  const period = kind === 'month' ? '2026-03' : weekOf(dropped)
  return {
    days: COUNTS.map((n) => days.some(([day, feature]) => day === dayText(dropped) && feature === `f${n}`)),
    shown: COUNTS.map((n) => longer.find(([name, feature]) => name === period && feature === `f${n}`)?.[2]),
    findings: verifyFolder({ folder: join(output, 'essai') }).findings,
    told: tellOf([filesBelow(output)]).figures.filter(({ isTold }) => isTold),
  }
}

/** As 0.1.0 kept it. */
function forgetDropped(folder: string): void {
  const db = new Sqlite(join(folder, 'state', 'state.db'))
  const kept = db.prepare<[], string>("SELECT value FROM fact WHERE name = 'settings'").pluck().get()
  const text = (kept ?? '').replaceAll(/,"(?:dropped":\[.*?\]|cut":".*?")/g, '')
  db.prepare("UPDATE fact SET value = ? WHERE name = 'settings'").run(text)
  db.exec("DELETE FROM fact WHERE name = 'dropped-kept'")
  db.close()
  expect(text).toContain('"features"')
  expect(text).not.toContain('dropped')
}

function weekOf(day: number): string {
  // The first of March 2026 is the Sunday of the ninth week.
  return `2026-W${String(9 + Math.ceil(day / 7)).padStart(2, '0')}`
}

const ALWAYS = ''
const until = (day: number): string => `, until: ${dayText(day)}`
const from = (day: number): string => `, from: ${dayText(day)}`

/** @param last the day with which the longer period ends */
const STORIES: readonly { readonly what: string; readonly story: (last: number) => Story }[] = [
  {
    what: 'its last day is set to one before lines that were read',
    story: (last) => story(last, [last + 0.75, until(last - 1)]),
  },
  {
    what: 'that is taken back later',
    story: (last) => story(last, [last + 0.75, until(last - 1)], [last + 1.75, ALWAYS]),
  },
  {
    what: 'it is set later then',
    story: (last) => story(last, [last + 0.75, until(last - 1)], [last + 1.75, until(last + 20)]),
  },
  {
    what: 'it is taken away, and put back before that day has closed',
    story: (last) => story(last, [last + 0.75, undefined], [last + 1.75, ALWAYS]),
  },
  {
    what: 'it is taken away, put back and taken away again',
    story: (last) => story(last, [last + 0.75, undefined], [last + 1.75, ALWAYS], [last + 2.75, undefined]),
  },
  {
    what: 'it is taken away where another log had brought later days',
    story: (last) => ({ ...story(last, [last + 0.75, undefined]), lagging: true }),
  },
  {
    what: 'its last day is set where another log had brought later days',
    story: (last) => ({ ...story(last, [last + 0.75, until(last - 1)]), lagging: true }),
  },
]

function story(dropped: number, ...changes: readonly (readonly [number, Said])[]): Story {
  return { dropped, steps: [{ at: 0, said: ALWAYS }, ...changes.map(([at, said]) => ({ at, said }))] }
}

describe.each([
  { kind: 'month', last: 30 },
  { kind: 'week', last: 28 },
] as const)('a $kind with a day that was counted, and of which no row is published', ({ kind, last }) => {
  it.each(STORIES)('tells nothing of it: $what', async ({ story: of }) => {
    const { days, shown, findings, told } = await tell(kind, of(last))
    expect({ days, findings, told }).toEqual({ days: COUNTS.map(() => false), findings: [], told: [] })
    // Whatever came on that day.
    expect(shown.map((figure) => figure ?? '')).toEqual(COUNTS.map(() => ''))
  })
})

describe.each([
  { kind: 'month', last: 30 },
  { kind: 'week', last: 28 },
] as const)('a state of 0.1.0 does not say which days of a $kind were counted, and have no row', ({ kind, last }) => {
  it.each([
    { what: 'its last day was set back over them', first: until(last - 1), then: [] },
    { what: 'that is taken back later', first: until(last - 1), then: [{ at: last + 1.75, said: ALWAYS }] },
    {
      what: 'that is set back once more later',
      first: until(last - 1),
      then: [{ at: last + 1.75, said: until(last - 2) }],
    },
    {
      what: 'it was taken away and put back, and then gets a last day',
      first: undefined,
      then: [
        { at: last + 0.9, said: ALWAYS },
        { at: last + 2.75, said: until(last + 1) },
      ],
      upgraded: last + 1,
    },
  ])('tells nothing of it: $what', async ({ first, then, upgraded = last }) => {
    const steps = [{ at: 0, said: ALWAYS }, { at: last + 0.75, said: first }, ...then]
    const { days, shown, findings, told } = await tell(kind, { dropped: last, steps, upgraded })
    expect({ days, findings, told }).toEqual({ days: COUNTS.map(() => false), findings: [], told: [] })
    expect(shown.map((figure) => figure ?? '')).toEqual(COUNTS.map(() => ''))
  })
})

it('of days before its first one, which was set later, a state of 0.1.0 tells nothing either', async () => {
  const { days, shown, findings, told } = await tell('month', { ...story(0, [1.75, from(1)]), upgraded: 1 })
  expect({ days, findings, told }).toEqual({ days: COUNTS.map(() => false), findings: [], told: [] })
  expect(shown.map((figure) => figure ?? '')).toEqual(COUNTS.map(() => ''))
})

it('a month that 0.1.0 left open is shown where the feature has all of its days', async () => {
  const { shown } = await tell('month', { ...story(30), upgraded: 30 })
  expect(shown).toEqual(COUNTS.map((count) => (count < K ? '' : String(30 * USES + count))))
})

it.each([
  { what: 'to a day that was read', at: 1.75, first: 1 },
  { what: 'to a day that is still to come', at: 0.75, first: 4 },
])('a month tells nothing of days before its first one, where this is set later: $what', async ({ at, first }) => {
  const { days, shown, findings, told } = await tell('month', story(0, [at, from(first)]))
  expect({ days, findings, told }).toEqual({ days: COUNTS.map(() => false), findings: [], told: [] })
  expect(shown.map((figure) => figure ?? '')).toEqual(COUNTS.map(() => ''))
})

it.each<{ readonly what: string; readonly steps: Story['steps']; readonly month: number }>([
  { what: 'it ends as was planned', steps: [{ at: 0, said: until(29) }], month: 30 },
  {
    what: 'it ends as was said while its last day was under way',
    steps: [
      { at: 0, said: ALWAYS },
      { at: 29.75, said: until(29) },
    ],
    month: 30,
  },
  { what: 'it begins as was planned', steps: [{ at: 0, said: `${from(1)}${until(29)}` }], month: 29 },
  {
    what: 'it is new, and begins on a day to come',
    steps: [
      { at: 0, said: undefined },
      { at: 3.75, said: `${from(5)}${until(29)}` },
    ],
    month: 25,
  },
])('a month is shown where what has no row was never counted: $what', async ({ steps, month }) => {
  const { days, shown, told } = await tell('month', { dropped: 30, steps })
  expect({ days, told }).toEqual({ days: COUNTS.map(() => false), told: [] })
  expect(shown).toEqual(COUNTS.map(() => String(month * USES)))
})
