import type { SettingsChange } from '../../../pipeline/index.ts'
import { dayInWords } from '../../language/dates.ts'
import type { Both, Language } from '../../../domain/service.ts'
import { listed, say } from '../../language/language.ts'

/** What a configuration changes of the way of counting, a line each. */
export function settingsReport(changes: readonly SettingsChange[]): string {
  return changes.map(({ change, parts = [], lost }) => `  ${worded(change, parts)}${lostText(lost)}\n`).join('')
}

function lostText(lost: SettingsChange['lost']): string {
  if (lost === undefined) return ''
  const [from, to] = [dayInWords(lost.from), dayInWords(lost.to)]
  const days =
    from === to ? { en: from, fr: `le ${from}` } : { en: `${from} to ${to}`, fr: `les jours du ${from} au ${to}` }
  if ('source' in lost)
    return say({
      en: `; since ${lost.source} made this change on another day, no row is made of ${days.en}: make such a change on all machines on one day`,
      fr: ` ; comme ${lost.source} a changé un autre jour, aucune ligne n’est faite pour ${days.fr} : faites un tel changement le même jour sur toutes les machines`,
    })
  return say({
    en: `; since ${lost.log} lags behind, no row is made of ${days.en}: to lose none, take the change back, and make it when all logs are read up to the same day, or these days are closed`,
    fr: ` ; comme ${lost.log} est en retard, aucune ligne n’est faite pour ${days.fr} : pour n’en perdre aucun, revenez sur ce changement, et faites-le quand tous les journaux sont lus jusqu’au même jour, ou que ces jours sont clos`,
  })
}

type Change = SettingsChange['change']
type Parts = NonNullable<SettingsChange['parts']>

function worded<K extends Change['kind']>(
  change: { readonly kind: K } & Extract<Change, { kind: K }>,
  parts: Parts,
): string {
  return say(WORDS[change.kind](change, parts))
}

const WORDS: { readonly [K in Change['kind']]: (change: Extract<Change, { readonly kind: K }>, parts: Parts) => Both } =
  {
    'feature-added': ({ feature }) => ({
      en: `${feature} is new: its first row is that of the first whole period from now on`,
      fr: `${feature} est nouvelle : sa première ligne est celle de la première période entière à partir de maintenant`,
    }),
    'feature-removed': ({ feature }) => ({
      en: `${feature} is gone: it ends with the newest day that was read (of the log that lags most), of which no later line is counted, and its past stays; until: ends it with a whole day`,
      fr: `${feature} a été retirée : elle finit avec le dernier jour lu (du journal le plus en retard), dont aucune ligne suivante n’est comptée, et son passé reste ; until: la finit avec un jour entier`,
    }),
    'feature-renamed': ({ feature, before, date }) => ({
      en: `${feature} is what ${before} was: that one ends with the lines that were read, this one begins on ${dayInWords(date)}; ${STAYS.en}`,
      fr: `${feature} est ce qu’était ${before} : l’une finit avec les lignes lues, l’autre commence le ${dayInWords(date)} ; ${STAYS.fr}`,
    }),
    'feature-redefined': ({ feature, date }, parts) => ({
      en: `${feature} is defined anew${partsText(parts, 'en')}: a break in its series on ${dayInWords(date)}; ${STAYS.en}`,
      fr: `${feature} est définie autrement${partsText(parts, 'fr')} : rupture de sa série le ${dayInWords(date)} ; ${STAYS.fr}`,
    }),
    'feature-returned': ({ feature, from, date }) => ({
      en: `${feature} is back: it is counted again from ${dayInWords(date)} on, and the days from ${dayInWords(from)} to then stay without figures`,
      fr: `${feature} est de retour : elle est comptée de nouveau à partir du ${dayInWords(date)}, et les jours du ${dayInWords(from)} à cette date restent sans chiffres`,
    }),
    'measure-removed': ({ table, measure, date }) => ({
      en: `${table}: has no ${measure} from ${dayInWords(date)} on; a longer period that holds some of them goes without`,
      fr: `${table} : n’a plus ${measure} à partir du ${dayInWords(date)} ; une période plus longue qui en tient une partie n’a pas ce chiffre`,
    }),
    'measure-added': ({ table, measure, date }) => ({
      en: `${table}: counts ${measure} from ${dayInWords(date)} on, and has none of before; a longer period that had begun goes without`,
      fr: `${table} : compte ${measure} à partir du ${dayInWords(date)}, et n’en a rien d’avant ; une période plus longue qui avait commencé n’a pas ce chiffre`,
    }),
    'measure-returned': ({ table, measure, from, date }) => ({
      en: `${table}: has ${measure} again from ${dayInWords(date)} on, missing since ${dayInWords(from)}; a longer period that holds some of those days goes without`,
      fr: `${table} : a de nouveau ${measure} à partir du ${dayInWords(date)}, manquant depuis le ${dayInWords(from)} ; une période plus longue qui en tient une partie n’a pas ce chiffre`,
    }),
    'table-returned': ({ table, from, date }) => ({
      en: `table ${table} is back: it goes on with its first whole period from ${dayInWords(date)} on, and those that hold a day from ${dayInWords(from)} to then are never published`,
      fr: `le tableau ${table} est de retour : il reprend avec sa première période entière à partir du ${dayInWords(date)}, et celles qui contiennent un jour du ${dayInWords(from)} à cette date ne sont jamais publiées`,
    }),
    'table-added': ({ table }) => ({
      en: `table ${table} is new: it begins with its first whole period from now on`,
      fr: `le tableau ${table} est nouveau : il commence avec sa première période entière à partir de maintenant`,
    }),
    'table-removed': ({ table }) => ({
      en: `table ${table} is gone: its past stays published, and so will be the whole periods that it has counted, unless it is exact; a longer table without noise leaves out the later ones that hold some of it`,
      fr: `le tableau ${table} a été retiré : son passé reste publié, et les périodes entières qu’il a comptées le seront, sauf s’il est exact ; un tableau plus long sans bruit omet les suivantes qui en contiennent`,
    }),
    'columns-changed': ({ table }) => ({
      en: `table ${table} has other columns: whoever reads it has to follow`,
      fr: `le tableau ${table} a d’autres colonnes : qui le lit doit suivre`,
    }),
    'tables-renamed': ({ tables }) => ({
      en: `${tables.map(({ table, before }) => `table ${before} is called ${table}`).join(', ')}: files have these names, and whoever reads them has to follow`,
      fr: `${tables.map(({ table, before }) => `le tableau ${before} s’appelle ${table}`).join(', ')} : les fichiers ont ces noms, et qui les lit doit suivre`,
    }),
    'threshold-changed': ({ k, date }) => ({
      en: `the threshold is ${k}: ${ALL.en} ${dayInWords(date)}, ${NEXT.en}`,
      fr: `le seuil est de ${k} : ${ALL.fr} ${dayInWords(date)}, ${NEXT.fr}`,
    }),
    'protection-changed': ({ table, level, date }) => ({
      en: `table ${table} is protected in another way (${level}): a break in it on ${dayInWords(date)}`,
      fr: `le tableau ${table} est protégé autrement (${level}) : rupture le ${dayInWords(date)}`,
    }),
    'protection-kept': ({ table, planned }) => ({
      en: `the ${table === undefined ? 'threshold' : `protection of table ${table}`} stays as it is: the break announced for ${dayInWords(planned)} does not take place`,
      fr: `${table === undefined ? 'le seuil reste tel qu’il est' : `la protection du tableau ${table} reste telle qu’elle est`} : la rupture annoncée pour le ${dayInWords(planned)} n’a pas lieu`,
    }),
    'not-begun': ({ feature, table, measure = '', planned }) => ({
      en: `${feature ?? `table ${table} ${measure}`.trim()}: what was announced${planned === undefined ? '' : ` for ${dayInWords(planned)}`} does not take place`,
      fr: `${feature ?? `table ${table} ${measure}`.trim()} : ce qui était annoncé${planned === undefined ? '' : ` pour le ${dayInWords(planned)}`} n’a pas lieu`,
    }),
    'timezone-changed': ({ timezone, date }) => ({
      en: `days are those of ${timezone}: ${ALL.en} ${dayInWords(date)}`,
      fr: `les jours sont ceux de ${timezone} : ${ALL.fr} ${dayInWords(date)}`,
    }),
    'hosts-changed': ({ date }) => ({
      en: `hosts of the service or of the referrers changed: ${ALL.en} ${dayInWords(date)}`,
      fr: `les hôtes du service ou des provenances ont changé : ${ALL.fr} ${dayInWords(date)}`,
    }),
    'sources-changed': ({ date }) => ({
      en: `other machines count for the service: ${ALL.en} ${dayInWords(date)}`,
      fr: `d’autres machines comptent pour le service : ${ALL.fr} ${dayInWords(date)}`,
    }),
    'robots-changed': ({ version, date }) => ({
      en: `the list of robots is that of ${version}: ${ALL.en} ${dayInWords(date)}`,
      fr: `la liste des robots est celle de ${version} : ${ALL.fr} ${dayInWords(date)}`,
    }),
    'formats-changed': ({ date }) => ({
      en: `the logs are in another format: ${ALL.en} ${dayInWords(date)}`,
      fr: `les journaux ont un autre format : ${ALL.fr} ${dayInWords(date)}`,
    }),
    'text-corrected': () => ({
      en: 'titles, texts or the days on which a feature is counted changed: no published figure does',
      fr: 'des titres, des textes ou les jours où une fonctionnalité est comptée ont changé, aucun chiffre publié',
    }),
    'licence-changed': ({ tier, before, after }) => ({
      en: `licence of ${TIER_WORDS[tier].en}: ${after} instead of ${before}, from the next version on`,
      fr: `licence ${TIER_WORDS[tier].fr} : ${after} au lieu de ${before}, à partir de la prochaine version`,
    }),
    'publisher-changed': ({ before, after }) => ({
      en: `the publisher is ${after} instead of ${before}`,
      fr: `le producteur est ${after}, et non plus ${before}`,
    }),
    'address-changed': ({ before, after }) =>
      after === undefined
        ? {
            en: `no public address any more, it was ${before}: pages and catalogue go`,
            fr: `plus d’adresse publique, c’était ${before} : les pages et le catalogue disparaissent`,
          }
        : {
            en: `public addresses begin with ${after} instead of ${before}: portals that harvest will see other datasets`,
            fr: `les adresses publiques commencent par ${after} au lieu de ${before} : les portails qui moissonnent y verront d’autres jeux de données`,
          },
    'dataset-begun': () => ({ en: 'the dataset begins', fr: 'le jeu de données commence' }),
    'periods-added': ({ table }) => ({
      en: `periods of ${table} are published`,
      fr: `des périodes de ${table} sont publiées`,
    }),
    'periods-revised': ({ table }) => ({
      en: `periods of ${table} are published anew`,
      fr: `des périodes de ${table} sont publiées à nouveau`,
    }),
    'percentiles-raised': ({ table }) => ({
      en: `durations of ${table} are corrected`,
      fr: `des durées de ${table} sont corrigées`,
    }),
    'periods-withheld': ({ table }) => ({
      en: `periods of ${table} are never published`,
      fr: `des périodes de ${table} ne sont jamais publiées`,
    }),
    'table-split': ({ table }) => ({
      en: `table ${table} has one file a year`,
      fr: `le tableau ${table} a un fichier par année`,
    }),
    'year-split': ({ table }) => ({
      en: `a year of table ${table} has its own file`,
      fr: `une année du tableau ${table} a son fichier`,
    }),
    'state-adopted': () => ({ en: 'what was published is taken over', fr: 'ce qui a été publié est repris' }),
    'noise-key-replaced': () => ({ en: 'noise has a new key', fr: 'le bruit a une nouvelle clé' }),
  }

const TIER_WORDS: Readonly<Record<'summary' | 'detail', Both>> = {
  summary: { en: 'the figures by feature', fr: 'des chiffres par fonctionnalité' },
  detail: { en: 'the figures in detail', fr: 'des chiffres en détail' },
}
const STAYS: Both = { en: 'what was counted stays', fr: 'ce qui a été compté reste' }
const ALL: Both = { en: 'a break in all series on', fr: 'rupture de toutes les séries le' }
const NEXT: Both = {
  en: 'when the next of the longest periods begins',
  fr: 'quand commence la prochaine des périodes les plus longues',
}

const PARTS: Readonly<Record<Parts[number], Both>> = {
  match: { en: 'patterns', fr: 'motifs' },
  clients: { en: 'clients', fr: 'clients' },
  partial: { en: 'partial', fr: 'partial' },
  assets: { en: 'assets', fr: 'assets' },
  beside: {
    en: 'patterns of other features, ignore or case',
    fr: 'motifs d’autres fonctionnalités, ignore ou case',
  },
}

function partsText(parts: Parts, language: Language): string {
  return parts.length === 0 ? '' : ` (${listed(parts.map((part) => PARTS[part][language]))})`
}
