import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readConfiguration } from '../../src/config/index.ts'
import type { Configuration } from '../../src/domain/service.ts'
import { ProblemError } from '../../src/domain/problem.ts'
import { exportState, REAL_TOOLS, type RunDone, type RunRequest, type RunTools } from '../../src/pipeline/index.ts'
import { runService } from './run-service.ts'

const FEATURES = `features:
  - { id: simulateur, match: [ /simulateur ] }
  - { id: aide, match: [ /aide ] }
`

/** One configuration of the service, as every machine has it. */
export function configurationIn(folder: string, more = '', features = FEATURES): Configuration {
  const text = `service: { id: essai, name: Essai, publisher: { name: Ville } }
${more.includes('timezone:') ? '' : 'timezone: UTC\n'}${more.includes('malformed_limit:') ? '' : 'malformed_limit: 100%\n'}${features}state: state
${more}`
  const { configuration, problems } = readConfiguration(text, 'comptage.yaml', { folder })
  if (configuration === undefined) throw new ProblemError(...problems)
  return configuration
}

/** A machine behind a balancer: it reads its own logs, and publishes nothing. */
export type Machine = {
  readonly write: (text: string) => void
  readonly run: (now: number, tools?: Partial<RunTools>) => Promise<RunDone>
  readonly exportTo: (path: string) => Promise<unknown>
}

export function machineIn(folder: string, more = ''): Machine {
  mkdirSync(join(folder, 'logs'), { recursive: true })
  const configuration = configurationIn(folder, `logs: [ { path: "logs/*", format: combined } ]\n${more}`)
  return {
    write: (text) => appendFileSync(join(folder, 'logs/access.log'), text),
    run: (now, tools) => runService({ configuration }, { ...REAL_TOOLS, now: () => now, ...tools }),
    exportTo: (tally) => exportState({ configuration, tally }),
  }
}

export function runAt(configuration: Configuration, now: number, request: Partial<RunRequest> = {}): Promise<RunDone> {
  return runService({ configuration, ...request }, { ...REAL_TOOLS, now: () => now })
}
