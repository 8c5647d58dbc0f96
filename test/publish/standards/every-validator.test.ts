import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isSealed } from '../../../src/protect/index.ts'
import { renderFolders, tableAs, writeFolders, type Publication } from '../../../src/publish/index.ts'
import { loadSqlite } from '../../../src/state/index.ts'
import { has } from '../../machine.js'
import { askDuckDb } from './duckdb.ts'
import { faultsOfPackage, STANDARDS } from './profiles.ts'
import { demoService, largeService, tinyService } from './services.ts'
import { quadsOf, shaclOf } from './shacl.ts'

const root = mkdtempSync(join(tmpdir(), 'standards-'))
afterAll(() => rmSync(root, { recursive: true }))

const SERVICES = ['demo', 'tiny', 'large'] as const
const FOLDERS = ['demo/mes-demarches', 'tiny/tiny', 'large/mes-demarches', 'large/mes-demarches-detail'] as const

const publications = new Map<string, Publication>()
beforeAll(async () => {
  publications
    .set('demo', await demoService())
    .set('tiny', tinyService())
    .set('large', largeService())
  for (const service of SERVICES)
    await writeFolders(renderFolders(publications.get(service)!, isSealed), join(root, service), '0.1.0')
})

/** Every file of a folder, as its paths in there. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(join(root, folder), join(entry.parentPath, entry.name)))
    .sort()
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

describe('the services', () => {
  it('are all there: a validator that reads nothing accepts everything', () => {
    const made = SERVICES.flatMap((service) => readdirSync(join(root, service)).map((name) => `${service}/${name}`))
    const beside = SERVICES.flatMap((service) => [`${service}/catalog.jsonld`, `${service}/feed.atom`])
    expect(made.filter((name) => !name.endsWith('.html')).sort()).toEqual([...FOLDERS, ...beside].sort())
  })
})

describe('sha256sum -c', () => {
  const check = (folder: string) =>
    spawnSync('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: join(root, folder) })

  it.each(FOLDERS)('finds every file of %s as it was written, and none is forgotten', (folder) => {
    const { status, stdout } = check(folder)
    expect(status).toBe(0)
    const checked = String(stdout)
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/: OK$/, ''))
    expect([...checked, 'SHA256SUMS'].sort()).toEqual(filesOf(folder))
  })

  it('would catch a changed byte', () => {
    const path = join(root, 'tiny/tiny/data/gaps.csv')
    const before = readFileSync(path)
    writeFileSync(path, 'from,too\n')
    expect(check('tiny/tiny').status).toBe(1)
    writeFileSync(path, before)
  })
})

describe('DuckDB', () => {
  it.each([...SERVICES])(
    'answers the query of the read-me of %s, from the CSV and from Parquet alike',
    async (service) => {
      const publication = publications.get(service)!
      const [table] = publication.tables
      const folder = join(root, service, publication.service.id)
      const [, query = ''] = /^DuckDB {3}(SELECT .+);$/m.exec(readFileSync(join(folder, 'README.md'), 'utf8')) ?? []
      writeFileSync(
        join(root, `${service}.parquet`),
        await tableAs('parquet', table!, publication, isSealed, loadSqlite),
      )
      const requests = publication.language === 'fr' ? 'requetes' : 'requests'
      const sums = (source: string) =>
        askDuckDb(`SELECT count(*), count(${requests}), sum(${requests}), min(COLUMNS(*)) FROM ${source}`, folder)
      const shown = table!.rows.flatMap(({ counts }) => counts[0] ?? [])
      const fromCsv = await sums(`(${query})`)
      expect(fromCsv[0]!.slice(0, 3).map(Number)).toEqual([
        table!.rows.length,
        shown.length,
        shown.reduce((sum, count) => sum + count, 0),
      ])
      expect(await sums(`read_parquet('${join(root, `${service}.parquet`)}')`)).toEqual(fromCsv)
    },
  )
})

describe('csv-parse', () => {
  it.each(FOLDERS)('reads every table of %s, and finds what datapackage.json and CSVW say of it', (folder) => {
    for (const { path, name, comptage, schema } of packageOf(folder).resources) {
      const parts = [path].flat()
      const tables = parts.map((part) => parse(read(`${folder}/${part}`), { bom: false, relax_column_count: false }))
      const header = schema.fields.map((field) => field.name)
      for (const [first] of tables) expect(first).toEqual(header)
      const rows = tables.flatMap((table) => table.slice(1))
      expect(comptage.parts?.map((part) => part.rows) ?? [rows.length]).toEqual(tables.map((table) => table.length - 1))
      const keys = rows.map((row) => row.slice(0, schema.primaryKey?.length).join(' '))
      if (schema.primaryKey) expect([name, new Set(keys).size]).toEqual([name, rows.length])
      for (const part of parts) expect(headerOfCsvw(`${folder}/${part}`)).toEqual(header)
    }
  })

  it('a table of more than 50,000 rows: one file a year, no row lost, the plain name last', () => {
    const [table] = packageOf('large/mes-demarches').resources
    const years = ['2020', '2021', '2022', '2023', '2024']
    expect(table!.path).toEqual([...years.map((year) => `data/day-feature-${year}.csv`), 'data/day-feature.csv'])
    expect(table!.comptage.parts!.map(({ rows }) => rows / 200)).toEqual([366, 365, 365, 365, 366, 365])
    expect(table).not.toHaveProperty('hash')
    expect(table!.bytes).toBe(table!.comptage.parts!.reduce((sum, { bytes }) => sum + bytes, 0))
    for (const { path, bytes, hash } of table!.comptage.parts!) {
      const content = readFileSync(join(root, 'large/mes-demarches', path))
      expect([content.length, `sha256:${createHash('sha256').update(content).digest('hex')}`]).toEqual([bytes, hash])
    }
  })
})

const CSVW = z.strictObject({
  '@context': z.tuple([z.literal('http://www.w3.org/ns/csvw'), z.strictObject({ '@language': z.enum(['fr', 'en']) })]),
  url: z.string(),
  'dc:title': z.string(),
  'dc:description': z.string(),
  'dc:license': z.strictObject({ '@id': z.url() }),
  dialect: z.strictObject({
    encoding: z.literal('utf-8'),
    delimiter: z.literal(','),
    header: z.literal(true),
    lineTerminators: z.tuple([z.literal('\n')]),
  }),
  tableSchema: z.strictObject({
    columns: z.array(
      z
        .strictObject({
          name: z.string().regex(/^[a-z][a-z0-9_]*$/),
          titles: z.string(),
          'dc:description': z.string(),
          datatype: z.union([
            z.enum(['string', 'gYearMonth', 'gYear']),
            z.strictObject({ base: z.literal('date'), format: z.literal('yyyy-MM-dd') }),
            z.strictObject({ base: z.literal('string'), format: z.string() }),
            z.strictObject({
              base: z.literal('nonNegativeInteger'),
              minimum: z.int().optional(),
              maximum: z.int().optional(),
            }),
          ]),
          required: z.literal(true).optional(),
          null: z.literal('').optional(),
        })
        .refine(({ required, null: empty }) => (required === undefined) !== (empty === undefined)),
    ),
    primaryKey: z.array(z.string()).optional(),
  }),
})

/** The columns that the CSVW beside a CSV names, once its structure is found sound. */
function headerOfCsvw(path: string): readonly string[] {
  const { url, tableSchema } = CSVW.parse(JSON.parse(read(`${path}-metadata.json`)))
  expect(url).toBe(basename(path))
  const names = tableSchema.columns.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(tableSchema.primaryKey ?? []))
  return names
}

function packageOf(folder: string) {
  return PACKAGE.parse(JSON.parse(read(`${folder}/datapackage.json`)))
}

const PART = z.strictObject({ path: z.string(), bytes: z.int(), hash: z.string(), rows: z.int() })
const PACKAGE = z.looseObject({
  resources: z.array(
    z.looseObject({
      name: z.string(),
      path: z.union([z.string(), z.array(z.string())]),
      bytes: z.int(),
      comptage: z.looseObject({ parts: z.array(PART).optional() }),
      dialect: z.looseObject({}),
      schema: z.looseObject({
        fields: z.array(z.looseObject({ name: z.string() })),
        primaryKey: z.array(z.string()).optional(),
      }),
    }),
  ),
})

describe.skipIf(!has('standards'))('the profiles of Data Package 2.0 (skipped where they are absent)', () => {
  it.each(FOLDERS)('accept %s', (folder) => {
    expect(faultsOfPackage(packageOf(folder))).toEqual([])
  })
})

describe.skipIf(!has('standards'))('the shapes of DCAT-AP 3.0.1 (skipped where they are absent)', () => {
  const violations = shaclOf([new URL('dcat-ap-3.0.1/dcat-ap-SHACL.ttl', STANDARDS)])

  it.each([
    ...FOLDERS.map((folder) => `${folder}/dcat.jsonld`),
    ...SERVICES.map((service) => `${service}/catalog.jsonld`),
  ])('hold nothing against %s', async (path) => {
    expect((await quadsOf(read(path))).length).toBeGreaterThan(50)
    expect(await violations(read(path))).toEqual([])
  })

  it.each([
    { from: '"dct:title"', to: '"dct:subject"', why: 'a catalogue or dataset without a title' },
    { from: '"@type": "dct:Frequency"', to: '"@type": "dct:Location"', why: 'a frequency that is none' },
    { from: '"dcat:accessURL"', to: '"dcat:access"', why: 'a distribution that is nowhere' },
    { from: '"dct:publisher": {', to: '"dct:creatr": {', why: 'a catalogue without a publisher' },
  ])('would catch $why', async ({ from, to }) => {
    const broken = read('demo/catalog.jsonld').replaceAll(from, to)
    expect(broken).not.toBe(read('demo/catalog.jsonld'))
    expect(await violations(broken)).not.toEqual([])
  })
})

describe.skipIf(!has('reuse'))('reuse lint (skipped where it is not installed)', () => {
  it.each(FOLDERS)('finds a copyright and a licence for every file of %s', (folder) => {
    const { stdout } = spawnSync('reuse', ['--root', join(root, folder), 'lint', '--json'])
    const report: unknown = JSON.parse(String(stdout))
    // What tells of licences needs none.
    const files = filesOf(folder).filter((path) => !/\.license$|^LICENSES\/|^REUSE\.toml$/.test(path)).length
    expect(report).toMatchObject({
      summary: {
        compliant: true,
        files_total: files,
        files_with_copyright_info: files,
        files_with_licensing_info: files,
      },
    })
  })
})
