import { dayText, type DayIndex } from '../../../domain/calendar.ts'
import type { Feature } from '../../../domain/feature.ts'
import type { Language, Both } from '../../../domain/service.ts'
import { describeProtection, type CountPlan } from '../../../pipeline/index.ts'
import { numbered, say } from '../../language/language.ts'
import { columnsText, heading } from '../columns-text.ts'
import { MEASURE_WORDS } from '../../words/lists/line-words.ts'
import type { Protection } from '../../../domain/table.ts'
import { disclosureSentence } from './disclosure-report.ts'

/**
 * What a sound configuration says: its features and tables, a line each.
 *
 * @param lacking how many of its logs are not there, or are no files
 */
export function configurationReport({ configuration, specs }: CountPlan, lacking = 0): string {
  const { service, timezone, features, since } = configuration
  const sound = {
    en: `${service.name} (${service.id}), days of ${timezone}: the configuration is sound${lackingText(lacking)}`,
    fr: `${service.name} (${service.id}), fuseau horaire ${timezone} : la configuration est bonne${lackingText(lacking)}`,
  }
  const areImported = features.some(({ origin }) => origin !== undefined)
  return [
    `${say(sound)}\n`,
    heading(numbered(features.length, { en: ['feature', 'features'], fr: ['fonctionnalité', 'fonctionnalités'] })),
    columnsText(
      [
        { title: 'id' },
        { title: say({ en: 'title', fr: 'titre' }) },
        { title: say({ en: 'patterns', fr: 'motifs' }), align: 'right' },
        { title: say({ en: 'counts', fr: 'compte' }) },
        ...(areImported ? [{ title: say({ en: 'comes from', fr: 'provient de' }) }] : []),
      ],
      features.map((feature) => [
        feature.id,
        publishedTitle(feature, configuration.language),
        String(feature.match.length),
        whatCounts(feature, since),
        ...(areImported ? [feature.origin?.path ?? say({ en: 'this file', fr: 'ce fichier' })] : []),
      ]),
    ),
    heading(numbered(specs.length, { en: ['table', 'tables'], fr: ['tableau', 'tableaux'] })),
    protectionReport(specs),
    ...(measuresEntries(specs) && service.hosts.length === 0 ? [`\n${say(NO_OWN_HOST)}\n`] : []),
    `\n${examplesText(features)}\n`,
  ].join('')
}

function lackingText(lacking: number): string {
  if (lacking === 0) return ''
  const words: Both<readonly [string, string]> = {
    en: ['of its logs cannot be read', 'of its logs cannot be read'],
    fr: ['de ses journaux ne peut pas être lu', 'de ses journaux ne peuvent pas être lus'],
  }
  return `${say({ en: ', but', fr: ', mais' })} ${numbered(lacking, words)}`
}

/** As it is published. */
export function publishedTitle({ title }: Feature, language: Language): string {
  return title[language] ?? title.fr ?? title.en ?? ''
}

/** Whose requests, which, and when. */
export function whatCounts(feature: Feature, since: DayIndex | undefined): string {
  const { clients, partial, assets } = feature
  return [
    clients === 'all'
      ? say({ en: 'people and programs', fr: 'personnes et programmes' })
      : say({ en: 'people', fr: 'personnes' }),
    ...(partial === 'count' ? [say({ en: 'parts of files', fr: 'parties de fichiers' })] : []),
    ...(assets === 'count' ? [say({ en: 'images and the like', fr: 'images et semblables' })] : []),
    ...daysOf(feature, since),
  ].join(', ')
}

function daysOf({ from, until }: Feature, since: DayIndex | undefined): readonly string[] {
  return [
    ...(from === undefined ? [] : [say({ en: `from ${dayText(from)}`, fr: `dès le ${dayText(from)}` })]),
    ...(until === undefined ? [] : [say({ en: `to ${dayText(until)}`, fr: `jusqu’au ${dayText(until)}` })]),
    ...((until ?? Infinity) < (since ?? 0) ? [say(BEFORE_SINCE)] : []),
  ]
}

const BEFORE_SINCE: Both = {
  en: 'never now: since: is later',
  fr: 'plus jamais : since: est postérieur',
}

function measuresEntries(specs: CountPlan['specs']): boolean {
  return specs.some(({ measures }) => measures.includes('entries'))
}

const NO_OWN_HOST: Both = {
  en: 'entries tell nothing without service.url: who comes from another page of the service seems to come from outside.',
  fr: 'Sans service.url, les entrées (entries) ne disent rien : qui vient d’une autre page du service semble venir du dehors.',
}

function examplesText(features: readonly Feature[]): string {
  const examples = features.reduce((sum, feature) => sum + feature.examples.length, 0)
  if (examples === 0)
    return say({
      en: 'No example to prove: examples: of a feature lists requests that must reach it.',
      fr: 'Aucun exemple à vérifier : examples: d’une fonctionnalité donne des requêtes qui doivent lui arriver.',
    })
  const count = numbered(examples, { en: ['example', 'examples'], fr: ['exemple', 'exemples'] })
  return say({ en: `${count}: each reaches its feature.`, fr: `${count} : chacun arrive à sa fonctionnalité.` })
}

/** The protection plan: what protects each table. */
function protectionReport(specs: CountPlan['specs']): string {
  const noisy = specs.map(({ protection }) => protection).find((protection) => 'views' in protection)
  return [
    columnsText(
      [
        { title: say({ en: 'name', fr: 'nom' }) },
        { title: say({ en: 'measures', fr: 'mesures' }) },
        { title: 'protection' },
      ],
      specs.map(({ name, measures, protection }) => [
        name,
        measures.map((measure) => say(MEASURE_WORDS[measure])).join(', '),
        wordsForProtection(protection),
      ]),
    ),
    noisy === undefined ? '' : viewsText(noisy),
    disclosureSentence(describeProtection(specs)),
  ].join('')
}

function viewsText({ views, k }: Extract<Protection, { readonly views: number }>): string {
  const words = {
    en: `T = ${views}: one request is part of so many noisy figures a period, four at most; what is below ${k} stays hidden.`,
    fr: `T = ${views} : une même requête entre dans autant de chiffres bruités par période, quatre au plus ; ce qui est inférieur à ${k} reste masqué.`,
  }
  return `\n  ${say(words)}\n`
}

function wordsForProtection(protection: Protection): string {
  switch (protection.level) {
    case 'threshold':
      return say({
        en: `threshold: counts below ${protection.k} are hidden`,
        fr: `threshold : les nombres inférieurs à ${protection.k} sont masqués`,
      })
    case 'exact':
      return say({
        en: 'exact: every count is shown, at your risk',
        fr: 'exact : tous les nombres sont montrés, à vos risques',
      })
    case 'cell-key':
      return say({
        en: `cell-key: noise of variance ${protection.variance}, at most ${protection.reach}; hidden below ${protection.k}`,
        fr: `cell-key : bruit de variance ${protection.variance}, au plus ${protection.reach} ; masqué sous ${protection.k}`,
      })
    case 'dp':
      return say({
        en: `dp: epsilon ${protection.epsilon} a period for ${protection.changes} requests; hidden below ${protection.k}`,
        fr: `dp : epsilon ${protection.epsilon} par période pour ${protection.changes} requêtes ; masqué sous ${protection.k}`,
      })
  }
}
