import { createHash } from 'node:crypto'
import type { Publisher } from '../../domain/service.ts'
import { fieldOf } from './field-of.ts'
import type { DataFile, Edition } from '../edition.ts'
import { LICENCE_WORDS } from '../licence.ts'
import { otherLanguage, type Words } from '../words.ts'

const PROFILES = 'https://datapackage.org/profiles/2.0'

/**
 * `datapackage.json`, Data Package v2, in the language of the dataset; the other language is in `comptage.labels`.
 *
 * @param files every path of the folder, this one included: how a later run knows what this one wrote
 */
export function dataPackage(edition: Edition, files: readonly string[]): string {
  const { publication, name, title, address, tier } = edition
  const { language, service, licences } = publication
  const { title: licenceTitle, address: licenceAddress } = LICENCE_WORDS[licences[tier]]
  const description = descriptionOf(service.name)
  const descriptor = {
    $schema: `${PROFILES}/datapackage.json`,
    name,
    id: address,
    title: title[language],
    description: description[language],
    homepage: address,
    version: publication.version,
    created: publication.created,
    keywords: ['usage', 'audience', language === 'fr' ? 'statistiques' : 'statistics'],
    languages: [language, otherLanguage(language)],
    licenses: [{ name: licences[tier], title: licenceTitle, path: licenceAddress }],
    contributors: service.publisher && [contributorOf(service.publisher)],
    sources: [{ title: sourceOf(service.name)[language] }],
    comptage: methodOf(edition, files, { title, description }),
    resources: edition.data.map((file) => resourceOf(file, edition)),
  }
  return `${JSON.stringify(descriptor, null, 2)}\n`
}

function descriptionOf(service: string): Words {
  return {
    fr: `Nombre d’utilisations de chaque fonctionnalité du service ${service}, tiré des journaux d’accès sans aucun identifiant : des requêtes, non des personnes. Voir LISEZMOI.md.`,
    en: `Number of uses of each feature of the service ${service}, taken from access logs without any identifier: requests, not people. See README.md.`,
  }
}

function sourceOf(service: string): Words {
  return {
    fr: `Journaux d’accès du service ${service} (non publiés)`,
    en: `Access logs of the service ${service} (not published)`,
  }
}

function contributorOf({ name, url, email }: Publisher): object {
  const roles = ['creator', 'rightsHolder', ...(url || email ? ['contact'] : [])]
  return { title: name, path: url, email, roles }
}

/** How the figures were made, for programs. */
function methodOf(
  { publication, tier }: Edition,
  files: readonly string[],
  texts: Readonly<Record<string, Words>>,
): object {
  const { programVersion, timezone, k, robots, formats, language, tables } = publication
  const exact = tables.filter(({ spec }) => spec.protection.level === 'exact').map(({ spec }) => spec.name)
  return {
    version: programVersion,
    timezone,
    tier,
    k,
    robots,
    formats,
    // Every table of the service counts the same requests: an exact one may give away what another hides.
    exact,
    labels: labelsOf(texts, language),
    files,
  }
}

function labelsOf(texts: Readonly<Record<string, Words>>, language: keyof Words): object {
  const other = otherLanguage(language)
  return { [other]: Object.fromEntries(Object.entries(texts).map(([key, words]) => [key, words[other]])) }
}

function resourceOf({ sheet, path, text }: DataFile, { publication }: Edition): object {
  const { language } = publication
  const { name, title, description, columns, comptage } = sheet
  const keys = columns.filter((column) => column.isKey).map((column) => column.name[language])
  const foreign = columns.filter((column) => column.namesFeatures).map((column) => column.name[language])
  return {
    name,
    title: title[language],
    description: description[language],
    type: 'table',
    path,
    comptage: { ...comptage, labels: labelsOf({ title, description }, language) },
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes: Buffer.byteLength(text),
    hash: `sha256:${createHash('sha256').update(text).digest('hex')}`,
    dialect: { header: true, delimiter: ',', lineTerminator: '\n', quoteChar: '"', doubleQuote: true },
    schema: {
      $schema: `${PROFILES}/tableschema.json`,
      fields: columns.map((column) => fieldOf(column, language)),
      primaryKey: keys.length > 0 ? keys : undefined,
      foreignKeys: foreign.length > 0 ? foreign.map((field) => featureKey(field)) : undefined,
    },
  }
}

// The code column has one name in every sheet.
function featureKey(field: string): object {
  return { fields: [field], reference: { resource: 'features', fields: [field] } }
}
