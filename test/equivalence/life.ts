import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { Sqlite } from '../sqlite.ts'
import type { Configuration } from '../../src/domain/service.ts'

export type Build = typeof import('../../src/pipeline/index.ts') &
  Pick<typeof import('../../src/config/index.ts'), 'readConfiguration'>
type RunRequest = import('../../src/pipeline/index.ts').RunRequest

/** What is there after a run: by the place, a text of it. */
type Look = ReadonlyMap<string, string>

/** A service that a build runs, and all that came of it. */
export type Life = {
  readonly home: string
  readonly looks: Look[]
  /** `done`, or the codes of a refusal, of each run. */
  readonly outcomes: string[]
  /** Codes of what `verify` finds in the end. */
  readonly findings: string[]
  /** @returns undefined where the configuration is refused, which is an answer */
  readonly configured: (yaml: string) => Configuration | undefined
  /** @param stopAt the checkpoint at which it is killed */
  readonly run: (
    configuration: Configuration,
    now: number,
    request?: Partial<RunRequest>,
    stopAt?: number,
  ) => Promise<boolean>
  readonly status: (configuration: Configuration, now: number) => Promise<void>
  readonly makeNoiseKey: (state: string) => void
  readonly end: () => void
}

export function openLife(build: Build, home: string): Life {
  mkdirSync(join(home, 'logs'), { recursive: true })
  const note = (answer: string, value: unknown): void => {
    life.looks.push(
      new Map([
        [`answer of ${answer}`, textOf(value)],
        ...stateIn(join(home, 'state')),
        ...filesIn(join(home, 'open-data')),
      ]),
    )
  }
  const asked = async <T>(answer: string, act: () => T | Promise<T>): Promise<boolean> => {
    try {
      note(answer, await act())
      life.outcomes.push(answer)
      return true
    } catch (error) {
      const { problems = [] } = error as { readonly problems?: readonly { readonly code: string }[] }
      note(answer, { problems, why: (error as Error).message })
      life.outcomes.push(
        problems.length === 0
          ? `${answer} ${(error as Error).message}`
          : `${answer} ${problems.map(({ code }) => code).join(' ')}`,
      )
      return false
    }
  }
  const life: Life = {
    home,
    looks: [],
    outcomes: [],
    findings: [],
    configured: (yaml) => {
      const { configuration, problems } = build.readConfiguration(yaml, 'comptage.yaml', { folder: home })
      try {
        if (configuration !== undefined) build.planCount({ configuration })
        else note('configuration', problems)
        return configuration
      } catch (error) {
        note('configuration', error)
        return undefined
      }
    },
    run: (configuration, now, request = {}, stopAt = Infinity) => {
      let passed = 0
      const checkpoint = (): void => {
        passed += 1
        if (passed > stopAt) throw new Error('stopped')
      }
      return asked(nameOf(request), () =>
        at(now, () =>
          build.runService({ configuration, ...request }, { ...build.REAL_TOOLS, now: () => now, checkpoint }),
        ),
      )
    },
    status: async (configuration, now) => {
      await asked('status', () => at(now, () => build.statusOf(configuration, { now })))
      await asked('check', () => at(now, () => build.whatWouldChange(build.planCount({ configuration }))))
    },
    makeNoiseKey: build.makeNoiseKeyIn,
    end: () => {
      const published = ['essai', 'essai-detail'].map((name) => join(home, 'open-data', name))
      const found = published
        .filter((folder) => existsSync(join(folder, 'datapackage.json')))
        .map((folder) => build.verifyFolder({ folder }).findings)
      life.findings.push(...new Set(found.flat().map(({ code }) => code)))
      note('verify', found)
    },
  }
  return life
}

function nameOf({ revise, adopt, dryRun }: Partial<RunRequest>): string {
  return [['run', revise && 'revise', adopt !== undefined && 'adopt', dryRun && 'rehearse']]
    .flat()
    .filter((word) => typeof word === 'string')
    .join(' ')
}

async function at<T>(now: number, act: () => Promise<T>): Promise<T> {
  const real = Date.now
  Date.now = () => now
  try {
    return await act()
  } finally {
    Date.now = real
  }
}

function textOf(value: unknown): string {
  const plain = (_: string, part: unknown): unknown =>
    part instanceof Map
      ? [...(part as Map<unknown, unknown>)]
      : part instanceof Set
        ? [...(part as Set<unknown>)]
        : part
  return JSON.stringify(value, plain, 1)
}

/** Inodes are others in each life, and a hash over the paths and times of all that was published. */
const LEFT_OUT = { columns: ['file'], facts: ['published'], files: '.comptage.logs.' }

function stateIn(folder: string): readonly (readonly [string, string])[] {
  if (!existsSync(join(folder, 'state.db'))) return []
  const db = new Sqlite(join(folder, 'state.db'), { readonly: true })
  try {
    const tables = db.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all()
    return tables.sort().map((table) => {
      const rows = db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all()
      const kept = rows.filter(({ name }) => table !== 'fact' || !LEFT_OUT.facts.includes(String(name)))
      const texts = kept.map((row) =>
        JSON.stringify(Object.entries(row).filter(([column]) => !LEFT_OUT.columns.includes(column))),
      )
      return [`table ${table}`, brief(texts.sort().join('\n'))] as const
    })
  } finally {
    db.close()
  }
}

function filesIn(folder: string): readonly (readonly [string, string])[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith(LEFT_OUT.files))
    .map((entry) => [`file ${join(entry.parentPath, entry.name).slice(folder.length + 1)}`, contentOf(entry)] as const)
}

function contentOf(entry: Dirent): string {
  const path = join(entry.parentPath, entry.name)
  return entry.isSymbolicLink() ? readlinkSync(path) : brief(readFileSync(path, 'latin1'))
}

/** Whole texts of all runs take long to clear away: only where a difference is to be shown. */
function brief(text: string): string {
  return process.env['COMPTAGE_SHOW'] === undefined ? createHash('md5').update(text).digest('hex') : text
}
