import type { Language } from '../../domain/service.ts'
import { fileName, type DatasetFile, type Words } from '../dataset.ts'
import { damaged } from './damaged.ts'
import type { Descriptor, Resource } from './descriptor.ts'
import type { Folder } from './open-folder.ts'
import { inBoth } from './in-both.ts'

/** The files of the resources: of one that is split by year, each part. */
export function dataFiles(folder: Folder, { resources }: Descriptor, language: Language): readonly DatasetFile[] {
  const files = resources.flatMap((resource) => filesOf(resource, folder, language))
  const twice = files.find(({ path }, position) => files.findIndex((other) => other.path === path) !== position)
  if (twice !== undefined) throw damaged('datapackage.json', 'unexpected', twice.path)
  return files
}

function filesOf(resource: Resource, folder: Folder, language: Language): readonly DatasetFile[] {
  const { format, mediatype, comptage } = resource
  const description = inBoth(language, resource, comptage.labels, 'description')
  const title = inBoth(language, resource, comptage.labels, 'title')
  const parts = partsOf(resource)
  return parts.map(({ path, bytes, hash }) => {
    const file = folder.read(path)
    if (file.bytes.length !== bytes) throw damaged(path, 'size')
    if (`sha256:${file.sha256}` !== hash) throw damaged(path, 'checksum')
    return {
      path,
      ...file,
      title: parts.length === 1 ? title : withName(title, path),
      description,
      isData: true,
      format,
      mediaType: mediatype,
    }
  })
}

function partsOf({ path, bytes, hash, comptage: { parts } }: Resource) {
  const paths = typeof path === 'string' ? [path] : path
  if (hash !== undefined && paths.length === 1) return paths.map((one) => ({ path: one, bytes, hash }))
  // The standard has no hash of several files: each has its own, in the same order.
  if (parts?.map((part) => part.path).join() !== paths.join())
    throw damaged('datapackage.json', 'unexpected', 'resources.comptage.parts')
  return parts
}

/** `Par jour et fonctionnalité (day-feature-2025)`. */
function withName(title: Words, path: string): Words {
  const name = fileName(path).split('.')[0] ?? ''
  return { fr: `${title.fr} (${name})`, en: `${title.en} (${name})` }
}
