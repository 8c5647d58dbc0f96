import { readFileSync, writeFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { configurationSchema } from '../../src/config/index.ts'
import { SKETCH } from './sketch.ts'

const FILE = new URL('../../comptage.schema.json', import.meta.url)
// Generated: `UPDATE_SCHEMA=1 npx vitest run test/config/configuration-schema.test.ts`.
if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(FILE, `${JSON.stringify(configurationSchema(), null, 2)}\n`)
const schema: unknown = JSON.parse(readFileSync(FILE, 'utf8'))

it('is up to date in the repository', () => {
  expect(schema, 'run: UPDATE_SCHEMA=1 npx vitest run test/config/configuration-schema.test.ts').toEqual(
    configurationSchema(),
  )
})

describe('for editors', () => {
  const accepts = new Ajv2020({ strict: false }).compile(schema as object)

  it.each([
    { text: SKETCH, ok: true, why: 'the sketch of the documentation' },
    { text: 'service: { name: Aide }\nfeatures: [ { id: aide, match: /aide } ]', ok: true, why: 'the least' },
    { text: SKETCH.replace('language:', 'languaje:'), ok: false, why: 'an unknown key' },
    { text: SKETCH.replace('clients: all', 'client: all'), ok: false, why: 'an unknown key of a feature' },
    { text: SKETCH.replace('month,', 'months,'), ok: false, why: 'a word that is in no list' },
    { text: SKETCH.replace('id: dossier', 'id: Dossier'), ok: false, why: 'an id in capitals' },
    { text: SKETCH.replace('clients: all', 'openapi: a.yaml'), ok: false, why: 'a document within a feature' },
    {
      text: SKETCH.replace('features:', 'features:\n  - { openapi: a.yaml, by: operation }'),
      ok: true,
      why: 'a document',
    },
    { text: SKETCH.replace('title: Suivi', 'title: =Suivi'), ok: false, why: 'a title that is a formula' },
    ...[
      'features: [ { id: a, match: /a, title: {} } ]',
      'families: [ { id: a, title: {} } ]',
      'events: [ { date: 2026-03-01, text: {} } ]',
      'publication: { words: {} }',
    ].map((key) => ({
      text: `service: { name: Aide }\n${key.startsWith('features') ? '' : 'features: [ { id: aide, match: /aide } ]\n'}${key}`,
      ok: false,
      why: `a text in no language: ${key}`,
    })),
    { text: `${SKETCH}malformed_limit: 5%\nprotection: { k: 11, grace: 36h }`, ok: true, why: 'quantities' },
  ])('$why', ({ text, ok }) => {
    expect(accepts(parse(text))).toBe(ok)
  })

  it('completes closed lists, and time zones not', () => {
    const text = JSON.stringify(schema)
    for (const word of ['quarter', 'referrer', 'entries', 'ODbL-1.0', 'cell-key']) expect(text).toContain(`"${word}"`)
    expect(text).not.toContain('Europe/Berlin')
  })

  it('describes every key', () => {
    expect(undescribed(schema, '')).toEqual([])
  })
})

function undescribed(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => {
    const here = `${path}/${key}`
    // The texts of a language say it by their name.
    const isKey = path.endsWith('/properties') && !/\/(?:title|text|words)\/anyOf\/1\/properties$/.test(path)
    return [...(isKey && !('description' in (value as object)) ? [here] : []), ...undescribed(value, here)]
  })
}
