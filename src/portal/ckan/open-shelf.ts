import { fileName, type Dataset, type DatasetFile } from '../dataset.ts'
import { fingerprintOf } from '../fingerprint.ts'
import type { Send, Shelf } from '../portal.ts'
import { inTwo } from '../text-for-portal.ts'
import { completePackage, extraOf, FINGERPRINT, OUR_DATASET } from './package-body.ts'
import type { PortalPackage, PortalResource } from './shapes.ts'

/** A dataset of CKAN. There, one call uploads a file and describes it. */
export function openShelf(dataset: Dataset, licence: string, found: PortalPackage, send: Send): Shelf {
  const resources = found.resources ?? []
  return {
    page: undefined,
    version: found.version ?? undefined,
    put: (file) => put(file, found.id, resources, dataset, send),
    removeOthers: async () => {
      const paths = new Set(dataset.files.map((file) => file.path))
      for (const { id, comptage_path: path } of resources)
        if (path && !paths.has(path)) await send({ method: 'POST', path: '/resource_delete', json: { id } })
    },
    complete: async () => {
      const { id } = found
      const extras = found.extras ?? []
      const held = extraOf(extras, FINGERPRINT)
      // A dataset of ours that was never complete is private because we made it so; any other, because somebody wants it.
      const isOurDraft = extraOf(extras, OUR_DATASET) !== undefined && held === undefined
      const isPrivate = found.private === true && !isOurDraft
      const { fingerprint, ...json } = completePackage(dataset, licence, { id, isPrivate, extras })
      if (fingerprint !== held) await send({ method: 'POST', path: '/package_patch', json })
    },
  }
}

async function put(
  file: DatasetFile,
  dataset_id: string,
  resources: readonly PortalResource[],
  dataset: Dataset,
  send: Send,
): Promise<void> {
  const name = fileName(file.path)
  const held =
    resources.find(({ comptage_path: path }) => path === file.path) ??
    // Put there by hand.
    resources.find((resource) => !resource.comptage_path && resource.name === name)
  const fields = fieldsOf(file, name, dataset)
  if (held !== undefined && isTold(held, fields)) return
  const { bytes, mediaType } = file
  await send({
    method: 'POST',
    path: held === undefined ? '/resource_create' : '/resource_patch',
    form: {
      fields: { ...(held === undefined ? { package_id: dataset_id } : { id: held.id }), ...fields },
      file: { field: 'upload', name, bytes, mediaType },
    },
  })
}

function fieldsOf(
  { path, bytes, sha256, title, description, format, mediaType }: DatasetFile,
  name: string,
  dataset: Dataset,
) {
  const told = {
    name,
    description: `${inTwo(title, dataset)}\n\n${inTwo(description, dataset)}`,
    format: format.toUpperCase(),
    mimetype: mediaType,
    hash: `sha256:${sha256}`,
    // CKAN does not look how large a file is that replaces another one.
    size: String(bytes.length),
    comptage_path: path,
  }
  return { ...told, comptage_fingerprint: fingerprintOf(told) }
}

// The hash is not compared: extensions that load the file into tables write one of their own there.
function isTold({ comptage_fingerprint, size }: PortalResource, fields: ReturnType<typeof fieldsOf>): boolean {
  return comptage_fingerprint === fields.comptage_fingerprint && (size == null || String(size) === fields.size)
}
