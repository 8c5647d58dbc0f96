import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { openBrowser } from '../browser/open-browser.ts'

/** A server of folders, each below a path, that gives parts of files where it is asked for them, as those of the web do. */
export async function serveFolders(folders: Readonly<Record<string, string>>) {
  /** The files of which parts were asked. */
  const inParts = new Set<string>()

  function answer({ method, url = '/', headers }: IncomingMessage, response: ServerResponse): void {
    const [, place = '', path = ''] = /^\/([^/]+)\/(.*)$/.exec(url) ?? []
    const bytes = readFileSync(join(folders[place] ?? '/nowhere', path))
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? []
    const [first, last] = [Number(from ?? 0), to ? Math.min(Number(to), bytes.length - 1) : bytes.length - 1]
    const part = bytes.subarray(first, last + 1)
    if (from !== undefined) inParts.add(`${place}/${path}`)
    response.writeHead(from === undefined ? 200 : 206, {
      'accept-ranges': 'bytes',
      'content-length': part.length,
      'content-type': TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'text/plain',
      ...(from !== undefined && { 'content-range': `bytes ${first}-${last}/${bytes.length}` }),
    })
    response.end(method === 'HEAD' ? undefined : part)
  }

  const server = createServer((request, response) => {
    try {
      answer(request, response)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { base: `http://127.0.0.1:${String(port)}/`, inParts, close: () => server.close() }
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  mjs: 'text/javascript',
  wasm: 'application/wasm',
}

/** The page into which DuckDB-Wasm is loaded: what it imports by name stands beside it. */
export const DUCKDB_PAGE = `<script type="importmap">{ "imports": {
  "apache-arrow": "/modules/apache-arrow/Arrow.dom.mjs",
  "flatbuffers": "/modules/flatbuffers/mjs/flatbuffers.js",
  "tslib": "/modules/tslib/tslib.es6.mjs"
} }</script>`

/** Runs a query in DuckDB-Wasm, in a browser. @returns names of columns and cells, as texts */
export async function queryInBrowser(page: string, sql: string): Promise<readonly (readonly string[])[]> {
  const browser = await openBrowser()
  try {
    const tab = await browser.newPage()
    await tab.goto(page)
    return await tab.evaluate<readonly (readonly string[])[]>(`(${IN_BROWSER})(${JSON.stringify(sql)})`)
  } finally {
    await browser.close()
  }
}

// Without `forceFullHTTPReads` it reads what it needs of a file, as DuckDB itself does with `httpfs`.
const IN_BROWSER = `async (sql) => {
  const folder = new URL('/modules/@duckdb/duckdb-wasm/dist/', location.href)
  const duckdb = await import(new URL('duckdb-browser.mjs', folder))
  const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(new URL('duckdb-browser-eh.worker.js', folder)))
  await database.instantiate(new URL('duckdb-eh.wasm', folder).href)
  await database.open({ filesystem: { forceFullHTTPReads: false, allowFullHTTPReads: false, reliableHeadRequests: true } })
  const table = await (await database.connect()).query(sql)
  const rows = table.toArray().map((row) => Object.values(row.toJSON()).map(String))
  return [table.schema.fields.map(({ name }) => name), ...rows]
}`
