import type { Readable } from 'node:stream'
import type { PeriodName } from '../../domain/calendar.ts'
import type { Change } from '../../domain/change.ts'
import type { Problem } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import type { SettingsChange } from '../../timeline/index.ts'
import { openHelpers } from '../reading/jobs/open-helpers.ts'
import type { Progress } from '../reading/read-logs.ts'
import type { Utility } from '../../protect/index.ts'

export type RunRequest = {
  readonly configuration: Configuration
  /** Instead of the state folder of the configuration. */
  readonly state?: string
  /** For another run to end. */
  readonly lockWaitMs?: number
  readonly revise?: PeriodName
  /** Published folder that a new state takes over, or an earlier copy of the one that published it. */
  readonly adopt?: string
  /** Publishes, for good, what was counted and exported for another machine to publish. */
  readonly publishExported?: boolean
  /** One log, instead of those of the configuration, which then must have none. */
  readonly stdin?: Readable
  /** Nothing is kept and nothing is written. */
  readonly dryRun?: boolean
  /** Also what was told less than a day ago. */
  readonly tellsAll?: boolean
  readonly onProgress?: (progress: Progress) => void
  /** Threads that count; the usual: two, where there are as many cores. */
  readonly jobs?: number
  /** What the program will end with, to be kept. */
  readonly exitCodeOf?: (problems: readonly Problem[]) => number
}

/** What a run did. */
export type RunDone = {
  readonly files: number
  readonly lines: number
  readonly bytes: number
  /** Of the way of counting, since the run before. */
  readonly settingsChanges: readonly SettingsChange[]
  /** Of the published figures. */
  readonly changes: readonly Change[]
  /** Paths of the published files that changed, those that are gone too. */
  readonly changed: readonly string[]
  /** Of a rehearsal: what protection leaves of all that would stand published. */
  readonly utility: readonly Utility[]
  readonly problems: readonly Problem[]
  /** Those that were not told in the last day: a broken file must not send a mail each hour. */
  readonly news: readonly Problem[]
}

/** What no crontab holds, a revision, a folder taken over, a rehearsal: somebody sits before it, and waits for the answer. */
export function isAsked({
  revise,
  adopt,
  publishExported,
  dryRun,
}: Pick<RunRequest, 'revise' | 'adopt' | 'publishExported' | 'dryRun'>): boolean {
  return revise !== undefined || adopt !== undefined || publishExported === true || dryRun === true
}

/** Whoever asks for something waits for the answer, whoever was told the same an hour ago. */
export function tellsAll(request: RunRequest): boolean {
  return request.tellsAll === true || isAsked(request)
}

/** What a run asks of the world, so that tests can stop it anywhere and turn its clock. */
export type RunTools = {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Passed at each step that a crash could part from the next. */
  readonly checkpoint: (name: string) => void
  /** So much is read between two commits: what a run that is killed has to read again. */
  readonly stretchBytes: number
  /** Who counts beside this thread. */
  readonly hire: typeof openHelpers
}

export const REAL_TOOLS: RunTools = {
  now: () => Date.now(),
  checkpoint: () => undefined,
  stretchBytes: 67_108_864,
  hire: openHelpers,
}
