import { z } from 'zod'

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

export const PACKAGE = resultOf(dataset)
export const RESOURCE = resultOf(resource)
export const LICENCES = resultOf(z.array(z.object({ id: z.string() })))

export type PortalPackage = z.infer<typeof dataset>
export type PortalResource = z.infer<typeof resource>
