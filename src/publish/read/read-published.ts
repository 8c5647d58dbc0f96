import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { PERIOD_KINDS } from '../../domain/dictionary.ts'
import { RELEASE_SHAPE } from '../changelog/release-shape.ts'
import type { Release } from '../changelog/release.ts'
import { isOurName } from '../our-names.ts'
import type { ReleaseLedger } from '../publication.ts'

/** What a folder that `run` published says, whoever reads it. */
export type PublishedFolder = {
  readonly service: string
  readonly version: string
  readonly created: string
  readonly history: readonly Release[]
  readonly ledger: ReleaseLedger
  /** First and last day that has a figure. */
  readonly span: { readonly from: string; readonly to: string } | undefined
  readonly formats: readonly { readonly name: string; readonly lacks: readonly string[] }[]
  readonly isPartialLog: boolean
  /** The lines of a sheet, without its header, each cut at its commas; empty where there is no such sheet. */
  readonly recordsOf: (sheet: string) => readonly (readonly string[])[]
}

/** `of-count`: nothing is closed in it for good. */
export type FolderFault = 'nothing-there' | 'damaged' | 'of-count'

/** Reads a folder that an earlier run wrote, with every file as its checksum says. */
export function readPublished(folder: string): PublishedFolder | FolderFault {
  if (!existsSync(join(folder, 'datapackage.json'))) return 'nothing-there'
  if (!hasItsBytes(folder)) return 'damaged'
  const read = DESCRIPTION.safeParse(parse(textAt(folder, 'datapackage.json')))
  if (!read.success) return 'damaged'
  const { version, created, resources, comptage } = read.data
  const { ledger, history = [], span, service, formats, isPartialLog = false } = comptage
  if (ledger === undefined) return 'of-count'
  return {
    service: service.id,
    version,
    created,
    history,
    ledger,
    span,
    formats,
    isPartialLog,
    recordsOf: (sheet) => {
      const paths = resources.find(({ name }) => name === sheet)?.path ?? []
      return [paths].flat().flatMap((path) => recordsIn(textAt(folder, path)))
    },
  }
}

const LEDGER = z.object({
  closed: z.array(z.object({ kind: z.enum(PERIOD_KINDS), through: z.string(), open: z.array(z.string()) })),
  revisions: z.array(z.object({ table: z.string(), period: z.string(), revision: z.int() })),
  settings: z.looseObject({}).exactOptional(),
}) satisfies z.ZodType<ReleaseLedger>

const DESCRIPTION = z.object({
  version: z.string(),
  created: z.string(),
  resources: z.array(z.object({ name: z.string(), path: z.union([z.string(), z.array(z.string())]) })),
  comptage: z.object({
    service: z.object({ id: z.string() }),
    ledger: LEDGER.optional(),
    history: z.array(RELEASE_SHAPE).optional(),
    span: z.object({ from: z.string(), to: z.string() }).optional(),
    formats: z.array(z.object({ name: z.string(), lacks: z.array(z.string()) })),
    isPartialLog: z.boolean().optional(),
  }),
})

function hasItsBytes(folder: string): boolean {
  const lines = textAt(folder, 'SHA256SUMS').split('\n').slice(0, -1)
  return (
    lines.length > 0 &&
    lines.every((line) => {
      const [hash, path = ''] = line.split('  ')
      return isOurName(path) && existsSync(join(folder, path)) && hashAt(folder, path) === hash
    })
  )
}

function hashAt(folder: string, path: string): string {
  return createHash('sha256')
    .update(readFileSync(join(folder, path)))
    .digest('hex')
}

function textAt(folder: string, path: string): string {
  const file = join(folder, path)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

// Figures, days and codes have no comma and no quote.
function recordsIn(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .slice(1, -1)
    .map((line) => line.split(','))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
