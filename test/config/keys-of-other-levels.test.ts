import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import { configurationSchema, readConfiguration } from '../../src/config/index.ts'

// Every key on every level that does not have it: what is told of it.

type Node = {
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly anyOf?: readonly Node[]
}
const schema: object = configurationSchema()

const LEVELS = new Map<string, Set<string>>()
findLevels(schema, '')
const KEYS = new Set([...LEVELS.values()].flatMap((keys) => [...keys]))

function findLevels(node: Node, name: string): void {
  for (const [key, child] of Object.entries(node.properties ?? {})) {
    LEVELS.set(name, (LEVELS.get(name) ?? new Set()).add(key))
    findLevels(child, name === '' ? key : `${name}.${key}`)
  }
  if (node.items !== undefined) findLevels(node.items, `${name}[]`)
  for (const form of node.anyOf ?? []) findLevels(form, name)
}

it('knows all levels', () => {
  expect([LEVELS.size, KEYS.size]).toEqual([19, 92])
})

it.each([...LEVELS])(
  'on the level "%s" a key of another is told where it belongs, or its other number',
  (level, known) => {
    const foreign = [...KEYS].filter((key) => !known.has(key))
    const { problems } = readConfiguration(withKeys(level, foreign), 'comptage.yaml', { folder: '/srv/conf' })
    const told = problems.flatMap((problem) => {
      if (problem.code !== 'CONFIG_UNKNOWN_KEY') return []
      const { key, owners, nearest } = problem
      return [{ key: key.split('.').at(-1), owners, nearest }]
    })
    expect(told).toEqual(
      foreign.map((key) => {
        const nearest =
          [...known].find((word) => `${word}s` === key || `${key}s` === word) ??
          [{ name: 'title', title: 'text' }[key] ?? ''].find((word) => known.has(word))
        const owners = [...LEVELS].flatMap(([name, keys]) => (keys.has(key) ? [name] : []))
        return { key, owners: nearest === undefined ? owners : undefined, nearest }
      }),
    )
  },
)

it('takes the tables of the documentation for datasets', () => {
  const { problems } = readConfiguration(withKeys('', ['tables']), 'comptage.yaml', { folder: '/srv/conf' })
  expect(problems).toContainEqual(expect.objectContaining({ key: 'tables', nearest: 'datasets' }))
})

/** A configuration in which the level has these keys beside nothing else. */
function withKeys(level: string, keys: readonly string[]): string {
  const mapping: object = Object.fromEntries(keys.map((key) => [key, 'a']))
  const nested = level
    .split('.')
    .filter((step) => step !== '')
    .reduceRight<object>((inner, step) => {
      const list = step.replace('[]', '')
      return { [list]: step === list ? inner : [inner] }
    }, mapping)
  return stringify({ service: { name: 'Aide' }, features: [{ id: 'aide', match: '/aide' }], ...nested })
}

it('knows what the words are called in French', () => {
  const text = `service: { id: essai, nom: Essai }
fuseau: Europe/Paris
features: [{ id: aide, nom: Aide, match: /aide, clients: tous }]
datasets: [{ by: [jour, fonctionnalité], nom: jours }, { by: [Année, feature] }]
protection: { seuil: 11, threshold: 11 }
events: [{ date: 2026-03-01, title: Panne }]
`
  const { problems } = readConfiguration(text, 'comptage.yaml', { folder: '/srv/conf' })
  expect(problems.map((problem) => ('nearest' in problem ? problem.nearest : problem.code))).toEqual([
    'name',
    'timezone',
    'title',
    'all',
    'day',
    'feature',
    'name',
    'year',
    'k',
    'k',
    'text',
  ])
})

it.each([
  { written: '{ dimensions: [device], period: month }', keys: ['dimensions=by', 'period=by'] },
  { written: '{ Période: month }', keys: ['Période=by'] },
  { written: '{ by: [device], period: month }', keys: ['by', 'period=undefined'], why: 'which stands there already' },
  { written: '{ measures: [requests] }', keys: ['by'], why: 'says what it has to be' },
])('knows what by is called: $written', ({ written, keys }) => {
  const text = `service: { name: Essai }\nfeatures: [{ id: aide, match: /aide }]\ndatasets: [${written}]\n`
  const { problems } = readConfiguration(text, 'comptage.yaml', { folder: '/srv/conf' })
  const short = (key: string) => key.replace('datasets[0].', '')
  const told = problems.map((problem) => {
    if (problem.code === 'CONFIG_UNKNOWN_KEY') return `${short(problem.key)}=${problem.nearest}`
    const isKnown = problem.code === 'CONFIG_VALUE' || problem.code === 'CONFIG_MISSING_KEY'
    return isKnown && problem.expected.kind === 'one-period-and-feature' ? short(problem.key) : problem.code
  })
  expect(told).toEqual(keys)
})
