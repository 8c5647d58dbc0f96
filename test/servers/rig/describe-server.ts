import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'vitest'

/**
 * A suite over a real server. Where its Debian package is missing it is skipped and says so; CI installs it (`.ci/run`),
 * so there it fails.
 */
export function describeServer(debianPackage: string, program: string, body: (path: string) => void): void {
  const path = pathOf(program)
  const title = `a real ${debianPackage}`
  if (path !== undefined) {
    describe(title, () => body(path))
  } else if (process.env['CI'] !== undefined) {
    it(title, () => {
      throw new Error(`${program} is missing: .ci/run installs the package ${debianPackage}`)
    })
  } else {
    console.warn(`skipped: ${title}. The program is missing: apt-get install ${debianPackage}`)
    // On a user's machine alone: a suite without a test would be an error, and one that is not named would be missed.
    it.skip(`${title}: ${program} is missing`, () => undefined)
  }
}

/** Servers are in sbin, which is in the PATH of root alone. */
function pathOf(program: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path))
}
