import { createHash } from 'node:crypto'
import { ProblemError } from '../../domain/problem.ts'
import { ask, forgotten, lookUp } from '../ask.ts'
import {
  superfluous,
  type Dataset,
  type DatasetFile,
  fileName,
  chooseLicence,
  descriptionText,
  checksumOf,
  inTwo,
} from '../dataset.ts'
import type { Portal, Send, Shelf, Target } from '../portal.ts'
import { z } from 'zod'
import { FREQUENCIES } from '../../domain/dictionary.ts'

/** data.gouv.fr, or any other portal made of udata. */
export function openDatagouv(dataset: Dataset, target: Target, send: Send): Portal {
  return {
    find: async () => {
      const found = await findDataset(dataset.name, target, send)
      return found && openShelf(dataset, await licenceOf(dataset, send), found, send)
    },
    create: async () => {
      const licence = await licenceOf(dataset, send)
      const organization = await findOrganization(target, send)
      const json = newDataset(dataset, licence, organization)
      const call = { method: 'POST', path: '/datasets/', json } as const
      const made = await ask(send, call, DATASET)
      const isKept = made.extras?.[OUR_DATASET] === dataset.name
      // Whoever sees another yields: of two that look after both have made theirs, none stays, and of others one.
      const others = (await listOurs(dataset.name, organization, send)).filter(({ id }) => id !== made.id)
      if (isKept && others.length === 0)
        return openShelf(dataset, licence, { ...made, private: true, extras: json.extras }, send)
      await send({ method: 'DELETE', path: `/datasets/${made.id}/` })
      throw isKept ? unclear(dataset.name, 'at-once') : forgotten(call, OUR_DATASET)
    },
  }
}

async function licenceOf({ licence }: Dataset, send: Send): Promise<string> {
  const listed = await lookUp(send, { method: 'GET', path: '/datasets/licenses/' }, LICENCES)
  const known = listed?.map(({ id }) => id)
  return chooseLicence(licence, known)
}

/**
 * The dataset that is given, else the one that bears our name among those of the key's owner and organizations.
 *
 * @throws ProblemError if it is absent, deleted, another folder's, or one of several
 */
async function findDataset(name: string, target: Target, send: Send): Promise<PortalDataset | undefined> {
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
  const ours = await listOurs(name, await findOrganization(target, send), send)
  const complete = ours.filter(({ extras }) => extras?.[FINGERPRINT] !== undefined)
  // A draft that broke off beside a complete one is nobody's.
  const candidates = complete.length === 0 ? ours : complete
  const ids = candidates.map(({ id }) => id)
  if (ids.length > 1) throw unclear(name, 'several', ids)
  return ids[0]
}

async function listOurs(name: string, organization: string | undefined, send: Send) {
  const wanted = 'id,deleted,organization{id},extras'
  const all = await lookUp(send, { method: 'GET', path: '/me/org_datasets/', wanted }, DATASETS)
  return (all ?? []).filter(
    ({ extras, deleted, organization: owner }) =>
      extras?.[OUR_DATASET] === name && !deleted && (organization === undefined || owner?.id === organization),
  )
}

/** The identifier of the organization that is given by identifier or by name. */
async function findOrganization({ organization, isBlind }: Target, send: Send): Promise<string | undefined> {
  if (organization === undefined || isBlind === true) return organization
  const path = `/organizations/${encodeURIComponent(organization)}/`
  const found = await lookUp(send, { method: 'GET', path }, MADE)
  if (found === undefined) throw new ProblemError({ code: 'PORTAL_ORGANIZATION', why: 'absent', organization })
  return found.id
}

type Why = 'absent' | 'deleted' | 'several' | 'another' | 'at-once'

function unclear(dataset: string, why: Why, found?: readonly string[]): ProblemError {
  return new ProblemError({ code: 'PORTAL_DATASET', dataset, why, ...(found && { found }) })
}

/** A dataset of udata. There, a file is uploaded by one call and described by another. */
function openShelf(dataset: Dataset, licence: string, found: PortalDataset, send: Send): Shelf {
  const path = `/datasets/${found.id}/`
  const resources = found.resources ?? []
  return {
    page: found.page ?? undefined,
    version: extraText(found.extras?.[VERSION]),
    put: (file) => put(file, resources, dataset, path, send),
    removeOthers: async () => {
      for (const { id } of superfluous(dataset, resources, pathOf))
        await send({ method: 'DELETE', path: `${path}resources/${id}/` })
    },
    complete: async () => {
      const extras = found.extras ?? {}
      // A dataset of ours that was never complete is private because we made it so; any other, because somebody wants it.
      const isOurDraft = extras[OUR_DATASET] !== undefined && extras[FINGERPRINT] === undefined
      const isPrivate = found.private === true && !isOurDraft
      const json = completeDataset(dataset, licence, { ...found, isPrivate, extras })
      if (json.extras[FINGERPRINT] !== extras[FINGERPRINT]) await send({ method: 'PUT', path, json })
    },
  }
}

function extraText(extra: unknown): string | undefined {
  return typeof extra === 'string' ? extra : undefined
}

/** It bears our mark, and was not just uploaded. */
function isMarked(resource: PortalResource | undefined): boolean {
  return resource !== undefined && pathOf(resource) !== undefined
}

function pathOf({ extras }: PortalResource): string | undefined {
  return extraText(extras?.[OUR_FILE])
}

async function put(
  file: DatasetFile,
  resources: readonly PortalResource[],
  dataset: Dataset,
  path: string,
  send: Send,
): Promise<void> {
  const held = heldOf(file, resources, dataset)
  const isSent = held !== undefined && hasContent(held, file)
  const json = resourceBody(file, dataset, held?.extras ?? {})
  if (isSent && isTold(held, file, json.extras[FINGERPRINT])) return
  const id = isSent ? held.id : await upload(file, held, dataset, path, send)
  const call = { method: 'PUT', path: `${path}resources/${id}/`, json } as const
  const told = await ask(send, call, RESOURCE)
  if ([held, told].some(isMarked)) return
  await send({ method: 'DELETE', path: call.path })
  throw forgotten(call, OUR_FILE)
}

function heldOf(file: DatasetFile, resources: readonly PortalResource[], dataset: Dataset): PortalResource | undefined {
  return (
    resources.find((resource) => pathOf(resource) === file.path) ??
    // Uploaded by a run that broke off before it was described.
    resources.find((resource) => isNamed(resource.title, newName(file, dataset)))
  )
}

function isTold({ extras, title }: PortalResource, file: DatasetFile, fingerprint: string): boolean {
  return extras?.[FINGERPRINT] === fingerprint && !isNamed(title, uploadName(file))
}

async function upload(
  file: DatasetFile,
  held: PortalResource | undefined,
  dataset: Dataset,
  path: string,
  send: Send,
): Promise<string> {
  const { bytes, mediaType } = file
  const name = isMarked(held) ? uploadName(file) : newName(file, dataset)
  const form = { fields: {}, file: { field: 'file', name, bytes, mediaType } }
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

/** What is read of the answers of udata; all else is passed over. */
const id = z.string().regex(/^[\w-]{1,100}$/)
const extras = z.record(z.string(), z.unknown()).nullish()

const resource = z.object({
  id,
  title: z.string().nullish(),
  filesize: z.number().nullish(),
  checksum: z.object({ type: z.string(), value: z.string() }).nullish(),
  extras,
})

const DATASET = z.object({
  id,
  page: z.string().nullish(),
  title: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  frequency: z.string().nullish().catch(undefined),
  private: z.boolean().nullish(),
  deleted: z.string().nullish(),
  organization: z.object({ id }).nullish(),
  extras,
  resources: z.array(resource).nullish(),
})

const DATASETS = z.array(DATASET.pick({ id: true, deleted: true, organization: true, extras: true }))
const MADE = z.object({ id })
const RESOURCE = resource
const LICENCES = z.array(z.object({ id: z.string() }))

type PortalDataset = z.infer<typeof DATASET>
type PortalResource = z.infer<typeof resource>

/** By which the dataset is found again, in its extras. */
const OUR_DATASET = 'comptage:dataset'
/** Of what the dataset was told when it was complete; a dataset of ours without it is not complete. */
const FINGERPRINT = 'comptage:fingerprint'
/** Of the title, tags and frequency that the dataset was told last: as long as they are the same, those of the portal stay. */
const WORDS = 'comptage:words'
/** Of the folder that was sent. */
const VERSION = 'comptage:version'

function newDataset(dataset: Dataset, licence: string, organization: string | undefined) {
  return {
    ...metadataOf(dataset, licence),
    ...(organization === undefined ? {} : { organization }),
    private: true,
    extras: { [OUR_DATASET]: dataset.name },
  }
}

/** @param there at the portal: what others keep in the extras stays, and what somebody made there of words that the folder has not changed */
function completeDataset(
  dataset: Dataset,
  licence: string,
  there: Pick<PortalDataset, 'title' | 'tags' | 'frequency'> & {
    readonly isPrivate: boolean
    readonly extras: Readonly<Record<string, unknown>>
  },
) {
  const metadata = metadataOf(dataset, licence)
  const { title, tags, frequency } = metadata
  const words = checksumOf({ title, tags, frequency })
  const isTold = there.extras[WORDS] === words
  return {
    ...metadata,
    // What a call leaves out, udata may empty.
    ...(isTold && { title: there.title ?? title, tags: there.tags ?? tags, frequency: there.frequency ?? frequency }),
    // Left out, it would be false.
    private: there.isPrivate,
    extras: {
      ...there.extras,
      [OUR_DATASET]: dataset.name,
      [VERSION]: dataset.version,
      [WORDS]: words,
      [FINGERPRINT]: checksumOf({ metadata, name: dataset.name, version: dataset.version }),
    },
  }
}

function metadataOf(dataset: Dataset, licence: string) {
  const { language, title, keywords, frequency, span } = dataset
  return {
    title: title[language],
    // The name under which a read-me was uploaded: no Markdown is taken.
    description: descriptionText(dataset).replaceAll(/\b(LISEZMOI|README)\.md\b/g, '$1.txt'),
    license: licence,
    frequency: frequency === undefined ? 'unknown' : FREQUENCIES[frequency].toLowerCase(),
    ...(span === undefined ? {} : { temporal_coverage: { start: span.from, end: span.to } }),
    // Others are refused.
    tags: keywords.filter((word) => word.length >= 3),
  }
}

/** By which the resource is found again, in its extras. */
const OUR_FILE = 'comptage:path'
/** Of its content. */
const OUR_SUM = 'comptage:sha256'

function resourceBody(file: DatasetFile, dataset: Dataset, extras: Readonly<Record<string, unknown>>) {
  const { path, sha256, title, description, isData } = file
  const told = {
    title: title[dataset.language],
    description: inTwo(description, dataset),
    type: isData ? 'main' : 'documentation',
  }
  return {
    ...told,
    extras: { ...extras, [OUR_FILE]: path, [OUR_SUM]: sha256, [FINGERPRINT]: checksumOf({ told, sha256 }) },
  }
}

/** data.gouv.fr takes no Markdown, and nothing without an ending. */
function uploadName({ path }: DatasetFile): string {
  const name = fileName(path)
  return name.includes('.') ? name.replace(/\.md$/, '.txt') : `${name}.txt`
}

/**
 * Under which a new file is uploaded, `day-feature-1f0c4e2a.csv`: until the next call describes it, its name is all that tells it from
 * a `day-feature.csv` that somebody put there by hand.
 */
function newName(file: DatasetFile, { name }: Dataset): string {
  const sign = createHash('sha256').update(`${name}/${file.path}`).digest('hex').slice(0, 8)
  return uploadName(file).replace(/\.(?=[^.]+$)/, `-${sign}.`)
}

/** An upload leaves a resource with the name of the file as its title, in the portal's spelling. */
function isNamed(title: string | null | undefined, name: string): boolean {
  return plain(title ?? '') === plain(name)
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[_ -]+/g, '-')
}
