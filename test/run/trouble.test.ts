import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, chownSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { dayInWords } from '../../src/cli/language/dates.ts'
import { openState } from '../../src/state/index.ts'
import { onTerminal } from '../cli/on-terminal.ts'
import { COMPTAGE, runComptage, runProgram, testFolder, type Run } from '../cli/run-comptage.ts'
import { has } from '../machine.js'
import { linesOf } from './lines-of.ts'
import { DAYS, serviceOf, type TestService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.now() - 10 * DAY
const { fresh } = testFolder('trouble')
const TURNS = 5

type Setting = { readonly folder: string; readonly service: TestService; readonly log: string }

function settle(yaml?: string): Setting {
  const folder = fresh()
  const service = serviceOf(folder, yaml)
  mkdirSync(join(folder, 'logs'))
  return { folder, service, log: join(folder, 'logs/access.log') }
}

function run(folder: string, ...args: readonly string[]): Promise<Run> {
  return runComptage(['run', ...args], { cwd: folder })
}

async function linesCounted(folder: string): Promise<number> {
  const state = await openState(folder, 'read')
  try {
    expect(state.counts.allFates().reduce((lines, row) => lines + row.lines, 0)).toBe(state.logs.linesConsumed())
    return state.logs.linesConsumed()
  } finally {
    state.close()
  }
}

describe('run, as cron starts it', () => {
  it('says nothing, and publishes; a second run finds nothing and changes nothing', async () => {
    const { folder, log } = settle()
    writeFileSync(log, linesOf(6000, START))
    const first = await run(folder, '--print-changed')
    expect(first).toMatchObject({ code: 0, stderr: '' })
    expect(first.stdout).toContain('/data/')
    expect(await run(folder, '--print-changed')).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect(JSON.parse((await run(folder, '--json')).stdout)).toMatchObject({ lines: 0, exitCode: 0 })
    // A count knows no history: it may not write over that of `run`.
    const counted = await runComptage(['count', '--write', '-q'], { cwd: folder })
    expect(counted.code).toBe(64)
    expect(counted.stderr).toContain('#folder_of_run')
    expect(await run(folder, '--print-changed')).toMatchObject({ code: 0, stdout: '', stderr: '' })
  })

  it('keeps and writes nothing in a rehearsal', async () => {
    const { folder, service, log } = settle()
    writeFileSync(log, linesOf(100, START))
    expect((await run(folder, '--dry-run')).stderr).toMatch(/^100 new lines in 1 file; /)
    await expect(linesCounted(service.state)).rejects.toThrow('STATE_MISSING')
    await run(folder)
    appendFileSync(log, linesOf(50, START + DAY))
    expect((await run(folder, '--dry-run')).stderr).toMatch(/^50 new lines in 1 file; /)
    expect(await linesCounted(service.state)).toBe(100)
  })

  it('six at once, five times: one works, the others leave, each line is counted once', async () => {
    const { folder, service, log } = settle()
    for (let turn = 0; turn < TURNS; turn++) {
      appendFileSync(log, linesOf(500, START + turn * (DAY / 2)))
      const ended = await Promise.all(Array.from({ length: 6 }, () => run(folder)))
      for (const { code, stdout, stderr } of ended) {
        expect([0, 75]).toContain(code)
        expect(stdout + stderr).toBe('')
      }
      renameSync(log, join(folder, `logs/access.log.${TURNS - turn}`))
    }
    expect(await run(folder)).toMatchObject({ code: 0 })
    expect(await linesCounted(service.state)).toBe(500 * TURNS)
  })

  it('says the same problem once a day', async () => {
    const { folder, log } = settle()
    writeFileSync(log, linesOf(100, START))
    const archive = join(folder, 'logs/old.gz')
    writeFileSync(archive, Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1]))
    utimesSync(archive, START / 1000, START / 1000)
    const first = await run(folder)
    expect(first.code).toBe(74)
    expect(first.stderr).toContain('old.gz')
    expect(await run(folder)).toMatchObject({ code: 74, stderr: '' })
  })

  it('answers whoever asks for a revision, though the same was told a moment ago', async () => {
    const { folder, log } = settle(DAYS)
    const first = Math.floor(START / DAY) * DAY
    writeFileSync(log, linesOf(60, first) + linesOf(60, first + DAY) + linesOf(9, first + 6 * DAY))
    await run(folder)
    appendFileSync(log, linesOf(9, first + DAY))
    await run(folder)
    const day = new Date(first + DAY).toISOString().slice(0, 10)
    for (const time of ['once', 'twice']) {
      const { code, stderr } = await run(folder, '--revise', day)
      expect(code, time).toBe(0)
      expect(stderr, time).toContain(`${day}: late lines of ${dayInWords(day)} (aide, simulateur) stay apart`)
      expect(stderr, time).toContain('\n0 new lines in 0 files; ')
    }
    expect((await run(folder, '--revise', day, '--quiet')).stderr).toContain('stay apart')
    expect((await run(folder)).stderr).toBe('')
  })
})

describe.skipIf(!has('terminal'))('run, on a terminal (skipped without the script of util-linux)', () => {
  it('shows how far it is, then what it did; with --quiet neither', async () => {
    const { folder, log } = settle()
    writeFileSync(log, linesOf(6000, START))
    const seen = await onTerminal('comptage run', { cwd: folder })
    expect(seen.screen).toContain('= 100 % of 1 MB, ')
    expect(seen.screen).toContain('6,000 new lines in 1 file; published ')
    appendFileSync(log, linesOf(10, START))
    expect(await onTerminal('comptage run --quiet', { cwd: folder })).toEqual({ code: 0, screen: '' })
  })
})

describe('run, where the disk or its rights fail', () => {
  const mounted: string[] = []
  afterAll(() => {
    for (const path of mounted) spawnSync('umount', [path])
  })

  function mount(path: string, kilobytes: number): boolean {
    mkdirSync(path, { recursive: true })
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `mode=755,size=${kilobytes}k`, 'tmpfs', path])
    if (status === 0) mounted.push(path)
    return status === 0
  }

  it('too little room under the state: nothing is begun, exit 74, and exact once there is room', async (context) => {
    const { folder, service, log } = settle()
    if (!mount(service.state, 512)) context.skip('may not mount here')
    writeFileSync(log, linesOf(3000, START))
    expect(await run(folder)).toMatchObject({ code: 0 })
    const ballast = join(service.state, 'ballast')
    spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=1k', 'count=4096'])
    renameSync(log, `${log}.1`)
    utimesSync(`${log}.1`, new Date(), new Date(Date.now() - 5.5 * DAY))
    writeFileSync(log, linesOf(3000, START + 3 * DAY))
    const low = await run(folder)
    expect(low).toMatchObject({ code: 74, stdout: '' })
    expect(low.stderr).toContain('the disk has 0 bytes left, a run may need ')
    expect(low.stderr).not.toContain(' 0 bytes; until there is room')
    expect(low.stderr).toContain('for about 5 more days')
    expect(low.stderr).not.toContain('LEAK')
    expect(await linesCounted(service.state)).toBe(3000)
    rmSync(ballast)
    expect(await run(folder)).toMatchObject({ code: 0, stderr: '' })
    expect(await linesCounted(service.state)).toBe(6000)
  })

  it('too little room for what is published once more, of which each small file takes a block', async (context) => {
    const { folder, service } = settle()
    if (!mount(service.output, 2000)) context.skip('may not mount here')
    mkdirSync(join(service.output, 'essai'))
    for (let i = 0; i < 300; i++) writeFileSync(join(service.output, 'essai', `${i}.csv`), 'x')
    const low = await run(folder)
    expect(low).toMatchObject({ code: 74 })
    expect(low.stderr).toMatch(/a run may need 1\.2 MB; until there is room, nothing is read\n {2}where: .*open-data\n/)
  })

  it('a disk that is full before the lines are kept: exit 74, none kept, and exact once there is room', async (context) => {
    const { folder, service, log } = settle()
    if (!mount(service.state, 256)) context.skip('may not mount here')
    writeFileSync(log, Array.from({ length: 3000 }, (_, i) => linesOf(1, START - (3000 - i) * DAY)).join(''))
    const full = await run(folder)
    expect(full.code).toBe(74)
    expect(full.stderr).toContain('SQLITE_FULL')
    expect(full.stderr).not.toContain('LEAK')
    expect(await linesCounted(service.state)).toBe(0)
    spawnSync('mount', ['-o', 'remount,size=16m', service.state])
    expect(await run(folder)).toMatchObject({ code: 0 })
    expect(await linesCounted(service.state)).toBe(3000)
  })

  it('a full disk under the output: exit 74, and the next run, with no new line, ends what it began', async (context) => {
    const { folder, service, log } = settle()
    if (!mount(service.output, 24)) context.skip('may not mount here')
    writeFileSync(log, linesOf(6000, START))
    expect((await run(folder)).code).toBe(74)
    spawnSync('mount', ['-o', 'remount,size=8m', service.output])
    expect(await run(folder)).toMatchObject({ code: 0, stderr: '' })
    expect(Object.keys(service.figures())).toContain('essai/day-feature.csv')
  })

  it('a state that may only be read, as under a unit: exit 74, which says what the unit has to name', async (context) => {
    const { folder, service, log } = settle()
    if (!mount(service.state, 4096)) context.skip('may not mount here')
    writeFileSync(log, linesOf(300, START))
    expect(await run(folder)).toMatchObject({ code: 0 })
    spawnSync('mount', ['-o', 'remount,ro', service.state])
    writeFileSync(log, linesOf(600, START))
    const refused = await run(folder)
    expect(refused).toMatchObject({ code: 74 })
    expect(refused.stderr).toMatch(/\(EROFS\)\n.*\n.*ReadWritePaths=/)
    spawnSync('mount', ['-o', 'remount,rw', service.state])
  })

  it('no file may grow: exit 74, and exact without that limit', async () => {
    const { folder, service, log } = settle()
    writeFileSync(log, linesOf(6000, START))
    const limited = await runProgram('prlimit', ['--fsize=40000', process.execPath, COMPTAGE, 'run'], { cwd: folder })
    expect(limited.code).toBe(74)
    expect(await run(folder)).toMatchObject({ code: 0 })
    expect(await linesCounted(service.state)).toBe(6000)
  })

  it.skipIf(!has('nobody'))('a log that may not be read: exit 77, the others counted, and it once it may', async () => {
    const { folder, service, log } = settle()
    const NOBODY = 65534
    for (const path of [dirname(folder), folder]) chmodSync(path, 0o755)
    chownSync(folder, NOBODY, NOBODY)
    writeFileSync(log, linesOf(200, START))
    const closed = join(folder, 'logs/closed.log')
    writeFileSync(closed, linesOf(300, START + DAY))
    chmodSync(closed, 0o600)
    const first = await runComptage(['run'], { cwd: folder, uid: NOBODY })
    expect(first.code).toBe(77)
    expect(first.stderr).toContain('closed.log')
    expect(await linesCounted(service.state)).toBe(200)
    chmodSync(closed, 0o644)
    expect(await runComptage(['run'], { cwd: folder, uid: NOBODY })).toMatchObject({ code: 0, stderr: '' })
    expect(await linesCounted(service.state)).toBe(500)
  })
})
