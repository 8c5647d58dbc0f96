import type { Edition } from '../edition.ts'
import { erasWords, namesInTime } from '../eras-words.ts'
import { hasSizes, levelsOf, standingLevelsOf, type Levels, type Names } from '../levels.ts'
import { keysOf } from '../columns/column.ts'
import { code, link, bulletList, plain, table } from '../markdown.ts'
import { privacyProse, type PrivacyProse } from './privacy-prose.ts'
import { contactText } from './read-me.ts'
import { fileOfText, type Text } from './folder-text.ts'
import type { Language } from '../../domain/service.ts'
import { listedWithAnd, saidOf, type Say } from '../words.ts'

/** What a section of the page is told from. */
type Telling = { readonly edition: Edition; readonly language: Language; readonly prose: PrivacyProse }

/** The file of it: PRIVACY.md, or CONFIDENTIALITE.md. */
export function privacyPage(text: Text, edition: Edition, language: Language): string {
  const title = `${text.title} — ${plain(edition.title[language])}`
  return fileOfText({ ...text, title }, privacyProse(language).otherLanguage)
}

/** What is dropped, what is protected and how, what is not promised. */
export function privacyText(edition: Edition, language: Language): Text {
  const prose = privacyProse(language)
  const { privacy, graceHours } = edition.publication
  const levels = standingLevelsOf(edition)
  const telling = { edition, language, prose }
  const sections: readonly (readonly [keyof PrivacyProse['heading'], readonly string[]])[] = [
    ['responsible', responsible(telling)],
    ['purpose', [privacy?.purpose === undefined ? prose.purpose : plain(privacy.purpose)]],
    ['dropped', [prose.read, table(prose.droppedHeader, prose.dropped), prose.noTracker]],
    ['protected', protectionParagraphs(telling)],
    ['guesses', guessParagraphs(telling)],
    ['closed', [prose.closed(graceHours), corrected(telling, levels)]],
    ['criteria', [bulletList(criteriaOf(telling, levels))]],
    ['rawLogs', [prose.rawLogs(privacy?.retention === undefined ? undefined : plain(privacy.retention))]],
    ['notPromised', [bulletList([...paddingOf(levels, prose), ...prose.notPromised])]],
  ]
  return {
    title: prose.title,
    opening: [opening(telling, levels)],
    sections: sections.map(([id, paragraphs]) => ({ id, heading: prose.heading[id], paragraphs })),
  }
}

function opening(telling: Telling, { from }: Levels): string {
  const { edition, language, prose } = telling
  const { service } = edition.publication
  return [
    prose.opening(link(plain(service.name), service.url), hasSizes(edition)),
    from.length > 0 ? prose.openingFrom(listedWithAnd(from, language)) : prose.openingWithoutFrom,
    ...saidOf(exactOf(telling).own, language, prose.openingExact),
    prose.openingEnd,
  ].join(' ')
}

/** What is not protected, of this folder and of the other: tables, or the older periods of them. */
function exactOf({ edition, language }: Telling): { readonly own: Names; readonly elsewhere: Names } {
  const [standing, now] = [standingLevelsOf(edition), levelsOf(edition)]
  return {
    own: namesInTime(standing.at.exact, now.at.exact, language),
    elsewhere: namesInTime(standing.exactElsewhere, now.exactElsewhere, language),
  }
}

function corrected(telling: Telling, { at, noisy }: Levels): string {
  const { prose } = telling
  const { history } = telling.edition.publication
  const isHiding = at.threshold.length + noisy.length > 0
  if (history === undefined) return isHiding ? `${prose.onePass} ${prose.onePassHidden}` : prose.onePass
  return [
    prose.corrected,
    ...(at.threshold.length > 0 ? [prose.correctedHidden] : []),
    ...(noisy.length > 0 ? [prose.correctedNoisy] : []),
    ...correctedGuesses(telling),
    ...(at.dp.length > 0 ? [prose.correctedDp] : []),
  ].join(' ')
}

function responsible({ edition, prose }: Telling): readonly string[] {
  const { service, privacy } = edition.publication
  const names = service.publisher ? contactText(service.publisher) : link(plain(service.name), service.url)
  return [prose.responsible(names), ...(privacy?.contact === undefined ? [] : [prose.contact(plain(privacy.contact))])]
}

/** Each table with its dimensions, its level and the numbers of it. */
function protectionParagraphs(telling: Telling): readonly string[] {
  const { edition, language, prose } = telling
  const { tables, publication } = edition
  const rows = tables.map(({ spec }) => {
    const columns = edition.data.find(({ sheet }) => sheet.name === spec.name)?.sheet.columns ?? []
    const dimensions = keysOf(columns, publication.language).map(code)
    return [code(spec.name), listedWithAnd(dimensions, language), prose.protection(spec.protection)]
  })
  return [table(prose.tablesHeader, rows), ...levelParagraphs(telling)]
}

/** Each sentence of the tables that it is true of. */
function levelParagraphs(telling: Telling): readonly string[] {
  const { edition, language, prose } = telling
  const { at, below, folded, noisy } = levelsOf(edition)
  const { own, elsewhere } = exactOf(telling)
  const of = (some: Names, say: Say) => saidOf(some, language, say)
  const noise = [...of(at['cell-key'], prose.cellKey), ...of(folded, prose.folded), ...of(at.dp, prose.dp)]
  return [
    ...below.map(({ k, tables }) => prose.threshold(listedWithAnd(tables, language), k)),
    ...of(at.threshold, prose.margins),
    ...erasWords(edition.tables, edition.publication.earlier, code).map((words) => words[language]),
    ...(noisy.length > 0 ? [[...noise, prose.noisyPeriods].join(' ')] : []),
    ...of([...own, ...elsewhere], prose.exact),
  ]
}

/** What somebody can still find out, a table a row. */
function guessParagraphs({ edition, language, prose }: Telling): readonly string[] {
  const { tables, publication } = edition
  const rows = tables.flatMap(({ spec: { name } }) => {
    const disclosure = publication.disclosures.get(name)
    if (disclosure === undefined) return []
    const { presence, profile, toldBy, profileToldBy } = disclosure
    const told = toldBy === undefined ? '' : ` (${prose.toldBy(code(toldBy))})`
    const profileTold = profileToldBy === undefined ? '' : ` (${prose.profileToldBy(code(profileToldBy))})`
    const categories = profile === undefined ? prose.noCategories : `${percent(profile, language)}${profileTold}`
    return [[code(name), `${percent(presence, language)}${told}`, categories]]
  })
  return [prose.guesses, table(prose.guessesHeader, rows)]
}

/** The same of a period with bounded noise that was published twice: of the table that tells most. */
function correctedGuesses({ edition, language, prose }: Telling): readonly string[] {
  const all = edition.tables.flatMap(({ spec: { name, protection } }) =>
    protection.level === 'cell-key' ? (edition.publication.disclosures.get(name)?.twice ?? []) : [],
  )
  const profiles = all.flatMap(({ profile }) => profile ?? [])
  if (all.length === 0) return []
  const most = (shares: readonly number[]): string => percent(Math.max(...shares), language)
  const presence = most(all.map((one) => one.presence))
  return [prose.correctedCellKey(presence, profiles.length > 0 ? most(profiles) : undefined)]
}

/** `66.5 %`, `100 %`; in French with a comma and a space that no line breaks at. */
function percent(share: number, language: Language): string {
  const digits = (share * 100).toFixed(1).replace(/\.0$/, '')
  return language === 'fr' ? `${digits.replace('.', ',')}\u00A0%` : `${digits} %`
}

/** Singling out, linkability, inference: of each, what is true of the levels of the folder. */
function criteriaOf(telling: Telling, levels: Levels): readonly string[] {
  const { language } = telling
  const { singlingOut, linkability, inference } = telling.prose.criteria
  const of = (some: Names, say: Say) => saidOf(some, language, say)
  const shown = levels.below.map(({ k, tables, isNoisy }) =>
    (isNoisy ? singlingOut.noisy : singlingOut.threshold)(listedWithAnd(tables, language), k),
  )
  return [
    criterion(singlingOut.name, [singlingOut.always, ...shown, ...of(exactOf(telling).own, singlingOut.exact)]),
    criterion(linkability.name, [linkability.always, ...of(levels.from, linkability.from)]),
    criterion(inference.name, inferences(levels, language, inference)),
  ]
}

function criterion(name: string, sentences: readonly string[]): string {
  return `${name} ${sentences.join(' ')}`
}

function inferences(
  { at, noisy, exactElsewhere, hasNoisyAnywhere }: Levels,
  language: Language,
  inference: PrivacyProse['criteria']['inference'],
): readonly string[] {
  // 1. nothing to compute
  if (at.threshold.length + noisy.length === 0) return [inference.nothingHidden]
  // 2. what is not protected fills the holes of all others
  if (at.exact.length + exactElsewhere.length > 0) return [inference.besideExact]
  // 3. what the attacks of the tests found
  const exactFigures = hasNoisyAnywhere ? inference.thresholdBesideNoise : inference.thresholdAlone
  return [...(at.threshold.length > 0 ? [exactFigures] : []), ...saidOf(noisy, language, inference.noisy)]
}

/** What somebody comes to know who sends requests of their own. */
function paddingOf({ at, noisy, timed }: Levels, { padding }: PrivacyProse): readonly string[] {
  return [
    ...(at.threshold.length > 0 ? [padding.threshold] : []),
    ...(timed.length > 0 ? [padding.timed] : []),
    ...(noisy.length > 0 ? [padding.noisy] : []),
    ...(at.exact.length > 0 ? [padding.exact] : []),
  ]
}
