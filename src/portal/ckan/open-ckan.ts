import { ProblemError } from '../../domain/problem.ts'
import { chooseLicence } from '../choose-licence.ts'
import type { Dataset } from '../dataset.ts'
import { ask, lookUp } from '../http/ask.ts'
import type { Portal, Send, Target } from '../portal.ts'
import { findPackage } from './find-package.ts'
import { openShelf } from './open-shelf.ts'
import { newPackage } from './package-body.ts'
import { LICENCES, PACKAGE } from './shapes.ts'

/** The licence of CKAN that only says that the source is to be named; the name and address of ours stand beside it. */
const OTHER_LICENCE = 'other-at'

/** A portal made of CKAN. */
export function openCkan(dataset: Dataset, target: Target, send: Send): Portal {
  return {
    find: async () => {
      const found = await findPackage(dataset.name, target, send)
      return found && openShelf(dataset, await licenceOf(dataset, send), found, send)
    },
    create: async () => {
      const { organization } = target
      // CKAN keeps only the datasets of organizations from the public, until they are complete.
      if (organization === undefined) throw new ProblemError({ code: 'PORTAL_ORGANIZATION', why: 'needed' })
      const licence = await licenceOf(dataset, send)
      const json = newPackage(dataset, licence, organization)
      const made = await ask(send, { method: 'POST', path: '/package_create', json }, PACKAGE)
      return openShelf(dataset, licence, { ...made.result, private: true, extras: json.extras }, send)
    },
  }
}

async function licenceOf({ licence }: Dataset, send: Send): Promise<string> {
  const listed = await lookUp(send, { method: 'GET', path: '/license_list' }, LICENCES)
  return chooseLicence(
    licence,
    listed?.result.map(({ id }) => id),
    OTHER_LICENCE,
  )
}
