import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfiguration } from '../../src/config/index.ts'
import { ProblemError } from '../../src/domain/problem.ts'
import type { Configuration } from '../../src/domain/service.ts'
import { exportState, periodNamed, REAL_TOOLS, type RunRequest } from '../../src/pipeline/index.ts'
import { publishedIn } from '../run/findings-in.ts'
import { DAY, startOf, usesOn, type History, type Settings, type Step, type Uses } from './history.ts'
import { runService } from '../run/run-service.ts'

/** A folder as a reader has kept it, of one service at one level: what it tells of figures, by the names of its files. */
export type Edition = { readonly path: string; readonly step: number; readonly files: ReadonlyMap<string, string> }

export type Replayed = {
  /** In the order in which they were published. */
  readonly editions: readonly Edition[]
  /** What became of each step: `done`, or the codes of what was refused. */
  readonly outcomes: readonly string[]
}

/**
 * Lives through a history in a folder, with the functions of the program and a clock that is turned.
 *
 * @param folder what an earlier one left there is gone
 * @param onEdition is told where a version stands that is kept
 */
export async function replay(
  history: History,
  folder: string,
  onEdition: (folder: string) => void = () => undefined,
): Promise<Replayed> {
  rmSync(folder, { recursive: true, force: true })
  const world = openWorld(history, folder)
  const editions: Edition[] = []
  const outcomes: string[] = []
  const last = new Map<string, string>()
  for (const [step, one] of history.steps.entries()) {
    outcomes.push(await world.live(one))
    for (const name of publishedIn(world.output)) {
      const sums = readFileSync(join(world.output, name, 'SHA256SUMS'), 'utf8')
      if (last.get(name) === sums) continue
      last.set(name, sums)
      editions.push({ path: `${step}/${name}`, step, files: figuresBelow(join(world.output, name)) })
      onEdition(join(world.output, name))
    }
  }
  return { editions, outcomes }
}

function figuresBelow(folder: string): Edition['files'] {
  const tables = readdirSync(join(folder, 'data')).filter((name) => name.endsWith('.csv'))
  const names = ['datapackage.json', ...tables.map((name) => `data/${name}`)]
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

type World = { readonly output: string; readonly live: (step: Step) => Promise<string> }

function openWorld(history: History, folder: string): World {
  const output = join(folder, 'open-data')
  for (const state of ['state-essai', 'state-autre', 'state-web2']) giveKey(join(folder, state))
  const logs = openLogs(history, folder)
  const services = new Map<string, Settings>([['essai', history.settings]])
  let isShared = false
  const configurationOf = (id: string): Configuration =>
    configured(id, services.get(id) ?? history.settings, { history, folder, isShared })
  const runAll = async (request: Partial<RunRequest> = {}): Promise<string> => {
    const said: string[] = []
    if (isShared)
      said.push(await attempt(() => runMachine(history, folder, services.get('essai') ?? history.settings, logs.now())))
    for (const id of services.keys())
      said.push(await attempt(() => runAt(configurationOf(id), logs.now(), id === 'essai' ? request : {})))
    return said.join(', ')
  }
  /** A configuration that is refused is taken back, as an operator does who reads why. */
  const set = async (id: string, settings: Settings): Promise<string> => {
    const before = services.get(id)
    services.set(id, settings)
    const refused = await attempt(() => Promise.resolve(configurationOf(id)))
    if (refused === 'done') return runAll()
    if (before === undefined) services.delete(id)
    else services.set(id, before)
    return refused
  }
  return {
    output,
    live: (step) => {
      switch (step.does) {
        case 'days':
          logs.write(step.days)
          return runAll()
        case 'late':
          logs.writeLate(step)
          return Promise.resolve('done')
        case 'revise': {
          const revise = periodNamed(step.period)
          return revise === undefined ? Promise.resolve('no period') : runAll({ revise })
        }
        case 'set':
          return set('essai', { ...(services.get('essai') ?? history.settings), ...step.settings })
        case 'beside':
          return set('autre', step.settings)
        case 'adopt':
          rmSync(join(folder, 'state-essai'), { recursive: true, force: true })
          // Of the key a copy is kept elsewhere.
          giveKey(join(folder, 'state-essai'))
          return runAll(existsSync(join(output, 'essai')) ? { adopt: output } : {})
        case 'machine':
          isShared = true
          logs.share()
          return Promise.resolve('done')
      }
    },
  }
}

type Place = { readonly history: History; readonly folder: string; readonly isShared: boolean }

const texts = new Map<string, Configuration>()

/** Read once a text: to read a configuration takes half as long as a run. */
function configured(id: string, settings: Settings, { history, folder, isShared }: Place): Configuration {
  const sources = isShared && id === 'essai' ? 'sources: [ { id: web2, path: web2.tally } ]\n' : ''
  const text = `${commonYaml(id, history, settings)}output: open-data\nstate: state-${id}\n${sources}`
  return readOnce(text, folder)
}

function readOnce(text: string, folder: string): Configuration {
  const key = `${folder}\n${text}`
  const known = texts.get(key)
  if (known !== undefined) return known
  const { configuration, problems } = readConfiguration(text, 'comptage.yaml', { folder })
  if (configuration === undefined) throw new ProblemError(...problems)
  texts.set(key, configuration)
  return configuration
}

/** The same each time, so that the noise of a history is. */
function giveKey(state: string): void {
  mkdirSync(state, { recursive: true, mode: 0o700 })
  writeFileSync(join(state, 'noise.key'), Buffer.alloc(32, 7), { mode: 0o600 })
}

function commonYaml(id: string, { start, opens }: History, { k, timezone, tables, features }: Settings): string {
  const named = Object.entries(features).filter(([, paths]) => paths.length > 0)
  return `service: { id: ${id}, name: Essai, hosts: [ essai.example.fr ] }
timezone: ${timezone}
${opens ? `since: ${start}\n` : ''}malformed_limit: 100%
logs: [ { path: "logs/*", format: combined } ]
features:
${named.map(([feature, paths]) => `  - { id: ${feature}, match: [ ${paths.join(', ')} ] }\n`).join('')}protection: { k: ${k}, grace: 24h, revision_window: 9999d }
datasets:
${tables.map((table) => `  - { ${table} }\n`).join('')}`
}

async function runMachine(history: History, folder: string, settings: Settings, now: number): Promise<void> {
  const text = `${commonYaml('essai', history, settings).replace('logs/*', 'web2/*')}state: state-web2\n`
  const configuration = readOnce(text, folder)
  await runAt(configuration, now)
  await exportState({ configuration, tally: join(folder, 'web2.tally') })
}

function runAt(configuration: Configuration, now: number, request: Partial<RunRequest> = {}): Promise<unknown> {
  return runService({ configuration, ...request }, { ...REAL_TOOLS, now: () => now })
}

async function attempt(act: () => Promise<unknown>): Promise<string> {
  try {
    await act()
    return 'done'
  } catch (error) {
    if (!(error instanceof Error) || !('problems' in error)) throw error
    const { problems } = error as { readonly problems: readonly { readonly code: string }[] }
    return problems.map(({ code }) => code).join(' ')
  }
}

type Logs = {
  readonly now: () => number
  readonly write: (days: number) => void
  readonly writeLate: (uses: Uses & { readonly path: string; readonly day: number }) => void
  /** From now on a second machine has every other line. */
  readonly share: () => void
}

/** A day's lines are written when it is over; an hour of the next has begun when they are read. */
function openLogs(history: History, folder: string): Logs {
  for (const name of ['logs', 'web2']) mkdirSync(join(folder, name), { recursive: true })
  const paths = Object.keys(history.usual)
  let [day, isShared] = [0, false]
  const append = (lines: readonly string[]): void => {
    const own = lines.filter((_, i) => !isShared || i % 2 === 0)
    const others = lines.filter((_, i) => isShared && i % 2 === 1)
    appendFileSync(join(folder, 'logs/access.log'), own.join(''))
    if (others.length > 0) appendFileSync(join(folder, 'web2/access.log'), others.join(''))
  }
  const linesAt = (at: number, path: string, uses: Uses): readonly string[] =>
    linesOf(startOf(history) + at * DAY, path, uses)
  return {
    now: () => startOf(history) + day * DAY + 5 * 3_600_000,
    write: (days) => {
      for (const end = day + days; day < end; day++) {
        // What no feature takes, so that a log is never silent for long but where a day is.
        const other = history.silent.includes(day) ? [] : linesAt(day, '/autre', { uses: 2, errors: 0, entries: 0 })
        append([...other, ...paths.flatMap((path) => linesAt(day, path, usesOn(history, path, day)))])
      }
      append(linesOf(startOf(history) + day * DAY - 10 * 3_600_000, '/autre', { uses: 2, errors: 0, entries: 0 }))
    },
    writeLate: (late) => {
      if (late.day < day) append(linesAt(late.day, late.path, late))
    },
    share: () => {
      isShared = true
    },
  }
}

const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
]

/** Two in three are from a desk; at noon, so that each is of the same day in all time zones. */
function linesOf(start: number, path: string, { uses, errors, entries }: Uses): readonly string[] {
  const [, date, month, year] = new Date(start + DAY / 2).toUTCString().split(' ')
  const line = (status: number, referrer: string, at: number): string =>
    `192.0.2.1 - - [${date}/${month}/${year}:12:00:${String(at % 60).padStart(2, '0')} +0000] "GET ${path} HTTP/1.1" ${status} 9 "${referrer}" "${AGENTS[at % 3 === 2 ? 1 : 0]}"\n`
  return [
    ...Array.from({ length: uses }, (_, at) => line(200, at < entries ? '-' : 'https://essai.example.fr/', at)),
    ...Array.from({ length: errors }, (_, at) => line(500, '-', at)),
  ]
}
