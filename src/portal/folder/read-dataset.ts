import type { Dataset, DatasetFile } from '../dataset.ts'
import { damaged } from './damaged.ts'
import { dataFiles } from './data-files.ts'
import { DESCRIPTOR, type Descriptor } from './descriptor.ts'
import { finestPeriod } from './finest-period.ts'
import { inBoth } from './in-both.ts'
import { openFolder, type Folder } from './open-folder.ts'
import { TEXTS } from './texts.ts'

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
