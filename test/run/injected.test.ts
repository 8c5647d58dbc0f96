import { spawn } from 'node:child_process'
import { appendFileSync, chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { COMPTAGE, runComptage, runProgram, testFolder } from '../cli/run-comptage.ts'
import { has } from '../machine.js'
import { expectBalance } from './balance.ts'
import { linesOf } from './lines-of.ts'
import { serviceOf, type TestService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.now() - 20 * DAY
const NOBODY = 65534
const { fresh } = testFolder('injected')

function settle(): { readonly folder: string; readonly service: TestService; readonly log: string } {
  const folder = fresh()
  const service = serviceOf(folder)
  mkdirSync(join(folder, 'logs'))
  return { folder, service, log: join(folder, 'logs/access.log') }
}

// Not `write`: libuv wakes its threads by it, and gives up where that fails. Full disks are in trouble.test.ts.
const FAULTS = [
  { call: 'pwrite64', error: 'EIO', turns: [3, 12, 30] },
  { call: 'pwrite64', error: 'ENOSPC', turns: [5, 20] },
  { call: 'fsync', error: 'EIO', turns: [2, 9] },
  { call: 'fdatasync', error: 'EIO', turns: [1, 3] },
  { call: 'rename', error: 'EIO', turns: [1, 4] },
  { call: 'unlink', error: 'EIO', turns: [1, 3] },
  { call: 'pread64', error: 'EIO', turns: [40, 70] },
] as const

describe.skipIf(!has('strace'))('a run before the power fails', () => {
  it('has each log on the disk before it keeps how far it was read', async () => {
    const { folder, log } = settle()
    writeFileSync(log, linesOf(50, START))
    await runComptage(['run'], { cwd: folder })
    appendFileSync(log, linesOf(50, START + DAY))
    const trace = join(folder, 'trace.txt')
    const traced = ['-f', '-qq', '-y', '-s', '0', '-o', trace, '--trace=pread64,pwrite64,fdatasync']
    expect(await runProgram('strace', [...traced, process.execPath, COMPTAGE, 'run'], { cwd: folder })).toMatchObject({
      code: 0,
    })
    const calls = readFileSync(trace, 'utf8').split('\n')
    const placesOf = (name: string, file: string): readonly number[] =>
      calls.flatMap((call, i) => (call.includes(`${name}(`) && call.includes(`${file}>`) ? [i] : []))
    const [[read = -1], [synced = -1]] = [placesOf('pread64', 'access.log'), placesOf('fdatasync', 'access.log')]
    const written = placesOf('pwrite64', 'state.db')
    expect(read).toBeGreaterThan(-1)
    expect(synced).toBeGreaterThan(read)
    expect(written.filter((i) => i > read && i < synced)).toEqual([])
    expect(written.filter((i) => i > synced)).not.toEqual([])
  })
})

describe.skipIf(!has('strace'))('a run whose disk fails', () => {
  it('ends with 0 or 74, says nothing of the log, and is exact once the disk is well', async () => {
    const { folder, service, log } = settle()
    let written = 0
    const codes = new Set<number | undefined>()
    for (const [at, { call, error, turns }] of FAULTS.entries()) {
      for (const turn of turns) {
        appendFileSync(log, linesOf(50, START + at * DAY * 2 + turn * 60_000))
        written += 50
        const inject = `inject=${call}:error=${error}:when=${turn}`
        const traced = ['-f', '-qq', '--seccomp-bpf', '-o', '/dev/null', `--trace=${call}`, '-e', inject]
        const ended = await runProgram('strace', [...traced, process.execPath, COMPTAGE, 'run'], { cwd: folder })
        codes.add(ended.code)
        expect([0, 74], `${call} ${error} ${turn}: ${ended.stderr}`).toContain(ended.code)
        expect(ended.stdout + ended.stderr).not.toContain('LEAK')
        expectBalance(service.state)
      }
    }
    // Else nothing was injected.
    expect(codes).toContain(74)
    expect(await runComptage(['run'], { cwd: folder })).toMatchObject({ code: 0, stdout: '' })
    expect(expectBalance(service.state)).toBe(written)
  })
})

describe('a run', () => {
  it('that is stopped holds its lock: others leave with 75, and it goes on', async () => {
    const { folder, service, log } = settle()
    writeFileSync(log, linesOf(200_000, START))
    const held = spawn(process.execPath, [COMPTAGE, 'run'], { cwd: folder, stdio: 'ignore' })
    const ended = new Promise<number | null>((resolve) => held.on('close', resolve))
    while (held.exitCode === null && !hasWriteLock(held.pid)) await sleep(2)
    held.kill('SIGSTOP')
    // Else it was over before it could be stopped, and nothing was tested.
    expect(hasWriteLock(held.pid)).toBe(true)
    expect(await runComptage(['run'], { cwd: folder })).toMatchObject({ code: 75, stdout: '', stderr: '' })
    held.kill('SIGCONT')
    expect(await ended).toBe(0)
    expect(await runComptage(['run'], { cwd: folder })).toMatchObject({ code: 0 })
    expect(expectBalance(service.state)).toBe(200_000)
  })

  it.skipIf(!has('nobody'))('that may not write its output: exit 74, and exact once it may', async () => {
    const { folder, service, log } = settle()
    writeFileSync(log, linesOf(6000, START))
    mkdirSync(service.output, { mode: 0o555 })
    for (const path of [dirname(folder), folder]) chmodSync(path, 0o755)
    chownSync(folder, NOBODY, NOBODY)
    const refused = await runComptage(['run'], { cwd: folder, uid: NOBODY })
    expect(refused.code).toBe(74)
    expect(refused.stderr).toContain('EACCES')
    chownSync(service.output, NOBODY, NOBODY)
    chmodSync(service.output, 0o755)
    expect(await runComptage(['run'], { cwd: folder, uid: NOBODY })).toMatchObject({ code: 0, stderr: '' })
    expect(expectBalance(service.state)).toBe(6000)
    expect(Object.keys(service.figures())).toContain('essai/day-feature.csv')
  })
})

/** By the kernel's own list. */
function hasWriteLock(pid = 0): boolean {
  return new RegExp(`POSIX +ADVISORY +WRITE ${pid} `).test(readFileSync('/proc/locks', 'utf8'))
}
