import { readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import { z } from 'zod'

/** The standards' own files, beside the repository. */
export const STANDARDS = new URL('../../../../shared/standards/', import.meta.url)

const ANY_OBJECT = z.record(z.string(), z.unknown())
const ajv = formats.default(new Ajv({ strict: false, allErrors: true, logger: false }))
const compiled = new Map<string, ValidateFunction>()

type Profile = 'datapackage' | 'dataresource' | 'tabledialect' | 'tableschema'

/** What an official profile of Data Package 2.0 holds against a part of a descriptor. */
export function faultsOf(profile: Profile, part: unknown): readonly object[] {
  const validate = compiledOf(profile)
  validate(part)
  return validate.errors ?? []
}

/** The same of a whole descriptor, each part by the profile that is its own. */
export function faultsOfPackage(descriptor: {
  readonly resources: readonly { readonly dialect: unknown; readonly schema: unknown }[]
}): readonly object[] {
  return [
    ...faultsOf('datapackage', descriptor),
    ...descriptor.resources.flatMap((resource) => [
      ...faultsOf('dataresource', resource),
      ...faultsOf('tabledialect', resource.dialect),
      ...faultsOf('tableschema', resource.schema),
    ]),
  ]
}

// A second or more each, so once.
function compiledOf(profile: Profile): ValidateFunction {
  const known = compiled.get(profile)
  if (known !== undefined) return known
  const text = readFileSync(new URL(`datapackage-2.0/${profile}.json`, STANDARDS), 'utf8')
  const validate = ajv.compile(ANY_OBJECT.parse(JSON.parse(text)))
  compiled.set(profile, validate)
  return validate
}
