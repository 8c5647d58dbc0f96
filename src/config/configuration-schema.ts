import * as z from 'zod'
import { configurationShape } from './shape/configuration-shape.ts'

/** JSON Schema (2020-12) of `comptage.yaml` for editors, made from the very shape that checks the file. */
export function configurationSchema(): object {
  return z.toJSONSchema(configurationShape(), { io: 'input', target: 'draft-2020-12' })
}
