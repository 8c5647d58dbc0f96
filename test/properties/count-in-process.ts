import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { readConfiguration } from '../../src/config/index.ts'
import type { Hit } from '../../src/domain/hit.ts'
import type { Configuration } from '../../src/domain/service.ts'
import { countLogs, publicationOf, renderTableAs, type CountRequest, type Ledger } from '../../src/pipeline/index.ts'
import { isSealed } from '../../src/protect/index.ts'
import { renderFolders, type Publication } from '../../src/publish/index.ts'

/** All that a count may tell anybody. */
export type Outputs = {
  /** What stdout would get, a table each. */
  readonly tables: Readonly<Record<string, string>>
  /** Every file of both folders. */
  readonly files: Readonly<Record<string, string>>
  readonly ledger: Ledger
  /** What stderr would say. */
  readonly problems: readonly object[]
}

export type CountOptions = Pick<CountRequest, 'format' | 'malformedLimit'> & { readonly onHit?: (hit: Hit) => void }

export function configurationOf(yaml: string): Configuration {
  const { configuration, problems } = readConfiguration(yaml, 'comptage.yaml', { folder: '/' })
  if (configuration === undefined) throw new Error(JSON.stringify(problems))
  return configuration
}

/** Counts logs through the product's own path, in this process. Log n is always the same file, so that no name differs. */
export async function countInProcess(
  configuration: Configuration,
  logs: readonly (string | Uint8Array)[],
  { onHit, ...request }: CountOptions = {},
): Promise<Outputs> {
  const paths = logs.map((_, n) => join(folder, `${String(n).padStart(3, '0')}.log`))
  // The file that made it takes it away, and others share this module.
  mkdirSync(folder, { recursive: true })
  paths.forEach((path, n) => writeFileSync(path, logs[n] ?? ''))
  const observer = onHit === undefined ? {} : { onHit }
  const counted = await countLogs({ configuration, logs: paths, acceptRisk: true, ...request }, observer)
  const publication = publicationOf(counted)
  if (publication === undefined) throw new Error('an alarm went off')
  const folders = renderFolders(publication, isSealed)
  const names = publication.tables.map(({ spec }) => spec.name)
  return {
    tables: Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await csvOf(publication, name)] as const)),
    ),
    files: Object.fromEntries(
      folders.flatMap(({ name, files }) => files.map((file) => [`${name}/${file.path}`, file.text])),
    ),
    ledger: counted.ledger,
    problems: counted.problems,
  }
}

async function csvOf(publication: Publication, name: string): Promise<string> {
  return String(await renderTableAs('csv', publication, name))
}

const folder = mkdtempSync(join(tmpdir(), 'comptage-properties-'))
afterAll(() => rmSync(folder, { recursive: true }))
