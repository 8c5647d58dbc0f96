import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-code.ts'
import { type Problem, ProblemError } from '../../src/domain/problem.ts'
import { periodNamed, statusOf } from '../../src/pipeline/index.ts'
import { mattersOf } from '../../src/pipeline/status/matters-of.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { DAYS, serviceOf, type TestService } from './service-of.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const START = Date.UTC(2026, 2, 1)
const NOW = START + 6 * DAY
const { fresh } = testFolder('standing-in-the-way')

async function settled(): Promise<TestService> {
  const folder = fresh()
  const service = serviceOf(folder, DAYS)
  mkdirSync(join(folder, 'logs'))
  const days = Array.from({ length: 6 }, (_, day) => linesOf(60, START + day * DAY))
  writeFileSync(join(folder, 'logs/access.log'), days.join(''))
  await service.run({ now: () => NOW }, { exitCodeOf })
  return service
}

async function whatsOf({ configuration }: TestService): Promise<readonly string[]> {
  const { matters } = await statusOf(configuration, { now: NOW + HOUR })
  return matters.map((matter) => (matter.what === 'problem' ? matter.problem.code : matter.what))
}

async function problemsOf(done: Promise<{ readonly problems: readonly Problem[] }>): Promise<readonly Problem[]> {
  try {
    return (await done).problems
  } catch (error) {
    if (error instanceof ProblemError) return error.problems
    throw error
  }
}

describe('status', () => {
  it('tells what a run refuses before it begins, for as long as it does', async () => {
    const service = await settled()
    const [lock, apart] = [join(service.state, 'lock.db'), join(service.state, '../apart')]
    expect(await whatsOf(service)).toEqual([])
    for (const { spoil, mend } of [
      { spoil: () => chmodSync(service.state, 0o777), mend: () => chmodSync(service.state, 0o700) },
      {
        spoil: () => chmodSync(join(service.state, '..'), 0o777),
        mend: () => chmodSync(join(service.state, '..'), 0o755),
      },
      {
        spoil: () => {
          renameSync(lock, apart)
          symlinkSync(apart, lock)
        },
        mend: () => {
          rmSync(lock)
          renameSync(apart, lock)
        },
      },
    ]) {
      spoil()
      await expect(service.run({ now: () => NOW + 1 }, { exitCodeOf })).rejects.toThrow()
      expect(await whatsOf(service)).toEqual(['OPEN_TO_OTHERS'])
      mend()
      expect(await whatsOf(service)).toEqual([])
    }
  })

  it('tells a file in the place of the output from the first run on, which counts all the same', async () => {
    const folder = fresh()
    const service = serviceOf(folder, DAYS)
    mkdirSync(join(folder, 'logs'))
    writeFileSync(join(folder, 'logs/access.log'), linesOf(60, START))
    writeFileSync(service.output, '')
    const { problems, lines } = await service.run({ now: () => START + HOUR * 23 }, { exitCodeOf })
    expect([problems.map(({ code }) => code), lines]).toEqual([['WRITE_FAILED'], 60])
    expect(await whatsOf(service)).toContain('WRITE_FAILED')
    rmSync(service.output)
    await service.run({ now: () => START + HOUR * 24 }, { exitCodeOf })
    expect(await whatsOf(service)).not.toContain('WRITE_FAILED')
  })

  it.each([
    { path: 'state/lock.db', code: 'STATE_FAILED' },
    { path: 'state/state.db', code: 'STATE_FAILED' },
    { path: 'state/marks.key', code: 'FILE_UNREADABLE' },
    { path: 'open-data/.comptage.lock', code: 'WRITE_FAILED' },
    { path: 'open-data/essai/SHA256SUMS', code: 'WRITE_FAILED' },
    { path: 'open-data/essai/data/day-feature.csv', code: 'WRITE_FAILED' },
    { path: 'open-data/essai/datapackage.json', code: 'WRITE_FAILED' },
  ])('a run names a folder in the place of $path, and goes on once it is away', async ({ path, code }) => {
    const service = await settled()
    const [file, apart] = [join(service.state, '..', path), join(service.state, '../apart')]
    renameSync(file, apart)
    mkdirSync(file)
    // Where nothing is to be published, nobody asks for the lock.
    rmSync(join(service.output, 'essai/README.md'))
    const told = await problemsOf(service.run({ now: () => NOW + 1 }, { exitCodeOf }))
    expect(told).toEqual([{ code, path: file, errno: 'EISDIR' }])
    if (path === 'state/lock.db') expect(await whatsOf(service)).toEqual([code])
    if (path === 'state/state.db') await expect(whatsOf(service)).rejects.toThrow(code)
    rmSync(file, { recursive: true })
    renameSync(apart, file)
    expect(await problemsOf(service.run({ now: () => NOW + 2 }, { exitCodeOf }))).toEqual([])
  })

  it('tells no problem of the key that was mended since', async () => {
    const service = await settled()
    const key = join(service.state, 'marks.key')
    chmodSync(key, 0o644)
    await expect(service.run({ now: () => NOW + 1 }, { exitCodeOf })).rejects.toThrow()
    chmodSync(key, 0o600)
    expect(await whatsOf(service)).toEqual(['ended'])
  })

  it('takes no question that nothing came of for a run that failed', async () => {
    const service = await settled()
    const { problems } = await service.run({ now: () => NOW + 1 }, { exitCodeOf, revise: periodNamed('2026-03-01')! })
    expect(problems.map(({ code }) => code)).toEqual(['NOTHING_LATE'])
    expect(await whatsOf(service)).toEqual([])
  })

  it('tells a run that met a fault of ours from one that was stopped', async () => {
    const service = await settled()
    const checkpoint = (): void => {
      throw new TypeError('a fault')
    }
    await expect(service.run({ now: () => NOW + 1, checkpoint })).rejects.toThrow(TypeError)
    expect(await whatsOf(service)).toEqual(['crashed'])
  })

  it.each([
    { hours: 7, isRunning: true, matter: { what: 'unended', pid: 7 } },
    { hours: 60, isRunning: true, matter: { what: 'unended', pid: 7 } },
    { hours: 60, isRunning: false, matter: { what: 'stopped' } },
    { hours: 60, isRunning: undefined, matter: { what: 'stopped' } },
  ])('of a run that began $hours h ago: at work $isRunning', ({ hours, isRunning, matter }) => {
    const lastRun = { id: 1, started: NOW, ended: null, files: 0, lines: 0, bytes: 0, program: '', exitCode: null }
    const others = { closed: [], sources: [], quietSince: undefined, lineless: [] }
    const known = { lastRun, ...others, isBalanced: true, isRunning, pid: 7 }
    expect(mattersOf(known, [], NOW + hours * HOUR)).toEqual([{ since: NOW, ...matter }])
  })
})
