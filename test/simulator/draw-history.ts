import { openChance, type Chance } from '../equivalence/chance.ts'
import { dayName, type History, type Seeded, type Settings, type Step, type Uses } from './history.ts'

/** One period end or two and a few steps, or two years. */
type Length = 'short' | 'long'

/** So many CI lives through, at 0.4 s of a core each; and so many at most find a mend that is taken out. */
export const IN_CI = 100
export const MOST_TRIED = 30

const PATHS = ['/a', '/b', '/c', '/d', '/e', '/f']
const STARTS = ['2026-03-01', '2026-02-01', '2026-04-01', '2026-06-01', '2026-02-23', '2026-03-23']
const ALL = ', measures: [ requests, entries, errors ]'
const SOME = ', measures: [ requests, errors ]'
const BARE = ', measures: [ requests ]'
const DAYS_AND_MONTHS: readonly (readonly string[])[] = [
  [`by: [ day, feature ]${SOME}`, `by: [ month, feature ]${SOME}`],
  [`by: [ day, feature ]${ALL}`, `by: [ month, feature ]${ALL}`],
]
const MONTHS_ALONE: readonly (readonly string[])[] = [
  [`by: [ month, feature ]${BARE}`],
  [`by: [ month, feature ]${SOME}`, `by: [ quarter, feature ]${SOME}`],
]
const BESIDE_NOISE: readonly (readonly string[])[] = [
  [`by: [ day, feature ]${BARE}`, `by: [ month, feature, device ]${BARE}`],
  [`by: [ day, feature ]${BARE}`, `by: [ month, feature ]${BARE}`, `by: [ month, feature, device ]${BARE}`],
]
const TABLES: readonly (readonly string[])[] = [
  ...[...DAYS_AND_MONTHS, ...MONTHS_ALONE],
  [`by: [ day, feature ]${SOME}`, `by: [ week, feature ]${SOME}`],
  ...BESIDE_NOISE.slice(1),
  [`by: [ day, feature ]${SOME}`],
  [`by: [ week, feature ]${SOME}`],
]

/** What a history is about: what else happens comes beside it. */
export const THEMES = [
  'measures',
  'tables',
  'late',
  'found',
  'beside',
  'features',
  'settings',
  'adopt',
  'machine',
  'noise',
] as const
export type Theme = (typeof THEMES)[number]

/**
 * A history by chance, of the kind that finds something: by steps alone that are drawn anywhere, no known hole is met. What
 * changes, comes late and is small lies around the ends of months, and between a last day and its closing.
 */
export function drawHistory(seed: number, about?: Theme, length: Length = 'short'): History {
  const chance = openChance(seed)
  const drawn = chance.of(THEMES)
  const theme = about ?? drawn
  const start = chance.of(STARTS)
  const ends = monthEnds(start, length === 'short' ? chance.of([1, 1, 1, 2]) : 24)
  // What noise hides does not grow with k.
  const k = theme === 'noise' ? 30 : chance.of([3, 3, 3, 5, 11])
  const choice: Partial<Record<Theme, readonly (readonly string[])[]>> = {
    measures: DAYS_AND_MONTHS,
    beside: [...MONTHS_ALONE, ...DAYS_AND_MONTHS],
    noise: BESIDE_NOISE,
  }
  const tables = chance.of(choice[theme] ?? TABLES)
  const history: History = {
    start,
    opens: theme !== 'found',
    usual: Object.fromEntries(PATHS.map((path) => [path, drawUsual(chance, k, theme)])),
    weekends: chance.of(['usual', 'usual', 'silent']),
    seeded: PATHS.flatMap((path) => drawSeeded(chance, path, { ends, k, theme })),
    silent: ends.flatMap((end) => (chance.below(4) === 0 ? [end + chance.below(5) - 3] : [])),
    settings: { k, timezone: 'UTC', tables, features: features(PATHS.slice(0, 5)) },
    steps: [],
  }
  return { ...history, steps: drawSteps(chance, history, ends, theme) }
}

/** The last days of some months, as days since the start. */
function monthEnds(start: string, months: number): readonly number[] {
  const [year = 0, month = 0, day = 0] = start.split('-').map(Number)
  const first = Date.UTC(year, month - 1, day)
  return Array.from({ length: months }, (_, n) => (Date.UTC(year, month + n, 0) - first) / 86_400_000)
}

/** Now and then a feature that nobody uses but on its small days. */
function drawUsual(chance: Chance, k: number, theme: Theme): Uses {
  const uses = chance.of([0, k, k + 1, 2 * k, 3 * k + 4])
  const errors = theme === 'beside' ? 0 : chance.of([0, 1, k, k + 2, k + 2])
  return { uses, errors, entries: Math.min(uses, chance.of([0, 1, k, uses])) }
}

function drawSeeded(
  chance: Chance,
  path: string,
  { ends, k, theme }: { readonly ends: readonly number[]; readonly k: number; readonly theme: Theme },
): readonly Seeded[] {
  const first = { day: 0, path, uses: chance.below(k), errors: 0, entries: 0 }
  const isFirst = theme === 'found' && chance.below(2) === 0
  return [...(isFirst ? [first] : []), ...ends.flatMap((end) => drawSmall(chance, path, end, k))]
}

/** As a rule one small day before an end, of which nothing else is small. */
function drawSmall(chance: Chance, path: string, end: number, k: number): readonly Seeded[] {
  const times = chance.of([0, 1, 1, 1, 1, 2])
  return Array.from({ length: times }, () => {
    const day = Math.max(0, end - chance.of([0, 0, 0, 1, 2, 3, 4, chance.below(28)]))
    const uses = chance.of([chance.below(k), k + 2])
    return { day, path, uses, errors: chance.of([0, chance.below(k), k + 2]), entries: chance.below(uses + 1) }
  })
}

function drawSteps(chance: Chance, history: History, ends: readonly number[], theme: Theme): readonly Step[] {
  const steps: Step[] = []
  let [day, settings] = [0, history.settings]
  const days = (to: number): void => {
    if (to > day) steps.push({ does: 'days', days: to - day })
    day = Math.max(day, to)
  }
  for (const end of ends) {
    const moments = new Set(
      Array.from({ length: 1 + chance.below(2) }, () => end + chance.of([-2, -1, 0, 1, 1, 1, 1, 2, 3])),
    )
    for (const [n, moment] of [...moments].sort((a, b) => a - b).entries()) {
      days(moment)
      const step = STEPS[n === 0 ? theme : chance.of(THEMES)](chance, { history, settings, day, end })
      if (step.does === 'set') settings = { ...settings, ...step.settings }
      steps.push(step)
    }
    days(end + 5 + chance.below(4))
    if (steps.some(({ does }) => does === 'late')) steps.push({ does: 'revise', period: monthOf(history, end) })
  }
  // What waits for its line, its month or its quarter is published.
  if (chance.below(3) === 0) days(ends.at(-1)! + 36)
  return steps
}

type Now = { readonly history: History; readonly settings: Settings; readonly day: number; readonly end: number }

const STEPS: Readonly<Record<Theme, (chance: Chance, now: Now) => Step>> = {
  measures: (chance, { settings: { tables } }) => {
    const table = chance.of(tables)
    const other = table.includes('errors')
      ? table.replace(', errors', '')
      : table.replace('requests', 'requests, errors')
    return { does: 'set', settings: { tables: tables.map((one) => (one === table ? other : one)) } }
  },
  tables: (chance, { settings: { tables } }) => {
    const place = chance.below(tables.length)
    const others = tables.filter((_, i) => i !== place)
    return {
      does: 'set',
      settings: { tables: others.length > 0 && chance.below(2) === 0 ? others : chance.of(TABLES) },
    }
  },
  late: (chance, { settings: { k }, day }) => {
    const uses = 1 + chance.below(2 * k)
    return {
      ...{ does: 'late', day: Math.max(0, day - 1 - chance.below(6)), path: chance.of(PATHS) },
      ...{ uses, errors: chance.of([0, 0, 1, k]), entries: chance.below(uses + 1) },
    }
  },
  // Before the first day that was read: what was half is whole.
  found: (chance, { settings: { k } }) => {
    const uses = 1 + chance.below(2 * k)
    return {
      ...{ does: 'late', day: -1 - chance.below(7), path: chance.of(PATHS) },
      ...{ uses, errors: 0, entries: 0 },
    }
  },
  beside: (chance, { settings }) => {
    const paths = chance.of([['/f'], ['/f'], ['/e', '/f'], ['/a']])
    return { does: 'beside', settings: { ...settings, features: features(paths) } }
  },
  features: (chance, { settings }) => ({ does: 'set', settings: { features: otherFeatures(chance, settings) } }),
  settings: (chance, { settings }) => ({
    does: 'set',
    settings: chance.of<Partial<Settings>>([
      { k: chance.of([3, 5, 11].filter((k) => k !== settings.k)) },
      { timezone: chance.of(['UTC', 'Europe/Paris', 'America/Martinique']) },
    ]),
  }),
  adopt: () => ({ does: 'adopt' }),
  machine: () => ({ does: 'machine' }),
  noise: (chance) => ({ does: 'set', settings: { tables: chance.of(BESIDE_NOISE) } }),
}

/** Ended, back, new, with a page more, renamed, split, joined. */
function otherFeatures(chance: Chance, { features: own }: Settings): Settings['features'] {
  return chance.of([
    ...[features(PATHS.slice(0, 5)), features(PATHS.slice(2, 5)), features(PATHS)],
    { ...own, a: ['/a', '/f'] },
    { z: ['/a'], b: ['/b'], c: ['/c'], d: ['/d'], e: ['/e'] },
    { a: ['/a', '/b'], c: ['/c'], d: ['/d'] },
    { ...own, 'e-1': ['/e'], 'e-2': ['/f'] },
  ])
}

function monthOf(history: History, end: number): string {
  return dayName(history, end).slice(0, 7)
}

function features(paths: readonly string[]): Settings['features'] {
  return Object.fromEntries(paths.map((path) => [path.slice(1), [path]]))
}
