import { z } from 'zod'

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

export const DATASET = z.object({
  id,
  page: z.string().nullish(),
  private: z.boolean().nullish(),
  deleted: z.string().nullish(),
  organization: z.object({ id }).nullish(),
  extras,
  resources: z.array(resource).nullish(),
})

export const DATASETS = z.array(DATASET.pick({ id: true, deleted: true, organization: true, extras: true }))
export const MADE = z.object({ id })
export const RESOURCE = resource
export const LICENCES = z.array(z.object({ id: z.string() }))

export type PortalDataset = z.infer<typeof DATASET>
export type PortalResource = z.infer<typeof resource>
