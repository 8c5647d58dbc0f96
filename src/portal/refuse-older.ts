import { ProblemError } from '../domain/problem.ts'
import type { Dataset } from './dataset.ts'
import type { Portal, Target } from './portal.ts'

/**
 * A portal that lets no folder take the place of a later version: a backup, or a count made anew, would take back what
 * readers have.
 *
 * @throws ProblemError from `find`
 */
export function refuseOlder(portal: Portal, { name, version }: Dataset, { older }: Target): Portal {
  if (older === true) return portal
  return {
    ...portal,
    find: async () => {
      const shelf = await portal.find()
      const there = shelf?.version
      if (there !== undefined && isAhead(there, version))
        throw new ProblemError({ code: 'PORTAL_AHEAD', dataset: name, there, version })
      return shelf
    },
  }
}

/** What somebody else called a version compares with none of ours. */
function isAhead(there: string, version: string): boolean {
  return VERSION.test(there) && inOrder(there) > inOrder(version)
}

const VERSION = /^\d{1,9}\.\d{1,9}\.\d{1,9}$/

/** A text that sorts as the version does. */
function inOrder(version: string): string {
  return version
    .split('.')
    .map((number) => number.padStart(9, '0'))
    .join('.')
}
