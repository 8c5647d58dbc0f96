import type { PeriodKind } from '../../domain/dictionary.ts'
import type { Dataset } from '../dataset.ts'
import { fingerprintOf } from '../fingerprint.ts'
import { descriptionText } from '../text-for-portal.ts'

/** By which the dataset is found again, in its extras. */
export const OUR_DATASET = 'comptage:dataset'
/** Of what the dataset was told when it was complete; a dataset of ours without it is not complete. */
export const FINGERPRINT = 'comptage:fingerprint'
/** Of the folder that was sent. */
export const VERSION = 'comptage:version'

const FREQUENCIES: Readonly<Record<PeriodKind, string>> = {
  day: 'daily',
  week: 'weekly',
  month: 'monthly',
  quarter: 'quarterly',
  year: 'annual',
}

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
    frequency: frequency === undefined ? 'unknown' : FREQUENCIES[frequency],
    ...(span === undefined ? {} : { temporal_coverage: { start: span.from, end: span.to } }),
    // Others are refused.
    tags: keywords.filter((word) => word.length >= 3),
  }
}
