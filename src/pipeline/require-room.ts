import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DAY_MS } from '../domain/calendar.ts'
import { ProblemError, unlessRefused } from '../domain/problem.ts'
import type { Configuration } from '../domain/service.ts'
import type { CountPlan } from './plan-count.ts'
import { findInputs } from './reading/find-inputs.ts'
import type { Input } from './reading/input.ts'
import { logNameOf } from '../recognition/index.ts'
import { foldersOf } from '../publish/index.ts'
import { hasState, openState } from '../state/index.ts'

/**
 * Looks whether there is room for what a run may write: the state twice, since a commit keeps what it replaces, and what is
 * published once more.
 *
 * @param keptDays is asked only where there is not
 * @throws ProblemError DISK_LOW
 */
export async function requireRoom(
  { output, service }: Pick<Configuration, 'output' | 'service'>,
  state: string,
  keptDays: () => Promise<number | undefined>,
): Promise<void> {
  const wanted = [{ folder: state, bytes: 2 * sizeBelow(state) }]
  if (output !== undefined) wanted.push({ folder: output, bytes: publishedSize(output, service.id) })
  for (const { folder } of wanted) {
    const device = deviceOf(folder)
    const wantedBytes = wanted.reduce((sum, other) => sum + (deviceOf(other.folder) === device ? other.bytes : 0), 0)
    const { bavail, bsize } = statfsSync(nearest(folder))
    const freeBytes = bavail * bsize
    if (freeBytes >= wantedBytes) continue
    const days = await keptDays()
    throw new ProblemError({
      code: 'DISK_LOW',
      folder,
      freeBytes,
      wantedBytes,
      ...(days !== undefined && { keptDays: days }),
    })
  }
}

/** Of the service's own folders. What others have in this place is none of our business, and perhaps not for us to see. */
function publishedSize(output: string, service: string): number {
  return foldersOf(service).reduce((sum, name) => sum + sizeBelow(join(output, name)), 0)
}

/** In which `stat` counts, whatever the file system has. */
const BLOCK_BYTES = 512

// What may not be looked at may not be written either, and writing says why, once the lines are read.
function sizeBelow(folder: string): number {
  const names = unlessRefused(() => readdirSync(folder, { recursive: true, encoding: 'utf8' })) ?? []
  return names.reduce((sum, name) => {
    const found = unlessRefused(() => statSync(join(folder, name), { throwIfNoEntry: false }))
    // A small file takes a block; a file system that compresses does not promise to do so again.
    return sum + (found?.isFile() === true ? Math.max(found.size, found.blocks * BLOCK_BYTES) : 0)
  }, 0)
}

function deviceOf(folder: string): number {
  return statSync(nearest(folder)).dev
}

/** The folder, or the one that it will be made in. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder))
}

/** Of runs that end in another way, some were ended by hand. */
const RUNS = 1000

/**
 * For how many days rotation keeps lines that no run has read yet: a line becomes as old as the oldest piece of its log is
 * by now. Undefined: no log has two pieces, or no run has ended well.
 */
export async function keptDays(plan: CountPlan, folder: string, now: number): Promise<number | undefined> {
  if (plan.configuration.logs.length === 0 || !hasState(folder)) return undefined
  const read = await lastGoodRun(folder)
  const { inputs } = await findInputs(plan)
  const spans = spansOf(inputs, now)
  if (read === undefined || spans.length === 0) return undefined
  return Math.max(0, Math.floor((Math.min(...spans) - (now - read)) / DAY_MS))
}

/** The age of the oldest piece of each log that has several. */
function spansOf(inputs: readonly Input[], now: number): readonly number[] {
  const changes = new Map<string, number[]>()
  for (const { log } of inputs) {
    const changed = statSync(log.path, { throwIfNoEntry: false })?.mtimeMs ?? now
    const name = logNameOf(log.path)
    changes.set(name, [...(changes.get(name) ?? []), changed])
  }
  return [...changes.values()].filter((times) => times.length > 1).map((times) => now - Math.min(...times))
}

async function lastGoodRun(folder: string): Promise<number | undefined> {
  const state = await openState(folder, 'read')
  try {
    return state.facts.runs(RUNS).find(({ exitCode }) => exitCode === 0)?.started
  } finally {
    state.close()
  }
}
