import { describe, it } from 'vitest'
import { has, pathOf, type Need } from '../../machine.js'

/** A suite over a real server. Where it is missing it is skipped and says so; CI installs it (`.ci/run`), so there it fails. */
export function describeServer(server: Need, body: (path: string) => void): void {
  const path = pathOf(server)
  const title = `a real ${server}`
  if (path !== undefined) describe(title, () => body(path))
  else if (has(server)) {
    it(title, () => {
      throw new Error(`${server} is missing: .ci/run installs it`)
    })
  } else {
    // A suite without a test would be an error, and one that is not named would be missed.
    it.skip(`${title}: it is missing`, () => undefined)
  }
}
