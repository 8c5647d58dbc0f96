import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { linesOf } from './lines-of.ts'
import { configuredService, type ConfiguredService } from './service-of.ts'

/** A service of a week of March 2026, each of whose uses took so many seconds, `0.600`. @param tables as `datasets:` lists them */
export function timedService(folder: string, seconds: string, tables: string): ConfiguredService {
  mkdirSync(join(folder, 'logs'))
  const lines = linesOf(8_000, Date.UTC(2026, 2, 1)).replaceAll('"\n', `" ${seconds}\n`)
  writeFileSync(join(folder, 'logs', 'access.log'), lines)
  return configuredService(
    folder,
    ['{ id: aide, match: [ /aide ] }'],
    `logs: [ { path: "logs/*", format: combined_time } ]
since: 2026-03-01
datasets: [ ${tables} ]
`,
  )
}
