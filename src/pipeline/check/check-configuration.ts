import type { Feature } from '../../domain/feature.ts'
import type { Problem } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import { checkExamples } from '../../feature/index.ts'
import { basesBelow, foldersOf } from '../../publish/index.ts'
import { openExplainer } from '../explain/explain-request.ts'
import { licenceRemarks, publisherRemarks, reviewRemarks } from '../licence-remarks.ts'
import { draftCount, type CountPlan } from '../plan-count.ts'
import { formatProblems } from '../reading/format/choose-format.ts'
import { hasState, stateFolderIfAny } from '../../state/index.ts'
import { remarkFoldersOfAnother } from '../remark-folders-of-another.ts'
import { remarkFilesInTheWay, remarkStateInOutput } from '../state-apart.ts'

type ConfigurationChecked = {
  readonly plan: CountPlan
  /** All that is wrong or worth knowing. */
  readonly problems: readonly Problem[]
  /** The state folder; undefined: nothing names one, and this user has no home. A run with the same user would refuse that. */
  readonly folder: string | undefined
}

/**
 * Checks a configuration that could be read: its patterns, tables, examples and log formats.
 *
 * @param format instead of the formats of the configuration
 * @param state instead of the state folder of the configuration
 */
export function checkConfiguration(
  configuration: Configuration,
  format?: string,
  state?: string,
): ConfigurationChecked {
  const plan = draftCount({ configuration, ...(format === undefined ? {} : { format }) })
  const folder = stateFolderIfAny(configuration, state)
  return {
    plan,
    folder,
    problems: [
      ...plan.remarks,
      ...importRemarks(plan.configuration.features),
      ...familyRemarks(plan.configuration),
      ...reviewRemarks(plan.configuration),
      ...problemsOfExamples(plan),
      ...formatProblems(plan),
      ...licenceRemarks(plan.configuration.licences, plan.specs),
      ...(configuration.output === undefined ? [] : publisherRemarks(configuration.service)),
      ...addressRemarks(plan.configuration),
      ...(folder === undefined ? [] : remarkStateInOutput(plan.configuration, folder)),
      ...remarkFilesInTheWay([folder, configuration.output]),
      ...othersFolders(plan.configuration, folder),
    ],
  }
}

/** Before the first run: `status` tells of those that a later one refuses. */
function othersFolders({ output, service }: Configuration, folder: string | undefined): readonly Problem[] {
  if (output === undefined || (folder !== undefined && hasState(folder))) return []
  return remarkFoldersOfAnother(output, foldersOf(service.id))
}

/** Whoever declares a family and forgets to say who is of it would wonder where it is. */
function familyRemarks({ families, features }: Configuration): readonly Problem[] {
  const named = new Set(features.map(({ family }) => family))
  return families.flatMap(({ value: { id }, place }) =>
    named.has(id) ? [] : [{ code: 'FAMILY_EMPTY', place, family: id }],
  )
}

/** Where a pattern cannot be read, an example that misses would only say so once more. */
function problemsOfExamples(plan: CountPlan): readonly Problem[] {
  if (plan.remarks.some(({ code }) => code === 'PATTERN_SYNTAX')) return []
  const explain = openExplainer(plan)
  return checkExamples(plan.configuration.features, (request) => explain(request).featureIndex)
}

/** What third parties wrote and none may hold, or no pattern can say, stops no count: it is left out, and said here, a document once. */
function importRemarks(features: readonly Feature[]): readonly Problem[] {
  const imported = features.flatMap(({ match: [first], origin }) =>
    first === undefined || origin === undefined ? [] : [{ place: first.place, ...origin }],
  )
  // All features of an entry have its place.
  const firsts = imported.filter(({ place }, i) => imported.findIndex((one) => one.place === place) === i)
  return firsts.flatMap(({ place, path, leftOut }): readonly Problem[] => {
    const cleaned = imported.flatMap((one) => (one.place === place && one.removed !== undefined ? [one.removed] : []))
    const removed = [...new Set(cleaned.flat())].toSorted()
    return [
      ...(cleaned.length > 0
        ? [{ code: 'IMPORT_CLEANED', place, path, titles: cleaned.length, removed } as const]
        : []),
      ...(leftOut === undefined ? [] : [{ code: 'IMPORT_LEFT_OUT', place, path, leftOut } as const]),
    ]
  })
}

/** Datasets of other services in the same folder that have another base of addresses: the catalogue leaves out theirs, or ours. */
function addressRemarks(configuration: Configuration): readonly Problem[] {
  const { output, publicationUrl: url, publicationUrlPlace: place, service } = configuration
  if (output === undefined || url === undefined || place === undefined) return []
  const own = foldersOf(service.id)
  const base = url.endsWith('/') ? url : `${url}/`
  const other = basesBelow(output).find((one) => !own.includes(one.folder) && one.base !== base)
  return other === undefined ? [] : [{ code: 'ADDRESSES_DIFFER', place, url, folder: other.folder, other: other.base }]
}
