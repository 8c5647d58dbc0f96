import { dayOfText, periodOf, type DayIndex } from '../../src/domain/calendar.ts'
import { DEVICES, HOURS, REFERRERS, type Dimension } from '../../src/domain/dictionary.ts'
import { FATES, type Fate } from '../../src/domain/fate.ts'
import type { Feature } from '../../src/domain/feature.ts'
import type { CountedTable, NoiseSource, TableSpec } from '../../src/domain/table.ts'
import { protectQuality, protectTables } from '../../src/protect/index.ts'
import type { Publication } from '../../src/publish/index.ts'

export function day(text: string): DayIndex {
  return dayOfText(text)!
}

const FEATURES: readonly Feature[] = [
  feature('simulateur', { title: { fr: 'Simulateur d’aides', en: 'Benefit simulator' } }),
  feature('api-calcul', { title: { fr: 'API de calcul', en: 'Calculation API' }, clients: 'all' }),
  feature('dossier', {
    title: { fr: 'Suivi, « étape | par étape »' },
    from: day('2026-01-05'),
    until: day('2026-12-31'),
  }),
]

function feature(id: string, words: Partial<Feature>): Feature {
  return { id, title: {}, match: [], examples: [], clients: 'humans', partial: 'exclude', assets: 'exclude', ...words }
}

export const DAY_FEATURE: TableSpec = {
  name: 'day-feature',
  period: 'day',
  dimensions: [],
  measures: ['requests', 'entries', 'errors'],
  protection: { level: 'threshold', k: 11 },
}

export const MONTH_DEVICE: TableSpec = {
  name: 'month-feature-device',
  period: 'month',
  dimensions: ['device'],
  measures: ['requests', 'bytes'],
  protection: { level: 'exact' },
}

const WORDS: Partial<Record<Dimension, readonly string[]>> = {
  device: DEVICES,
  hour: HOURS,
  referrer: REFERRERS,
  from: ['simulateur', 'api-calcul', 'dossier', '(none)', '(inside)', '(outside)'],
}
/** One that a test may know: the same figures each time. */
const NOISE: NoiseSource = { key: new Uint8Array(32).fill(7), below: (below) => below >> 1 }
const GRID = [day('2026-03-01'), day('2026-03-02'), day('2026-03-05')]

/** Two quiet days, a gap of two days, a third day: figures of simulateur, api-calcul, dossier in this order. */
const DAILY = [
  [4, 2, 0, 1280, 1204, 3, 342, 57, 14],
  [25, 14, 0, 1315, 1250, 12, 401, 66, 0],
  [0, 0, 0, 1290, 1200, 11, 12, 12, 5],
]

const LINES = new Map<Fate, number>([
  ['counted', 1000],
  ['robot', 40],
  ['asset', 3],
])

function sizeOf({ dimensions, measures }: TableSpec): number {
  const categories = dimensions.map((dimension) => WORDS[dimension]!.length)
  return FEATURES.length * categories.reduce((product, size) => product * size, 1) * measures.length
}

function counted(spec: TableSpec): CountedTable {
  const categories = spec.dimensions.map((dimension) => WORDS[dimension]!)
  const slabs = new Map(
    spec.period === 'day'
      ? GRID.map((date, position) => [periodOf('day', date), Float64Array.from(DAILY[position]!)])
      : [[periodOf(spec.period, GRID[0]!), Float64Array.from({ length: sizeOf(spec) }, (_, cell) => cell)]],
  )
  return { spec, categories, slabs }
}

/** As `protect` makes it, in French, with a summary and, if asked, an exact detail table. */
export function examplePublication(
  change: Partial<Publication> = {},
  specs: readonly TableSpec[] = [DAY_FEATURE],
): Publication {
  const daily = new Map(GRID.map((date) => [date, Float64Array.from(FATES, (fate) => LINES.get(fate) ?? 0)]))
  const all = { features: FEATURES, grid: GRID, tables: specs.map(counted), daily }
  // A grid that begins with the service, which noise that is drawn needs.
  const isDrawn = specs.some(({ protection }) => protection.level === 'dp')
  const tables = protectTables({ ...all, ...(isDrawn && { since: GRID[0]! }) }, NOISE)
  return {
    service: {
      id: 'mes-demarches',
      name: 'Mes démarches',
      url: 'https://demarches.example.fr',
      hosts: ['demarches.example.fr'],
      publisher: { name: 'Ville d’Exemple', url: 'https://example.fr', email: 'opendata@example.fr' },
    },
    language: 'fr',
    timezone: 'Europe/Paris',
    since: day('2026-01-01'),
    features: FEATURES,
    licences: { summary: 'etalab-2.0', detail: 'ODbL-1.0' },
    k: 11,
    graceHours: 48,
    publicationUrl: 'https://data.example.fr',
    tables,
    quality: protectQuality(all, tables, 11),
    grid: GRID,
    partial: new Map([['day-feature', [periodOf('day', day('2026-03-05'))]]]),
    disclosures: new Map([
      ['day-feature', { presence: 1 }],
      ['month-feature-device', { presence: 1, profile: 1 }],
    ]),
    version: '1.0.0',
    created: '2026-03-05T00:00:00+01:00',
    programVersion: '0.1.0',
    robots: { list: 'comptage', version: '2026-03' },
    formats: [
      { name: 'combined', lacks: ['host', 'duration'] },
      { name: 'common', lacks: ['agent', 'referrer'] },
    ],
    ...change,
  }
}

export function fileOf(
  folder: { readonly files: readonly { path: string; text: string }[] } | undefined,
  path: string,
): string {
  return folder?.files.find((file) => file.path === path)?.text ?? `no ${path}`
}
