import { z } from 'zod'
import { FREQUENCIES } from '../../domain/dictionary.ts'
import { ProblemError, type Problem } from '../../domain/problem.ts'
import { ask, forgotten, lookUp } from '../ask.ts'
import {
  fileName,
  superfluous,
  type Dataset,
  type DatasetFile,
  chooseLicence,
  descriptionText,
  checksumOf,
  inTwo,
} from '../dataset.ts'
import type { Portal, Send, Shelf, Target } from '../portal.ts'

/** The licence of CKAN that only says that the source is to be named; the name and address of ours stand beside it. */
const OTHER_LICENCE = 'other-at'

/** A portal made of CKAN. */
export function openCkan(dataset: Dataset, target: Target, send: Send): Portal {
  return {
    find: async () => {
      const found = await findPackage(dataset.name, target, send)
      return found && openShelf(dataset, await licenceOf(dataset, send), found, send)
    },
    create: async () => {
      const { organization } = target
      // CKAN keeps only the datasets of organizations from the public, until they are complete.
      if (organization === undefined) throw new ProblemError({ code: 'PORTAL_ORGANIZATION', why: 'needed' })
      const licence = await licenceOf(dataset, send)
      const json = newPackage(dataset, licence, organization)
      const call = { method: 'POST', path: '/package_create', json } as const
      const made = await ask(send, call, PACKAGE)
      if (extraOf(made.result.extras, OUR_DATASET) !== dataset.name) throw forgotten(call, OUR_DATASET)
      return openShelf(dataset, licence, { ...made.result, private: true, extras: json.extras }, send)
    },
  }
}

async function licenceOf({ licence }: Dataset, send: Send): Promise<string> {
  const listed = await lookUp(send, { method: 'GET', path: '/license_list' }, LICENCES)
  const known = listed?.result.map(({ id }) => id)
  return chooseLicence(licence, known, OTHER_LICENCE)
}

/**
 * The dataset that is given, else the one with our name, which has to bear our mark: names are taken by whoever comes
 * first.
 *
 * @throws ProblemError if it is absent, deleted, not ours, or another folder's
 */
async function findPackage(name: string, target: Target, send: Send): Promise<PortalPackage | undefined> {
  const dataset = target.dataset ?? packageName(name)
  const isGiven = target.dataset !== undefined
  const path = `/package_show?id=${encodeURIComponent(dataset)}`
  const found = (await lookUp(send, { method: 'GET', path }, PACKAGE))?.result
  const unfit = unfitness(found, name, isGiven)
  if (unfit !== undefined) throw new ProblemError({ code: 'PORTAL_DATASET', dataset, ...unfit })
  return found
}

type Unfit = Omit<Extract<Problem, { readonly code: 'PORTAL_DATASET' }>, 'code' | 'dataset'>

function unfitness(found: PortalPackage | undefined, name: string, isGiven: boolean): Unfit | undefined {
  if (found === undefined) return isGiven ? { why: 'absent' } : undefined
  const { state, extras } = found
  if (state === 'deleted') return { why: 'deleted' }
  const owner = extraOf(extras, OUR_DATASET)
  if (typeof owner !== 'string') return isGiven ? undefined : { why: 'not-ours' }
  return owner === name ? undefined : { why: 'another', found: [owner] }
}

/** A dataset of CKAN. There, one call uploads a file and describes it. */
function openShelf(dataset: Dataset, licence: string, found: PortalPackage, send: Send): Shelf {
  const resources = found.resources ?? []
  return {
    page: undefined,
    version: found.version ?? undefined,
    put: (file) => put(file, found.id, resources, dataset, send),
    removeOthers: async () => {
      for (const resource of superfluous(dataset, resources, pathOf)) await remove(resource, send)
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
  const held = resources.find((resource) => pathOf(resource) === file.path)
  const fields = fieldsOf(file, name, dataset)
  if (held !== undefined && isTold(held, fields)) return
  const { bytes, mediaType } = file
  const call = {
    method: 'POST',
    path: held === undefined ? '/resource_create' : '/resource_patch',
    form: {
      fields: { ...(held === undefined ? { package_id: dataset_id } : { id: held.id }), ...fields },
      file: { field: 'upload', name, bytes, mediaType },
    },
  } as const
  const { result } = await ask(send, call, RESOURCE)
  if (held !== undefined || pathOf(result) === file.path) return
  await remove(result, send)
  throw forgotten(call, 'comptage_path')
}

async function remove({ id }: PortalResource, send: Send): Promise<void> {
  await send({ method: 'POST', path: '/resource_delete', json: { id } })
}

/** The last line of our descriptions: a portal may drop the fields that it does not know, and none drops this. */
const LAST_LINE = /^(\S+), SHA-256: [0-9a-f]{64}$/

function pathOf({ comptage_path: path, description }: PortalResource): string | undefined {
  if (path) return path
  const lastLine = description?.trim().split('\n').at(-1) ?? ''
  return LAST_LINE.exec(lastLine)?.[1]
}

function fieldsOf(
  { path, bytes, sha256, title, description, format, mediaType }: DatasetFile,
  name: string,
  dataset: Dataset,
) {
  const told = {
    name,
    description: [inTwo(title, dataset), inTwo(description, dataset), `${path}, SHA-256: ${sha256}`].join('\n\n'),
    format: format.toUpperCase(),
    mimetype: mediaType,
    hash: `sha256:${sha256}`,
    // CKAN does not look how large a file is that replaces another one.
    size: String(bytes.length),
    comptage_path: path,
  }
  return { ...told, comptage_fingerprint: checksumOf(told) }
}

// The hash is not compared: extensions that load the file into tables write one of their own there.
function isTold(
  { comptage_fingerprint: fingerprint, description, size }: PortalResource,
  fields: ReturnType<typeof fieldsOf>,
): boolean {
  const isSame = fingerprint
    ? fingerprint === fields.comptage_fingerprint
    : plain(description ?? '') === plain(fields.description)
  return isSame && (size == null || String(size) === fields.size)
}

/** A form changes the ends of lines on its way. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** By which the dataset is known to be ours, in its extras. */
const OUR_DATASET = 'comptage_dataset'
/** Of the title, tags and frequency that the dataset was told last: as long as they are the same, those of the portal stay. */
const WORDS = 'comptage_words'
/** Of what the dataset was told when it was complete; a dataset of ours without it is not complete. */
const FINGERPRINT = 'comptage_fingerprint'

const FREQUENCY = 'http://publications.europa.eu/resource/authority/frequency/'

type Extras = NonNullable<PortalPackage['extras']>

function newPackage(dataset: Dataset, licence: string, organization: string) {
  const { extras, ...metadata } = metadataOf(dataset, licence)
  return {
    name: packageName(dataset.name),
    ...metadata,
    owner_org: organization,
    private: true,
    extras: toList({ ...extras, [OUR_DATASET]: dataset.name }),
  }
}

/** @param there what the portal has: extras of others stay, and what somebody made there of words that the folder has not changed */
function completePackage(
  dataset: Dataset,
  licence: string,
  there: { readonly id: string; readonly isPrivate: boolean; readonly extras: Extras },
) {
  const { extras, ...metadata } = metadataOf(dataset, licence)
  const ours = { ...extras, [OUR_DATASET]: dataset.name }
  const fingerprint = checksumOf({ metadata, ours })
  const { title, tags, ...facts } = metadata
  const { frequency, ...oursAlways } = ours
  const words = checksumOf({ title, tags, frequency })
  const isTold = extraOf(there.extras, WORDS) === words
  const sent = { ...(isTold ? oursAlways : ours), [WORDS]: words, [FINGERPRINT]: fingerprint }
  const others = there.extras.filter(({ key }) => !(key in sent))
  return {
    id: there.id,
    ...facts,
    ...(isTold ? {} : { title, tags }),
    private: there.isPrivate,
    extras: [...others, ...toList(sent)],
    fingerprint,
  }
}

function metadataOf(dataset: Dataset, licence: string) {
  const { language, title, keywords, version, publisher, homepage, frequency, span } = dataset
  return {
    title: title[language],
    notes: descriptionText(dataset),
    license_id: licence,
    version,
    ...(publisher && { author: publisher.name, ...(publisher.email && { author_email: publisher.email }) }),
    ...(homepage && { url: homepage }),
    // CKAN takes letters, digits, spaces, - _ and . from two characters up.
    tags: keywords.filter((word) => /^[\p{L}\p{N} _.-]{2,100}$/u.test(word)).map((name) => ({ name })),
    // The names that ckanext-dcat reads.
    extras: {
      language,
      licence: dataset.licence,
      ...(frequency && { frequency: `${FREQUENCY}${FREQUENCIES[frequency]}` }),
      ...(span && { temporal_start: span.from, temporal_end: span.to }),
    },
  }
}

const LONGEST_NAME = 100

/** CKAN takes no dot, and not more than 100 signs: the end of a longer name is a sum of it. */
function packageName(name: string): string {
  const plain = name.replaceAll('.', '-')
  if (plain.length <= LONGEST_NAME) return plain
  const sum = checksumOf({ name }).slice(0, 8)
  return `${plain.slice(0, LONGEST_NAME - sum.length - 1)}-${sum}`
}

function extraOf(extras: Extras | null | undefined, name: string): unknown {
  return extras?.find(({ key }) => key === name)?.value
}

function toList(extras: Readonly<Record<string, string>>): Extras {
  return Object.entries(extras).map(([key, value]) => ({ key, value }))
}

/** What is read of the answers of CKAN; all else is passed over. */
const id = z.string().regex(/^[\w-]{1,100}$/)

const resource = z.object({
  id,
  description: z.string().nullish(),
  /** Some versions answer a text. */
  size: z.union([z.number(), z.string()]).nullish(),
  comptage_path: z.string().nullish(),
  comptage_fingerprint: z.string().nullish(),
})

const dataset = z.object({
  id,
  name: z.string().nullish(),
  state: z.string().nullish(),
  version: z.string().nullish(),
  private: z.boolean().nullish(),
  extras: z.array(z.object({ key: z.string(), value: z.unknown() })).nullish(),
  resources: z.array(resource).nullish(),
})

function resultOf<Shape>(result: z.ZodType<Shape>) {
  return z.object({ success: z.literal(true), result })
}

const PACKAGE = resultOf(dataset)
const RESOURCE = resultOf(resource)
const LICENCES = resultOf(z.array(z.object({ id: z.string() })))

type PortalPackage = z.infer<typeof dataset>
type PortalResource = z.infer<typeof resource>
