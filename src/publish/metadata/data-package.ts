import type { AuditRules } from '../../domain/observed-features.ts'
import { daysText, dayText, endsOf } from '../../domain/calendar.ts'
import type { Publisher, Both, Language } from '../../domain/service.ts'
import { isNoisy, type Grid } from '../../domain/table.ts'
import { dayOrNone, otherFolderOf, type Edition } from '../edition.ts'
import { LICENCE_WORDS } from '../listed-licences.ts'
import { otherLanguage } from '../words.ts'
import { labelsOf, resourceOf } from './resource-of.ts'

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
export function descriptionOf(service: string): Both {
  return {
    fr: `Nombre d’utilisations de chaque fonctionnalité du service ${service}, tiré des journaux d’accès, dont aucun identifiant n’est repris : des requêtes, non des personnes. Voir LISEZMOI.md.`,
    en: `Number of uses of each feature of the service ${service}, taken from access logs, of which no identifier is kept: requests, not people. See README.md.`,
  }
}

export function keywordsOf(language: Language): readonly string[] {
  return ['usage', 'audience', language === 'fr' ? 'statistiques' : 'statistics']
}

function sourceOf(service: string): Both {
  return {
    fr: `Journaux d’accès du service ${service} (non publiés)`,
    en: `Access logs of the service ${service} (not published)`,
  }
}

function contributorOf({ name, url, email }: Publisher): object {
  const roles = ['creator', 'rightsHolder', ...(url || email ? ['contact'] : [])]
  return { title: name, path: url, email, roles }
}

/**
 * How the figures were made, for programs. With the CSVs it is enough to write every other file of the folder anew:
 * nothing that they say stands nowhere else.
 */
function methodOf(edition: Edition, files: readonly string[], texts: Readonly<Record<string, Both>>): object {
  const { publication, tier } = edition
  const { programVersion, timezone, k, graceHours, robots, formats, language, tables, service } = publication
  const namesOf = (some: typeof tables) => some.map(({ spec }) => spec.name)
  return {
    version: programVersion,
    service: { id: service.id, name: service.name, url: service.url },
    timezone,
    tier,
    otherFolder: otherFolderOf(edition),
    ...spansOf(edition),
    k,
    leastK: publication.leastK,
    graceHours,
    robots,
    formats,
    isPartialLog: publication.isPartialLog,
    // Every table of the service counts the same requests: an exact one may give away what another hides.
    exact: namesOf(tables.filter(({ spec }) => spec.protection.level === 'exact')),
    exactBefore: publication.exactBefore,
    noisy: namesOf(tables.filter(({ spec }) => isNoisy(spec))),
    since: dayOrNone(publication.since),
    features: publication.features.map(({ id, title, family, match, clients, partial, assets, from, until }) => ({
      id,
      title,
      family,
      match: match.map(({ value }) => value),
      clients,
      partial,
      assets,
      from: dayOrNone(from),
      until: dayOrNone(until),
    })),
    families: publication.families,
    privacy: publication.privacy,
    voice: voiceOf(publication),
    history: publication.history,
    ledger: ledgerOf(edition),
    cut: publication.cut,
    gone: publication.gone?.map(daysText),
    labels: labelsOf(texts, language),
    hasParquet: publication.hasParquet,
    files,
  }
}

function voiceOf({ voice }: Edition['publication']): object | undefined {
  if (voice === undefined) return undefined
  const { words, events, verdicts } = voice
  return {
    words,
    events: events?.map((event) => ({ ...event, date: dayText(event.date) })),
    verdicts: verdicts && inOrder(verdicts),
  }
}

function inOrder(rules: AuditRules): object {
  return Object.fromEntries(Object.entries(rules).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Revisions of the tables of this folder alone. */
function ledgerOf({ publication: { ledger }, tables }: Edition): object | undefined {
  if (ledger === undefined) return undefined
  const names = tables.map(({ spec }) => spec.name)
  return { ...ledger, revisions: ledger.revisions.filter(({ table }) => names.includes(table)) }
}

/** Of its own tables; where that of both tiers is another, of which gaps and lines are told, it stands beside. */
function spansOf({ days, publication: { grid } }: Edition): object {
  const isShared = days[0] === grid[0] && days.at(-1) === grid.at(-1)
  return { span: spanOf(days), sharedSpan: isShared ? undefined : spanOf(grid) }
}

function spanOf(days: Grid): object | undefined {
  const span = endsOf(days)
  return span && daysText(span)
}
