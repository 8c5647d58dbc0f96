import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { REAL_TOOLS, type RunDone } from '../../src/pipeline/index.ts'
import type { Configuration } from '../../src/domain/service.ts'
import { openState } from '../../src/state/index.ts'
import { configuredService } from './service-of.ts'
import { runService } from './run-service.ts'

/** Logs below `logs/`, in any folder; a run a day, which tells how many lines were read by then. */
export type Setting = {
  readonly configuration: Configuration
  readonly at: (name: string) => string
  readonly put: (name: string, text: string | Uint8Array) => void
  readonly move: (from: string, to: string) => void
  /** @param passed is told each time that something is kept, or will be */
  readonly run: (day: number, passed?: (checkpoint: string) => void) => Promise<number>
  readonly codes: (day: number) => Promise<readonly string[]>
}

export function settleIn(folder: string): Setting {
  const { configuration } = configuredService(folder, ['{ id: aide, match: /aide }'], EXACT)
  const [entry] = configuration.logs
  if (entry === undefined) throw new Error('no entry')
  const logs = ['logs/*', 'logs/old/*', 'logs/vh/*/*'].map((path) => ({
    ...entry,
    path: { ...entry.path, value: join(folder, path) },
  }))
  const runAll = (day: number, checkpoint: (name: string) => void = () => undefined): Promise<RunDone> =>
    runService(
      { configuration: { ...configuration, logs } },
      { ...REAL_TOOLS, now: () => Date.UTC(2026, 2, 1) + day * 86_400_000, checkpoint },
    )
  const at = (name: string): string => join(folder, 'logs', name)
  const make = (name: string): string => {
    mkdirSync(dirname(at(name)), { recursive: true })
    return at(name)
  }
  return {
    configuration,
    at,
    put: (name, text) => writeFileSync(make(name), text),
    move: (from, to) => renameSync(at(from), make(to)),
    run: async (day, passed) => {
      await runAll(day, passed)
      const state = await openState(join(folder, 'state'), 'read')
      const lines = state.logs.linesConsumed()
      state.close()
      return lines
    },
    codes: async (day) => {
      const { problems } = await runAll(day)
      // Of the folders that are not there.
      return problems.map(({ code }) => code).filter((code) => code !== 'LOG_NOT_FOUND')
    },
  }
}

const EXACT = 'datasets: [ { by: [ day, feature ], protection: exact, accept_risk: true } ]\n'

/** Lines of one host; `name` tells hosts apart, and lines of different hours differ. */
export function lines(count: number, name = 'aide', hour = 0): string {
  return Array.from(
    { length: count },
    (_, i) =>
      `192.0.2.1 - - [01/Mar/2026:${String(hour).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}:00 +0000] "GET /${name} HTTP/1.1" 200 5 "-" "Mozilla/5.0 Firefox/128.0"\n`,
  ).join('')
}
