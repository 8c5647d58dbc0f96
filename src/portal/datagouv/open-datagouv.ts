import { chooseLicence } from '../choose-licence.ts'
import type { Dataset } from '../dataset.ts'
import { ask, lookUp } from '../http/ask.ts'
import type { Portal, Send, Target } from '../portal.ts'
import { newDataset } from './dataset-body.ts'
import { findDataset, findOrganization } from './find-dataset.ts'
import { DATASET, LICENCES } from './shapes.ts'
import { openShelf } from './open-shelf.ts'

/** data.gouv.fr, or any other portal made of udata. */
export function openDatagouv(dataset: Dataset, target: Target, send: Send): Portal {
  return {
    find: async () => {
      const found = await findDataset(dataset.name, target, send)
      return found && openShelf(dataset, await licenceOf(dataset, send), found, send)
    },
    create: async () => {
      const licence = await licenceOf(dataset, send)
      const json = newDataset(dataset, licence, await findOrganization(target, send))
      const made = await ask(send, { method: 'POST', path: '/datasets/', json }, DATASET)
      return openShelf(dataset, licence, { ...made, private: true, extras: json.extras }, send)
    },
  }
}

async function licenceOf({ licence }: Dataset, send: Send): Promise<string> {
  const listed = await lookUp(send, { method: 'GET', path: '/datasets/licenses/' }, LICENCES)
  return chooseLicence(
    licence,
    listed?.map(({ id }) => id),
  )
}
