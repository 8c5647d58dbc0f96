import { createHash } from 'node:crypto'
import type { Dataset, DatasetFile } from '../dataset.ts'
import { ask } from '../http/ask.ts'
import type { Send, Shelf } from '../portal.ts'
import { completeDataset, FINGERPRINT, OUR_DATASET, VERSION } from './dataset-body.ts'
import { isJustUploaded, OUR_FILE, OUR_SUM, resourceBody, uploadName } from './resource-body.ts'
import { MADE, type PortalDataset, type PortalResource } from './shapes.ts'

/** A dataset of udata. There, a file is uploaded by one call and described by another. */
export function openShelf(dataset: Dataset, licence: string, found: PortalDataset, send: Send): Shelf {
  const path = `/datasets/${found.id}/`
  const resources = found.resources ?? []
  return {
    page: found.page ?? undefined,
    version: textOf(found.extras?.[VERSION]),
    put: (file) => put(file, resources, dataset, path, send),
    removeOthers: async () => {
      const paths = new Set<unknown>(dataset.files.map((file) => file.path))
      for (const { id, extras } of resources)
        if (extras?.[OUR_FILE] !== undefined && !paths.has(extras[OUR_FILE]))
          await send({ method: 'DELETE', path: `${path}resources/${id}/` })
    },
    complete: async () => {
      const extras = found.extras ?? {}
      // A dataset of ours that was never complete is private because we made it so; any other, because somebody wants it.
      const isOurDraft = extras[OUR_DATASET] !== undefined && extras[FINGERPRINT] === undefined
      const json = completeDataset(dataset, licence, { isPrivate: found.private === true && !isOurDraft, extras })
      if (json.extras[FINGERPRINT] !== extras[FINGERPRINT]) await send({ method: 'PUT', path, json })
    },
  }
}

function textOf(extra: unknown): string | undefined {
  return typeof extra === 'string' ? extra : undefined
}

async function put(
  file: DatasetFile,
  resources: readonly PortalResource[],
  dataset: Dataset,
  path: string,
  send: Send,
): Promise<void> {
  const held = heldOf(file, resources)
  const isSent = held !== undefined && hasContent(held, file)
  const json = resourceBody(file, dataset, held?.extras ?? {})
  if (isSent && isTold(held, file, json.extras[FINGERPRINT])) return
  const id = isSent ? held.id : await upload(file, held, path, send)
  await send({ method: 'PUT', path: `${path}resources/${id}/`, json })
}

function heldOf(file: DatasetFile, resources: readonly PortalResource[]): PortalResource | undefined {
  const others = resources.filter(({ extras }) => extras?.[OUR_FILE] === undefined)
  return (
    resources.find(({ extras }) => extras?.[OUR_FILE] === file.path) ??
    // Uploaded by hand, or by a run that broke off before it was described.
    others.find((resource) => isJustUploaded(resource, file) || hasContent(resource, file))
  )
}

function isTold(held: PortalResource, file: DatasetFile, fingerprint: string): boolean {
  return held.extras?.[FINGERPRINT] === fingerprint && !isJustUploaded(held, file)
}

async function upload(file: DatasetFile, held: PortalResource | undefined, path: string, send: Send): Promise<string> {
  const { bytes, mediaType } = file
  const form = { fields: {}, file: { field: 'file', name: uploadName(file), bytes, mediaType } }
  const target = held === undefined ? `${path}upload/` : `${path}resources/${held.id}/upload/`
  return (await ask(send, { method: 'POST', path: target, form }, MADE)).id
}

/** By the checksum that the portal made of what it received, of whichever kind; else by the one that we left there. */
function hasContent({ filesize, checksum, extras }: PortalResource, { bytes, sha256 }: DatasetFile): boolean {
  if (typeof filesize === 'number' && filesize !== bytes.length) return false
  if (!checksum || !['md5', 'sha1', 'sha256', 'sha384', 'sha512'].includes(checksum.type))
    return extras?.[OUR_SUM] === sha256
  return createHash(checksum.type).update(bytes).digest('hex') === checksum.value.toLowerCase()
}
