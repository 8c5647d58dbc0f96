import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { combinedLine, COMPTAGE, runComptage, runShell, testFolder, type Run } from '../cli/run-comptage.ts'
import { isThere, pack } from './archives.ts'

// The thread beside the count exists in the built program alone: the sources of a test have no JavaScript to start.

const CONFIG = `service: { id: essai, name: Essai }
features:
  - { id: aide, title: Aide, match: [ "/aide/**" ] }
`

/** 12,000 lines on twelve days, 2.9 MB: several buffers. No two have the same target, so they do not shrink to nothing. */
const LOG = Array.from({ length: 12000 }, (_, n) =>
  combinedLine({
    time: `${String(1 + Math.floor(n / 1000)).padStart(2, '0')}/Apr/2026:12:00:00 +0200`,
    request: `GET /aide/${createHash('sha256').update(String(n)).digest('hex')} HTTP/1.1`,
  }),
).join('')
const SOME = LOG.slice(0, LOG.indexOf('\n', 200000) + 1)

const MAKE_PIPE = 'mkfifo'
const { fresh } = testFolder('thread')
const count = (cwd: string, args: readonly string[]): Promise<Run> =>
  runComptage(['count', '-q', '--format', 'combined', ...args], { cwd })
const folderOf = (files: Readonly<Record<string, string | Uint8Array>>): string =>
  fresh({ 'comptage.yaml': CONFIG, ...files })

describe.each(['gzip', 'zstd', 'xz', 'bzip2'] as const)('%s, read in a thread beside the count', (tool) => {
  const itHas = it.skipIf(!isThere(tool))

  itHas('a file, a pipe, stdin from a file and a named pipe count the same as plain lines', async () => {
    const cwd = folderOf({ 'plain.log': SOME, packed: pack(tool, SOME) })
    execFileSync(MAKE_PIPE, [join(cwd, 'pipe')])
    const plain = await count(cwd, ['plain.log'])
    expect(plain.code).toBe(0)
    expect(plain.stdout).toContain('2026-04-01,aide,')
    expect(await count(cwd, ['packed'])).toEqual(plain)
    const options = '-q --format combined'
    expect(await runShell(`cat packed | comptage count ${options} -`, { cwd })).toEqual(plain)
    expect(await runShell(`comptage count ${options} - < packed`, { cwd })).toEqual(plain)
    expect(await runShell(`cat packed > pipe & comptage count ${options} pipe`, { cwd })).toEqual(plain)
  })

  itHas('damaged after lines were counted: no table, and the log is named', async () => {
    const whole = pack(tool, LOG)
    const cwd = folderOf({ 'a.log': SOME, 'b.log': whole.subarray(0, -9), 'c.log': SOME })
    const run = await count(cwd, ['a.log', 'b.log', 'c.log'])
    expect(run).toMatchObject({ code: 74, stdout: '' })
    expect(run.stderr).toContain('error: the archive is damaged or cut off (')
    expect(run.stderr).toContain('where: b.log')
    expect(run.stderr).not.toContain('LEAK')
  })

  itHas('unpacked by the program itself', async () => {
    const logs = `logs: [ { path: packed, format: combined, decompress: external } ]\n`
    const packed = pack(tool, SOME)
    const cwd = folderOf({ 'comptage.yaml': CONFIG + logs, packed, 'plain.log': SOME })
    const plain = await count(cwd, ['plain.log'])
    expect(await count(cwd, [])).toEqual(plain)
    const cut = folderOf({ 'comptage.yaml': CONFIG + logs, packed: packed.subarray(0, -9) })
    const run = await count(cut, [])
    expect(run).toMatchObject({ code: 74, stdout: '' })
    expect(run.stderr).toContain(`${tool.toUpperCase()}_EXIT_`)
  })
})

/** A disk that takes longer than the thread lingers, to read from and to write to: it ends while another file is open. */
const SLOW_DISK = `
  import fs from 'node:fs'
  import { syncBuiltinESMExports } from 'node:module'
  const slowly = (act) => (...args) => new Promise((resolve) => setTimeout(resolve, 150)).then(() => act(...args))
  const { fsync } = fs
  const { open } = fs.promises
  fs.fsync = slowly(fsync)
  fs.promises.open = async (...args) => {
    const file = await open(...args)
    return Object.assign(file, { read: slowly(file.read.bind(file)) })
  }
  syncBuiltinESMExports()`
const ON_SLOW_DISK = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(SLOW_DISK)}` }

describe('a named pipe is closed once', () => {
  const options = '-q --format combined --jobs 1'
  const pipesFor = (files: Readonly<Record<string, string>>, ...pipes: readonly string[]): string => {
    const cwd = folderOf(files)
    execFileSync(
      MAKE_PIPE,
      pipes.map((pipe) => join(cwd, pipe)),
    )
    return cwd
  }

  it('and no file that is written after it', async () => {
    const cwd = pipesFor({ 'a.log': SOME }, 'a')
    const plain = await count(cwd, ['-o', 'plain', 'a.log'])
    expect(plain).toMatchObject({ code: 0, stderr: '' })
    const line = `cat a.log > a & comptage count ${options} -o piped a`
    expect(await runShell(line, { cwd, env: ON_SLOW_DISK })).toEqual(plain)
    const table = 'essai/data/day-feature.csv'
    expect(readFileSync(join(cwd, 'piped', table), 'utf8')).toBe(readFileSync(join(cwd, 'plain', table), 'utf8'))
  })

  it('and no larger plain log that is read after it', async () => {
    const cwd = pipesFor({ 'a.log': SOME, 'c.log': LOG }, 'a')
    const plain = await count(cwd, ['a.log', 'c.log'])
    expect(plain).toMatchObject({ code: 0, stderr: '' })
    const line = `cat a.log > a & comptage count ${options} a c.log`
    expect(await runShell(line, { cwd, env: ON_SLOW_DISK })).toEqual(plain)
  })

  it('nor does a second one that gets its number make Node warn', async () => {
    const cwd = pipesFor({ 'a.log': SOME, 'b.log': LOG }, 'a', 'b')
    const plain = await count(cwd, ['a.log', 'b.log'])
    expect(plain).toMatchObject({ code: 0, stderr: '' })
    expect(await runShell(`cat a.log > a & cat b.log > b & comptage count ${options} a b`, { cwd })).toEqual(plain)
  })
})

it('several archives, one after the other', async () => {
  const parts = Array.from({ length: 12 }, (_, n) => SOME.slice(0, SOME.indexOf('\n', 4000 * (n + 1)) + 1))
  const cwd = folderOf(Object.fromEntries(parts.map((part, n) => [`${n}.gz`, pack('gzip', part)])))
  const together = folderOf({ all: parts.join('') })
  const names = parts.map((_, n) => `${n}.gz`)
  expect((await count(cwd, names)).stdout).toBe((await count(together, ['all'])).stdout)
})

it('a plain pipe of more than all buffers hold', async () => {
  const cwd = folderOf({ 'plain.log': LOG + LOG })
  expect((await runShell('cat plain.log | comptage count -q -', { cwd })).stdout).toBe(
    (await count(cwd, ['plain.log'])).stdout,
  )
})

it('ends at once on a signal, while the thread waits for a pipe', async () => {
  const cwd = folderOf({})
  const child = spawn(process.execPath, [COMPTAGE, 'count', '-'], { cwd, stdio: ['pipe', 'pipe', 'pipe'] })
  await new Promise((resolve) => child.stdin.write(LOG, resolve))
  const signalled = performance.now()
  child.kill('SIGINT')
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(130)
  expect(performance.now() - signalled).toBeLessThan(60_000)
})

it('ends quietly and at once when nobody reads the table', async () => {
  const cwd = folderOf({ 'a.gz': pack('gzip', LOG) })
  const { stderr } = await runShell('{ comptage count -q a.gz; echo "exit $?" >&2; } | head -0', { cwd })
  expect(stderr).not.toContain('error')
})
