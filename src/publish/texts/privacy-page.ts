import type { Edition } from '../edition.ts'
import { erasWords, namesInTime } from '../eras-words.ts'
import { hasSizes, levelsOf, standingLevelsOf, type Levels, type Names } from '../levels.ts'
import { code, link, list, plain, table } from '../markdown.ts'
import { privacyProse, type PrivacyProse } from './privacy-prose.ts'
import { contactText } from './read-me.ts'
import { fileOfText, type Text } from './text.ts'
import { listed, type Words } from '../words.ts'

/** The file of it: PRIVACY.md, or CONFIDENTIALITE.md. */
export function privacyPage(text: Text, edition: Edition, language: keyof Words): string {
  const title = `${text.title} — ${plain(edition.title[language])}`
  return fileOfText({ ...text, title }, privacyProse(language).otherLanguage)
}

/** What is dropped, what is protected and how, what is not promised. */
export function privacyText(edition: Edition, language: keyof Words): Text {
  const prose = privacyProse(language)
  const { privacy, graceHours } = edition.publication
  const levels = standingLevelsOf(edition)
  const sections: readonly (readonly [keyof PrivacyProse['heading'], readonly string[]])[] = [
    ['responsible', responsible(edition, prose)],
    ['purpose', [privacy?.purpose === undefined ? prose.purpose : plain(privacy.purpose)]],
    ['dropped', [prose.read, table(prose.droppedHeader, prose.dropped), prose.noTracker]],
    ['protected', protectionParagraphs(edition, language, prose)],
    ['guesses', guessParagraphs(edition, language, prose)],
    ['closed', [prose.closed(graceHours), corrected(edition, levels, language, prose)]],
    ['criteria', [list(criteriaOf(edition, levels, language, prose))]],
    ['rawLogs', [prose.rawLogs(privacy?.retention === undefined ? undefined : plain(privacy.retention))]],
    ['notPromised', [list([...paddingOf(levels, prose), ...prose.notPromised])]],
  ]
  return {
    title: prose.title,
    opening: [opening(edition, levels, language, prose)],
    sections: sections.map(([id, paragraphs]) => ({ id, heading: prose.heading[id], paragraphs })),
  }
}

function opening(edition: Edition, { from }: Levels, language: keyof Words, prose: PrivacyProse): string {
  const { service } = edition.publication
  const { own } = exactOf(edition, language)
  return [
    prose.opening(link(plain(service.name), service.url), hasSizes(edition)),
    from.length > 0 ? prose.openingFrom(listed(from, language)) : prose.openingWithoutFrom,
    ...(own.length > 0 ? [prose.openingExact(listed(own, language))] : []),
    prose.openingEnd,
  ].join(' ')
}

/** What is not protected, of this folder and of the other: tables, or the older periods of them. */
function exactOf(edition: Edition, language: keyof Words): { readonly own: Names; readonly elsewhere: Names } {
  const [standing, now] = [standingLevelsOf(edition), levelsOf(edition)]
  return {
    own: namesInTime(standing.at.exact, now.at.exact, language),
    elsewhere: namesInTime(standing.exactElsewhere, now.exactElsewhere, language),
  }
}

function corrected(edition: Edition, { at, noisy }: Levels, language: keyof Words, prose: PrivacyProse): string {
  const { history } = edition.publication
  const isHiding = at.threshold.length + noisy.length > 0
  if (history === undefined) return isHiding ? `${prose.onePass} ${prose.onePassHidden}` : prose.onePass
  return [
    prose.corrected,
    ...(at.threshold.length > 0 ? [prose.correctedHidden] : []),
    ...(noisy.length > 0 ? [prose.correctedNoisy] : []),
    ...correctedGuesses(edition, language, prose),
    ...(at.dp.length > 0 ? [prose.correctedDp] : []),
  ].join(' ')
}

function responsible({ publication: { service, privacy } }: Edition, prose: PrivacyProse): readonly string[] {
  const names = service.publisher ? contactText(service.publisher) : link(plain(service.name), service.url)
  return [prose.responsible(names), ...(privacy?.contact === undefined ? [] : [prose.contact(plain(privacy.contact))])]
}

/** Each table with its dimensions, its level and the numbers of it. */
function protectionParagraphs(edition: Edition, language: keyof Words, prose: PrivacyProse): readonly string[] {
  const { tables, publication } = edition
  const rows = tables.map(({ spec }) => {
    const dimensions = edition.data
      .find(({ sheet }) => sheet.name === spec.name)
      ?.sheet.columns.filter((column) => column.isKey)
      .map((column) => code(column.name[publication.language]))
    return [code(spec.name), listed(dimensions ?? [], language), prose.protection(spec.protection)]
  })
  return [table(prose.tablesHeader, rows), ...levelParagraphs(edition, language, prose)]
}

/** Each sentence of the tables that it is true of. */
function levelParagraphs(edition: Edition, language: keyof Words, prose: PrivacyProse): readonly string[] {
  const { at, below, folded, noisy } = levelsOf(edition)
  const { own, elsewhere } = exactOf(edition, language)
  const unprotected = [...own, ...elsewhere]
  const names = (some: Names) => listed(some, language)
  const of = (some: Names, say: (tables: string) => string) => (some.length > 0 ? [say(names(some))] : [])
  const noise = [...of(at['cell-key'], prose.cellKey), ...of(folded, prose.folded), ...of(at.dp, prose.dp)]
  return [
    ...below.map(({ k, tables }) => prose.threshold(names(tables), k)),
    ...of(at.threshold, prose.margins),
    ...erasWords(edition.tables, edition.publication.earlier, code).map((words) => words[language]),
    ...(noisy.length > 0 ? [[...noise, prose.noisyPeriods].join(' ')] : []),
    ...of(unprotected, (tables) => prose.exact(tables, unprotected.length === 1)),
  ]
}

/** What somebody can still find out, a table a row. */
function guessParagraphs(
  { tables, publication: { disclosures } }: Edition,
  language: keyof Words,
  prose: PrivacyProse,
): readonly string[] {
  const rows = tables.flatMap(({ spec: { name } }) => {
    const disclosure = disclosures.get(name)
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
function correctedGuesses(
  { tables, publication: { disclosures } }: Edition,
  language: keyof Words,
  prose: PrivacyProse,
): readonly string[] {
  const all = tables.flatMap(({ spec: { name, protection } }) =>
    protection.level === 'cell-key' ? (disclosures.get(name)?.twice ?? []) : [],
  )
  const profiles = all.flatMap(({ profile }) => profile ?? [])
  if (all.length === 0) return []
  const most = (shares: readonly number[]): string => percent(Math.max(...shares), language)
  const presence = most(all.map((one) => one.presence))
  return [prose.correctedCellKey(presence, profiles.length > 0 ? most(profiles) : undefined)]
}

/** `66.5 %`, `100 %`; in French with a comma and a space that no line breaks at. */
function percent(share: number, language: keyof Words): string {
  const digits = (share * 100).toFixed(1).replace(/\.0$/, '')
  return language === 'fr' ? `${digits.replace('.', ',')}\u00A0%` : `${digits} %`
}

/** Singling out, linkability, inference: of each, what is true of the levels of the folder. */
function criteriaOf(
  edition: Edition,
  levels: Levels,
  language: keyof Words,
  { criteria }: PrivacyProse,
): readonly string[] {
  const { singlingOut, linkability, inference } = criteria
  const { below, from } = levels
  const names = (some: Names) => listed(some, language)
  const of = (some: Names, say: (tables: string) => string) => (some.length > 0 ? [say(names(some))] : [])
  const shown = below.map(({ k, tables, isNoisy }) =>
    (isNoisy ? singlingOut.noisy : singlingOut.threshold)(names(tables), k),
  )
  return [
    criterion(singlingOut.name, [
      singlingOut.always,
      ...shown,
      ...of(exactOf(edition, language).own, singlingOut.exact),
    ]),
    criterion(linkability.name, [linkability.always, ...of(from, linkability.from)]),
    criterion(inference.name, inferences(levels, names, inference)),
  ]
}

function criterion(name: string, sentences: readonly string[]): string {
  return `${name} ${sentences.join(' ')}`
}

function inferences(
  { at, noisy, exactElsewhere, hasNoisyAnywhere }: Levels,
  names: (some: Names) => string,
  inference: PrivacyProse['criteria']['inference'],
): readonly string[] {
  // 1. nothing to compute
  if (at.threshold.length + noisy.length === 0) return [inference.nothingHidden]
  // 2. what is not protected fills the holes of all others
  if (at.exact.length + exactElsewhere.length > 0) return [inference.besideExact]
  // 3. what the attacks of the tests found
  const exactFigures = hasNoisyAnywhere ? inference.thresholdBesideNoise : inference.thresholdAlone
  return [
    ...(at.threshold.length > 0 ? [exactFigures] : []),
    ...(noisy.length > 0 ? [inference.noisy(names(noisy))] : []),
  ]
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
