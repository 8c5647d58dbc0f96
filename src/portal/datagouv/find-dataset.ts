import { ProblemError } from '../../domain/problem.ts'
import { lookUp } from '../http/ask.ts'
import type { Send, Target } from '../portal.ts'
import { OUR_DATASET } from './dataset-body.ts'
import { DATASET, DATASETS, MADE, type PortalDataset } from './shapes.ts'

/**
 * The dataset that is given, else the one that bears our name among those of the key's owner and organizations.
 *
 * @throws ProblemError if it is absent, deleted, another folder's, or one of several
 */
export async function findDataset(name: string, target: Target, send: Send): Promise<PortalDataset | undefined> {
  const id = target.dataset ?? (await findOurs(name, target, send))
  if (id === undefined) return undefined
  const found = await lookUp(send, { method: 'GET', path: `/datasets/${encodeURIComponent(id)}/` }, DATASET)
  if (found === undefined) throw unclear(id, 'absent')
  if (found.deleted) throw unclear(id, 'deleted')
  const owner = found.extras?.[OUR_DATASET]
  if (typeof owner === 'string' && owner !== name) throw unclear(id, 'another', [owner])
  return found
}

async function findOurs(name: string, target: Target, send: Send): Promise<string | undefined> {
  const organization = await findOrganization(target, send)
  const wanted = 'id,deleted,organization{id},extras'
  const all = await lookUp(send, { method: 'GET', path: '/me/org_datasets/', wanted }, DATASETS)
  const ours = (all ?? []).filter(
    ({ extras, deleted, organization: owner }) =>
      extras?.[OUR_DATASET] === name && !deleted && (organization === undefined || owner?.id === organization),
  )
  if (ours.length > 1)
    throw unclear(
      name,
      'several',
      ours.map(({ id }) => id),
    )
  return ours[0]?.id
}

/** The identifier of the organization that is given by identifier or by name. */
export async function findOrganization({ organization, isBlind }: Target, send: Send): Promise<string | undefined> {
  if (organization === undefined || isBlind === true) return organization
  const path = `/organizations/${encodeURIComponent(organization)}/`
  const found = await lookUp(send, { method: 'GET', path }, MADE)
  if (found === undefined) throw new ProblemError({ code: 'PORTAL_ORGANIZATION', why: 'absent', organization })
  return found.id
}

type Why = 'absent' | 'deleted' | 'several' | 'another'

function unclear(dataset: string, why: Why, found?: readonly string[]): ProblemError {
  return new ProblemError({ code: 'PORTAL_DATASET', dataset, why, ...(found && { found }) })
}
