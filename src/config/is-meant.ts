import * as z from 'zod'
import { configurationShape } from './shape/configuration-shape.ts'
import type { WrittenYaml } from './yaml/written-yaml.ts'

/**
 * Whether a file is meant as a configuration: of one that is not, nothing may be quoted. A line of a log may be YAML, or JSON
 * with keys that are called as ours (`service`, `url` and `source` of the Elastic Common Schema).
 */
export function isMeant({ value, textOf }: WrittenYaml): boolean {
  const keys = FIRST_KEYS.parse(value)
  const { service, features } = keys
  const found = [Array.isArray(features), typeof service === 'object' && service !== null]
  if (!textOf([]).startsWith('{')) return found.includes(true)
  return !found.includes(false) && areMostlyOurs(Object.keys(keys))
}

const FIRST_KEYS = z.record(z.string(), z.unknown()).catch({})

function areMostlyOurs(keys: readonly string[]): boolean {
  const ours = configurationShape().shape
  return 2 * keys.filter((key) => Object.hasOwn(ours, key)).length > keys.length
}
