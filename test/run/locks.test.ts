import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { ProblemError, type Problem } from '../../src/domain/problem.ts'
import {
  countLogs,
  publicationOf,
  publishAlone,
  REAL_TOOLS,
  refuseDestination,
  runService,
  statusOf,
} from '../../src/pipeline/index.ts'
import { lockFolder } from '../../src/state/index.ts'
import { ROOT, runComptage, testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configurationIn, runAt } from './machines.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('locks')

function settle(): { readonly folder: string; readonly configuration: ReturnType<typeof configurationIn> } {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  writeFileSync(
    join(folder, 'logs/access.log'),
    linesOf(60, START) + linesOf(60, START + DAY) + linesOf(5, START + 9 * DAY),
  )
  const configuration = configurationIn(folder, 'logs: [ { path: "logs/*", format: combined } ]\noutput: out\n')
  return { folder, configuration }
}

/** Of the same size, and of the same time to the nanosecond. */
function alterUnseen(path: string): void {
  const copy = join(fresh(), 'copy')
  execFileSync('cp', ['-p', path, copy])
  writeFileSync(path, readFileSync(path, 'utf8').replace(/.$/m, 'x'))
  execFileSync('touch', ['-r', copy, path])
  expect(statSync(path).mtimeMs).toBe(statSync(copy).mtimeMs)
}

async function problemOf(act: Promise<unknown>): Promise<Problem | undefined> {
  return act.then(
    () => undefined,
    (error: unknown) => (error instanceof ProblemError ? error.problems[0] : undefined),
  )
}

describe('a run', () => {
  it('leaves a folder alone into which another state publishes, and the next one does it', async () => {
    const { folder, configuration } = settle()
    mkdirSync(join(folder, 'out'))
    const lock = await lockFolder(join(folder, 'out'), 0, '.comptage.lock')
    const busy = await runAt(configuration, START + 9 * DAY, { lockWaitMs: 20 })
    expect(busy.problems).toMatchObject([{ code: 'STATE_LOCKED', folder: join(folder, 'out') }])
    expect(busy.changed).toEqual([])
    lock.release()
    expect((await runAt(configuration, START + 9.1 * DAY)).changed.length).toBeGreaterThan(10)
  })

  it('that closes nothing asks nobody for the folder, whatever it counts, until something there is not as it was left', async () => {
    const { folder, configuration } = settle()
    const [out, log] = [join(folder, 'out'), join(folder, 'logs/access.log')]
    await runAt(configuration, START + 9 * DAY)
    const held = () => lockFolder(out, 0, '.comptage.lock')
    let lock = await held()
    const codesAt = async (days: number, asked = configuration): Promise<readonly string[]> => {
      appendFileSync(log, linesOf(5, START + days * DAY))
      const { lines, problems } = await runAt(asked, START + days * DAY, { lockWaitMs: 20 })
      expect(lines).toBe(5)
      return problems.map(({ code }) => code)
    }
    expect(await codesAt(9.01)).toEqual([])
    const neighbour = join(out, 'autre/latest.json')
    const acts: readonly (() => void)[] = [
      () => rmSync(join(out, 'essai/data/day-feature.csv')),
      () => appendFileSync(join(out, 'essai/README.md'), ' '),
      () => alterUnseen(join(out, 'essai/data/features.csv')),
      () => writeFileSync(join(out, 'essai/data/mine.csv'), ''),
      () => rmSync(join(out, 'index.html')),
      () => mkdirSync(join(out, 'autre')),
      () => writeFileSync(neighbour, '{}'),
      () => appendFileSync(neighbour, ' '),
      () => rmSync(join(out, 'essai'), { recursive: true }),
    ]
    const busy: (readonly string[])[] = []
    for (const [i, act] of acts.entries()) {
      act()
      busy.push(await codesAt(9.02 + i / 100))
      lock.release()
      await runAt(configuration, START + (9.021 + i / 100) * DAY)
      lock = await held()
    }
    // A folder without a dataset is nobody's.
    expect(busy).toEqual(acts.map((_, i) => (i === 5 ? [] : ['STATE_LOCKED'])))
    const renamed = { ...configuration, service: { ...configuration.service, name: 'Autre' } }
    expect(await codesAt(9.2, renamed)).toEqual(['STATE_LOCKED'])
    lock.release()
  })

  it('that was overtaken by another state while it counted leaves what that one published', async () => {
    const { folder, configuration } = settle()
    const theirs = join(folder, 'out/essai/datapackage.json')
    const done = await runService(
      { configuration },
      {
        ...REAL_TOOLS,
        now: () => START + 9 * DAY,
        checkpoint: (name) => {
          if (name !== 'periods closed') return
          mkdirSync(join(folder, 'out/essai'), { recursive: true })
          writeFileSync(theirs, '{"version":"1.0.0","created":"2026-03-10T08:00:00Z"}')
        },
      },
    )
    expect(done).toMatchObject({ changed: [], lines: 125, problems: [{ code: 'OUTPUT_AHEAD', version: '1.0.0' }] })
    expect(readFileSync(theirs, 'utf8')).toContain('08:00:00')
  })

  it('says for how many hours another one has been at work', async () => {
    const { folder, configuration } = settle()
    await runAt(configuration, START + 9 * DAY)
    // One that is killed, or still at work, has no end.
    const { openState } = await import('../../src/state/index.ts')
    const state = await openState(join(folder, 'state'))
    state.facts.beginRun(START + 9.2 * DAY, 'test')
    const told = async (): Promise<unknown> => {
      const lock = await lockFolder(join(folder, 'state'), 0)
      const [problem, { isRunning }] = [
        await problemOf(runAt(configuration, START + 9.5 * DAY)),
        await statusOf(configuration, { now: START + 9.5 * DAY }),
      ]
      lock.release()
      return { ...problem, isRunning }
    }
    const locked = { code: 'STATE_LOCKED', folder: join(folder, 'state') }
    expect(await told()).toEqual({ ...locked, hours: 7, pid: process.pid, isRunning: true })
    // That run crashed, and something else holds the lock.
    state.facts.keepFact('run-pid', '1')
    expect(await told()).toEqual({ ...locked, hours: 0, isRunning: false })
    state.close()
  })
})

describe('count --write', () => {
  async function countIn(folder: string): Promise<Counting> {
    const more = 'logs: [ { path: "logs/*", format: combined } ]\noutput: out\n'
    const configuration = configurationIn(folder, more)
    const out = join(folder, 'out')
    let standing: string | undefined
    const publication = publicationOf(
      await countLogs(
        { configuration },
        {
          onPlan: async (plan) => {
            standing = await refuseDestination(plan, { folder: out })
            return undefined
          },
        },
      ),
    )
    return { out, write: () => publishAlone(publication!, out, standing, 20) }
  }
  type Counting = { readonly out: string; readonly write: () => Promise<readonly string[]> }

  it('leaves a folder alone into which another one writes, and names it', async () => {
    const { out, write } = await countIn(settle().folder)
    mkdirSync(out)
    const other = await lockedByAnother(join(out, '.comptage.lock'))
    expect(await problemOf(write())).toEqual({ code: 'STATE_LOCKED', folder: out, pid: other.pid })
    expect(readdirSync(out)).toEqual(['.comptage.lock'])
    other.kill('SIGKILL')
    await once(other, 'exit')
    expect((await write()).length).toBeGreaterThan(10)
  })

  it('does not take the place of what it was not held against', async () => {
    const { folder } = settle()
    const [one, other] = [await countIn(folder), await countIn(folder)]
    await one.write()
    expect(await problemOf(other.write())).toMatchObject({ code: 'STATE_LOCKED', folder: one.out })
    await (await countIn(folder)).write()
  })

  it('waits for a run that publishes', async () => {
    const { folder, out, yaml } = written()
    mkdirSync(out)
    const lock = await lockFolder(out, 0, '.comptage.lock')
    const counting = runComptage(['count', '--write', '-q', '-c', yaml], { cwd: folder })
    const isOver = await Promise.race([counting.then(() => true), setTimeout(2500, false)])
    expect([isOver, readdirSync(out)]).toEqual([false, ['.comptage.lock']])
    lock.release()
    expect(await counting).toMatchObject({ code: 0, stderr: '' })
    expect(readdirSync(out)).toContain('essai')
  })
})

/** A process holds it until it is killed. */
async function lockedByAnother(path: string): Promise<ChildProcess> {
  const program = `import { lockFolder } from ${JSON.stringify(join(ROOT, 'dist/state/index.js'))}
await lockFolder(${JSON.stringify(dirname(path))}, 0, ${JSON.stringify(basename(path))})
console.log('locked')
setTimeout(() => {}, 60_000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

/** With its configuration in a file. */
function written(): { readonly folder: string; readonly out: string; readonly yaml: string } {
  const { folder } = settle()
  const yaml = join(folder, 'comptage.yaml')
  writeFileSync(
    yaml,
    `service: { id: essai, name: Essai }
timezone: UTC
logs: [ { path: "logs/*", format: combined } ]
features: [ { id: aide, match: /aide } ]
output: out
`,
  )
  return { folder, out: join(folder, 'out'), yaml }
}

describe('status', () => {
  it('counts what stands behind the last line of an archive, and what went before its line ended', async () => {
    const { folder, configuration } = settle()
    const log = join(folder, 'logs/access.log')
    writeFileSync(join(folder, 'logs/old.log.gz'), gzipSync(`${linesOf(20, START + 3 * DAY)}half a line`))
    writeFileSync(log, `${linesOf(60, START)}the half of a line`)
    await runAt(configuration, START + 9 * DAY)
    writeFileSync(log, linesOf(30, START + 8 * DAY))
    await runAt(configuration, START + 9.1 * DAY)
    const { leftBehind } = await statusOf(configuration, { now: START + 9.1 * DAY })
    expect(leftBehind).toEqual([
      // The last line that was read is of 00:59 on the first, the next of 00:00 on the ninth.
      { log, bytes: 18, isOfArchive: false, gaps: [{ from: '2026-03-01 00:00', to: '2026-03-09 01:00' }] },
      { log: join(folder, 'logs/old.log'), bytes: 11, isOfArchive: true, gaps: [] },
    ])
  })
})
