import type { Tier } from '../../domain/table.ts'
import { measureInSentence } from '../columns/measure-columns.ts'
import { code, plain } from '../markdown.ts'
import { NOT_PUBLISHED } from '../read-me-and-page-words.ts'
import type { Both, Language } from '../../domain/service.ts'
import { inBoth, listedWithAnd, publishedInWords } from '../words.ts'
import type { Change, SeriesBreak, TableRenamed } from '../../domain/change.ts'

export function isBreak(change: Change): change is SeriesBreak {
  return 'date' in change
}

/** What a version changed, as Markdown. */
export function changeWords(change: Change): Both {
  if (!isBreak(change)) return wordsOf(change)
  const { fr, en } = wordsOf(change)
  return {
    fr: `Rupture de série au ${periodWords(change.date, 'fr')} : ${fr}.`,
    en: `Break in the series on ${periodWords(change.date, 'en')}: ${en}.`,
  }
}

/** What a break is, as it stands in `breaks.csv`: no sentence, no Markdown. */
export function whatBroke(change: SeriesBreak): Both {
  return wordsOf(change)
}

function wordsOf<K extends Change['kind']>(change: { readonly kind: K } & Extract<Change, { kind: K }>): Both {
  return WORDS[change.kind](change)
}

const WORDS: { readonly [K in Change['kind']]: (change: Extract<Change, { readonly kind: K }>) => Both } = {
  'dataset-begun': ({ span }) => ({
    fr: `Première version${span === undefined ? '' : `, du ${periodWords(span.from, 'fr')} au ${periodWords(span.to, 'fr')}`}.`,
    en: `First version${span === undefined ? '' : `, from ${periodWords(span.from, 'en')} to ${periodWords(span.to, 'en')}`}.`,
  }),
  'periods-added': ({ table, periods }) => ({
    fr: `Périodes ajoutées dans ${code(table)} : ${spanWords(periods, 'fr')}.`,
    en: `Periods added to ${code(table)}: ${spanWords(periods, 'en')}.`,
  }),
  'periods-revised': ({ table, periods }) => ({
    fr: `Périodes corrigées dans ${code(table)} : ${allWords(periods, 'fr')}. Des lignes tardives sont arrivées.`,
    en: `Periods corrected in ${code(table)}: ${allWords(periods, 'en')}. Lines had come late.`,
  }),
  'percentiles-raised': ({ table, periods }) => ({
    fr: `Durées corrigées dans ${code(table)} : ${allWords(periods, 'fr')}. Un 95e centile était inférieur à la médiane de sa ligne, et lui est désormais égal.`,
    en: `Durations corrected in ${code(table)}: ${allWords(periods, 'en')}. A 95th percentile was below the median of its row, and now equals it.`,
  }),
  'feature-added': ({ feature }) => ({
    fr: `Fonctionnalité ajoutée : ${code(feature)}.`,
    en: `Feature added: ${code(feature)}.`,
  }),
  'feature-removed': ({ feature, from }) => ({
    fr: `Fonctionnalité retirée : ${code(feature)}. Ses chiffres passés restent ; son dernier jour peut n’être compté qu’en partie${from === undefined ? '' : `, et elle n’a aucune ligne pour les jours à partir du ${periodWords(from, 'fr')}, qui avaient été lus en partie`}.`,
    en: `Feature removed: ${code(feature)}. Its past figures stay; its last day may be counted in part${from === undefined ? '' : `, and of the days from ${periodWords(from, 'en')} on, which had been read in part, it has no row`}.`,
  }),
  'table-added': ({ table }) => ({
    fr: `Tableau ajouté : ${code(table)}, à partir de sa première période entière.`,
    en: `Table added: ${code(table)}, from its first whole period on.`,
  }),
  'table-removed': ({ table }) => ({
    fr: `Tableau arrêté : ${code(table)}. Ses chiffres passés restent.`,
    en: `Table ended: ${code(table)}. Its past figures stay.`,
  }),
  'periods-withheld': ({ table, periods }) => inBoth((l) => NOT_PUBLISHED.never(code(table), allWords(periods, l))[l]),
  'protection-kept': ({ table, planned }) => ({
    fr: `La rupture annoncée pour le ${periodWords(planned, 'fr')} n’a pas lieu : ${table === undefined ? 'le seuil reste' : `la protection de ${code(table)} reste`} tel${table === undefined ? '' : 'le'} qu’${table === undefined ? 'il' : 'elle'} était.`,
    en: `The break announced for ${periodWords(planned, 'en')} does not take place: ${table === undefined ? 'the threshold' : `the protection of ${code(table)}`} stays as it was.`,
  }),
  'not-begun': ({ planned, ...what }) => ({
    fr: `Ce qui était annoncé${planned === undefined ? '' : ` pour le ${periodWords(planned, 'fr')}`} n’a pas lieu : ${namedIn(what, 'fr')}.`,
    en: `What was announced${planned === undefined ? '' : ` for ${periodWords(planned, 'en')}`} does not take place: ${namedIn(what, 'en')}.`,
  }),
  'columns-changed': ({ table }) => ({
    fr: `Colonnes de ${code(table)} changées : un programme qui les lit est à adapter.`,
    en: `Columns of ${code(table)} changed: a program that reads them needs a change too.`,
  }),
  'tables-renamed': ({ tables }) => ({
    fr: `Des tableaux, et leurs fichiers, ont un autre nom : ${renamedWords(tables, 'fr')}. Un programme qui les lit est à adapter.`,
    en: `Tables and their files have another name: ${renamedWords(tables, 'en')}. A program that reads them needs a change too.`,
  }),
  'table-split': ({ table, years }) => ({
    fr: `${code(table)} a désormais un fichier par année : ${listedWithAnd(filesOf(table, years), 'fr')} ; ${code(`data/${table}.csv`)} ne tient plus que la dernière. Un programme qui ne lit que celui-ci est à adapter.`,
    en: `${code(table)} has one file a year from now on: ${listedWithAnd(filesOf(table, years), 'en')}; ${code(`data/${table}.csv`)} holds the latest alone. A program that reads only that one needs a change.`,
  }),
  'year-split': ({ table, years }) => ({
    fr: `${code(table)} : une année finie a son fichier, ${listedWithAnd(filesOf(table, years), 'fr')} ; ${code(`data/${table}.csv`)} recommence avec la suivante.`,
    en: `${code(table)}: a year that is over has its own file, ${listedWithAnd(filesOf(table, years), 'en')}; ${code(`data/${table}.csv`)} starts anew with the next.`,
  }),
  'noise-key-replaced': () => ({
    fr: 'La clé du bruit a été remplacée. Les chiffres déjà publiés restent tels quels ; le bruit des périodes suivantes vient de la nouvelle.',
    en: 'The key to the noise was replaced. Published figures stay as they are; the noise of later periods comes from the new one.',
  }),
  'state-adopted': () => ({
    fr: 'Ce qui sert à compter a été perdu : les chiffres publiés sont repris tels quels, et le compte reprend avec les journaux encore là.',
    en: 'What is kept for counting was lost: published figures are taken over as they are, and counting goes on with the logs that are left.',
  }),
  'text-corrected': () => ({
    fr: 'Textes corrigés, ou jours où une fonctionnalité est comptée ; chiffres déjà publiés inchangés.',
    en: 'Texts corrected, or the days on which a feature is counted; figures already published unchanged.',
  }),
  'licence-changed': ({ tier, before, after }) => ({
    fr: `Licence ${TIER_WORDS[tier].fr} : ${code(after)} à partir de cette version ; ${code(before)} pour celles d’avant.`,
    en: `Licence of ${TIER_WORDS[tier].en}: ${code(after)} from this version on; ${code(before)} for those before it.`,
  }),
  'publisher-changed': ({ before, after }) => ({
    fr: `Producteur à partir de cette version : ${plain(after)} ; avant, ${plain(before)}. La mention à donner change aussi.`,
    en: `Publisher from this version on: ${plain(after)}; before, ${plain(before)}. The sentence to give changes too.`,
  }),
  'address-changed': ({ before, after }) =>
    after === undefined
      ? {
          fr: `Le jeu de données n’a plus d’adresse publique ; c’était <${before}>.`,
          en: `The dataset has no public address any more; it was <${before}>.`,
        }
      : {
          fr: `Les adresses publiques commencent par <${after}>, et non plus par <${before}> : les identifiants du jeu de données (Data Package, DCAT) changent.`,
          en: `Public addresses begin with <${after}>, no longer with <${before}>: the identifiers of the dataset (Data Package, DCAT) change.`,
        },
  'feature-redefined': ({ feature }) => ({
    fr: `la fonctionnalité ${feature} est définie autrement`,
    en: `the feature ${feature} is defined anew`,
  }),
  'feature-renamed': ({ feature, before, from }) => ({
    fr: `la fonctionnalité ${feature} s’appelait ${before} (dont le dernier jour peut n’être compté qu’en partie)${from === undefined ? '' : ` ; aucune n’a de ligne pour les jours entre les deux, à partir du ${periodWords(from, 'fr')}`}`,
    en: `the feature ${feature} was called ${before} (of which the last day may be counted in part)${from === undefined ? '' : `; neither has a row of the days between, from ${periodWords(from, 'en')} on`}`,
  }),
  'feature-returned': ({ feature, from }) => ({
    fr: `la fonctionnalité ${feature} est comptée de nouveau ; elle ne l’était plus depuis le ${periodWords(from, 'fr')}`,
    en: `the feature ${feature} is counted again; it was not since ${periodWords(from, 'en')}`,
  }),
  'table-returned': ({ table, from }) => ({
    fr: `le tableau ${table} est publié de nouveau ; ses périodes manquent depuis le ${periodWords(from, 'fr')}`,
    en: `the table ${table} is published again; its periods are missing since ${periodWords(from, 'en')}`,
  }),
  'measure-removed': ({ table, measure }) => ({
    fr: `le tableau ${table} n’a plus ${measureInSentence(measure).fr} ; une période plus longue qui en tient une partie n’a pas ce chiffre`,
    en: `the table ${table} has no ${measureInSentence(measure).en} any more; a longer period that holds some of them goes without`,
  }),
  'measure-added': ({ table, measure }) => ({
    fr: `le tableau ${table} compte ${measureInSentence(measure).fr}, et n’en a rien d’avant ; une période plus longue qui avait commencé n’a pas ce chiffre`,
    en: `the table ${table} counts ${measureInSentence(measure).en}, and has none of before; a longer period that had begun goes without`,
  }),
  'measure-returned': ({ table, measure, from }) => ({
    fr: `le tableau ${table} a de nouveau ${measureInSentence(measure).fr}, qui lui manquent depuis le ${periodWords(from, 'fr')} ; une période plus longue qui en tient une partie n’a pas ce chiffre`,
    en: `the table ${table} has ${measureInSentence(measure).en} again, which are missing since ${periodWords(from, 'en')}; a longer period that holds some of those days goes without`,
  }),
  'protection-changed': ({ table, level }) => ({
    fr: `le tableau ${table} est protégé autrement (${level})`,
    en: `the table ${table} is protected in another way (${level})`,
  }),
  'timezone-changed': ({ timezone }) => ({
    fr: `les jours sont ceux du fuseau ${timezone}`,
    en: `days are those of the zone ${timezone}`,
  }),
  'hosts-changed': () => ({
    fr: 'les hôtes propres au service ou nommés par la provenance ont changé',
    en: 'the service’s own hosts or those that the referrer names have changed',
  }),
  'sources-changed': () => ({
    fr: 'une machine qui compte pour le service a été ajoutée ou retirée',
    en: 'a machine that counts for the service was added or removed',
  }),
  'threshold-changed': ({ k }) => ({ fr: `le seuil est de ${k}`, en: `the threshold is ${k}` }),
  'robots-changed': ({ version }) => ({
    fr: `la liste des robots est celle de ${version}`,
    en: `the list of robots is that of ${version}`,
  }),
  'formats-changed': ({ formats }) => ({
    fr: `les journaux sont au format ${listedWithAnd(formats, 'fr')}`,
    en: `the logs are in the format ${listedWithAnd(formats, 'en')}`,
  }),
}

const TIER_WORDS: Readonly<Record<Tier, Both>> = {
  summary: { fr: 'des chiffres par fonctionnalité', en: 'the figures by feature' },
  detail: { fr: 'des chiffres en détail', en: 'the figures in detail' },
}

function namedIn(
  {
    feature,
    table = '',
    measure,
  }: Pick<Extract<Change, { readonly kind: 'not-begun' }>, 'feature' | 'table' | 'measure'>,
  language: Language,
): string {
  if (feature !== undefined) return `${{ fr: 'fonctionnalité', en: 'feature' }[language]} ${code(feature)}`
  const named = `${{ fr: 'tableau', en: 'table' }[language]} ${code(table)}`
  return measure === undefined ? named : `${measureInSentence(measure)[language]}, ${named}`
}

function renamedWords(tables: readonly TableRenamed[], language: Language): string {
  const was = { fr: 's’appelait', en: 'was called' }[language]
  return tables.map(({ table, before }) => `${code(table)} ${was} ${code(before)}`).join(', ')
}

/** What is no period was written by somebody else. */
function periodWords(text: string, language: Language): string {
  return publishedInWords(text, language) ?? plain(text)
}

function allWords(periods: readonly string[], language: Language): string {
  return listedWithAnd(
    periods.map((period) => periodWords(period, language)),
    language,
  )
}

function spanWords(periods: readonly string[], language: Language): string {
  if (periods.length < 3) return allWords(periods, language)
  return [periods.at(0) ?? '', periods.at(-1) ?? ''].map((period) => periodWords(period, language)).join(' – ')
}

function filesOf(table: string, years: readonly string[]): readonly string[] {
  return years.map((year) => code(`data/${table}-${year}.csv`))
}
