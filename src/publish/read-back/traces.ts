import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errnoOf } from '../../domain/problem.ts'
import { isOurName } from '../our-names.ts'

/** A version that a file of a folder tells; not all of them tell when it was made. */
type VersionTold = { readonly version: string; readonly created: string | undefined }

const VERSION = String.raw`(\d{1,9}\.\d{1,9}\.\d{1,9})`
const WITH_TIME = new RegExp(String.raw`"version": ?"${VERSION}",\s{0,9}"created": ?"([\d:.TZ+-]{1,40})"`)

/** Where a folder says of which version it is, the first of the file being its own. By text: what is cut short or added to may still tell. */
const TELLING: readonly (readonly [file: string, told: RegExp])[] = [
  ['datapackage.json', WITH_TIME],
  ['latest.json', WITH_TIME],
  ['dcat.jsonld', new RegExp(`"dcat:version": ?"${VERSION}"`)],
  ['CHANGELOG.md', new RegExp(`^## ${VERSION} `, 'm')],
]

/**
 * What is left in a folder of who published it, whichever of its files are missing or damaged. Nothing where it cannot be read:
 * writing will say why.
 */
export function tracesIn(folder: string): {
  readonly versions: readonly VersionTold[]
  /** Whether tables of ours lie there. */
  readonly hasTables: boolean
} {
  const versions = TELLING.flatMap(([file, told]): readonly VersionTold[] => {
    const [, version, created] = told.exec(orElse('', () => readFileSync(join(folder, file), 'utf8'))) ?? []
    return version === undefined ? [] : [{ version, created }]
  })
  const data = join(folder, 'data')
  const found = orElse([], () => (existsSync(data) ? readdirSync(data, { withFileTypes: true }) : []))
  // What is no file is in the way of one.
  return { versions, hasTables: found.some((one) => one.isFile() && isOurName(`data/${one.name}`)) }
}

function orElse<T>(otherwise: T, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return otherwise
  }
}
