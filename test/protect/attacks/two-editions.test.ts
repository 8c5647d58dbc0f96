import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dayOfText, periodOf, type DayIndex } from '../../../src/domain/calendar.ts'
import type { Problem } from '../../../src/domain/problem.ts'
import type { EditionBefore } from '../../../src/domain/table.ts'
import {
  countLogs,
  publicationOf,
  publishTallies,
  readEditionBefore,
  tallyLogs,
  writePublication,
} from '../../../src/pipeline/index.ts'
import { protectAfter, protectTables } from '../../../src/protect/index.ts'
import { filesBelow, FIREFOX, testFolder } from '../../cli/run-comptage.ts'
import { tellOf, toldIn, type Kept } from '../../intruder/folders-of.ts'
import { configurationOf } from '../../properties/count-in-process.ts'
import { countedOf, feature, januaryDays, spec, type DayCounts } from '../counted-of.ts'
import { sequences } from '../inversion-audit.ts'

/*
 * Two editions of `count` in one folder, by one configuration: of other days, of a log that was found, of one machine more. Which
 * day of a month is the first hidden one is another then, and with it the companion: the month less what either shows.
 */

/** What is counted at a time: of some days, the uses of a world. */
type Coverage = {
  readonly days: readonly DayIndex[]
  readonly uses: (world: World) => readonly number[]
  /** Those of which lines may be missing. */
  readonly open?: readonly DayIndex[]
  /** Whether lines may be missing of the month. */
  readonly isOpen?: true
  /** The days that are not there in whole, since the logs begin on them. */
  readonly begin?: readonly DayIndex[]
}

/** Uses by day, and what comes later or goes of some of them. */
type World = { readonly days: readonly number[]; readonly more: readonly number[] }

const K = 3
const MOST = 4
// Friday to Tuesday.
const DAYS = januaryDays(6).slice(1)
const MONTH = periodOf('month', DAYS[0]!)
const idOf = (w: number): string => `w${String(w).padStart(9, '0')}`

type Made = { readonly figures: ReturnType<typeof protectTables>; readonly refused: ReadonlySet<string> }

/** Publishes one edition after the other, each by what stands there. */
function publishAll(worlds: readonly World[], coverages: readonly Coverage[], isCompared: boolean): readonly Made[] {
  const features = worlds.map((_, w) => feature(idOf(w)))
  const specs = [spec('day', K, ['requests']), spec('month', K, ['requests'])]
  let before: EditionBefore | undefined
  return coverages.map(({ days, uses, open = [], isOpen, begin = [] }) => {
    const periods = (some: readonly DayIndex[]) => some.map((day) => periodOf('day', day))
    const partial = new Map([
      ['day' as const, periods([...open, ...begin])],
      ['month' as const, isOpen ? [MONTH] : []],
    ])
    const counts = worlds.map((world) => uses(world).map((requests): DayCounts => ({ requests })))
    const counted = { ...countedOf(specs, days, features, counts), partial, cut: new Map() }
    const after =
      before && isCompared
        ? protectAfter({ ...counted, before }, new Map([['day', periods(begin)]]), {})
        : { tables: protectTables(counted), gone: new Set<DayIndex>(), returned: [], moved: [] }
    before = {
      tables: after.tables.map((table) => ({ ...table, partial: new Set(partial.get(table.spec.period as 'day')) })),
      quality: [],
      gone: after.gone,
    }
    const refused = after.returned.length > 0 ? features.map(({ id }) => id) : after.moved.map((one) => one.feature)
    return { figures: after.tables, refused: new Set(refused) }
  })
}

/** What a reader of all editions can believe of each day that is hidden in one, and of the months that are small. */
function audit(worlds: readonly World[], coverages: readonly Coverage[], isCompared: boolean) {
  const editions = publishAll(worlds, coverages, isCompared)
  const believed = new Map<string, Set<number>>()
  let published = 0
  worlds.forEach((world, w) => {
    // A folder stays as it was where the next is refused; what would have followed is not looked at.
    const end = editions.findIndex(({ refused }) => refused.has(idOf(w)))
    const told = end < 0 ? coverages : coverages.slice(0, end)
    if (end < 0) published++
    const seen = told.map(({ days, uses }, e) => {
      const [byDay, byMonth] = editions[e]!.figures.map(({ rows }) => rows)
      const figures = days.map((_, d) => byDay![d * worlds.length + w]!.counts[0])
      const total = byMonth![w]!.counts[0]
      const rest = figures.reduce<number>((left, figure) => left - (figure ?? 0), total ?? 0)
      return { counts: uses(world), figures, total, rest }
    })
    // A companion that takes more than any day has is in no world, and a day that has more came by fewer ways.
    if (seen.some(({ rest, counts }) => rest > MOST || counts.some((count) => count > MOST))) return
    const text = JSON.stringify(seen.map(({ figures, total }) => [figures.map((one) => one ?? '?'), total ?? '?']))
    seen.forEach(({ counts, figures, total }, e) => {
      const note = (place: string, value: number): void => {
        const key = `${text} ${e} ${place}`
        believed.set(key, (believed.get(key) ?? new Set()).add(value))
      }
      figures.forEach((figure, d) => {
        if (figure === undefined) note(String(d), counts[d]!)
      })
      if (total === undefined)
        note(
          'month',
          counts.reduce((sum, count) => sum + count, 0),
        )
    })
  })
  // A month that is hidden for the sake of its days may be known, and so may a companion that a later edition shows.
  const small = [...believed].filter(([, values]) => [...values].some((value) => value < K))
  const sizes = small.map(([, { size }]) => size)
  return {
    pinned: sizes.filter((size) => size === 1).length,
    fewest: sizes.reduce((least, size) => Math.min(least, size), Infinity),
    published: published / worlds.length,
  }
}

const FIVE = sequences([0, 1, 2, 3, 4], 5).map((days): World => ({ days, more: [] }))
/** Friday, Saturday, Monday and Tuesday, and up to two more on some of them. */
const FOUR_DAYS = DAYS.filter((_, d) => d !== 2)
const late = (on: readonly number[]): readonly World[] =>
  sequences([0, 1, 2, 3, 4], 4).flatMap((days) =>
    sequences([0, 1, 2, 3, 4], on.length).map((more) => ({ days, more: days.map((_, d) => more[on.indexOf(d)] ?? 0) })),
  )
const whole: Coverage = { days: DAYS, uses: ({ days }) => days }
const since = (first: number): Coverage => ({
  days: DAYS.slice(first),
  uses: ({ days }) => days.slice(first),
  isOpen: true,
})
const inTime: Coverage = { days: FOUR_DAYS, uses: ({ days }) => days }
const inAll: Coverage = { days: FOUR_DAYS, uses: ({ days, more }) => days.map((count, d) => count + more[d]!) }

type Case = {
  readonly why: string
  readonly worlds: readonly World[]
  readonly editions: readonly Coverage[]
  /** Figures that were open tell nothing by growing. */
  readonly isHarmless?: true
}

const CASES: readonly Case[] = [
  ...[1, 2, 3].flatMap((first) => [
    { why: `since day ${first}, then all`, worlds: FIVE, editions: [since(first), whole] },
    { why: `all, then since day ${first}`, worlds: FIVE, editions: [whole, since(first)] },
  ]),
  { why: 'all, since, and all again', worlds: FIVE, editions: [whole, since(2), whole] },
  { why: 'since, earlier, all', worlds: FIVE, editions: [since(3), since(2), whole] },
  ...[[0], [1], [2], [1, 2]].map((on) => ({
    why: `more lines of the days ${on.join()}, after the month is over`,
    worlds: late(on),
    editions: [inTime, inAll],
  })),
  ...[[0], [1], [1, 2]].map((on) => ({
    why: `more lines of the days ${on.join()}, before the month is over`,
    worlds: late(on),
    editions: [{ ...inTime, isOpen: true } as const, inAll],
  })),
  {
    why: 'days that are not over',
    isHarmless: true,
    worlds: late([2, 3]),
    editions: [{ ...inTime, isOpen: true, open: FOUR_DAYS.slice(2) } as const, inAll],
  },
  {
    why: 'a first day of which a part is rotated away',
    worlds: late([1]),
    editions: [
      inAll,
      { ...inTime, days: FOUR_DAYS.slice(1), uses: ({ days }) => days.slice(1), isOpen: true, begin: [FOUR_DAYS[1]!] },
    ],
  },
]

describe('two editions of one configuration', () => {
  it.each(CASES)('leave k values of each hidden day: $why', ({ why, worlds, editions, isHarmless }) => {
    const { pinned, fewest, published } = audit(worlds, editions, true)
    const unheld = audit(worlds, editions, false)
    console.info(
      `${why}: ${pinned} pinned, fewest ${fewest}, ${Math.round(100 * published)} % go on; not compared ${unheld.pinned} pinned`,
    )
    expect(pinned).toBe(0)
    expect(fewest).toBeGreaterThanOrEqual(K)
    if (isHarmless === true) expect(published).toBe(1)
    else expect(unheld.pinned).toBeGreaterThan(0)
  })
})

/*
 * The same through folders: a reader has the CSVs of both, and knows of a day in either that it counts the same uses.
 */
const { fresh } = testFolder('two-editions')
const CONFIGURATION = configurationOf(`service: { id: essai, name: Essai }
timezone: UTC
protection: { k: 5 }
features: [ { id: aide, match: [ /aide ] } ]
datasets: [ { by: [ day, feature ], measures: [ requests ] }, { by: [ month, feature ], measures: [ requests ] } ]
`)
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const START = Date.UTC(2026, 1, 20)
const dateOf = (at: number): Date => new Date(START + at * 86_400_000)

/** Two uses on a Saturday in March, many on all other days. */
const usesOf = (at: number): number => (at === 22 ? 2 : 20 + ((at * 7) % 13))

function linesFrom(first: number, last: number, hours: (hour: number) => boolean = () => true): string {
  return Array.from({ length: last - first + 1 }, (_, n) => {
    const [at, date] = [first + n, dateOf(first + n)]
    const day = `${String(date.getUTCDate()).padStart(2, '0')}/${MONTHS[date.getUTCMonth()]}/2026`
    return Array.from({ length: usesOf(at) }, (__, use) => use % 24)
      .filter(hours)
      .toSorted((a, b) => a - b)
      .map(
        (hour) =>
          `192.0.2.1 - - [${day}:${String(hour).padStart(2, '0')}:30:00 +0000] "GET /aide HTTP/1.1" 200 9 "-" "${FIREFOX}"\n`,
      )
      .join('')
  }).join('')
}

type Edition = { readonly text: string; readonly since?: number; readonly state?: string }
type Folder = Readonly<Record<string, string>>

/** Counts into a folder, by what stands there unless it is to be cut anew. */
async function countInto(
  output: string,
  { text, since, ...state }: Edition,
  isCutAnew = false,
  configuration = CONFIGURATION,
): Promise<readonly Problem[]> {
  const log = join(output, '..', 'access.log')
  writeFileSync(log, text)
  const request = { configuration, logs: [log], format: 'combined', jobs: 1, ...state }
  const day = since === undefined ? {} : { since: dayOfText(dateOf(since).toISOString().slice(0, 10))! }
  const counted = await countLogs(
    { ...request, ...day },
    { onPlan: () => Promise.resolve(isCutAnew ? undefined : readEditionBefore(output, 'essai')) },
  )
  const publication = publicationOf(counted)
  if (publication !== undefined) await writePublication(publication, output)
  return counted.problems.filter(({ code }) => code === 'EDITIONS_TELL')
}

function dataOf(output: string): Folder {
  return Object.fromEntries(
    ['day', 'month'].map((kind) => [kind, readFileSync(join(output, `essai/data/${kind}-feature.csv`), 'utf8')]),
  )
}

function figuresIn(text = ''): ReadonlyMap<string, number | undefined> {
  const rows = text.trim().split('\n').slice(1)
  return new Map(
    rows.map((row) => {
      const [period = '', , uses = ''] = row.split(',')
      return [period, uses === '' ? undefined : Number(uses)]
    }),
  )
}

/** The days of a month that are left when all that is shown somewhere is taken from it: alone, such a day is known. */
function knownDays(folders: readonly Folder[]): readonly (readonly [string, number])[] {
  const days = folders.map(({ day }) => figuresIn(day))
  const shown = new Map(days.flatMap((one) => [...one].filter(([, uses]) => uses !== undefined)))
  return folders.flatMap(({ month }) =>
    [...figuresIn(month)].flatMap(([name, total]) => {
      const own = [...new Set(days.flatMap((one) => [...one.keys()]))].filter((day) => day.startsWith(name))
      const left = own.filter((day) => shown.get(day) === undefined)
      const rest = own.reduce((sum, day) => sum - (shown.get(day) ?? 0), total ?? NaN)
      return left.length === 1 && !Number.isNaN(rest) ? [[left[0]!, rest] as const] : []
    }),
  )
}

describe('two editions in a folder', () => {
  const early = linesFrom(0, 45)
  // From the Monday after it on, which is its companion and none there.
  const late = linesFrom(24, 45)

  it.each<{ why: string; editions: readonly Edition[] }>([
    { why: 'another --since', editions: [{ text: early }, { text: early, since: 24 }] },
    { why: 'an earlier --since', editions: [{ text: early, since: 24 }, { text: early }] },
    { why: 'days that were rotated away', editions: [{ text: early }, { text: late }] },
    { why: 'a log that was found later', editions: [{ text: late }, { text: early }] },
    { why: 'and days that are back', editions: [{ text: early }, { text: late }, { text: early }] },
  ])('tell no hidden day: $why', async ({ editions }) => {
    const seen: Record<'held' | 'unheld', Folder[]> = { held: [], unheld: [] }
    const kept: Record<'held' | 'unheld', Kept[]> = { held: [], unheld: [] }
    for (const way of ['held', 'unheld'] as const) {
      const output = join(fresh(), 'out')
      for (const edition of editions) {
        await countInto(output, edition, way === 'unheld')
        seen[way].push(dataOf(output))
        kept[way].push(filesBelow(output))
      }
    }
    expect(knownDays(seen.held)).toEqual([])
    expect(knownDays(seen.unheld)).toContainEqual(['2026-03-14', 2])
    expect(toldIn(tellOf(kept.held))).toEqual([])
    expect(toldIn(tellOf(kept.unheld))).toContainEqual(
      expect.objectContaining({ what: 'count', kind: 'day', period: dayOfText('2026-03-14'), high: 2 }),
    )
  })

  it('tell no hidden day: one machine more', async () => {
    const folder = fresh()
    const tallies: string[] = []
    for (const [i, text] of [late, linesFrom(0, 23)].entries()) {
      const [log, tally] = [join(folder, `${i}.log`), join(folder, `${i}.tally`)]
      writeFileSync(log, text)
      await tallyLogs({ configuration: CONFIGURATION, logs: [log], format: 'combined' }, tally)
      tallies.push(tally)
    }
    const seen = { held: [] as Folder[], unheld: [] as Folder[] }
    for (const way of ['held', 'unheld'] as const) {
      const output = join(folder, way)
      for (const files of [tallies.slice(0, 1), tallies]) {
        const { problems } = await publishTallies({ configuration: CONFIGURATION, files }, output, way === 'unheld')
        seen[way].push(dataOf(output))
        if (files.length > 1 && way === 'held')
          expect(problems).toMatchObject([{ code: 'EDITIONS_TELL', why: 'returned' }])
      }
    }
    expect(knownDays(seen.held)).toEqual([])
    expect(knownDays(seen.unheld)).toContainEqual(['2026-03-14', 2])
  })

  it('move no other lines of a month that is over, and show none that were hidden', async () => {
    const [line = ''] = linesFrom(12, 12).split('\n')
    const of = (status: number, count: number) => `${line.replace('" 200 ', `" ${status} `)}\n`.repeat(count)
    const shown = { held: [] as string[][], unheld: [] as string[][] }
    for (const way of ['held', 'unheld'] as const) {
      const output = join(fresh(), 'out')
      for (const [redirects, partial] of [
        [31, 4],
        [34, 7],
      ] as const) {
        const text = of(301, redirects) + of(206, partial) + early
        expect(await countInto(output, { text }, way === 'unheld')).toEqual([])
        const quality = readFileSync(join(output, 'essai/data/quality.csv'), 'utf8')
        shown[way].push(quality.split('\n').filter((row) => /^2026-03,(?:redirect|partial)/.test(row)))
      }
    }
    expect(shown.held).toEqual([
      ['2026-03,partial,', '2026-03,redirect,31'],
      ['2026-03,partial,', '2026-03,redirect,'],
    ])
    expect(shown.unheld[1]).toEqual(['2026-03,partial,7', '2026-03,redirect,34'])
  })

  it('go on without a word where a log grows, and are what one count of it gives', async () => {
    const [output, once] = [join(fresh(), 'out'), join(fresh(), 'out')]
    for (let last = 1; last <= 46; last += 3) expect(await countInto(output, { text: linesFrom(0, last) })).toEqual([])
    await countInto(once, { text: linesFrom(0, 46) })
    expect(filesBelow(output)).toEqual(filesBelow(once))
  })

  it('go on where a log is rotated each morning, and tell nothing of the hours before', async () => {
    const output = join(fresh(), 'out')
    const morning = (hour: number): boolean => hour >= 6
    let before: ReadonlyMap<string, number | undefined> = new Map()
    for (let first = 8; first < 30; first += 2) {
      const text = linesFrom(first, first, morning) + linesFrom(first + 1, first + 20)
      expect(await countInto(output, { text })).toEqual([])
      const days = figuresIn(dataOf(output)['day'])
      for (const [day, uses] of days)
        if (before.get(day) !== undefined) expect([before.get(day), undefined]).toContain(uses)
      before = days
    }
  })

  it('draw no noise twice without a word', async () => {
    const output = join(fresh(), 'out')
    const noisy = configurationOf(
      'service: { id: essai, name: Essai }\ntimezone: UTC\nfeatures: [ { id: aide, match: [ /aide ] } ]\ndatasets: [ { by: [ month, feature, device ], measures: [ requests ] } ]\n',
    )
    // Fixed keys: two of chance may draw the same for these few cells.
    const [state, other] = [1, 2].map((byte) => {
      const folder = join(output, `../state-${byte}`)
      mkdirSync(folder, { mode: 0o700 })
      writeFileSync(join(folder, 'noise.key'), Buffer.alloc(32, byte), { mode: 0o600 })
      return folder
    })
    expect(await countInto(output, { text: early, state: state! }, false, noisy)).toEqual([])
    expect(await countInto(output, { text: linesFrom(0, 47), state: state! }, false, noisy)).toEqual([])
    expect(await countInto(output, { text: early, state: other! }, false, noisy)).toMatchObject([{ why: 'moved' }])
  })

  it('name the months that would tell', async () => {
    const output = join(fresh(), 'out')
    await countInto(output, { text: early })
    const more = early + linesFrom(30, 30)
    expect(await countInto(output, { text: more })).toMatchObject([
      { why: 'moved', months: ['2026-03'], features: ['aide'] },
    ])
    expect(figuresIn(dataOf(output)['day']).get('2026-03-22')).toBe(usesOf(30))
    writeFileSync(join(output, 'essai/data/day-feature.csv'), 'LEAK\n')
    await expect(countInto(output, { text: early })).rejects.toMatchObject({
      problems: [{ code: 'EDITIONS_TELL', why: 'unreadable' }],
    })
    expect(await countInto(output, { text: more }, true)).toEqual([])
  })
})
