import { dayText } from '../../domain/calendar.ts'
import { DIMENSION_WORDS } from '../../domain/dictionary.ts'
import type { Feature, FeatureFamily } from '../../domain/feature.ts'
import type { Report } from '../../domain/finding.ts'
import type { Configuration, ServiceEvent, Voice } from '../../domain/service.ts'
import type { Book } from '../../publish/index.ts'
import { thresholdChanges } from './derive-eras.ts'
import { DESCRIPTION_FILE } from './read/read-edition.ts'

/** Every word of the folder that does not ship with the program stands in the configuration. */
export function checkConfigurationWords(book: Book, configuration: Configuration, report: Report): void {
  for (const [field, found, expected] of [
    ...serviceWords(book, configuration),
    ...settings(book, configuration),
    ...featureWords(book, configuration),
    ...familyWords(book, configuration),
    ...voiceWords(book, configuration),
    ...tableWords(book, configuration),
  ])
    if (found !== undefined && found !== expected)
      report({
        code: 'CONFIG_WORD',
        file: DESCRIPTION_FILE,
        field,
        found,
        expected: expected ?? { is: 'nothing' },
      })
}

/** A place of the description, its word, and that of the configuration. */
type Word = readonly [field: string, found: string | undefined, expected: string | undefined]

function serviceWords({ publication: { service } }: Book, { service: own }: Configuration): readonly Word[] {
  return [
    ['comptage.service.id', service.id, own.id],
    ['comptage.service.name', service.name, own.name],
    ['comptage.service.url', service.url, own.url],
    ['contributors.0.title', service.publisher?.name, own.publisher?.name],
    ['contributors.0.path', service.publisher?.url, own.publisher?.url],
    ['contributors.0.email', service.publisher?.email, own.publisher?.email],
  ]
}

function settings({ publication, tier, licence }: Book, own: Configuration): readonly Word[] {
  return [
    ['comptage.timezone', publication.timezone, own.timezone],
    ['languages.0', publication.language, own.language],
    ['licenses.0.name', licence, own.licences[tier]],
    ['comptage.k', String(isThresholdTold(publication, own.k) ? own.k : publication.k), String(own.k)],
    ['comptage.privacy.retention', publication.privacy?.retention, own.privacy?.retention],
    ['comptage.privacy.contact', publication.privacy?.contact, own.privacy?.contact],
    ['comptage.privacy.purpose', publication.privacy?.purpose, own.privacy?.purpose],
  ]
}

/** A threshold waits for the next of the longest periods; until then it is told as a break to come. */
function isThresholdTold(publication: Book['publication'], k: number): boolean {
  return thresholdChanges(publication).at(-1)?.k === k
}

function voiceWords({ publication }: Book, configuration: Configuration): readonly Word[] {
  const [told, own] = [saidBy(publication.voice), saidBy(configuration.voice)]
  return [
    ['comptage.voice.words.fr', told.words.fr, own.words.fr],
    ['comptage.voice.words.en', told.words.en, own.words.en],
    ['comptage.voice.verdicts', told.verdicts, own.verdicts],
    ...told.events.map((text, position): Word => {
      return [`comptage.voice.events.${position}`, text, own.events.find((one) => one === text)]
    }),
  ]
}

function saidBy({ words = {}, events = [], verdicts }: Voice = {}) {
  const rules = verdicts && JSON.stringify(Object.entries(verdicts).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { words, events: events.map(eventText), verdicts: rules }
}

function eventText({ date, feature = '', text }: ServiceEvent): string {
  return JSON.stringify([dayText(date), feature, text.fr ?? '', text.en ?? ''])
}

/** What has ended stood in a configuration of before. */
function featureWords({ publication }: Book, { features }: Configuration): readonly Word[] {
  return publication.features.flatMap((feature, position): readonly Word[] => {
    const known = features.find(({ id }) => id === feature.id)
    if (known === undefined && hasEnded(publication, feature)) return []
    return [[`comptage.features.${position}`, wordsOf(feature), known && wordsOf(known)]]
  })
}

/** Those that came since stand behind, or between, and are no fault of the folder. */
function familyWords({ publication: { families = [] } }: Book, configuration: Configuration): readonly Word[] {
  const own = configuration.families.map(({ value }) => value)
  const known = own.filter(({ id }) => families.some((family) => family.id === id))
  return families.map((family, position): Word => {
    const there = known.length === families.length ? known[position] : own.find(({ id }) => id === family.id)
    return [`comptage.families.${position}`, familyText(family), there && familyText(there)]
  })
}

function familyText({ id, title }: FeatureFamily): string {
  return JSON.stringify([id, title.fr ?? '', title.en ?? ''])
}

/** It has a last day, and the list of versions tells of it. */
function hasEnded({ history = [] }: Book['publication'], { id, until }: Feature): boolean {
  const isTold = history.some(({ changes }) =>
    changes.some(
      (change) =>
        (change.kind === 'feature-removed' && change.feature === id) ||
        (change.kind === 'feature-renamed' && change.before === id),
    ),
  )
  return until !== undefined && isTold
}

function tableWords({ sheets, publication: { ended } }: Book, { datasets, referrers }: Configuration): readonly Word[] {
  const names = datasets.map(({ value }) => value.name)
  return sheets.flatMap(({ table }, position): readonly Word[] => {
    if (table === undefined || ended?.has(table.spec.name) === true) return []
    const hosts = table.categories.flat().filter((word) => !KNOWN.has(word))
    return [
      [`resources.${position}.name`, table.spec.name, names.find((name) => name === table.spec.name)],
      ...hosts.map((host): Word => [`resources.${position}.schema`, host, referrers.find((one) => one === host)]),
    ]
  })
}

const KNOWN = new Set(Object.values(DIMENSION_WORDS).flat())

function wordsOf({ id, title, family = '', match, clients, partial, assets }: Feature): string {
  const patterns = match.map(({ value }) => value)
  return JSON.stringify([id, title.fr ?? '', title.en ?? '', family, clients, partial, assets, ...patterns])
}
