/*
 * nginx, started in the foreground as one process that never forks:
 *
 *   nginx -e error.log -c nginx.conf      (daemon off; master_process off)
 *
 * It writes each request into several logs at once, one a format, and ends at SIGQUIT once all are written.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countsOf, truthOf } from './rig/compare-counts.ts'
import { describeServer } from './rig/describe-server.ts'
import { EXCHANGES, slowExchange, type Asked } from './rig/exchanges.ts'
import { holdExchanges, type Answered, type Special } from './rig/hold-exchanges.ts'
import { serverFolder } from './rig/server-folder.ts'
import { startOrigin } from './rig/start-origin.ts'
import { startServer } from './rig/start-server.ts'

const COMBINED =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"'

/** By log file: nginx's own string, and by what name or string the product is asked to read it. */
const LOGS: Readonly<Record<string, { readonly string?: string; readonly as: string; readonly auto: string }>> = {
  combined: { as: 'combined', auto: 'combined' },
  main: { string: `${COMBINED} "$http_x_forwarded_for"`, as: 'nginx_main', auto: 'nginx_main' },
}

const UNREAD: Asked = { method: 'GET', feature: 'simulateur', isRobot: true }
const refused = (because: string): Special => ({ because, asked: [UNREAD] })
const SPECIAL: Readonly<Record<string, Special>> = {
  'broken percent signs': refused('400 at the request line: the agent is not read'),
  'a percent sign at the end': refused('400 at the request line: the agent is not read'),
  'spaces in the target': refused('400 at the request line: the agent is not read'),
  'a carriage return in the target': refused('the request is cut there: `"GET /simulateur/a" 400`'),
  'NUL in the target': refused('400 at the request line: the agent is not read'),
  'HTTP/9.9': refused('505 at the request line: the agent is not read'),
  'an empty line, then nothing': {
    because: 'a request was begun, hence `"" 400`, although nothing is answered',
    asked: [{ fate: 'malformed', reason: 'bad-request', status: 400 }],
  },
}

describeServer('nginx', 'nginx', (program) => {
  const folder = serverFolder('nginx')
  let answered: readonly Answered[]

  beforeAll(async () => {
    const origin = await startOrigin()
    const server = await startServer({
      program,
      gracefulSignal: 'SIGQUIT',
      argumentsFor: (port) => {
        writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port, origin.port))
        return ['-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf')]
      },
    })
    answered = await holdExchanges(server.port, [...EXCHANGES, slowExchange(origin, 499)], SPECIAL)
    await server.stop()
    await origin.stop()
  }, 60_000)

  describe.each(Object.entries(LOGS))('%s', (name, { as, auto }) => {
    const log = join(folder, `${name}.log`)
    it.each([{ format: as }, { format: 'auto' }])('counts what was asked and answered: $format', async ({ format }) => {
      const { counts, formats } = await countsOf(log, format)
      expect(counts).toEqual(truthOf(answered, { hasAgent: true }))
      if (format === 'auto') expect(formats).toEqual([auto])
    })
  })
})

function configuration(folder: string, port: number, originPort: number): string {
  const at = (name: string): string => join(folder, name)
  const strings = Object.entries(LOGS).flatMap(([name, { string }]) =>
    string === undefined ? [] : [`log_format ${name} '${string}';`],
  )
  const logs = Object.keys(LOGS).map((name) => `access_log ${at(`${name}.log`)} ${name};`)
  return `
daemon off;
master_process off;
pid ${at('pid')};
error_log ${at('error.log')};
events {}
http {
  client_body_temp_path ${at('body')}; proxy_temp_path ${at('proxy')}; fastcgi_temp_path ${at('fastcgi')};
  uwsgi_temp_path ${at('uwsgi')}; scgi_temp_path ${at('scgi')};
  ${strings.join('\n  ')}
  ${logs.join('\n  ')}
  server {
    listen 127.0.0.1:${port};
    root ${at('site')};
    location = /vide { return 204; }
    location = /panne { return 500; }
    location = /ancien { return 301 /simulateur; }
    location = /demarches/12/dossier { return 303 /simulateur; }
    location = /api/v1/calculate { return 200 "{}"; }
    location = /depot { return 201; }
    location = /lent { proxy_pass http://127.0.0.1:${originPort}; }
  }
}
`
}
