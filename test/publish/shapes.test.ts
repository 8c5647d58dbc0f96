import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Sqlite } from '../sqlite.ts'
import { parse } from 'csv-parse/sync'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isSealed } from '../../src/protect/index.ts'
import { tableAs, type TableShape } from '../../src/publish/index.ts'
import { loadSqlite } from '../../src/state/index.ts'
import { has } from '../machine.js'
import { DAY_FEATURE, examplePublication, MONTH_DEVICE } from './example-publication.ts'
import { STANDARDS } from './standards/profiles.ts'

const publication = examplePublication({}, [DAY_FEATURE, MONTH_DEVICE])
const [summary, detail] = publication.tables

const folder = mkdtempSync(join(tmpdir(), 'shapes-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function bytesOf(shape: TableShape, table = summary!): Promise<Buffer> {
  return Buffer.from(await tableAs(shape, table, publication, isSealed, loadSqlite))
}

/** What the CSV says, with numbers and nulls. */
async function rowsOf(table = summary!) {
  const rows = z.array(z.record(z.string(), z.string())).parse(parse(await bytesOf('csv', table), { columns: true }))
  const figures = table.spec.measures.length
  return rows.map((row) => {
    const entries = Object.entries(row)
    return Object.fromEntries(
      entries.map(([name, text], position) => [
        name,
        position < entries.length - figures ? text : text === '' ? null : Number(text),
      ]),
    )
  })
}

describe('tableAs', () => {
  it.each([summary!, detail!])('ndjson: the rows of the CSV, hidden is null', async (table) => {
    const text = String(await bytesOf('ndjson', table))
    expect(text.endsWith('\n')).toBe(true)
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toEqual(await rowsOf(table))
  })

  it.each([summary!, detail!])('parquet: the rows of the CSV, days as dates', async (table) => {
    const bytes = await bytesOf('parquet', table)
    const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer })
    const plain = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]: [string, unknown]) => [
          name,
          value instanceof Date ? value.toISOString().slice(0, 10) : typeof value === 'bigint' ? Number(value) : value,
        ]),
      ),
    )
    expect(plain).toEqual(await rowsOf(table))
  })

  it.each([summary!, detail!])('sqlite: the rows of the CSV, with its key', async (table) => {
    const path = join(folder, `${table.spec.name}.sqlite`)
    writeFileSync(path, await bytesOf('sqlite', table))
    const database = new Sqlite(path, { readonly: true })
    expect(database.prepare(`SELECT * FROM "${table.spec.name}"`).all()).toEqual(await rowsOf(table))
    expect(database.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
    database.close()
  })

  it.each(['csv', 'ndjson', 'parquet', 'sqlite', 'schema-impact'] as const)(
    '%s: same table, same bytes',
    async (shape) => {
      expect(await bytesOf(shape)).toEqual(await bytesOf(shape))
    },
  )

  it('refuses a table that protect did not make', async () => {
    await expect(tableAs('ndjson', { ...summary! }, publication, isSealed, loadSqlite)).rejects.toThrow(TypeError)
  })
})

const SCHEMA = z.object({
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['string', 'number', 'boolean', 'date']),
      constraints: z.object({ required: z.boolean(), enum: z.array(z.string()).optional() }),
    }),
  ),
})
const TYPES = { string: /./, number: /^\d+$/, boolean: /^(?:true|false)$/, date: /^\d{4}-\d{2}-\d{2}$/ }

describe('schema-impact', () => {
  it('has a row for each figure that is shown, and none for the others', async () => {
    const records = parse(await bytesOf('schema-impact'))
    const shown = (await rowsOf()).filter(({ requetes }) => requetes !== null)
    expect(records).toHaveLength(shown.length + 1)
    expect(records[1]).toEqual([
      ...['Ville d’Exemple', 'Mes démarches', 'Nombre de requêtes - API de calcul', '1280', 'unité', 'false', 'usage'],
      ...['quotidienne', '2026-03-01', 'true', '2026-03-01', 'true', 'script', '', '', 'linechart'],
      'Requêtes et non personnes ; valeurs inférieures à 11, ou qui en trahiraient une, non publiées',
    ])
  })

  it.each([
    { level: 'exact', part: false, says: /personnes$/ },
    { level: 'threshold', part: false, says: /inférieures à 11, ou qui en trahiraient une, non publiées$/ },
    { level: 'threshold', part: true, says: /publiées\u202F; période couverte en partie par les journaux$/ },
  ] as const)('says of a table at $level what is true of it, in part: $part', async ({ level, part, says }) => {
    const protection = level === 'exact' ? ({ level } as const) : ({ level, k: 11 } as const)
    const made = examplePublication({}, [{ ...DAY_FEATURE, protection }])
    const [table] = made.tables
    const partial = new Map(part ? [[DAY_FEATURE.name, table!.rows.map(({ period }) => period)]] : [])
    const bytes = await tableAs('schema-impact', table!, { ...made, partial }, isSealed, loadSqlite)
    for (const record of parse(Buffer.from(bytes)).slice(1)) expect(record.at(-1)).toMatch(says)
  })

  it('has no place for a detailed table', async () => {
    await expect(bytesOf('schema-impact', detail)).rejects.toMatchObject({ problems: [{ code: 'SHAPE_NEEDS_USES' }] })
  })

  const schema = new URL('schema-impact/schema.json', STANDARDS)
  it.skipIf(!has('standards'))(
    'has the columns, types and words of the schema (skipped where it is absent)',
    async () => {
      const { fields } = SCHEMA.parse(JSON.parse(readFileSync(schema, 'utf8')))
      const [header, ...records] = parse(await bytesOf('schema-impact'))
      expect(header).toEqual(fields.map(({ name }) => name))
      for (const record of records)
        record.forEach((cell, position) => {
          const { type, constraints } = fields[position]!
          if (cell === '') expect(constraints.required).toBe(false)
          else expect(cell).toMatch(TYPES[type])
          if (cell !== '' && constraints.enum) expect(constraints.enum).toContain(cell)
        })
    },
  )
})
