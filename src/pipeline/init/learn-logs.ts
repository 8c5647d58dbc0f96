import { readConfiguration } from '../../config/index.ts'
import type { PathLearner } from '../../domain/contracts/path-learner.ts'
import { FATE } from '../../domain/fate.ts'
import type { Problem } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import { SEGMENT_VOCABULARY } from '../../gate/index.ts'
import { openLearner, type LearntPaths } from '../../learn/index.ts'
import type { FileCounted } from '../reading/count-file.ts'
import { findInputs } from '../reading/find-inputs.ts'
import { inFormat, chooseFormat } from '../reading/format/choose-format.ts'
import type { Input } from '../reading/input.ts'
import { planCount, type CountPlan } from '../plan-count.ts'
import { readLogs, type Progress } from '../reading/read-logs.ts'
import type { ProposedLog } from '../reading/server-logs/propose-logs.ts'
import { open } from 'node:fs/promises'
import { LINE_LIMIT } from '../../source/index.ts'
import { zoneWritten } from '../reading/format/detected-remark.ts'

export type LearnRequest = {
  /** Paths, globs, or `-` for stdin. */
  readonly logs: readonly string[]
  /** Of this machine's web servers, read where no log is named. */
  readonly proposed: readonly ProposedLog[]
  readonly format?: string
  /** IANA name: of times that are written without a zone. */
  readonly timezone: string
  /** Only words of the closed vocabulary are told. */
  readonly isClosed: boolean
}

type ZoneSeen = { readonly zone: string; readonly day: number }

export type LogsLearnt = {
  readonly learnt: LearntPaths
  readonly counted: readonly FileCounted[]
  /** In which they tell the time (`+0100`, `UTC`), and on which day: in summer a place has another. */
  readonly zones: readonly ZoneSeen[]
  /** Of USUAL_IGNORED what was asked for. */
  readonly ignored: readonly string[]
  readonly problems: readonly Problem[]
}

// Own constants: an imported one is loaded anew at each use.
const { counted: COUNTED, ignored: IGNORED } = FATE

/** Reads logs as a count of everything would, and learns the tree of paths that people used. */
export async function learnLogs(request: LearnRequest, onProgress: (progress: Progress) => void): Promise<LogsLearnt> {
  const { format, logs } = request
  const plan = planCount({
    configuration: everythingOf(request),
    logs,
    // What is malformed is nobody's page; a draft needs no alarm.
    malformedLimit: 1,
    ...(format === undefined ? {} : { format }),
  })
  const { inputs, problems } = await findInputs(plan)
  const { learner, learnt } = openLearner(SEGMENT_VOCABULARY, { isClosed: request.isClosed })
  const { watcher, seen } = watchIgnored(plan)
  const { counted, problems: found } = await readLogs(plan, inputs, {
    onHit: ({ fate }, line) => {
      if (fate === COUNTED) line.teach(learner)
      else if (fate === IGNORED) line.teach(watcher)
    },
    onProgress,
    endsAll: () => false,
  })
  return {
    learnt: learnt(),
    counted,
    zones: (await Promise.all(counted.map((log) => zonesOf(log, plan, inputs)))).flat(),
    ignored: USUAL_IGNORED.filter((path) => seen.has(path)),
    problems: [...problems, ...found],
  }
}

/** Of its first line, and of its last: clocks may have changed between them. */
async function zonesOf(
  { zone, fits, ledger, scanner }: FileCounted,
  plan: CountPlan,
  inputs: readonly Input[],
): Promise<readonly ZoneSeen[]> {
  const input = inputs.find(({ log }) => log.path === ledger.file)
  if (zone === undefined || fits.first < 0 || input === undefined || scanner === undefined) return []
  const last = await zoneOfLastLine(plan, inFormat(plan, input, scanner.name))
  return [{ zone, day: fits.first }, ...(last === undefined ? [] : [{ zone: last, day: fits.last }])]
}

/** A service whose one feature is every page. */
function everythingOf({ proposed, timezone }: LearnRequest): Configuration {
  const text = JSON.stringify({
    service: { id: 'draft', name: 'draft' },
    timezone,
    logs: proposed.filter(({ isBehind }) => isBehind !== true),
    features: [{ id: 'page', match: ['/', '/**'] }],
    ignore: USUAL_IGNORED,
    datasets: [{ by: ['day', 'feature'], measures: ['requests'] }],
  })
  const { configuration } = readConfiguration(text, 'draft', { folder: '/' })
  if (configuration === undefined) throw new Error('a draft of everything is sound')
  return configuration
}

function watchIgnored({ ignore }: CountPlan): { readonly watcher: PathLearner; readonly seen: ReadonlySet<string> } {
  const seen = new Set<string>()
  const take: PathLearner['take'] = (request) => {
    ignore.match(request)
    const pattern = ignore.winner()?.value
    if (pattern !== undefined) seen.add(pattern)
  }
  return { watcher: { take }, seen }
}

/** What every service is asked for by monitors, browsers and robots, and nobody uses: proposed where a log has it. */
const USUAL_IGNORED = [
  ...'health healthz healthcheck health-check livez readyz live ready ping status/ping metrics nginx_status server-status basic_status'
    .split(' ')
    .map((path) => `/${path}`),
  '/actuator/**',
  '/robots.txt',
  '/favicon.ico',
  '/apple-touch-icon.png',
  '/apple-touch-icon-precomposed.png',
  '/ads.txt',
  '/sitemap.xml',
  '/.well-known/**',
]

const LF = 10
// A line that is being written, and a few that do not fit.
const LINES_TRIED = 20

/** Of a plain log: the zone in which its last line tells the time, `+0100`. What is packed, or comes through a pipe, has no end to look at. */
async function zoneOfLastLine(plan: CountPlan, input: Input): Promise<string | undefined> {
  const bytes = input.log.sizeBytes === 0 ? new Uint8Array() : await endOf(input.log.path)
  let end = bytes.lastIndexOf(LF) + 1
  for (let tried = 0; end > 0 && tried < LINES_TRIED; tried++) {
    const start = bytes.subarray(0, end - 1).lastIndexOf(LF) + 1
    const { scanner, offset } = chooseFormat(plan, input, { bytes, start, end, tooLong: false })
    const zone = scanner && zoneWritten(scanner, offset)
    if (zone !== undefined) return zone
    end = start
  }
  return undefined
}

async function endOf(path: string): Promise<Uint8Array> {
  const file = await open(path).catch(() => undefined)
  if (file === undefined) return new Uint8Array()
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(
      new Uint8Array(LINE_LIMIT),
      0,
      LINE_LIMIT,
      Math.max(0, size - LINE_LIMIT),
    )
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
