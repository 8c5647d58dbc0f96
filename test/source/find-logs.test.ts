import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { linkSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join, relative } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { fitsSegment } from '../../src/source/expand-glob.ts'
import { findLogs } from '../../src/source/index.ts'
import { testFolder } from './helpers.ts'
import { processorClock } from '../processor-clock.ts'

const folder = testFolder()
const at = (name: string) => join(folder, name)
for (const name of [
  'access.log',
  'access.log.1',
  'access.log.10.gz',
  'access.log.2.gz',
  'access.log.backup',
  'access.log.tmp',
  'access.log~',
  'access.log.part',
  'access.log.partial',
  'access.log.filepart',
  '.access.log.Ab3dEf',
  'access[1].log',
  '.hidden.log',
  'sites/a/access.log',
  'sites/b/access.log',
  'sites/b/error.log',
  'sites/note',
  'access.log.d/x',
]) {
  mkdirSync(dirname(at(name)), { recursive: true })
  writeFileSync(at(name), 'four')
}
symlinkSync(at('access.log'), at('link.log'))
linkSync(at('access.log'), at('hard.log'))
symlinkSync(at('nothing'), at('broken.link'))
symlinkSync(at('circle'), at('circle'))
symlinkSync('/dev', at('devices'))
execFileSync('mkfifo', [at('access.log.pipe')])
const server = createServer().listen(at('app.sock'))
afterAll(() => server.close())
await once(server, 'listening')

describe('what is found', () => {
  it.each([
    { why: 'a path', patterns: ['access.log'], found: ['access.log'] },
    {
      why: 'a glob: in the order of bytes, no copy that passes, no folder, no pipe',
      patterns: ['access.log*'],
      found: ['access.log', 'access.log.1', 'access.log.10.gz', 'access.log.2.gz'],
    },
    { why: 'a copy that is named', patterns: ['access.log.tmp'], found: ['access.log.tmp'] },
    { why: 'a copy of an editor that is named', patterns: ['access.log~'], found: ['access.log~'] },
    {
      why: 'several patterns',
      patterns: ['access.log.2.gz', 'access.log.1'],
      found: ['access.log.1', 'access.log.2.gz'],
    },
    { why: 'no file twice', patterns: ['access.log', 'access.log', 'link.log', 'hard.log'], found: ['access.log'] },
    {
      why: 'a glob in a folder',
      patterns: ['sites/*/access.log'],
      found: ['sites/a/access.log', 'sites/b/access.log'],
    },
    { why: 'two globs', patterns: ['s*/b/[ae]*.log'], found: ['sites/b/access.log', 'sites/b/error.log'] },
    { why: 'a path that looks like a glob', patterns: ['access[1].log'], found: ['access[1].log'] },
    { why: 'hidden only if the dot is written', patterns: ['.h*.log'], found: ['.hidden.log'] },
  ])('$why: $patterns', async ({ patterns, found }) => {
    const { logs, problems } = await findLogs(patterns.map(at))
    expect(logs.map(({ path }) => path)).toEqual(found.map(at))
    expect(problems).toEqual([])
  })

  it('relative paths stay relative', async () => {
    const pattern = relative('.', at('access.log.?'))
    expect((await findLogs([pattern])).logs.map(({ path }) => path)).toEqual([relative('.', at('access.log.1'))])
    expect((await findLogs(['package.jso?'])).logs.map(({ path }) => path)).toEqual(['package.json'])
  })

  it('says which pattern found a log first, its size, and one id for all its names', async () => {
    const { logs } = await findLogs([at('access.log.?'), at('access.log.1'), '-'])
    expect(logs.map(({ path, pattern, sizeBytes }) => ({ path, pattern, sizeBytes }))).toEqual([
      { path: '-', pattern: '-', sizeBytes: 0 },
      { path: at('access.log.1'), pattern: at('access.log.?'), sizeBytes: 4 },
    ])
    const [one, other] = await Promise.all([findLogs([at('access.log')]), findLogs([at('link.log')])])
    expect(one.logs[0]!.id).toBe(other.logs[0]!.id)
  })
})

describe('problems', () => {
  it.each([
    { why: 'no such file', pattern: 'nothing', problem: { code: 'LOG_NOT_FOUND' } },
    { why: 'a glob that finds nothing', pattern: 'nothing*', problem: { code: 'LOG_NOT_FOUND' } },
    { why: 'a glob in a folder that is none', pattern: 'nothing/*', problem: { code: 'LOG_NOT_FOUND' } },
    {
      why: 'a glob that finds only folders',
      pattern: 'access.log.[d]',
      problem: { code: 'LOG_NOT_FOUND', folder: at('access.log.d') },
    },
    {
      why: 'a glob for a folder in each of them',
      pattern: 'si*',
      problem: { code: 'LOG_NOT_FOUND', folder: at('sites') },
    },
    { why: 'a glob that finds only passing copies', pattern: '*.backup', problem: { code: 'LOG_NOT_FOUND' } },
    {
      why: 'a file where a folder should be',
      pattern: 'access.log/*',
      problem: { code: 'LOG_UNREADABLE', errno: 'ENOTDIR' },
    },
    { why: 'a folder', pattern: 'sites', problem: { code: 'LOG_IS_DIRECTORY' } },
    { why: 'a socket', pattern: 'app.sock', problem: { code: 'LOG_IS_SOCKET' } },
    { why: 'a glob that finds only a pipe', pattern: '*.pipe', problem: { code: 'LOG_NOT_FOUND' } },
    { why: 'a glob that finds only devices', pattern: 'devices/nul?', problem: { code: 'LOG_NOT_FOUND' } },
    { why: 'a glob that finds only a socket', pattern: '*.sock', problem: { code: 'LOG_NOT_FOUND' } },
    { why: 'a circle of links', pattern: 'circle', problem: { code: 'LOG_UNREADABLE', errno: 'ELOOP' } },
  ])('$why', async ({ pattern, problem }) => {
    expect(await findLogs([at(pattern)])).toEqual({ logs: [], problems: [{ ...problem, path: at(pattern) }] })
  })

  it.each(['access.log.pipe', 'devices/null'])(
    '%s is read where it is named, and not where a configuration names it',
    async (name) => {
      const [named, configured] = await Promise.all([findLogs([at(name)]), findLogs([at(name)], false)])
      expect(named.logs.map(({ path }) => path)).toEqual([at(name)])
      expect(configured).toEqual({ logs: [], problems: [{ code: 'LOG_IS_PIPE', path: at(name) }] })
    },
  )

  it('a broken link in a glob is told, and the rest is found', async () => {
    const { logs, problems } = await findLogs([at('[bh]*.l*')])
    expect(logs.map(({ path }) => path)).toEqual([at('hard.log')])
    expect(problems).toEqual([{ code: 'LOG_NOT_FOUND', path: at('broken.link') }])
  })

  it('an empty folder is none beneath that of a log that is found; elsewhere it may be a disk that is away', async () => {
    mkdirSync(at('old'))
    mkdirSync(at('sites/empty'))
    const [empty, away] = ['old/*', 'sites/empty/*'].map((path) => ({ code: 'LOG_NOT_FOUND', path: at(path) }))
    expect((await findLogs([empty!.path])).problems).toEqual([{ ...empty, empty: at('old') }])
    expect((await findLogs([at('access.log'), empty!.path, away!.path])).problems).toEqual([
      { ...away, empty: at('sites/empty') },
    ])
  })

  it('a folder that cannot be listed', async () => {
    const path = `${at('circle')}/`
    const { problems } = await findLogs([at('c*/*.log'), at('sites/*/x*')])
    expect(problems).toEqual([
      { code: 'LOG_UNREADABLE', path, errno: 'ELOOP' },
      { code: 'LOG_NOT_FOUND', path: at('sites/*/x*') },
    ])
  })
})

describe('one segment of a glob', () => {
  it.each([
    ['access.log', 'access.log', true],
    ['access.log', 'access', false],
    ['access', 'access.log', false],
    ['access.log', '*', true],
    ['access.log', '*.log', true],
    ['access.log.1', '*.log', false],
    ['a.log.b.log', '*.log', true],
    ['aXbYc', 'a*b*c', true],
    ['aXbYd', 'a*b*c', false],
    ['access.log', 'access.log**', true],
    ['', '*', true],
    ['é', '?', true],
    ['😀', '?', true],
    ['ab', '?', false],
    ['b', '[a-c]', true],
    ['d', '[a-c]', false],
    ['-', '[a-]', true],
    ['d', '[!a-c]', true],
    ['b', '[^a-c]', false],
    [']', '[]]', true],
    ['[', '[[]', true],
    ['[a', '[a', true],
    ['a.b', 'a?b', true],
    ['axb', 'a.b', false],
    ['.a', '*', false],
    ['.a', '?a', false],
    ['.a', '.*', true],
  ])('%s %s %s', (name, segment, fits) => {
    expect(fitsSegment(name, segment)).toBe(fits)
  })

  it('is never slow', () => {
    const workedMs = processorClock()
    expect(fitsSegment('a'.repeat(255), `${'*a'.repeat(60)}b`)).toBe(false)
    expect(workedMs()).toBeLessThan(1000)
  })
})

describe('while logs are rotated', () => {
  const COUNT = 12
  const nameOf = (n: number): string => at(`rotated/access.log${n === 0 ? '' : `.${n}`}`)

  it('every file is found, and none is said to be missing', async () => {
    mkdirSync(at('rotated'))
    for (let n = 0; n < COUNT; n++) writeFileSync(nameOf(n), 'four')
    for (let turn = 0; turn < 200; turn++) {
      const there = Array.from({ length: COUNT + turn }, (_, n) => String(statSync(nameOf(n), { bigint: true }).ino))
      const rotation = rotate(COUNT + turn)
      const [{ logs, problems }] = await Promise.all([
        findLogs([at('rotated/access.log'), at('rotated/access.log.*')]),
        rotation,
      ])
      expect(problems).toEqual([])
      expect(logs.map(({ id }) => id.split(':')[1])).toEqual(expect.arrayContaining(there))
    }
  })

  /** As logrotate does: the oldest first, then a new log. */
  async function rotate(count: number): Promise<void> {
    for (let n = count - 1; n >= 0; n--) await rename(nameOf(n), nameOf(n + 1))
    writeFileSync(nameOf(0), 'four')
  }
})
