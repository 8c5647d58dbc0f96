import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { periodNamed, periodOf, periodText } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { ProblemError } from '../../src/domain/problem.ts'
import { openState } from '../../src/state/index.ts'
import { expectBalance } from './balance.ts'
import type { TestService } from './service-of.ts'
import type { LogWorld } from './world/open-world.ts'
import type { Step } from './world/step.ts'

class Crash extends Error {}

/**
 * A world, lived through step by step, with runs, crashes and full disks where the history has them.
 *
 * @param look at what stands published, after each run, whether it came to its end or not
 */
export async function liveThrough(
  world: LogWorld,
  steps: readonly Step[],
  service: TestService,
  folder: string,
  look: () => void = () => undefined,
): Promise<void> {
  let isJammed = false
  for (const step of steps) {
    world.apply(step)
    if (step.kind === 'run') {
      const { problems } = await runNow(world, service)
      if (problems.length === 0) world.noteRun()
    }
    if (step.kind === 'crash') await stopped(world, service, step.amount, new Crash())
    if (step.kind === 'full' && step.amount % 2 === 0)
      await stopped(world, service, step.amount / 2, new ProblemError(FULL))
    if (step.kind === 'full' && step.amount % 2 === 1) await jammed(world, service, folder)
    // What was jammed has lost a file to the test, until a run comes to its end.
    isJammed = (isJammed && step.kind !== 'run') || (step.kind === 'full' && step.amount % 2 === 1)
    if (!isJammed && ['run', 'crash', 'full'].includes(step.kind)) look()
  }
  world.settle()
}

/** Runs until all that is due is closed, and revises every month that has late lines: noise is drawn anew once at most. */
export async function endHistory(world: LogWorld, service: TestService): Promise<void> {
  // The first may see a clock that jumped; the second closes.
  await runNow(world, service)
  await runNow(world, service, 1)
  for (const month of await lateMonths(service.state)) {
    const period = periodNamed(month)
    if (period !== undefined) await runNow(world, service, 2, { revise: period })
  }
}

const HOUR = 3_600_000
const FULL = { code: 'STATE_FAILED', path: 'state.db', errno: 'SQLITE_FULL' } as const

function runNow(
  world: LogWorld,
  service: TestService,
  hours = 0,
  request: Parameters<TestService['run']>[1] = {},
  passed: (name: string) => void = () => undefined,
): ReturnType<TestService['run']> {
  const now = world.now() + hours * HOUR
  const checkpoint = (name: string): void => {
    // Not within a transaction, which nobody else sees.
    if (name === 'after commit') expectBalance(service.state)
    passed(name)
  }
  return service.run({ now: () => now, checkpoint }, { configuration: withEntries(world, service), ...request })
}

function withEntries(world: LogWorld, { configuration }: TestService): TestService['configuration'] {
  const [entry] = configuration.logs
  if (entry === undefined) return configuration
  const root = join(world.logs, '..')
  const logs = world.entries().map((path) => ({ ...entry, path: { ...entry.path, value: join(root, path) } }))
  return { ...configuration, logs }
}

/** Stops a run at its n-th checkpoint, as a kill or a full disk would: what was not committed is gone. */
async function stopped(world: LogWorld, service: TestService, at: number, error: Error): Promise<void> {
  let passed = 0
  await runNow(world, service, 0, {}, () => {
    passed += 1
    if (passed > at) throw error
  }).catch((thrown: unknown) => {
    if (thrown !== error && !isRefusalFor(thrown, error)) throw thrown
  })
  expectBalance(service.state)
}

/** Whether a run that was refused tells of this problem. */
function isRefusalFor(thrown: unknown, error: Error): boolean {
  if (!(thrown instanceof ProblemError) || !(error instanceof ProblemError)) return false
  return thrown.problems[0] === error.problems[0]
}

/** A folder lies where a file is published. */
async function jammed(world: LogWorld, service: TestService, folder: string): Promise<void> {
  const jam = join(folder, 'open-data/essai/data/day-feature.csv')
  rmSync(jam, { force: true })
  mkdirSync(jam, { recursive: true })
  await runNow(world, service).catch((thrown: unknown) => {
    if (!(thrown instanceof ProblemError) || thrown.problems[0]?.code !== 'WRITE_FAILED') throw thrown
  })
  rmSync(jam, { recursive: true, force: true })
}

async function lateMonths(folder: string): Promise<readonly string[]> {
  const state = await openState(folder, 'read')
  const days = state.counts.fatesByDay(0, 200_000).map(({ day }) => indexOf<'day'>(day))
  state.close()
  return [...new Set(days.map((day) => periodText('month', periodOf('month', day))))]
}
