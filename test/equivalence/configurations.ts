import type { Chance } from './chance.ts'

/** Parts of a configuration, each as its line of YAML. */
type Drawn = {
  readonly tables: readonly string[]
  readonly features: readonly string[]
  readonly keys: Readonly<Record<string, string>>
}

const BY = [
  'day, feature',
  'week, feature',
  'month, feature',
  'quarter, feature',
  'month, feature, device',
  'day, feature, referrer',
  'month, feature, hour',
]
const REST = [
  '',
  '',
  '',
  ', protection: exact, accept_risk: true',
  ', protection: cell-key',
  ', protection: dp',
  ', measures: [ requests ]',
  ', measures: [ requests, errors ]',
]
const FEATURES = [
  '{ id: aide, match: [ /aide ] }',
  '{ id: simulateur, match: [ /simulateur ] }',
  '{ id: rare, match: [ /rare ] }',
  '{ id: aide, match: [ /aide, /nulle ] }',
]
const KEYS = {
  protection: ['{ k: 3 }', '{ k: 5 }', '{ k: 11 }', '{ k: 5, revision_window: 9999d }'],
  timezone: ['UTC', 'UTC', 'America/Martinique'],
  language: ['fr', 'fr', 'en'],
  since: ['', '', '2025-12-29', '2026-01-05', '2026-02-01'],
  grace: ['', '', '12h', '72h'],
} as const

export function drawConfiguration(chance: Chance): Drawn {
  const tables = [0, 2, ...(chance.below(2) === 0 ? [] : [1]), ...(chance.below(2) === 0 ? [] : [4 + chance.below(3)])]
  return {
    tables: tables.map((by) => tableOf(chance, by)),
    features: FEATURES.slice(0, 2 + chance.below(2)),
    keys: Object.fromEntries(Object.entries(KEYS).map(([key, values]) => [key, chance.of<string>(values)])),
  }
}

/** One thing, or two, is another. */
export function turned(before: Drawn, chance: Chance): Drawn {
  const next = turnedOnce(before, chance)
  return chance.below(3) === 0 ? turnedOnce(next, chance) : next
}

function turnedOnce({ tables, features, keys }: Drawn, chance: Chance): Drawn {
  const place = chance.below(tables.length)
  const other = tableOf(chance, chance.below(BY.length))
  const key = chance.of(Object.keys(KEYS) as (keyof typeof KEYS)[])
  return chance.of<() => Drawn>([
    () => ({ features, keys, tables: tables.filter((_, i) => i !== place) }),
    // What is counted twice, under two names, is another story.
    () => ({ features, keys, tables: [...tables.filter((table) => byOf(table) !== byOf(other)), other] }),
    () => ({
      features,
      keys,
      tables: tables.map((table, i) => (i === place ? tableOf(chance, BY.indexOf(byOf(table))) : table)),
    }),
    () => ({ features, keys, tables: tables.map((table, i) => (i === place ? `${table}, name: autre` : table)) }),
    () => ({
      tables,
      keys,
      features: chance.of([FEATURES.slice(0, 1), FEATURES.slice(0, 2), FEATURES.slice(0, 3), FEATURES.slice(1)]),
    }),
    () => ({ tables, features, keys: { ...keys, protection: chance.of<string>(KEYS.protection) } }),
    () => ({ tables, features, keys: { ...keys, [key]: chance.of<string>(KEYS[key]) } }),
  ])()
}

function tableOf(chance: Chance, by: number): string {
  return `by: [ ${BY[by] ?? ''} ]${chance.of(REST)}`
}

function byOf(table: string): string {
  return table.slice('by: [ '.length, table.indexOf(' ]'))
}

export function yamlOf({ tables, features, keys }: Drawn): string {
  const set = Object.entries(keys).filter(([, value]) => value !== '')
  return `service: { id: essai, name: Essai }
logs: [ { path: "logs/*", format: combined } ]
malformed_limit: 100%
output: open-data
state: state
${set.map(([key, value]) => `${key}: ${value}\n`).join('')}features:
${features.map((feature) => `  - ${feature}\n`).join('')}datasets:
${tables.map((table) => `  - { ${table} }\n`).join('')}`
}
