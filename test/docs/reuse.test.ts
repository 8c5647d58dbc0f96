import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { stringify } from 'csv-stringify/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { ROOT, runComptage, runProgram, runShell, testFolder, type Run } from '../cli/run-comptage.ts'
import { DUCKDB_WASM, has } from '../machine.js'
import { askDuckDb } from '../publish/standards/duckdb.ts'
import { DUCKDB_PAGE, queryInBrowser, serveFolders } from './duckdb-over-http.ts'
import { blocksOf, page } from './pages.ts'

const { fresh } = testFolder('reuse')
const OPEN_DATA = fresh()
const ADDRESS = 'https://data.example.fr/'
const PAGE = page('docs/reuse.md')
const BLOCKS = blocksOf(PAGE)
/** What is linked, and in Git: UPDATE_GOLDEN=1 writes it anew. */
const PICTURE = join(ROOT, 'docs/reuse/connexion.svg')

let server: Awaited<ReturnType<typeof serveFolders>>
let base = ''

beforeAll(async () => {
  const counted = await runComptage(['count', '-q', '-c', 'fixtures/demo/comptage.yaml', '-o', OPEN_DATA], {
    cwd: ROOT,
  })
  expect(counted.code, counted.stderr).toBe(0)
  const page = fresh({ 'duckdb.html': DUCKDB_PAGE })
  server = await serveFolders({ data: OPEN_DATA, modules: DUCKDB_WASM, page })
  base = `${server.base}data/`
})

afterAll(() => server.close())

describe('the lines of a read-me', () => {
  const IDS = ['007', '1e5', 'f', 'na', 'nan', 'null', 'true']
  let [folder, lines] = ['', ['']]

  beforeAll(async () => {
    const features = IDS.map((id) => `  - { id: '${id}', match: /${id} }`).join('\n')
    const datasets = 'datasets: [ { by: [ day, feature ], measures: [ requests, errors ] } ]\n'
    const request = (id: string) =>
      `192.0.2.1 - - [02/Mar/2026:10:00:00 +0000] "GET /${id} HTTP/1.1" 200 5 "-" "Mozilla/5.0 Firefox/128.0"\n`
    const cwd = fresh({
      'comptage.yaml': `service: { name: Ex }\ntimezone: UTC\nlogs: [ { path: a.log } ]\nfeatures:\n${features}\noutput: od\n${datasets}`,
      'a.log': IDS.map((id) => request(id).repeat(60)).join(''),
    })
    const counted = await runComptage(['count', '-q', '-o', 'od'], { cwd })
    expect(counted.code, counted.stderr).toBe(0)
    folder = join(cwd, 'od/ex')
    lines = readFileSync(join(folder, 'README.md'), 'utf8').split('\n')
  })

  const lineOf = (reader: string): string =>
    lines
      .find((line) => line.startsWith(`${reader} `))!
      .slice(reader.length)
      .trim()
  const rows = IDS.map((id) => [id, '60'])

  it('keep every code in DuckDB', async () => {
    const read = await askDuckDb(
      `SELECT fonctionnalite, requetes FROM (${lineOf('DuckDB').slice(0, -1)}) ORDER BY 1`,
      folder,
    )
    expect(read.map((row) => row.map(String))).toEqual(rows)
  })

  it.skipIf(!has('readr'))('keep every code in R', async () => {
    const code = `read <- ${lineOf('R')}; cat(paste(read$fonctionnalite, read$requetes, sum(is.na(read$erreurs))), sep = '\\n')`
    const run = await runProgram('Rscript', ['-e', code], { cwd: folder, env: { LC_ALL: 'C.UTF-8' } })
    expect(printed(run).trim().split('\n')).toEqual(rows.map(([id, uses]) => `${id} ${uses} 7`))
  })

  it.skipIf(!has('pandas'))('keep every code in pandas', async () => {
    const code = `import pandas\nread = ${lineOf('pandas')}\nfor row in read.itertuples(): print(row.fonctionnalite, row.requetes, read.erreurs.isna().sum())`
    const run = await runProgram('/usr/bin/python3', ['-c', code], { cwd: folder })
    expect(printed(run).trim().split('\n')).toEqual(rows.map(([id, uses]) => `${id} ${uses} 7`))
  })
})

describe('the examples of docs/reuse.md print what stands below them', () => {
  it('the whole folder, in which verify finds nothing', async () => {
    const cwd = fresh()
    printed(await runShell(snippet('shell', 'SHA256SUMS'), { cwd }))
    const verified = await runComptage(['verify', 'mes-demarches'], { cwd })
    expect(verified.code, verified.stdout).toBe(0)
  })

  it.skipIf(!has('pandas'))('pandas', async () => {
    expect(printed(await runProgram('/usr/bin/python3', ['-c', snippet('python')]))).toBe(shown('python'))
  })

  it.skipIf(!has('readr'))('R', async () => {
    const run = await runProgram('Rscript', ['-e', snippet('r')], { env: { LC_ALL: 'C.UTF-8' } })
    expect(printed(run)).toBe(shown('r'))
  })

  it.skipIf(!has('sqlite3'))('SQLite', async () => {
    expect(printed(await runShell(snippet('shell', 'sqlite3'), { cwd: fresh() }))).toBe(shown('shell', 'sqlite3'))
  })

  it('DuckDB, on the files', async () => {
    const connection = await (await DuckDBInstance.create()).connect()
    const read = await connection.runAndReadAll(snippet('sql').replaceAll(base, `${OPEN_DATA}/`))
    expect(stringify([read.columnNames(), ...read.getRowsJson()])).toBe(shown('sql'))
  })

  it.skipIf(!has('duckdbWasm') || !has('chromium'))('DuckDB, over HTTP, which asks for parts', async () => {
    expect(stringify([...(await queryInBrowser(`${server.base}page/duckdb.html`, snippet('sql')))])).toBe(shown('sql'))
    const files = ['day-feature.csv', 'features.csv'].map((file) => `data/mes-demarches/data/${file}`)
    expect([...server.inParts]).toEqual(expect.arrayContaining(files))
  })

  it('Vega-Lite, whose picture is the one that is shown', async () => {
    const folder = fresh({ 'chart.mjs': snippet('js') })
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
    printed(await runProgram(process.execPath, ['chart.mjs'], { cwd: folder }))
    const picture = readFileSync(join(folder, 'connexion.svg'), 'utf8')
    if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(PICTURE, picture)
    expect(picture).toBe(readFileSync(PICTURE, 'utf8'))
  })

  it('Grafana, which asks for columns that are there, by their types', () => {
    const query = INFINITY.parse(JSON.parse(snippet('json')))
    expect(query.url.startsWith(base)).toBe(true)
    const path = query.url.slice(`${base}mes-demarches/`.length)
    const described = DESCRIPTION.parse(
      JSON.parse(readFileSync(join(OPEN_DATA, 'mes-demarches/datapackage.json'), 'utf8')),
    )
    const fields = described.resources.find((resource) => resource.path === path)?.schema?.fields ?? []
    const types = new Map(fields.map(({ name, type }) => [name, INFINITY_TYPE[type]]))
    expect(query.columns.length).toBeGreaterThan(2)
    expect(query.columns).toEqual(query.columns.map(({ selector }) => ({ selector, type: types.get(selector) })))
  })
})

const INFINITY = z.object({
  url: z.string(),
  columns: z.array(z.object({ selector: z.string(), type: z.string() })),
})
const DESCRIPTION = z.object({
  resources: z.array(
    z.object({
      path: z.union([z.string(), z.array(z.string())]),
      schema: z.object({ fields: z.array(z.object({ name: z.string(), type: z.string() })) }).optional(),
    }),
  ),
})
const INFINITY_TYPE: Readonly<Record<string, string>> = { date: 'timestamp', string: 'string', integer: 'number' }

/** The block of a language, there is one, at the address of the local server. */
/** @param having what it holds, where there are more of its language */
function snippet(language: string, having = ''): string {
  const [block, ...others] = BLOCKS.filter((one) => one.language === language && one.text.includes(having))
  if (block === undefined || others.length > 0) throw new Error(`not one block of ${language}`)
  expect(block.text).toContain(ADDRESS)
  return block.text.replaceAll(ADDRESS, base)
}

/** What stands below it. */
function shown(language: string, having = ''): string {
  const below = BLOCKS[BLOCKS.findIndex((one) => one.language === language && one.text.includes(having)) + 1]
  if (below?.language !== 'text') throw new Error(`nothing is shown below ${language}`)
  return below.text
}

/** Spaces at the end of a line are for no reader. */
function printed({ code, stdout, stderr }: Run): string {
  expect(code, stderr).toBe(0)
  return Buffer.from(stdout, 'latin1').toString().replace(/ +$/gm, '')
}
