import { ProblemError, type Problem } from '../../domain/problem.ts'
import { lookUp } from '../http/ask.ts'
import type { Send, Target } from '../portal.ts'
import { extraOf, OUR_DATASET, packageName } from './package-body.ts'
import { PACKAGE, type PortalPackage } from './shapes.ts'

/**
 * The dataset that is given, else the one with our name, which has to bear our mark: names are taken by whoever comes
 * first.
 *
 * @throws ProblemError if it is absent, deleted, not ours, or another folder's
 */
export async function findPackage(name: string, target: Target, send: Send): Promise<PortalPackage | undefined> {
  const dataset = target.dataset ?? packageName(name)
  const isGiven = target.dataset !== undefined
  const path = `/package_show?id=${encodeURIComponent(dataset)}`
  const found = (await lookUp(send, { method: 'GET', path }, PACKAGE))?.result
  const unfit = found === undefined ? absentIf(isGiven) : unfitness(found, name, isGiven)
  if (unfit !== undefined) throw new ProblemError({ code: 'PORTAL_DATASET', dataset, ...unfit })
  return found
}

type Unfit = Omit<Extract<Problem, { readonly code: 'PORTAL_DATASET' }>, 'code' | 'dataset'>

function absentIf(isGiven: boolean): Unfit | undefined {
  return isGiven ? { why: 'absent' } : undefined
}

function unfitness({ state, extras }: PortalPackage, name: string, isGiven: boolean): Unfit | undefined {
  if (state === 'deleted') return { why: 'deleted' }
  const owner = extraOf(extras, OUR_DATASET)
  if (typeof owner !== 'string') return isGiven ? undefined : { why: 'not-ours' }
  return owner === name ? undefined : { why: 'another', found: [owner] }
}
