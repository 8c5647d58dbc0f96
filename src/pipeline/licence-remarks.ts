import type { Problem } from '../domain/problem.ts'
import type { Configuration } from '../domain/service.ts'
import { tierOf, type TableSpec, type Tier } from '../domain/table.ts'
import { listLicences, type ListedLicence } from '../publish/index.ts'

/** What the licences of the tables may not be fit for. */
export function licenceRemarks(
  chosen: Configuration['licences'],
  specs: readonly Pick<TableSpec, 'dimensions'>[],
): readonly Problem[] {
  const tiers = new Set(specs.map((spec) => tierOf(spec)))
  return listLicences().flatMap((licence) =>
    [...tiers].filter((tier) => chosen[tier] === licence.id).flatMap((tier) => remarksOn(licence, tier)),
  )
}

/** Before something is published: where nobody is named, it says that the service publishes it. */
export function publisherRemarks({ publisher, name }: Configuration['service']): readonly Problem[] {
  return publisher === undefined ? [{ code: 'PUBLISHER_UNNAMED', service: name }] : []
}

/** Before something is published: a popular name among few siblings may be somebody's, and only the operator can tell. */
export function reviewRemarks({ unreviewed }: Configuration): readonly Problem[] {
  return unreviewed === undefined ? [] : [{ code: 'REVIEW_LEFT', ...unreviewed }]
}

function remarksOn({ id: licence, isForAdministrations, isShareAlike }: ListedLicence, tier: Tier): readonly Problem[] {
  return [
    ...(isForAdministrations ? [] : [{ code: 'LICENCE_NOT_FOR_ADMINISTRATIONS', tier, licence } as const]),
    ...(isShareAlike || tier === 'summary' ? [] : [{ code: 'LICENCE_NOT_SHARE_ALIKE', licence } as const]),
  ]
}
