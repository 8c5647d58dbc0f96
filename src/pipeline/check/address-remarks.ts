import type { Problem } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import { basesBelow, foldersOf } from '../../publish/index.ts'

/** Datasets of other services in the same folder that have another base of addresses: the catalogue leaves out theirs, or ours. */
export function addressRemarks(configuration: Configuration): readonly Problem[] {
  const { output, publicationUrl: url, publicationUrlPlace: place, service } = configuration
  if (output === undefined || url === undefined || place === undefined) return []
  const own = foldersOf(service.id)
  const base = url.endsWith('/') ? url : `${url}/`
  const other = basesBelow(output).find((one) => !own.includes(one.folder) && one.base !== base)
  return other === undefined ? [] : [{ code: 'ADDRESSES_DIFFER', place, url, folder: other.folder, other: other.base }]
}
