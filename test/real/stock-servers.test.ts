import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compileFormat } from '../../src/format/index.ts'
import { readServer } from '../../src/pipeline/reading/server-logs/read-server.ts'

const APACHE = '/etc/apache2/apache2.conf'
const FIELDS = ['time', 'target', 'status', 'bytes', 'referrer', 'agent'] as const

// Read in place, as Debian's packages nginx and apache2 install them. `by` is the file that writes the log there.
describe('the stock configuration of a real server', () => {
  it.for([
    { file: '/etc/nginx/nginx.conf', by: '/etc/nginx/nginx.conf', log: '/var/log/nginx/access.log', name: 'combined' },
    { file: APACHE, by: '/etc/apache2/sites-enabled/000-default.conf', log: '/var/log/apache2/access.log' },
    {
      file: APACHE,
      by: '/etc/apache2/conf-enabled/other-vhosts-access-log.conf',
      log: '/var/log/apache2/other_vhosts_access.log',
    },
  ])('$by writes $log', async ({ file, by, log, name = 'custom' }, { skip }) => {
    skip(!existsSync(by), 'the package is not installed, or this site is switched off')
    const { logs, problems } = await readServer(file)
    expect(problems).toEqual([])
    const found = logs.find(({ path }) => path === log)
    expect(found).toMatchObject({ isFile: true, isPartial: false, place: { file: by } })
    const scanner = compileFormat(found?.format.value ?? '')
    expect(scanner.name).toBe(name)
    expect([...scanner.fields]).toEqual(expect.arrayContaining([...FIELDS]))
  })
})
