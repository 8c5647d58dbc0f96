import { createHash } from 'node:crypto'
import { FREQUENCIES } from '../../domain/dictionary.ts'
import { fileName, type Dataset, type DatasetFile } from '../dataset.ts'
import { descriptionText, fingerprintOf, inTwo } from '../describe-dataset.ts'

/** By which the dataset is found again, in its extras. */
export const OUR_DATASET = 'comptage:dataset'
/** Of what the dataset was told when it was complete; a dataset of ours without it is not complete. */
export const FINGERPRINT = 'comptage:fingerprint'
/** Of the folder that was sent. */
export const VERSION = 'comptage:version'

export function newDataset(dataset: Dataset, licence: string, organization: string | undefined) {
  return {
    ...metadataOf(dataset, licence),
    ...(organization === undefined ? {} : { organization }),
    private: true,
    extras: { [OUR_DATASET]: dataset.name },
  }
}

/** @param there the extras at the portal: what others keep there stays */
export function completeDataset(
  dataset: Dataset,
  licence: string,
  there: { readonly isPrivate: boolean; readonly extras: Readonly<Record<string, unknown>> },
) {
  const metadata = metadataOf(dataset, licence)
  return {
    ...metadata,
    // Left out, it would be false.
    private: there.isPrivate,
    extras: {
      ...there.extras,
      [OUR_DATASET]: dataset.name,
      [VERSION]: dataset.version,
      [FINGERPRINT]: fingerprintOf({ metadata, name: dataset.name, version: dataset.version }),
    },
  }
}

function metadataOf(dataset: Dataset, licence: string) {
  const { language, title, keywords, frequency, span } = dataset
  return {
    title: title[language],
    // The name under which a read-me was uploaded: no Markdown is taken.
    description: descriptionText(dataset).replaceAll(/\b(LISEZMOI|README)\.md\b/g, '$1.txt'),
    license: licence,
    frequency: frequency === undefined ? 'unknown' : FREQUENCIES[frequency].toLowerCase(),
    ...(span === undefined ? {} : { temporal_coverage: { start: span.from, end: span.to } }),
    // Others are refused.
    tags: keywords.filter((word) => word.length >= 3),
  }
}

/** By which the resource is found again, in its extras. */
export const OUR_FILE = 'comptage:path'
/** Of its content. */
export const OUR_SUM = 'comptage:sha256'

export function resourceBody(file: DatasetFile, dataset: Dataset, extras: Readonly<Record<string, unknown>>) {
  const { path, sha256, title, description, isData } = file
  const told = {
    title: title[dataset.language],
    description: inTwo(description, dataset),
    type: isData ? 'main' : 'documentation',
  }
  return {
    ...told,
    extras: { ...extras, [OUR_FILE]: path, [OUR_SUM]: sha256, [FINGERPRINT]: fingerprintOf({ told, sha256 }) },
  }
}

/** data.gouv.fr takes no Markdown, and nothing without an ending. */
export function uploadName({ path }: DatasetFile): string {
  const name = fileName(path)
  return name.includes('.') ? name.replace(/\.md$/, '.txt') : `${name}.txt`
}

/**
 * Under which a new file is uploaded, `day-feature-1f0c4e2a.csv`: until the next call describes it, its name is all that tells it from
 * a `day-feature.csv` that somebody put there by hand.
 */
export function newName(file: DatasetFile, { name }: Dataset): string {
  const sign = createHash('sha256').update(`${name}/${file.path}`).digest('hex').slice(0, 8)
  return uploadName(file).replace(/\.(?=[^.]+$)/, `-${sign}.`)
}

/** An upload leaves a resource with the name of the file as its title, in the portal's spelling. */
export function isNamed(title: string | null | undefined, name: string): boolean {
  return plain(title ?? '') === plain(name)
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[_ -]+/g, '-')
}
