import { fileName, type Dataset, type DatasetFile } from '../dataset.ts'
import { fingerprintOf } from '../fingerprint.ts'
import { inTwo } from '../text-for-portal.ts'
import { FINGERPRINT } from './dataset-body.ts'
import type { PortalResource } from './shapes.ts'

/** By which the resource is found again, in its extras. */
export const OUR_FILE = 'comptage:path'
/** Of its content. */
export const OUR_SUM = 'comptage:sha256'

export function resourceBody(file: DatasetFile, dataset: Dataset, extras: Readonly<Record<string, unknown>>) {
  const { path, sha256, title, description, isData } = file
  const told = {
    title: title[dataset.language],
    description: inTwo(description, dataset),
    type: isData ? 'main' : 'documentation',
  }
  return {
    ...told,
    extras: { ...extras, [OUR_FILE]: path, [OUR_SUM]: sha256, [FINGERPRINT]: fingerprintOf({ told, sha256 }) },
  }
}

/** data.gouv.fr takes no Markdown, and nothing without an ending. */
export function uploadName({ path }: DatasetFile): string {
  const name = fileName(path)
  return name.includes('.') ? name.replace(/\.md$/, '.txt') : `${name}.txt`
}

/** An upload leaves a resource with the name of the file as its title, in the portal's spelling. */
export function isJustUploaded({ title }: PortalResource, file: DatasetFile): boolean {
  return plain(title ?? '') === plain(uploadName(file))
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[_ -]+/g, '-')
}
