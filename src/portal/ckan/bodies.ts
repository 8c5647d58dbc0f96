import { FREQUENCIES } from '../../domain/dictionary.ts'
import type { Dataset } from '../dataset.ts'
import { descriptionText, fingerprintOf } from '../describe-dataset.ts'
import type { PortalPackage } from './shapes.ts'

/** By which the dataset is known to be ours, in its extras. */
export const OUR_DATASET = 'comptage_dataset'
/** Of what the dataset was told when it was complete; a dataset of ours without it is not complete. */
export const FINGERPRINT = 'comptage_fingerprint'

const FREQUENCY = 'http://publications.europa.eu/resource/authority/frequency/'

type Extras = NonNullable<PortalPackage['extras']>

export function newPackage(dataset: Dataset, licence: string, organization: string) {
  const { extras, ...metadata } = metadataOf(dataset, licence)
  return {
    name: packageName(dataset.name),
    ...metadata,
    owner_org: organization,
    private: true,
    extras: toList({ ...extras, [OUR_DATASET]: dataset.name }),
  }
}

/** @param there what the portal has: extras of others stay */
export function completePackage(
  dataset: Dataset,
  licence: string,
  there: { readonly id: string; readonly isPrivate: boolean; readonly extras: Extras },
) {
  const { extras, ...metadata } = metadataOf(dataset, licence)
  const ours = { ...extras, [OUR_DATASET]: dataset.name }
  const fingerprint = fingerprintOf({ metadata, ours })
  const others = there.extras.filter(({ key }) => !(key in ours) && key !== FINGERPRINT)
  return {
    id: there.id,
    ...metadata,
    private: there.isPrivate,
    extras: [...others, ...toList({ ...ours, [FINGERPRINT]: fingerprint })],
    fingerprint,
  }
}

function metadataOf(dataset: Dataset, licence: string) {
  const { language, title, keywords, version, publisher, homepage, frequency, span } = dataset
  return {
    title: title[language],
    notes: descriptionText(dataset),
    license_id: licence,
    version,
    ...(publisher && { author: publisher.name, ...(publisher.email && { author_email: publisher.email }) }),
    ...(homepage && { url: homepage }),
    // CKAN takes letters, digits, spaces, - _ and . from two characters up.
    tags: keywords.filter((word) => /^[\p{L}\p{N} _.-]{2,100}$/u.test(word)).map((name) => ({ name })),
    // The names that ckanext-dcat reads.
    extras: {
      language,
      licence: dataset.licence,
      ...(frequency && { frequency: `${FREQUENCY}${FREQUENCIES[frequency]}` }),
      ...(span && { temporal_start: span.from, temporal_end: span.to }),
    },
  }
}

const LONGEST_NAME = 100

/** CKAN takes no dot, and not more than 100 signs: the end of a longer name is a sum of it. */
export function packageName(name: string): string {
  const plain = name.replaceAll('.', '-')
  if (plain.length <= LONGEST_NAME) return plain
  const sum = fingerprintOf({ name }).slice(0, 8)
  return `${plain.slice(0, LONGEST_NAME - sum.length - 1)}-${sum}`
}

export function extraOf(extras: Extras | null | undefined, name: string): unknown {
  return extras?.find(({ key }) => key === name)?.value
}

function toList(extras: Readonly<Record<string, string>>): Extras {
  return Object.entries(extras).map(([key, value]) => ({ key, value }))
}
