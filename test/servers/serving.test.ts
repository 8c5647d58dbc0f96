/*
 * The configurations that `comptage help serve` prints, in real servers: each file of a folder has its type, its charset
 * and its compression, and nothing is shown of what else lies there.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { APACHE, NGINX } from '../../src/cli/help/serve-text.ts'
import { FORMATS } from '../../src/publish/offer.ts'
import { ROOT } from '../cli/run-comptage.ts'
import { describeServer } from './rig/describe-server.ts'
import { serverFolder } from './rig/server-folder.ts'
import { startServer, type RunningServer } from './rig/start-server.ts'

const MODULES = 'mpm_event authz_core alias dir mime filter deflate headers autoindex'.split(' ')

const SERVERS = [
  {
    server: 'nginx',
    gracefulSignal: 'SIGQUIT',
    snippet: NGINX,
    argumentsFor: (file: string) => ['-e', `${file}.log`, '-c', file],
    around: (snippet: string, folder: string, port: number) => `
daemon off;
master_process off;
pid ${folder}/pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    root ${folder}/site;
    ${snippet}
  }
}`,
  },
  {
    server: 'apache2',
    gracefulSignal: 'SIGTERM',
    snippet: APACHE,
    argumentsFor: (file: string) => ['-f', file, '-DFOREGROUND'],
    around: (snippet: string, folder: string, port: number) => `
${MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
ServerRoot ${folder}
ServerName www.example.fr
Listen 127.0.0.1:${port}
User www-data
Group www-data
PidFile ${folder}/pid
DefaultRuntimeDir ${folder}
ErrorLog ${folder}/error.log
TypesConfig /dev/null
AddType text/html .html
AddType text/plain .txt
DocumentRoot ${folder}/site
${snippet}`,
  },
] as const

/** What a folder has, by the ending of its name. */
const TYPES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(FORMATS).map(([format, { mediaType }]) => [`.${format}`, mediaType])),
  '.md': 'text/markdown',
  '.jsonld': 'application/ld+json',
  '.license': 'text/plain',
  '.svg': 'image/svg+xml',
  '.toml': 'text/plain',
  '.txt': 'text/plain',
  '': 'text/plain',
}

describe.each(SERVERS)('$server', ({ server, gracefulSignal, snippet, argumentsFor, around }) => {
  describeServer(server, (path) => {
    const folder = serverFolder(`serving-${server}`)
    const openData = join(folder, 'open-data')
    let running: RunningServer

    beforeAll(async () => {
      cpSync(join(ROOT, 'fixtures/english/expected'), openData, { recursive: true })
      // Of a checkout that was made with a umask of 077 the copies would be for their owner alone.
      execFileSync('chmod', ['-R', 'a+rX', openData])
      writeFileSync(join(openData, 'town-services/data/weekly.parquet'), 'PAR1')
      mkdirSync(join(openData, '.town-services.next'))
      for (const name of ['.comptage.lock', '.town-services.next/README.md'])
        writeFileSync(join(openData, name), 'LEAK')
      running = await startServer({
        path,
        gracefulSignal,
        zone: 'UTC',
        argumentsFor: (port) => {
          const file = join(folder, 'server.conf')
          writeFileSync(file, around(snippet.replaceAll('/srv/open-data', openData), folder, port))
          return argumentsFor(file)
        },
      })
    })
    afterAll(() => running.stop())

    const get = (target: string): Promise<Response> => fetch(`http://127.0.0.1:${running.port}/open-data/${target}`)

    it('serves every file of a folder with its type', async () => {
      const files = readdirSync(openData, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(openData, join(entry.parentPath, entry.name)))
        .filter((path) => !path.startsWith('.'))
      const served = await Promise.all(
        files.map(async (path) => [path, (await get(path)).headers.get('content-type')?.split(';')[0]]),
      )
      expect(served).toEqual(files.map((path) => [path, TYPES[extname(path)]]))
      expect(new Set(files.map((path) => extname(path)))).toEqual(new Set(Object.keys(TYPES)))
    })

    it.each([
      { target: '', type: 'text/html; charset=utf-8' },
      { target: 'town-services/', type: 'text/html; charset=utf-8' },
      { target: 'town-services/index.fr.html', type: 'text/html; charset=utf-8' },
      { target: 'town-services/data/features.csv', type: 'text/csv; charset=utf-8' },
      { target: 'town-services/LISEZMOI.md', type: 'text/markdown; charset=utf-8' },
      { target: 'town-services/badge/help.svg', type: 'image/svg+xml' },
      { target: 'town-services/feed.atom', type: 'application/atom+xml' },
      { target: 'town-services/datapackage.json', type: 'application/json' },
      { target: 'catalog.jsonld', type: 'application/ld+json' },
      { target: 'town-services/data/features.csv.license', type: 'text/plain; charset=utf-8' },
      { target: 'town-services/data/features.csv-metadata.json', type: 'application/json' },
      { target: 'town-services/LICENSES/CC-BY-4.0.txt', type: 'text/plain; charset=utf-8' },
      { target: 'town-services/REUSE.toml', type: 'text/plain; charset=utf-8' },
      { target: 'town-services/SHA256SUMS', type: 'text/plain; charset=utf-8' },
    ])('serves $target as $type, compressed', async ({ target, type }) => {
      const { status, headers } = await get(target)
      expect([status, headers.get('content-type'), headers.get('access-control-allow-origin')]).toEqual([
        200,
        type,
        '*',
      ])
      // Some are shorter than what nginx finds worth it.
      if (!target.endsWith('.license') && !target.endsWith('.toml'))
        expect(headers.get('content-encoding')).toBe('gzip')
    })

    it.each([
      { target: 'town-services/badge/', statuses: [403, 404], why: 'a list of badges' },
      { target: 'town-services/data/', statuses: [403, 404], why: 'a list of a folder of a dataset' },
      { target: '.comptage.lock', statuses: [404], why: 'a file of comptage' },
      { target: '.town-services.next/README.md', statuses: [404], why: 'a version that is being made' },
    ])('does not show $why', async ({ target, statuses }) => {
      const answer = await get(target)
      expect(statuses).toContain(answer.status)
      expect(await answer.text()).not.toMatch(/LEAK|features\.csv|town-services/)
    })
  })
})
