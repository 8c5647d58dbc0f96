import type { Language } from '../../domain/service.ts'
import { dayText } from '../../domain/calendar.ts'
import { descriptionOf } from '../metadata/data-package.ts'
import type { Edition } from '../edition.ts'
import { LICENCE_WORDS } from '../licence.ts'

/** The dataset in the words of schema.org, for search engines. */
export function schemaOrg(edition: Edition, language: Language): object {
  const { publication, tier, title, address, days } = edition
  const { service, version, created, licences } = publication
  const publisher = service.publisher ?? { name: service.name, url: service.url }
  const [first, last] = [days[0], days.at(-1)]
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': address,
    url: address,
    name: title[language],
    description: descriptionOf(service.name)[language],
    inLanguage: language,
    version,
    isAccessibleForFree: true,
    keywords: ['usage', 'audience'],
    license: LICENCE_WORDS[licences[tier]].address,
    creator: { '@type': 'Organization', name: publisher.name, url: publisher.url },
    dateModified: created.slice(0, 10),
    temporalCoverage: first === undefined || last === undefined ? undefined : `${dayText(first)}/${dayText(last)}`,
    variableMeasured: measuresOf(edition, language),
    measurementTechnique: MEASURED[language],
    distribution: edition.data.flatMap(({ parts }) => parts.map(({ path }) => download(path, address))),
  }
}

const MEASURED = { fr: 'Comptage des journaux d’accès HTTP', en: 'Count of HTTP access logs' }

function measuresOf({ publication, tables, data }: Edition, language: Language): readonly object[] {
  const names = new Set(tables.map(({ spec }) => spec.name))
  const columns = data
    .filter(({ sheet }) => names.has(sheet.name))
    .flatMap(({ sheet }) => sheet.columns.filter((column) => column.isKey !== true))
  const measures = new Map(columns.map((column) => [column.name[publication.language], column.title[language]]))
  return [...measures].map(([name, description]) => ({ '@type': 'PropertyValue', name, description }))
}

function download(path: string, address: string | undefined): object {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return { '@type': 'DataDownload', name, contentUrl: `${address ?? ''}${path}`, encodingFormat: 'text/csv' }
}
