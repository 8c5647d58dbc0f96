import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { configurationSchema, readConfiguration } from '../../src/config/index.ts'
import { checkConfiguration, isError } from '../../src/pipeline/index.ts'
import { blocksIn, codesIn, page, rowsOf } from './pages.ts'

describe('every configuration of the documentation', () => {
  const blocks = blocksIn('yaml')

  it('is looked at', () => expect(blocks.length).toBeGreaterThan(5))

  it.each(blocks)('$path, line $line', ({ path, text }) => {
    const { configuration, problems } = readConfiguration(text, path, { folder: '/srv/comptage' })
    expect(problems).toEqual([])
    // Patterns, examples, tables and formats too.
    expect(configuration && checkConfiguration(configuration).problems.filter(isError)).toEqual([])
  })
})

type Key = { readonly key: string; readonly fallback: unknown }
type Node = {
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly anyOf?: readonly Node[]
  readonly default?: unknown
}

describe('the keys of docs/configuration.md', () => {
  const rows = new Map(
    rowsOf(page('docs/configuration.md')).flatMap(([first = '', fallback = '']): [string, string][] =>
      /^`[\w.[\]]+`$/.test(first) ? [[first.replaceAll('`', ''), fallback]] : [],
    ),
  )
  const schema: object = configurationSchema()
  const keys = keysOf(schema, '')
  // A mapping is described by its keys.
  const leaves = keys.filter(({ key }) => !keys.some((other) => other.key.startsWith(`${key}.`)))

  it.each(leaves)('$key', ({ key, fallback }) => {
    expect(rows.has(key), `no row of the tables says ${key}`).toBe(true)
    const [word] = codesIn(rows.get(key) ?? '')
    if (fallback !== undefined) expect(parse(word ?? '')).toEqual(fallback)
  })

  it('are no others', () => {
    const known = new Set(keys.map(({ key }) => key))
    expect([...rows.keys()].filter((key) => key.includes('.') && !known.has(key))).toEqual([])
  })
})

/** `logs[].path` and its like, all levels. */
function keysOf(node: Node, path: string): readonly Key[] {
  const below = Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const key = path === '' ? name : `${path}.${name}`
    return [{ key, fallback: child.default }, ...keysOf(child, key)]
  })
  const items = node.items === undefined ? [] : keysOf(node.items, `${path}[]`)
  return [...below, ...items, ...(node.anyOf ?? []).flatMap((form) => keysOf(form, path))]
}
