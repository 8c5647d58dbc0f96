import { z } from 'zod'
import { LICENCES } from '../../domain/service.ts'

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
export const DESCRIPTOR = z.object({
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

export type Descriptor = z.infer<typeof DESCRIPTOR>
export type Resource = Descriptor['resources'][number]
