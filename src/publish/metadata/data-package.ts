import type { Publisher } from '../../domain/service.ts'
import type { Edition } from '../edition.ts'
import { LICENCE_WORDS } from '../licence.ts'
import { otherLanguage, type Words } from '../words.ts'
import { methodOf } from './method-of.ts'
import { resourceOf } from './resource-of.ts'

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
    keywords: keywordsOf(language),
    languages: [language, otherLanguage(language)],
    licenses: [{ name: licences[tier], title: licenceTitle, path: licenceAddress }],
    contributors: service.publisher && [contributorOf(service.publisher)],
    sources: [{ title: sourceOf(service.name)[language] }],
    comptage: methodOf(edition, files, { title, description }),
    resources: edition.data.map((file) => resourceOf(file, edition)),
  }
  return `${JSON.stringify(descriptor, null, 2)}\n`
}

/** What the dataset is, in a sentence or two: of Data Package and of DCAT. */
export function descriptionOf(service: string): Words {
  return {
    fr: `Nombre d’utilisations de chaque fonctionnalité du service ${service}, tiré des journaux d’accès sans aucun identifiant : des requêtes, non des personnes. Voir LISEZMOI.md.`,
    en: `Number of uses of each feature of the service ${service}, taken from access logs without any identifier: requests, not people. See README.md.`,
  }
}

export function keywordsOf(language: keyof Words): readonly string[] {
  return ['usage', 'audience', language === 'fr' ? 'statistiques' : 'statistics']
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
