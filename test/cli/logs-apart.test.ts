import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { linesOf } from '../run/lines-of.ts'
import { follow } from './main-in-process.ts'
import { testFolder } from './run-comptage.ts'

const { fresh } = testFolder('logs-apart')
const LINES = linesOf(60, Date.UTC(2026, 2, 1))

function settle(path: string): string {
  return fresh({
    'access.log': LINES,
    'comptage.yaml': `service: { id: essai, name: Essai }
timezone: UTC
logs: [ { path: "${path}", format: combined } ]
features: [ { id: aide, match: /aide } ]
output: out
state: state
`,
  })
}

function write(path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, LINES)
}

describe('a log among what is published', () => {
  /** `link` leads from a name to what it names. */
  const PLACES: readonly {
    readonly why: string
    readonly path: string
    readonly log?: string
    readonly link?: readonly [string, string]
  }[] = [
    { why: 'beside the datasets', path: 'out/access.log', log: 'out/access.log' },
    { why: 'in a dataset', path: 'out/autre/data/access.log', log: 'out/autre/data/access.log' },
    { why: 'one of a glob', path: 'out/*.log', log: 'out/access.log' },
    { why: 'by a link to its folder', path: 'logs/access.log', log: 'out/access.log', link: ['logs', 'out'] },
    { why: 'by a link to it', path: 'linked.log', log: 'out/access.log', link: ['linked.log', 'out/access.log'] },
    { why: 'a link among it to a log elsewhere', path: 'out/access.log', link: ['out/access.log', '../access.log'] },
  ]
  it.each(PLACES)('is refused by every command that reads logs: $why', async ({ path, log, link }) => {
    const folder = settle(path)
    mkdirSync(join(folder, 'out'))
    if (log !== undefined) write(join(folder, log))
    if (link !== undefined) symlinkSync(link[1], join(folder, link[0]))
    const options = '-c ./comptage.yaml'
    for (const line of [
      `run ${options}`,
      `run ${options} --dry-run`,
      `check ${options}`,
      `check ${options} ./${path}`,
      `count ${options}`,
      `count ${options} ./${path}`,
      `count ${options} --write`,
      `audit ${options} ./${path}`,
      `tally ${options} --tally ./a.tally`,
    ]) {
      const { code, stderr } = await follow(folder, line)
      expect.soft({ line, code, isTold: stderr.includes('log_in_output') }).toEqual({ line, code: 78, isTold: true })
    }
  })

  it('is refused where -o names its folder', async () => {
    const folder = settle('access.log')
    expect(await follow(folder, 'count -c ./comptage.yaml -o ./ ./access.log')).toMatchObject({ code: 78 })
  })

  it('is what status tells from when it lies there until it is gone', async () => {
    const folder = settle('*/access.log')
    write(join(folder, 'logs/access.log'))
    expect(await follow(folder, 'run -c ./comptage.yaml')).toMatchObject({ code: 0 })
    write(join(folder, 'out/access.log'))
    expect((await follow(folder, 'status -c ./comptage.yaml')).stdout).toContain('which is published')
    expect(await follow(folder, 'run -c ./comptage.yaml')).toMatchObject({ code: 78 })
    expect((await follow(folder, 'status -c ./comptage.yaml')).stdout.split('which is published')).toHaveLength(2)
  })

  it('is none above what is published, nor beside it under a longer name', async () => {
    const folder = settle('out-logs/access.log')
    write(join(folder, 'out-logs/access.log'))
    for (const line of ['run -c ./comptage.yaml', 'count -c ./comptage.yaml -o ./out-logs/open ./out-logs/access.log'])
      expect(await follow(folder, line)).toMatchObject({ code: 0 })
  })
})
