import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../../src/domain/finding.ts'
import { verifyFolder } from '../../src/pipeline/index.ts'

/** What `verify` finds in each folder that a service has published. */
export function findingsIn(output: string): readonly (Finding & { readonly folder: string })[] {
  const folders = publishedIn(output)
  if (folders.length === 0) throw new Error('nothing is published')
  return folders.flatMap((folder) =>
    verifyFolder({ folder: join(output, folder) }).findings.map((one) => ({ ...one, folder })),
  )
}

export function publishedIn(output: string): readonly string[] {
  if (!existsSync(output)) return []
  return readdirSync(output).filter((folder) => existsSync(join(output, folder, 'datapackage.json')))
}
