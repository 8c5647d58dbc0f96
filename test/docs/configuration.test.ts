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

type Key = { readonly key: string; readonly fallback: unknown; readonly words: readonly string[] }
type Node = {
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly anyOf?: readonly Node[]
  readonly default?: unknown
  readonly enum?: readonly string[]
}

describe('the keys of docs/configuration.md', () => {
  const rows = new Map(
    rowsOf(page('docs/configuration.md')).flatMap(([first = '', ...others]): [string, readonly string[]][] =>
      /^`[\w.[\]]+`$/.test(first) ? [[first.replaceAll('`', ''), others]] : [],
    ),
  )
  const schema: object = configurationSchema()
  const keys = keysOf(schema, '')
  // A mapping is described by its keys.
  const leaves = keys.filter(({ key }) => !keys.some((other) => other.key.startsWith(`${key}.`)))

  it.each(leaves)('$key', ({ key, fallback, words }) => {
    expect(rows.has(key), `no row of the tables says ${key}`).toBe(true)
    const [word] = codesIn(rows.get(key)?.[0] ?? '')
    // Keys of one closed list may tell it once.
    const alike = leaves.filter((other) => other.words.join() === words.join())
    expect(alike.flatMap((one) => codesIn(rows.get(one.key)?.join(' ') ?? ''))).toEqual(
      expect.arrayContaining([...words]),
    )
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
    return [{ key, fallback: child.default, words: wordsOf(child) }, ...keysOf(child, key)]
  })
  const items = node.items === undefined ? [] : keysOf(node.items, `${path}[]`)
  return [...below, ...items, ...(node.anyOf ?? []).flatMap((form) => keysOf(form, path))]
}

/** Those of a closed list, of which a key has one or several. */
function wordsOf({ enum: words = [], items, anyOf = [] }: Node): readonly string[] {
  return [...words, ...[items ?? [], anyOf].flat().flatMap(wordsOf)]
}
