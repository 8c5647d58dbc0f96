import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfiguration } from '../../src/config/index.ts'
import { ProblemError } from '../../src/domain/problem.ts'
import type { Configuration } from '../../src/domain/service.ts'
import { REAL_TOOLS, type RunDone, type RunRequest, type RunTools } from '../../src/pipeline/index.ts'
import { runService } from './run-service.ts'

const DATASETS = `datasets:
  - { by: [ day, feature ], measures: [ requests, errors ], protection: exact, accept_risk: true }
  - { by: [ month, feature ], measures: [ requests, errors ], protection: exact, accept_risk: true }
  - { by: [ month, feature, device ], measures: [ requests ], protection: exact, accept_risk: true }
`

/** A service whose logs, state and output are below `folder`. */
export type TestService = {
  readonly run: (tools?: Partial<RunTools>, request?: Partial<RunRequest>) => Promise<RunDone>
  /** The published files of figures, by their path. */
  readonly figures: () => Readonly<Record<string, string>>
  readonly configuration: Configuration
  readonly state: string
  readonly output: string
}

export function serviceOf(
  folder: string,
  yaml: string = DATASETS,
  format = 'combined',
  more = '',
  logs = 'logs/*',
): TestService {
  mkdirSync(folder, { recursive: true })
  const text = `service: { id: essai, name: Essai }
timezone: UTC
malformed_limit: 100%
logs: [ { path: "${logs}", format: ${format} } ]
features:
  - { id: simulateur, match: [ /simulateur ] }
  - { id: aide, match: [ /aide ] }
${more}${`${more}${yaml}`.includes('protection: { k') ? '' : 'protection: { revision_window: 9999d }\n'}output: open-data
state: state
${yaml}`
  writeFileSync(join(folder, 'comptage.yaml'), text)
  const { configuration, problems } = readConfiguration(text, 'comptage.yaml', { folder })
  if (configuration === undefined) throw new ProblemError(...problems)
  const output = join(folder, 'open-data')
  return {
    configuration,
    state: join(folder, 'state'),
    output,
    run: (tools = {}, request = {}) => runService({ configuration, ...request }, { ...REAL_TOOLS, ...tools }),
    figures: () => figuresBelow(output),
  }
}

function figuresBelow(output: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const dataset of ['essai', 'essai-detail']) {
    const data = join(output, dataset, 'data')
    for (const name of namesIn(data))
      if (name.endsWith('.csv')) found[`${dataset}/${name}`] = readFileSync(join(data, name), 'utf8')
  }
  return found
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

/** Days and months at the threshold. */
export const DAYS = 'datasets: [ { by: [ day, feature ] }, { by: [ month, feature ] } ]\n'

const EXACT = DATASETS.split('\n').slice(0, 3).join('\n')

/** A service whose configuration changes: the same logs, state and output, with these features. */
export type ConfiguredService = {
  readonly configuration: Configuration
  readonly output: string
  /** @param day since the first of March 2026 */
  readonly run: (day: number, request?: Partial<RunRequest>) => Promise<RunDone>
}

/** @param more tables and other keys */
export function configuredService(folder: string, features: readonly string[], more = `${EXACT}\n`): ConfiguredService {
  /** The key, unless `more` has one of its own. */
  const unless = (key: string, line: string): string => (more.includes(`${key}:`) ? '' : `${line}\n`)
  const text = `${unless('service', 'service: { id: essai, name: Essai }')}${unless('timezone', 'timezone: UTC')}${unless('logs', 'logs: [ { path: "logs/*", format: combined } ]')}features:
${features.map((feature) => `  - ${feature}\n`).join('')}${unless('output', 'output: open-data')}state: state
${unless('malformed_limit', 'malformed_limit: 100%')}${more}`
  const { configuration, problems } = readConfiguration(text, 'comptage.yaml', { folder })
  if (configuration === undefined) throw new ProblemError(...problems)
  return {
    configuration,
    output: join(folder, 'open-data'),
    run: (day, request = {}) =>
      runService({ configuration, ...request }, { ...REAL_TOOLS, now: () => Date.UTC(2026, 2, 1) + day * 86_400_000 }),
  }
}
