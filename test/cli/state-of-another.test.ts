import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { createProgram } from '../../src/cli/program.ts'
import { linesOf } from '../run/lines-of.ts'
import { follow } from './main-in-process.ts'
import { filesBelow, testFolder } from './run-comptage.ts'

/*
 * A state folder of the service `whole`, given to every command by the service `part`. Under one key equal counts of both have equal
 * noise, which tells that they are equal; and what one has counted would be published under the name of the other.
 */
const { fresh } = testFolder('state-of-another')

/** It takes no key, and asks first whether anything was counted. */
const EXPORT = 'export -c ./part.yaml --tally ./other.tally'

/** By command: each way to use it that takes the state, or why there is none. */
const COMMANDS: Readonly<Record<string, string | readonly string[]>> = {
  init: 'there is no service yet',
  count: ['', '-o ./counted', '--dataset day-feature-device', '--as ndjson', '--state ./state'].map(
    (options) => `count -c ./part.yaml ./access.log ${options}`,
  ),
  audit: ['audit -c ./part.yaml --state ./state'],
  run: ['', '--dry-run', '--json', '--adopt ./open-data', '--revise 2026-03-01'].map(
    (options) => `run -c ./part.yaml ${options}`,
  ),
  status: ['', '--json', '--prometheus'].map((options) => `status -c ./part.yaml ${options}`),
  export: [EXPORT],
  tally: 'it counts for another machine, without noise',
  merge: ['', '--cut-anew', '--state ./state'].map(
    (options) => `merge -c ./part.yaml -o ./merged ${options} ./part.tally`,
  ),
  check: ['check -c ./part.yaml'],
  explain: 'it tells of one line',
  'state key': ['', '--quiet', '--state ./state'].map((options) => `state key -c ./part.yaml ${options}`),
  'state check': ['state check -c ./part.yaml'],
  'state skip': ['state skip -c ./part.yaml ./access.log'],
  formats: 'it is a list',
  licences: 'it is a list',
  publish: 'it sends a folder as it is',
  completion: 'it is a script',
  verify: 'it reads what is published',
}
const LINES = Object.values(COMMANDS).flatMap((lines) => (typeof lines === 'string' ? [] : lines))

const RUN = 'run -c ./whole.yaml'
const UNNOTED = 'rm ./state/noise.service'
const KEY_OF_NOBODY = 'state key --state ./state'

/** How the folder became that of `whole`. */
const SITUATIONS: readonly { readonly why: string; readonly made: readonly string[] }[] = [
  { why: 'it has run', made: [RUN] },
  { why: 'it has run before keys were noted', made: [RUN, UNNOTED] },
  { why: 'it has run without noise', made: [RUN, UNNOTED, 'rm ./state/noise.key'] },
  { why: 'it made a key', made: ['state key -c ./whole.yaml'] },
  { why: 'its key is lost', made: ['state key -c ./whole.yaml', 'rm ./state/noise.key'] },
  { why: 'it would make a key that is there', made: [KEY_OF_NOBODY, 'state key -c ./whole.yaml'] },
  { why: 'it took a key for a count', made: [KEY_OF_NOBODY, 'count -c ./whole.yaml ./access.log'] },
  { why: 'it took a key for a sum', made: [KEY_OF_NOBODY, 'merge -c ./whole.yaml -o ./sum ./whole.tally'] },
  { why: 'its first run took a key', made: [KEY_OF_NOBODY, RUN, 'rm ./state/state.db'] },
  { why: 'its next run noted the key', made: [RUN, UNNOTED, RUN, 'rm ./state/state.db'] },
]

it('has every command', () => {
  expect(Object.keys(COMMANDS)).toEqual(leavesOf(createProgram(() => undefined)))
})

describe('a state of another service', () => {
  it.each(SITUATIONS)('is refused by every command that takes it: $why', async ({ made }) => {
    const folder = await settle()
    for (const line of made)
      if (line.startsWith('rm ./')) rmSync(join(folder, line.slice('rm ./'.length)))
      else expect([line, (await follow(folder, line)).code]).toEqual([line, 0])
    const before = filesOf(folder)
    const isCounted = existsSync(join(folder, 'state/state.db'))
    for (const line of LINES) {
      const { code, stdout, stderr } = await follow(folder, line)
      const isTold = /STATE_OF_ANOTHER/i.test(stdout + stderr)
      const ended = line === EXPORT && !isCounted ? { code: 66, isTold: false } : { code: 78, isTold: true }
      expect.soft({ line, code, isTold }).toEqual({ line, ...ended })
    }
    expect(filesOf(folder)).toEqual(before)
  })
})

it('names the service that the state is of, and not the file of that service', async () => {
  const folder = await settle()
  const part = readFileSync(join(folder, 'part.yaml'), 'utf8')
  writeFileSync(join(folder, 'part.yaml'), part.replace('output: open-data', 'output: elsewhere'))
  expect((await follow(folder, RUN)).code).toBe(0)
  for (const line of ['run -c ./part.yaml', 'count -c ./part.yaml ./access.log', 'status -c ./part.yaml']) {
    const { code, stderr } = await follow(folder, line)
    expect.soft([line, code]).toEqual([line, 78])
    expect.soft(stderr).toContain('is of the service whole, and the configuration is that of part')
    expect.soft(stderr).not.toContain('whole.yaml')
  }
})

describe('a state of another configuration of the same service', () => {
  /** The configuration of `part` has the id of `whole`, and publishes elsewhere. */
  async function settleBoth(): Promise<string> {
    const folder = await settle()
    const whole = readFileSync(join(folder, 'whole.yaml'), 'utf8')
    writeFileSync(join(folder, 'part.yaml'), whole.replace('output: open-data', 'output: elsewhere'))
    rmSync(join(folder, 'part.tally'))
    for (const line of [RUN, 'tally -c ./part.yaml --tally ./part.tally ./access.log'])
      expect([line, (await follow(folder, line)).code]).toEqual([line, 0])
    return folder
  }

  it('is refused by every command that takes it, and nothing is noted there', async () => {
    const folder = await settleBoth()
    const before = filesOf(folder)
    for (const line of LINES) {
      const { code, stdout, stderr } = await follow(folder, line)
      expect
        .soft({ line, code, isTold: /STATE_OF_ANOTHER/i.test(stdout + stderr) })
        .toEqual({ line, code: 78, isTold: true })
    }
    expect(filesOf(folder)).toEqual(before)
  })

  it.each([
    { why: 'it was moved, with what it publishes', moved: 'rm ./whole.yaml' },
    { why: 'it was copied, and publishes where the other did', output: 'open-data' },
    { why: 'it publishes elsewhere by now', file: 'whole.yaml' },
  ])('is its own where $why', async ({ moved, output = 'elsewhere', file = 'part.yaml' }) => {
    const folder = await settleBoth()
    const yaml = readFileSync(join(folder, 'part.yaml'), 'utf8').replace('elsewhere', output)
    if (moved !== undefined) rmSync(join(folder, 'whole.yaml'))
    writeFileSync(join(folder, file), yaml)
    // It has the state from now on: the other does not, though it is back.
    expect(await follow(folder, `run -c ./${file}`)).toMatchObject({ code: 0 })
    writeFileSync(join(folder, 'third.yaml'), yaml.replace(`output: ${output}`, 'output: third'))
    const { code, stderr } = await follow(folder, 'run -c ./third.yaml')
    expect(code).toBe(78)
    expect(stderr).toContain(`what is kept here is that of ${join(folder, file)}`)
  })
})

describe('a state of another configuration of the same service, where neither publishes', () => {
  it.each([
    { why: 'it reads the same logs', logs: 'access.log', code: 0 },
    { why: 'it reads others', logs: 'other.log', code: 78 },
    { why: 'it reads others, and the other is gone', logs: 'other.log', isMoved: true, code: 0 },
  ])('ends with $code where $why', async ({ logs, isMoved, code }) => {
    const folder = await settle()
    const whole = readFileSync(join(folder, 'whole.yaml'), 'utf8').replace('output: open-data\n', '')
    writeFileSync(join(folder, 'whole.yaml'), whole)
    writeFileSync(join(folder, 'part.yaml'), whole.replace('access.log', logs))
    writeFileSync(join(folder, 'other.log'), linesOf(60, Date.UTC(2026, 2, 9)))
    expect((await follow(folder, RUN)).code).toBe(0)
    if (isMoved === true) rmSync(join(folder, 'whole.yaml'))
    const ended = await follow(folder, 'run -c ./part.yaml')
    expect(ended.code).toBe(code)
    expect(ended.stderr.includes('reads other logs')).toBe(code !== 0)
  })
})

describe('a state of the same configuration', () => {
  /** Each link, by what it leads to. Relative paths of a file start at the folder by which it is named. */
  it.each([
    { why: 'its folder by a link', links: { current: 'releases/1' }, then: 'current/c.yaml', code: 0 },
    { why: 'its folder by its own name', links: { current: 'releases/1' }, first: 'current/c.yaml', code: 0 },
    { why: 'a link above its folder', links: { all: 'releases' }, then: 'all/1/c.yaml', code: 0 },
    { why: 'another name in its folder', links: { 'releases/1/d.yaml': 'c.yaml' }, then: 'releases/1/d.yaml', code: 0 },
    {
      why: 'a link in another folder',
      links: { 'releases/2/c.yaml': '../1/c.yaml' },
      then: 'releases/2/c.yaml',
      code: 78,
    },
    {
      why: 'such a link, with its output',
      links: { 'releases/2/c.yaml': '../1/c.yaml', 'releases/2/out': '../1/out' },
      then: 'releases/2/c.yaml',
      code: 0,
    },
  ])('is its own by $why: $code', async ({ links, first = 'releases/1/c.yaml', then = 'releases/1/c.yaml', code }) => {
    const folder = await settle()
    const yaml = readFileSync(join(folder, 'whole.yaml'), 'utf8')
      .replace('path: access.log', `path: ${join(folder, 'access.log')}`)
      .replace('state: state', `state: ${join(folder, 'state')}`)
      .replace('output: open-data', 'output: out')
    for (const made of ['1/out', '2']) mkdirSync(join(folder, 'releases', made), { recursive: true })
    writeFileSync(join(folder, 'releases/1/c.yaml'), yaml)
    for (const [name, target] of Object.entries(links)) symlinkSync(target, join(folder, name))
    expect((await follow(folder, `run -c ./${first}`)).code).toBe(0)
    expect((await follow(folder, `run -c ./${then}`)).code).toBe(code)
  })
})

/** A lock is empty, and made before anything is asked. */
function filesOf(folder: string): Readonly<Record<string, string>> {
  return { ...filesBelow(folder), 'state/lock.db': '' }
}

async function settle(): Promise<string> {
  const folder = fresh({ 'access.log': linesOf(60, Date.UTC(2026, 2, 1)) + linesOf(9, Date.UTC(2026, 2, 8)) })
  for (const id of ['whole', 'part']) {
    writeFileSync(
      join(folder, `${id}.yaml`),
      `service: { id: ${id}, name: Essai }
timezone: UTC
logs: [ { path: access.log, format: combined } ]
features: [ { id: aide, match: /aide } ]
datasets: [ { by: [ day, feature ] }, { by: [ day, feature, device ], protection: cell-key } ]
output: open-data
state: state
`,
    )
    await follow(folder, `tally -c ./${id}.yaml --tally ./${id}.tally ./access.log`)
  }
  return folder
}

function leavesOf(command: Command, before = ''): readonly string[] {
  const visible = command.createHelp().visibleCommands(command)
  return visible.flatMap((sub) => {
    const name = `${before}${sub.name()}`
    if (sub.name() === 'help') return []
    return sub.commands.length === 0 ? [name] : leavesOf(sub, `${name} `)
  })
}
