import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { check } from '../../src/cli/commands/check.ts'
import { runCommand } from './run-command.ts'
import { testFolder } from './run-comptage.ts'

const { fresh } = testFolder('check-servers')
const YAML = 'service: { name: Essai }\nfeatures: [{ id: aide, match: /aide }]\n'
const NGINX = 'http {\n  access_log /var/log/nginx/access.log;\n  server { }\n}\n'

it('without logs: it proposes those of the web server, as YAML to paste', async () => {
  const folder = fresh({ 'comptage.yaml': YAML, 'etc/nginx/nginx.conf': NGINX })
  const config = join(folder, 'comptage.yaml')
  const { code, stdout } = await runCommand(() => check([], { config }, folder))
  expect(code).toBe(0)
  const [, proposal = ''] = /^(logs:\n(?: .*\n)+)/m.exec(stdout) ?? []
  expect(parse(proposal)).toEqual({ logs: [{ path: '/var/log/nginx/access.log*', format: '/etc/nginx/nginx.conf' }] })
  expect((await runCommand(() => check([], { config, quiet: true }, folder))).stdout).toBe('')
})

it('without logs: it proposes those of the configuration that is named, and no others', async () => {
  const own = NGINX.replace('/var/log/nginx/access.log', '/srv/own.log')
  const folder = fresh({ 'comptage.yaml': YAML, 'my/nginx.conf': own, 'etc/nginx/nginx.conf': NGINX })
  const format = join(folder, 'my/nginx.conf')
  const { stdout } = await runCommand(() => check([], { config: join(folder, 'comptage.yaml'), format }, folder))
  const [, proposal = ''] = /^(logs:\n(?: .*\n)+)/m.exec(stdout) ?? []
  expect(parse(proposal)).toEqual({ logs: [{ path: '/srv/own.log*', format }] })
})

it('with logs:, or without a server, it proposes nothing', async () => {
  const listed = fresh({ 'comptage.yaml': `${YAML}logs: [{ path: a.log }]\n`, 'etc/nginx/nginx.conf': NGINX })
  const none = fresh({ 'comptage.yaml': YAML })
  for (const folder of [listed, none])
    expect((await runCommand(() => check([], { config: join(folder, 'comptage.yaml') }, folder))).stdout).not.toContain(
      'logs:',
    )
})

it('what is wrong with the server’s configuration is said as of ours, and nothing of it', async () => {
  const folder = fresh({
    'comptage.yaml': `${YAML}logs: [{ path: a.log, format: nginx.conf }]\n`,
    'nginx.conf': NGINX.replace('server {', 'server { auth_basic "LEAK;'),
  })
  const { code, stderr } = await runCommand(() => check([], { config: join(folder, 'comptage.yaml') }))
  expect(code).toBe(78)
  expect(stderr).toContain(`${join(folder, 'nginx.conf')}, line 3, column 23`)
  expect(stderr).not.toContain('LEAK')
})
