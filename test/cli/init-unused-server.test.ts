import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { init } from '../../src/cli/commands/init.ts'
import { proposeLogs } from '../../src/pipeline/index.ts'
import { madeLog } from '../pipeline/init/made-log.ts'
import { runCommand } from './run-command.ts'
import { testFolder } from './run-comptage.ts'

vi.mock(import('../../src/pipeline/index.ts'), async (original) => ({ ...(await original()), proposeLogs: vi.fn() }))

const { fresh } = testFolder('init-unused-server')

it.each([
  { logs: ['access.log', 'none.log'], code: 0, says: 'warning: there is no such log' },
  { logs: ['none.log'], code: 66, says: 'error: there is no such log' },
])('the logs $logs of the web servers of this machine end with $code', async ({ logs, code, says }) => {
  const cwd = fresh({ 'access.log': madeLog().join('') })
  vi.mocked(proposeLogs).mockResolvedValue(logs.map((name) => ({ path: join(cwd, `${name}*`), format: 'combined' })))
  const output = join(cwd, 'comptage.yaml')
  const run = await runCommand(() => init([], { output, yes: true }))
  expect([run.code, run.stderr.includes(says), existsSync(output)]).toEqual([code, true, code === 0])
})

it('a log behind another server is not read, and stands in the draft as a comment', async () => {
  const cwd = fresh({ 'nginx.log': madeLog().join(''), 'apache.log': 'LEAK' })
  vi.mocked(proposeLogs).mockResolvedValue([
    { path: join(cwd, 'nginx.log*'), format: 'combined' },
    { path: join(cwd, 'apache.log*'), format: 'combined', isBehind: true },
  ])
  const output = join(cwd, 'comptage.yaml')
  const run = await runCommand(() => init([], { output, yes: true }))
  expect([run.code, run.stderr]).toEqual([0, expect.not.stringContaining('apache')])
  expect(run.stdout).toContain('since another log has its requests too')
  expect(readFileSync(output, 'utf8').match(/^.*path: \S*/gm)).toEqual([
    `  - path: ${join(cwd, 'nginx.log*')}`,
    `  # - path: ${join(cwd, 'apache.log*')}`,
  ])
})
