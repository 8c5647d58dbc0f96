import { z } from 'zod'
import type { PeriodKind } from '../../domain/dictionary.ts'
import { LICENCES, type Language, type Both } from '../../domain/service.ts'
import { fileName, type Dataset, type DatasetFile } from '../dataset.ts'
import { TEXTS } from './texts.ts'
import { createHash } from 'node:crypto'
import { lstatSync, readFileSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { ProblemError, type DatasetFault } from '../../domain/problem.ts'

/**
 * Reads a published folder, and trusts none of it: what does not fit its own sizes and checksums is refused.
 *
 * @throws ProblemError
 */
export function readDataset(path: string): Dataset {
  const folder = openFolder(path)
  const descriptor = descriptorIn(folder)
  const { name, version, homepage, keywords, languages, licenses, contributors, comptage } = descriptor
  const [language = 'fr'] = languages
  const [publisher] = contributors ?? []
  const frequency = finestPeriod(descriptor.resources)
  return {
    name,
    version,
    language,
    title: inBoth(language, descriptor, comptage.labels, 'title'),
    description: inBoth(language, descriptor, comptage.labels, 'description'),
    licence: licenses[0].name,
    keywords,
    ...(publisher && { publisher: { name: publisher.title, ...(publisher.email && { email: publisher.email }) } }),
    ...(homepage && { homepage }),
    ...(frequency && { frequency }),
    ...(comptage.span && { span: comptage.span }),
    files: [...dataFiles(folder, descriptor, language), ...textFiles(folder)],
  }
}

function descriptorIn(folder: Folder): Descriptor {
  const file = 'datapackage.json'
  const read = DESCRIPTOR.safeParse(jsonOf(folder.read(file).bytes, file))
  if (read.success) return read.data
  const place = read.error.issues[0]?.path.join('.') ?? ''
  throw damaged(file, 'unexpected', place)
}

function jsonOf(bytes: Uint8Array, file: string): unknown {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return json
  } catch {
    throw damaged(file, 'not-json')
  }
}

function textFiles(folder: Folder): readonly DatasetFile[] {
  return TEXTS.flatMap(({ path, ...meaning }) =>
    folder.has(path) ? [{ path, ...folder.read(path), ...meaning, isData: false }] : [],
  )
}

type Texts = { readonly title: string; readonly description: string }

/** A text in both languages; the translation stands in `labels`, or the one text is in both. */
function inBoth(
  language: Language,
  own: Texts,
  labels: Readonly<Partial<Record<Language, Texts | undefined>>>,
  key: keyof Texts,
): Both {
  const translated = (labels[language === 'fr' ? 'en' : 'fr'] ?? own)[key]
  return language === 'fr' ? { fr: own[key], en: translated } : { fr: translated, en: own[key] }
}

/** The first column of a table is its period: its header, in French and in English, the finest first. */
const HEADERS: readonly (readonly [kind: PeriodKind, headers: readonly string[]])[] = [
  ['day', ['jour', 'day']],
  ['week', ['semaine', 'week']],
  ['month', ['mois', 'month']],
  ['quarter', ['trimestre', 'quarter']],
  ['year', ['annee', 'year']],
]

/** The finest period of the tables of figures: how often something new may come. */
function finestPeriod(resources: readonly Resource[]): PeriodKind | undefined {
  const tables = resources.filter(({ comptage }) => comptage.protection !== undefined)
  const first = tables.map(({ schema }) => schema.fields[0]?.name ?? '')
  return HEADERS.find(([, headers]) => headers.some((header) => first.includes(header)))?.[0]
}

/** The files of the resources: of one that is split by year, each part. */
function dataFiles(folder: Folder, { resources }: Descriptor, language: Language): readonly DatasetFile[] {
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
function withName(title: Both, path: string): Both {
  const name = fileName(path).split('.')[0] ?? ''
  return { fr: `${title.fr} (${name})`, en: `${title.en} (${name})` }
}

const text = z.string().trim().min(1)
const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/)
/** One folder down and no further; names as comptage gives them. */
const path = z.string().regex(/^data\/[a-z0-9][a-z0-9._-]{0,200}$/)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const bytes = z.int().nonnegative()
const language = z.enum(['fr', 'en'])

const texts = z.object({ title: text.max(350), description: text.max(20_000) })
/** Texts in the other language. */
const labels = z.partialRecord(language, texts)

const part = z.object({ path, bytes, hash })
const shape = { format: z.string().regex(/^[a-z0-9]{1,20}$/), mediatype: z.string().regex(/^[a-z]+\/[\w.+-]{1,100}$/) }
const schema = z.object({ fields: z.array(z.object({ name: text })).min(1) })

const resource = z.object({
  ...texts.shape,
  ...shape,
  path: z.union([path, z.array(path).min(1)]),
  bytes,
  hash: hash.optional(),
  comptage: z.object({
    labels,
    /** Only tables of figures have it. */
    protection: z.object({ level: text }).optional(),
    /** Of a table split by year. */
    parts: z.array(part).min(1).optional(),
  }),
  schema,
})

/** What is needed of `datapackage.json`; a portal is told nothing else of it. */
const DESCRIPTOR = z.object({
  /** An id of up to 100 signs, and `-detail`. */
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,106}$/),
  ...texts.shape,
  homepage: z.url({ protocol: /^https?$/ }).optional(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  keywords: z.array(text.max(96)).max(50).default([]),
  languages: z.array(language).min(1),
  licenses: z.tuple([z.object({ name: z.enum(LICENCES) })]),
  contributors: z.array(z.object({ title: text.max(350), email: z.string().max(200).optional() })).optional(),
  comptage: z.object({ labels, span: z.object({ from: day, to: day }).optional() }),
  resources: z.array(resource).min(1).max(500),
})

type Descriptor = z.infer<typeof DESCRIPTOR>
type Resource = Descriptor['resources'][number]

type Folder = {
  readonly has: (path: string) => boolean
  /** @throws ProblemError also where the file is not what `SHA256SUMS` says */
  readonly read: (path: string) => { readonly bytes: Uint8Array<ArrayBuffer>; readonly sha256: string }
}

/**
 * Opens a published folder: every file that its `SHA256SUMS` lists has to be there as it was.
 *
 * @throws ProblemError
 */
function openFolder(root: string): Folder {
  if (kindOf(join(root, DESCRIPTION)) === undefined) throw new ProblemError({ code: 'DATASET_NOT_FOUND', path: root })
  requireFile(root, DESCRIPTION)
  const sums = readChecksums(bytesOf(root, SUMS), SUMS)
  const folder: Folder = {
    has: (path) => isFile(join(root, path)),
    read: (path) => {
      const bytes = bytesOf(root, path)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      if (sums.get(path) !== sha256) throw damaged(path, sums.has(path) ? 'checksum' : 'not-listed')
      return { bytes, sha256 }
    },
  }
  for (const path of sums.keys()) folder.read(path)
  return folder
}

const DESCRIPTION = 'datapackage.json'
const SUMS = 'SHA256SUMS'

// No link is followed: it could lead to a file that nobody means to publish.
function isFile(path: string): boolean {
  return kindOf(path)?.isFile() === true
}

function kindOf(path: string): Stats | undefined {
  try {
    return lstatSync(path)
  } catch {
    // Whatever it is, it cannot be read.
    return undefined
  }
}

function bytesOf(root: string, path: string): Uint8Array<ArrayBuffer> {
  const parent = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : undefined
  const above = parent === undefined ? undefined : kindOf(join(root, parent))
  if (parent !== undefined && above?.isDirectory() !== true) throw inTheWay(path, above)
  requireFile(root, path)
  try {
    return new Uint8Array(readFileSync(join(root, path)))
  } catch {
    throw damaged(path, 'unreadable')
  }
}

function requireFile(root: string, path: string): void {
  const kind = kindOf(join(root, path))
  if (kind?.isFile() !== true) throw inTheWay(path, kind)
}

function inTheWay(path: string, kind: Stats | undefined): ProblemError {
  return damaged(path, kind === undefined ? 'absent' : 'another-kind')
}

/** Names as comptage gives them: below the folder, without a space. */
const LINE = /^([0-9a-f]{64}) {2}([\w-][\w./-]{0,250})$/

/** `SHA256SUMS`: the sum of each path. */
function readChecksums(bytes: Uint8Array, file: string): ReadonlyMap<string, string> {
  const lines = new TextDecoder().decode(bytes).split('\n')
  if (lines.pop() !== '') throw damaged(file, 'unexpected')
  return new Map(
    lines.map((line, position) => {
      const [, sum = '', path = ''] = LINE.exec(line) ?? []
      if (path === '' || path.split('/').includes('..')) throw damaged(file, 'unexpected', `line ${position + 1}`)
      return [path, sum]
    }),
  )
}

/** @param property the one that is wrong, as `resources.0.path` */
function damaged(file: string, why: DatasetFault, property?: string): ProblemError {
  return new ProblemError({ code: 'DATASET_DAMAGED', file, why, asked: 'send', ...(property ? { property } : {}) })
}
