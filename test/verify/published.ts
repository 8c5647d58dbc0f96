import { createHash } from 'node:crypto'
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AGENT_LIST } from '../../src/agent/index.ts'
import type { TableSpec } from '../../src/domain/table.ts'
import { disclosuresOf } from '../../src/pipeline/disclosures-of.ts'
import { PROGRAM_VERSION, writePublication } from '../../src/pipeline/index.ts'
import type { Publication } from '../../src/publish/index.ts'
import { day, DAY_FEATURE } from '../publish/example-publication.ts'
import { feature, publicationOf, type Sample } from '../publish/page/sample-services.ts'

const MONTH_FEATURE: TableSpec = { ...DAY_FEATURE, name: 'month-feature', period: 'month' }
const MONTH_DEVICE: TableSpec = {
  name: 'month-feature-device',
  period: 'month',
  dimensions: ['device'],
  measures: ['requests', 'errors'],
  protection: { level: 'cell-key', k: 11, views: 1, variance: 2, reach: 5 },
}

const SAMPLE: Sample = {
  features: [
    feature('aide'),
    feature('dossier', { match: [{ value: '/demarches/:numero', place: { file: '', line: 0, column: 0 } }] }),
    feature('rare', { from: day('2026-01-25') }),
  ],
  first: '2026-01-20',
  last: '2026-02-28',
  // Much; days below the threshold now and then; next to nothing.
  uses: (position, date) => [100 + 3 * date, date % 10 === 3 ? 4 : 40, date < 12 ? 1 : 2][position]!,
}

/** A summary of days and months, and a detail with noise beside it. */
export function servicePublished(change: Partial<Sample> = {}): Publication {
  const publication = publicationOf({ ...SAMPLE, specs: [DAY_FEATURE, MONTH_FEATURE, MONTH_DEVICE], ...change })
  return ofThisVersion({ ...publication, created: '2026-03-05T05:00:00Z' })
}

/** As this version of the program tells of it. */
export function ofThisVersion(publication: Publication): Publication {
  const specs = publication.tables.map(({ spec }) => spec)
  return {
    ...publication,
    partial: new Map(),
    disclosures: disclosuresOf(specs),
    programVersion: PROGRAM_VERSION,
    robots: AGENT_LIST,
  }
}

export async function publishTo(root: string, publication: Publication): Promise<string> {
  await writePublication(publication, root)
  return join(root, publication.service.id)
}

/** A copy of published folders, to be changed and put back; paths are relative to the output folder. */
export class Copy {
  readonly root: string
  private readonly original: ReadonlyMap<string, Buffer>

  constructor(from: string, to: string) {
    cpSync(from, to, { recursive: true })
    this.root = to
    this.original = this.files()
  }

  path(path: string): string {
    return join(this.root, path)
  }

  read(path: string): string {
    return readFileSync(this.path(path), 'utf8')
  }

  write(path: string, text: string | Uint8Array): void {
    writeFileSync(this.path(path), text)
  }

  /** Replaces the first of a text that has to be there. */
  edit(path: string, from: string | RegExp, to: string): void {
    const text = this.read(path)
    const changed = text.replace(from, to)
    if (changed === text) throw new Error(`${path} has no ${String(from)}`)
    this.write(path, changed)
  }

  /** Sets a place of a JSON file, as `resources.0.path`, or takes it away; a resource is found by its name too. */
  set(path: string, place: string, value: unknown): void {
    const json: unknown = JSON.parse(this.read(path))
    setIn(json, place, value)
    this.write(path, jsonText(json))
  }

  /** Whether a file is not as it was, or there is another. */
  isChanged(): boolean {
    const now = this.files()
    return (
      now.size !== this.original.size ||
      [...now].some(([path, bytes]) => this.original.get(path)?.equals(bytes) !== true)
    )
  }

  /** Everything as it was; files that did not change are left alone, since disks are slow. */
  restore(): void {
    for (const path of this.files().keys())
      if (!this.original.has(path)) rmSync(this.path(path), { recursive: true, force: true })
    for (const [path, bytes] of this.original) {
      if (existsSync(this.path(path)) && bytesOf(this.path(path)).equals(bytes)) continue
      // It may be a pipe by now, which waits for a reader, or a link.
      rmSync(this.path(path), { recursive: true, force: true })
      mkdirSync(dirname(this.path(path)), { recursive: true })
      this.write(path, bytes)
    }
  }

  /** Files, links and empty folders. */
  private files(): ReadonlyMap<string, Buffer> {
    const entries = readdirSync(this.root, { recursive: true, withFileTypes: true })
    const paths = entries
      .filter((entry) => !entry.isDirectory() || readdirSync(join(entry.parentPath, entry.name)).length === 0)
      .map((entry) => join(entry.parentPath, entry.name))
    return new Map(paths.map((path) => [path.slice(this.root.length + 1), bytesOf(path)]))
  }
}

// A link is not followed: it may lead anywhere.
function bytesOf(path: string): Buffer {
  const kind = lstatSync(path)
  return kind.isFile() ? readFileSync(path) : Buffer.from(kind.isDirectory() ? 'a folder' : 'a link')
}

/** As somebody would who wants a change to go unseen: sizes, hashes, rows and checksums are those of the new files. */
export function seal(copy: Copy): void {
  for (const dataset of readdirSync(copy.root, { withFileTypes: true }))
    if (dataset.isDirectory()) sealDataset(copy, dataset.name)
}

function sealDataset(copy: Copy, dataset: string): void {
  sealJson(copy, `${dataset}/datapackage.json`, (json) => {
    for (const resource of asArray(at(json, 'resources'))) sealResource(copy, dataset, resource)
  })
  sealJson(copy, `${dataset}/dcat.jsonld`, (json) => {
    for (const node of asArray(at(json, '@graph'))) {
      const path = pathOfDistribution(String(at(node, '@id')))
      const facts = path === undefined ? undefined : factsOf(copy, `${dataset}/${path}`)
      if (facts !== undefined) setIn(node, 'dcat:byteSize.@value', String(facts.bytes))
    }
  })
  const root = copy.path(dataset)
  const sums = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'SHA256SUMS')
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [file.slice(root.length + 1), sha256(readFileSync(file))] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  copy.write(`${dataset}/SHA256SUMS`, sums.map(([path, sum]) => `${sum}  ${path}\n`).join(''))
}

function pathOfDistribution(id: string): string | undefined {
  return id.endsWith('.csv#distribution') ? id.slice(id.lastIndexOf('data/'), -'#distribution'.length) : undefined
}

function sealResource(copy: Copy, dataset: string, resource: unknown): void {
  const paths = [at(resource, 'path')].flat()
  const facts = paths.flatMap((path) => factsOf(copy, `${dataset}/${String(path)}`) ?? [])
  const [first] = facts
  if (first === undefined || facts.length < paths.length) return
  setIn(
    resource,
    'bytes',
    facts.reduce((sum, { bytes }) => sum + bytes, 0),
  )
  if (at(resource, 'hash') !== undefined) setIn(resource, 'hash', first.hash)
  asArray(at(at(resource, 'comptage'), 'parts')).forEach((part, position) => {
    for (const [key, value] of Object.entries(facts[position] ?? {})) setIn(part, key, value)
  })
}

function factsOf(copy: Copy, path: string) {
  if (!existsSync(copy.path(path)) || !lstatSync(copy.path(path)).isFile()) return undefined
  const bytes = readFileSync(copy.path(path))
  return { bytes: bytes.length, hash: `sha256:${sha256(bytes)}`, rows: bytes.toString('latin1').split('\n').length - 2 }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** What was written another way on purpose, cut or too deep stays so. */
function sealJson(copy: Copy, path: string, change: (json: unknown) => void): void {
  if (!existsSync(copy.path(path))) return
  const json = asWritten(copy.read(path))
  if (json === undefined) return
  change(json)
  copy.write(path, jsonText(json))
}

function asWritten(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text)
    return jsonText(json) === text ? json : undefined
  } catch {
    return undefined
  }
}

function jsonText(json: unknown): string {
  return `${JSON.stringify(json, null, 2)}\n`
}

function at(json: unknown, key: string): unknown {
  if (typeof json !== 'object' || json === null) return undefined
  const found: unknown = Reflect.get(json, key)
  return found ?? asArray(json).find((one) => at(one, 'name') === key)
}

function asArray(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json.map((one: unknown) => one) : []
}

function setIn(json: unknown, place: string, value: unknown): void {
  const keys = place.split('.')
  const last = keys.pop() ?? ''
  const inner = keys.reduce(at, json)
  if (typeof inner !== 'object' || inner === null) throw new Error(`no ${place}`)
  if (value !== undefined) Reflect.set(inner, last, value)
  else if (Array.isArray(inner)) inner.splice(Number(last), 1)
  else Reflect.deleteProperty(inner, last)
}
