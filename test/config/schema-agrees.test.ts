import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { configurationSchema, readConfiguration } from '../../src/config/index.ts'

// Every kind of key with every value below: what the program refuses, an editor refuses by the schema, and nothing else.

type Node = {
  readonly description?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly anyOf?: readonly Node[]
}
type Step = string | 0
const schema: object = configurationSchema()
const accepts = new Ajv2020({ strict: false }).compile(schema)

/** As written in YAML. */
const VALUES = [
  ...['', '~', 'null', 'true', 'False', '.inf', '-.inf', '.nan', '0', '-0', '-1', '1e999', '-1e999', '1e-400'],
  ...['0x10', '0o7', '1.5', '11', '501', '101%', '100%', '100.5%', '5 %', '0h', '99999h', '9999d'],
  ...['2026-02-29', '2028-02-29', '2000-02-29', '1900-02-29', '2100-02-29', '2026-04-31', '2026-13-01', '2026-00-10'],
  ...['1899-12-31', '2199-12-31', '2200-01-01', '2026-01-01T00:00:00Z', '" 2026-01-01"', '"2026-01-01 "'],
  ...['""', '" "', '"\\t"', '"\\u00a0"', '"\\u200b"', '"a\\u0000"', '"\\u202e"', '"\\ud800"', '"a\\nb"', '"a\\n"'],
  ...['[]', '[[]]', '[a, a]', '[1]', '[null]', '{}', '{ a: 1 }', '{ fr: a }', '{ "": a }', '{ __proto__: a }'],
  ...['a', 'con', '=1', '"*"', 'é', '😀', 'x'.repeat(301), 'x'.repeat(2_000), 'x'.repeat(20_001), 'é.fr', '-a', '.'],
  ...['999.1.1.1', 'xn--a', 'a_b.fr', 'a@b', '"@"', '/a', 'GET /a', 'UTC', 'Europe/Nowhere', '+02:00'],
  ...['http://a', 'http://a:65535/', 'http://a:65536/', 'http://a:99999/', 'http://a:/', 'http:///a', 'http://'],
  ...['http://u:p@a/', 'http://u@a/', 'http://@a/', 'http://a/@', 'http://a/?q', 'http://a b/', 'HTTP://a/'],
  ...['http://[::1]:80/', 'http://[::x]/', 'http://[1::2::3]/', 'http://%zz/', 'http://999.1.1.1/'],
  ...['[day, feature]', '[day]', '[feature]', '[day, month, feature]', '[day, day, feature]', '[day, feature, os, os]'],
  ...['[day, feature, device, os, browser]', 'auto', 'json', '[auto]', '[combined]', '[nginx.conf]', 'MIT'],
]

/** What no schema can tell, or not in a few words. */
const BEYOND = [
  { of: /(?:family|events\.0\.feature)$/, why: 'the id of another entry' },
  { of: /^logs\.0\.format/, as: /auto|\/|\.conf/, why: 'what is found by other means has no place in a list' },
  { as: /\\u|\\t|\\n/, why: 'a sign that no text may hold, and the end of a block, which nobody means' },
  { of: /hosts\.0$|referrers\.0$/, why: 'a browser reads it: IPv4, Punycode, length' },
  { of: /url$/, as: /1::2::3|999/, why: 'an address of IP that is none' },
]

it('agrees with the program about every value of every key', () => {
  const paths = keysOf(schema)
  const differences = paths.flatMap((path) =>
    VALUES.filter((value) => {
      const text = withValue(path, value)
      const { problems } = readConfiguration(text, 'comptage.yaml', { folder: '/' })
      // What the document says that it names is another matter.
      return accepts(parse(text)) !== problems.every(({ code }) => code === 'IMPORT_REFUSED')
    }).map((value) => ({ key: path.join('.'), value: value.slice(0, 40) })),
  )
  const isBeyond =
    (key: string, value: string) =>
    ({ of = /^/, as = /^/ }: (typeof BEYOND)[number]) =>
      of.test(key) && as.test(value)
  expect(paths.length).toBeGreaterThan(60)
  expect(differences.filter(({ key, value }) => !BEYOND.some(isBeyond(key, value)))).toEqual([])
  expect(BEYOND.filter((one) => !differences.some(({ key, value }) => isBeyond(key, value)(one)))).toEqual([])
})

/** One of the keys that take the same; but a zone is one where Node knows it. */
function keysOf(node: Node): readonly (readonly Step[])[] {
  const byNode = new Map(
    pathsOf(node, []).map(([path, one]) => [JSON.stringify({ ...one, description: undefined }), path]),
  )
  return [...byNode.values()].filter((path) => path.length > 0 && path.at(-1) !== 'timezone')
}

function pathsOf(node: Node, path: readonly Step[]): readonly (readonly [readonly Step[], Node])[] {
  const inner: (readonly [Step, Node])[] = Object.entries(node.properties ?? {})
  if (node.items !== undefined) inner.push([0, node.items])
  const forms = (node.anyOf ?? []).flatMap((form) => pathsOf(form, path))
  return [[path, node], ...forms, ...inner.flatMap(([step, of]) => pathsOf(of, [...path, step]))]
}

/** What each first key needs beside the value that is tried; a document of features is no feature. */
const NEEDED: readonly { readonly of: RegExp; readonly all: object }[] = [
  { of: /^service\.publisher\./, all: { service: { id: 'aide', name: 'A', publisher: { name: 'P' } } } },
  {
    of: /^logs\.0\.fields\./,
    all: { logs: [{ path: '/a', format: 'json', fields: { time: 't', status: 's', target: 'p' } }] },
  },
  { of: /^logs\.0\./, all: { logs: [{ path: '/a' }] } },
  { of: /^features\.0\.(?:openapi|by)/, all: { features: [{ openapi: 'a.yaml' }] } },
  { of: /^features\.0\.sitemap/, all: { features: [{ sitemap: 'a.xml' }] } },
  { of: /^families\.0\./, all: { families: [{ id: 'fam' }] } },
  { of: /^datasets\.0\./, all: { datasets: [{ by: ['day', 'feature'] }] } },
  { of: /^sources\.0\./, all: { sources: [{ id: 'web1', path: '/t' }] } },
  { of: /^events\.0\./, all: { events: [{ date: '2026-03-01', text: 'a' }] } },
]

it('tries them where nothing else is wrong', () => {
  for (const { all } of NEEDED) expect(accepts({ ...LEAST, ...all }), JSON.stringify(accepts.errors)).toBe(true)
})

const LEAST = { service: { id: 'aide', name: 'A' }, features: [{ id: 'aide', match: '/aide' }] }

function withValue(path: readonly Step[], value: string): string {
  const key = path.join('.')
  const all = { ...LEAST, ...NEEDED.find(({ of }) => of.test(key))?.all }
  return stringify(replaced(all, path), { lineWidth: 0 }).replace(HOLE, () => value)
}

const HOLE = 'HOLE'

function replaced(node: unknown, [step, ...rest]: readonly Step[]): unknown {
  if (step === undefined) return HOLE
  if (step === 0) return [replaced(Array.isArray(node) ? node[0] : undefined, rest)]
  const keys: Readonly<Record<string, unknown>> = typeof node === 'object' && !Array.isArray(node) ? { ...node } : {}
  return { ...keys, [step]: replaced(keys[step], rest) }
}
