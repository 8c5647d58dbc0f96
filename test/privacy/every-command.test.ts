import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { mainInProcess, type MainRun } from '../cli/main-in-process.ts'
import { filesBelow, testFolder } from '../cli/run-comptage.ts'
import { CANARY_LOGS, LEARNT, LEARNT_HOST, LIKE_CONFIGURATIONS, type CanaryLog } from './canary-logs.ts'
import { CONFIG } from './canaries.ts'
import { findTraces } from './find-traces.ts'

/*
 * Every command, over what servers and collectors write and over what was named wrongly: nothing that says who asked is in
 * what it prints, in what it writes, or in a name that it gives. Words of paths and the service's host may stand in the draft of
 * `init`, and nowhere else. What a command makes and removes again is looked for under strace, beside this file.
 */
const { fresh } = testFolder('every-command')

type Places = {
  readonly log: string
  readonly config: string
  /** Of a machine that counts and does not publish. */
  readonly counting: string
  readonly work: string
}
type Step = {
  /** LOG stands for the log, FORMAT for what the operator calls it, WORK for the folder that all is written into. */
  readonly line: string
  /** Where the log is read; 0 if not said. */
  readonly code?: number
}

const STORY: readonly Step[] = [
  { line: 'count -c CONFIG --format FORMAT -o WORK/counted --ledger WORK/ledger.json LOG' },
  { line: 'count -c CONFIG --format FORMAT --protection exact --accept-risk LOG' },
  { line: 'check -c CONFIG --format FORMAT LOG' },
  { line: 'check -c CONFIG --format FORMAT --utility LOG' },
  { line: 'explain -c CONFIG --format FORMAT --line' },
  { line: 'audit -c CONFIG --format FORMAT LOG' },
  { line: 'audit -c CONFIG --format FORMAT --markdown LOG' },
  { line: 'audit -c CONFIG --format FORMAT --html -o WORK/audit.html LOG' },
  { line: 'audit -c CONFIG --format FORMAT --json LOG' },
  { line: 'tally -c CONFIG --format FORMAT --tally WORK/a.tally LOG' },
  { line: 'merge -c CONFIG --tally WORK/b.tally WORK/a.tally' },
  { line: 'merge -c CONFIG -o WORK/merged WORK/a.tally' },
  { line: 'run -c CONFIG --dry-run' },
  { line: 'run -c CONFIG --json' },
  { line: 'run -c CONFIG' },
  { line: 'status -c CONFIG' },
  { line: 'status -c CONFIG --json' },
  { line: 'status -c CONFIG --prometheus --totals' },
  { line: 'state key -c CONFIG' },
  { line: 'state check -c CONFIG' },
  { line: 'state skip -c CONFIG LOG', code: 64 },
  { line: 'run -c COUNTING' },
  { line: 'export -c COUNTING --tally WORK/c.tally' },
  { line: 'audit -c CONFIG' },
  { line: 'audit -c CONFIG WORK/out/essai' },
  { line: 'verify -c CONFIG WORK/out/essai' },
  { line: 'verify --json WORK/counted/essai' },
  { line: 'publish --to data.gouv.fr --dry-run WORK/out/essai' },
  { line: 'init --yes --format FORMAT -o WORK/draft.yaml LOG' },
  { line: 'init --yes --closed --format FORMAT -o WORK/closed.yaml LOG' },
]

afterEach(() => vi.unstubAllEnvs())

describe('every command lets nothing out', () => {
  it.each(CANARY_LOGS)('of $why', { timeout: 60_000 }, async (log) => {
    const places = situation(log)
    const channels: Record<string, string> = {}
    for (const { line, code = 0 } of STORY) {
      const ended = await follow(line, log, places)
      channels[line] = latin1(ended.stdout + ended.stderr)
      if (log.isRead) expect([line, ended.code]).toEqual([line, code])
      else expect([0, 64, 65, 66], line).toContain(ended.code)
    }
    const { 'draft.yaml': draft = '', ...files } = filesBelow(places.work)
    const others = { ...channels, ...files, names: namesBelow(places.work) }
    expect(tracesIn({ ...others, draft })).toEqual([])
    for (const word of [LEARNT, LEARNT_HOST]) expect(keysWith(word, others)).toEqual([])
    // What was looked at is what was to be looked at.
    expect(findTraces(latin1(log.text)).length).toBeGreaterThan(10)
    expect(keysWith('SQLite format 3', files)).toContain('state/state.db')
    expect(Object.keys(files).includes('out/essai/data/day-feature.csv')).toBe(
      log.isRead || log.isPublishedInPart === true,
    )
    if (log.isRead) expect(draft).toContain(LEARNT)
    if (log.namesHosts) expect(parse(draft)).toMatchObject({ service: { id: `${LEARNT_HOST}-example-fr` } })
  })
})

describe('a log that is given as configuration is not quoted', () => {
  const commands = [...new Set(STORY.map(({ line }) => line).filter((line) => line.includes('-c ')))]

  it.each(commands)('by %s', async (line) => {
    for (const text of LIKE_CONFIGURATIONS) expect(await refused(line, text)).toEqual([])
  })

  it.each(CANARY_LOGS)('$why, whole and its first lines', async ({ text }) => {
    const lines = [...new Set(text.split('\n'))]
    for (const part of [text, ...lines.slice(0, 12)]) expect(await refused('check -c CONFIG', `${part}\n`)).toEqual([])
  })

  it.each(['openapi', 'sitemap'])('nor one that it names as %s', async (key) => {
    const named = `service: { name: Essai }\nfeatures: [ { ${key}: logs/access.log } ]\n`
    for (const text of [...LIKE_CONFIGURATIONS, ...CANARY_LOGS.map((log) => log.text)])
      expect(await refused('check -c CONFIG', named, text)).toEqual([])
  })
})

/** Which canaries a command shows that is given this text for a configuration. */
async function refused(line: string, configuration: string, text = configuration): Promise<readonly string[]> {
  const log = { why: '', format: 'auto', text, isRead: false }
  const places = situation(log)
  for (const path of [places.config, places.counting]) writeFileSync(path, configuration)
  const { code, stdout, stderr } = await follow(line, log, places)
  expect([line, code]).toEqual([line, 78])
  return tracesIn({ stdout: latin1(stdout), stderr: latin1(stderr), names: namesBelow(places.work) })
}

/** The log, and apart from it a folder into which all is written. */
function situation({ text, format }: CanaryLog): Places {
  const folder = fresh({ 'logs/access.log': text })
  const places = {
    log: join(folder, 'logs/access.log'),
    config: join(folder, 'comptage.yaml'),
    counting: join(folder, 'counting.yaml'),
    work: join(folder, 'work'),
  }
  const { log, config, counting, work } = places
  mkdirSync(join(work, 'tmp'), { recursive: true })
  vi.stubEnv('TMPDIR', join(work, 'tmp'))
  const reading = `${CONFIG}logs: [ { path: "${log}", format: ${format} } ]\n`
  writeFileSync(config, `${reading}state: ${work}/state\noutput: ${work}/out\n`)
  writeFileSync(counting, `${reading}state: ${work}/counting\n`)
  return places
}

async function follow(line: string, { text, format }: CanaryLog, places: Places): Promise<MainRun> {
  const { log, config, counting, work } = places
  const stdin = Object.assign(Readable.from([Buffer.from(text.slice(0, 5000))]), { fd: 0, isTTY: false })
  const spy = vi.spyOn(process, 'stdin', 'get').mockReturnValue(stdin as never)
  const stands = new Map(Object.entries({ CONFIG: config, COUNTING: counting, WORK: work, LOG: log, FORMAT: format }))
  const argv = line.split(' ').map((word) => word.replace(/^[A-Z]+/, (name) => stands.get(name) ?? name))
  return mainInProcess(['--lang', 'en', ...argv]).finally(() => spy.mockRestore())
}

/** Each byte a character, as `findTraces` looks at them. */
function latin1(text: string): string {
  return Buffer.from(text).toString('latin1')
}

function namesBelow(folder: string): string {
  return latin1(readdirSync(folder, { recursive: true, encoding: 'utf8' }).join('\n'))
}

function tracesIn(channels: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(channels).flatMap(([channel, text]) => findTraces(text).map((trace) => `${channel}: ${trace}`))
}

function keysWith(word: string, channels: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(channels).filter((channel) => channels[channel]?.includes(word))
}
