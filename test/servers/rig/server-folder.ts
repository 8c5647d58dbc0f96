import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { GUIDE_CHANGED } from './exchanges.ts'

/** The pages that are files. A path without one is a 404. */
const PAGES = ['index.html', 'simulateur', 'café', 'recherche', 'style.css', 'guide.pdf', 'pret']

/**
 * A folder for a server's configuration, logs and pages (`site/`), gone after the tests of the file. All may write in it:
 * started by root, some servers become another user first.
 */
export function serverFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `comptage-${name}-`))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'site'))
  for (const page of PAGES) writeFileSync(join(folder, 'site', page), 'abcdefghij')
  utimesSync(join(folder, 'site', 'guide.pdf'), GUIDE_CHANGED, GUIDE_CHANGED)
  chmodSync(folder, 0o777)
  return folder
}
