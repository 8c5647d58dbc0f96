import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { ProblemError } from '../../domain/problem.ts'
import { hasState, lockFolder, openState } from '../../state/index.ts'

type Lock = Awaited<ReturnType<typeof lockFolder>>

const HOUR_MS = 3_600_000
/** Publishing takes seconds: another service that shares the folder is waited for. */
const OUTPUT_WAIT_MS = 10_000

/**
 * The lock of a state, from before anything is read until all is published.
 *
 * @throws ProblemError STATE_LOCKED, with the hours for which the other run has been at work
 */
export async function lockState(folder: string, waitMs: number, now: number): Promise<Lock> {
  try {
    return await lockFolder(folder, waitMs)
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problems[0]?.code !== 'STATE_LOCKED' || !hasState(folder)) throw error
    // What the holder is just writing may not be read now: then nobody says how long it has been at work.
    const started = await startOfRun(folder).catch(() => undefined)
    const hours = started === undefined ? 0 : Math.floor((now - started) / HOUR_MS)
    throw new ProblemError({ code: 'STATE_LOCKED', folder, hours })
  }
}

async function startOfRun(folder: string): Promise<number | undefined> {
  const state = await openState(folder, 'read')
  try {
    const [last] = state.facts.runs(1)
    return last?.ended === null ? last.started : undefined
  } finally {
    state.close()
  }
}

/**
 * The lock of an output folder, while files are written: two states may publish into one folder, of one service by mistake.
 *
 * @throws ProblemError STATE_LOCKED, WRITE_FAILED
 */
export async function lockOutput(output: string, waitMs = OUTPUT_WAIT_MS): Promise<Lock> {
  try {
    makeFolder(output)
    return await lockFolder(output, waitMs, '.comptage.lock')
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === undefined) throw error
    throw new ProblemError({ code: 'WRITE_FAILED', path: output, errno })
  }
}

function makeFolder(output: string): void {
  if (existsSync(output)) return
  mkdirSync(output, { recursive: true })
  // Whatever the umask took away: what is published is read by others.
  chmodSync(output, 0o755)
}

function errnoOf(error: unknown): string | undefined {
  if (error instanceof ProblemError) {
    const [problem] = error.problems
    return problem?.code === 'STATE_FAILED' ? problem.errno : undefined
  }
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
