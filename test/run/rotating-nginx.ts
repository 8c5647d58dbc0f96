import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startServer, type RunningServer } from '../servers/rig/start-server.ts'

/** nginx that buffers its log, and logrotate that takes it away again and again. */
export type RotatingNginx = {
  readonly rotate: () => void
  /** Asks on, until told to stop; counts what was answered. */
  readonly load: () => Load
  /** Waits until the log has lines: an empty one is not rotated. */
  readonly hasLogged: () => Promise<void>
  /** Waits until all that was answered stands in the log. */
  readonly flushed: () => Promise<void>
  readonly stop: () => Promise<void>
}

export type Load = { readonly stop: () => Promise<Readonly<Record<string, number>>> }

/** @param directives of logrotate, as in /etc/logrotate.d/nginx */
export async function startRotating(
  folder: string,
  programs: { readonly nginx: string; readonly logrotate: string },
  directives: readonly string[],
): Promise<RotatingNginx> {
  const at = (name: string): string => join(folder, name)
  // logrotate refuses a folder in which others may write.
  mkdirSync(at('logs'), { mode: 0o755 })
  const server = await startServer({
    path: programs.nginx,
    zone: 'UTC',
    gracefulSignal: 'SIGQUIT',
    argumentsFor: (port) => {
      writeFileSync(at('nginx.conf'), nginxConfiguration(at, port))
      return ['-e', at('error.log'), '-c', at('nginx.conf')]
    },
  })
  const pid = readFileSync(at('pid'), 'utf8').trim()
  // Compressed at once, what nginx writes before it reopens is lost to everybody: the manual of nginx waits a second.
  const reopened = `until ls -l /proc/${pid}/fd | grep -q '/access.log$'; do sleep 0.05; done`
  const wait = directives.includes('delaycompress') ? '' : `\n ${reopened}`
  const reopen = directives.includes('copytruncate') ? '' : `postrotate\n kill -USR1 ${pid}${wait}\n endscript`
  const block = ['rotate 1000', 'missingok', 'notifempty', ...directives, reopen].join('\n  ')
  writeFileSync(at('logrotate.conf'), `${at('logs/access.log')} {\n  ${block}\n}\n`, { mode: 0o644 })
  return {
    rotate: () => {
      const { status, stderr } = spawnSync(
        programs.logrotate,
        ['-f', '-s', at('logrotate.state'), at('logrotate.conf')],
        { encoding: 'utf8', env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` } },
      )
      if (status !== 0) throw new Error(`logrotate: ${stderr}`)
    },
    load: () => startLoad(server),
    hasLogged: async () => {
      while (statSync(at('logs/access.log')).size === 0) await sleep(50)
    },
    flushed: async () => {
      await get(new Agent(), server.port, LAST)
      while (!readFileSync(at('logs/access.log'), 'latin1').includes(`GET ${LAST} `)) await sleep(50)
    },
    stop: server.stop,
  }
}

function nginxConfiguration(at: (name: string) => string, port: number): string {
  return `
daemon off;
master_process off;
pid ${at('pid')};
error_log ${at('error.log')};
events {}
http {
  client_body_temp_path ${at('body')}; proxy_temp_path ${at('proxy')}; fastcgi_temp_path ${at('fastcgi')};
  uwsgi_temp_path ${at('uwsgi')}; scgi_temp_path ${at('scgi')};
  access_log ${at('logs/access.log')} combined buffer=64k flush=1s;
  keepalive_requests 100000;
  server { listen 127.0.0.1:${port}; location / { return 200 "x"; } }
}
`
}

const PATHS = ['/simulateur', '/aide', '/aide?LEAK=1', '/nulle-part']
/** Asked after all others, and so logged after them. */
const LAST = '/dernier'
const AT_ONCE = 3

function startLoad({ port }: RunningServer): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const answered: Record<string, number> = {}
  let isOver = false
  async function ask(first: number): Promise<void> {
    for (let turn = first; !isOver; turn++) {
      const path = PATHS[turn % PATHS.length] ?? '/'
      await get(agent, port, path)
      answered[path] = (answered[path] ?? 0) + 1
      // Some hundreds a second are enough, and the two cores have other work.
      if (turn % 8 === 0) await sleep(10)
    }
  }
  const asking = Promise.all(Array.from({ length: AT_ONCE }, (_, first) => ask(first)))
  return {
    stop: async () => {
      isOver = true
      await asking
      agent.destroy()
      return answered
    },
  }
}

function get(agent: Agent, port: number, path: string): Promise<void> {
  const headers = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' }
  return new Promise((resolve, reject) => {
    request({ agent, host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume()
      response.on('end', resolve)
    })
      .on('error', reject)
      .end()
  })
}
