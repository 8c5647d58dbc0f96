import { lstatSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemError, unlessRefused, type Problem } from '../../domain/problem.ts'
import { isSame } from '../../domain/is-same.ts'
import type { Configuration } from '../../domain/service.ts'
import type { Release } from '../../domain/change.ts'
import { findLogs } from '../../source/index.ts'
import { isOnReadOnly, refuseLinks, type State } from '../../state/index.ts'
import { refuseOpenFolder } from '../refuse-open-folder.ts'
import { remarkLogsInOutput } from '../logs-apart.ts'
import { reviewRemarks } from '../licence-remarks.ts'
import { requireRoom } from '../require-room.ts'
import { isOff } from '../../timeline/index.ts'
import { stateApart } from '../state-apart.ts'
import { remarkTalliesInOutput } from '../tallies-apart.ts'
import { releasesOf } from '../kept/releases.ts'

/**
 * What keeps a run from noting anything, and so can only be looked for: a folder that it refuses to trust, no room, and a disk that is not
 * written to; and what depends on when it is asked.
 */
export async function problemsNow(
  configuration: Configuration,
  { named, folder, state, now }: Asked,
): Promise<readonly Problem[]> {
  const { output } = configuration
  const path = join(folder, 'state.db')
  const isOwner = statSync(path, { throwIfNoEntry: false })?.uid === process.getuid?.()
  // A link of the user of the runs is refused to any other user, who does not run them.
  const isForAll = (problem: Problem): boolean => isOwner || !('why' in problem && problem.why === 'link')
  // A folder above both is open to others once.
  const refused = [
    ...(await refusalsOf(() => stateApart(configuration, named))),
    ...(output === undefined ? [] : await refusalsOf(() => refuseOpenFolder(output, true))),
  ].filter((problem, place, all) => all.findIndex((other) => isSame(problem, other)) === place)
  return [
    ...refused.filter(isForAll),
    ...(await refusalsOf(() => refuseLinks(folder))),
    ...(isOnReadOnly(path) ? [{ code: 'STATE_FAILED', path, errno: 'EROFS' } as const] : []),
    ...remarkLogsInOutput(configuration, (await findLogs(configuration.logs.map(({ path }) => path.value))).logs),
    ...(await remarkTalliesInOutput(configuration)),
    ...(await refusalsOf(() => requireRoom(configuration, folder, () => Promise.resolve(undefined)))),
    ...datedAhead(releasesOf(state).at(-1), now),
    ...reviewRemarks(configuration),
  ]
}

/** Whether a problem that a run has noted is gone by now; what cannot be looked for is there until the next run. */
export function isMended(problem: Problem, now: readonly Problem[]): boolean {
  if (now.some(({ code }) => code === problem.code)) return false
  // A link in the output is met where a run publishes.
  if (problem.code === 'OPEN_TO_OTHERS')
    return problem.why === 'writable' || unlessRefused(() => lstatSync(problem.path))?.isSymbolicLink() !== true
  // The key was just read.
  return LOOKED_FOR.includes(problem.code)
}

const LOOKED_FOR: readonly Problem['code'][] = ['STATE_IN_OUTPUT', 'LOG_IN_OUTPUT', 'AMONG_OPEN_DATA', 'MARKS_KEY']

type Asked = {
  /** The state folder, where the configuration's is not meant. */
  readonly named: string | undefined
  readonly folder: string
  readonly state: State
  readonly now: number
}

async function refusalsOf(look: () => unknown): Promise<readonly Problem[]> {
  try {
    await look()
    return []
  } catch (error) {
    if (error instanceof ProblemError) return error.problems
    throw error
  }
}

function datedAhead(latest: Release | undefined, now: number): readonly Problem[] {
  if (latest === undefined || !isOff(now, Date.parse(latest.created))) return []
  const { version, created } = latest
  return Date.parse(created) > now ? [{ code: 'VERSION_AHEAD', version, created }] : []
}
