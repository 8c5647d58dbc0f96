import type { Bilingual, Feature, FeatureFamily } from '../../domain/feature.ts'
import type { Language } from '../../domain/service.ts'
import { titleOf } from '../columns/features-sheet.ts'
import type { Edition } from '../edition.ts'
import type { MadeOffer } from '../offer.ts'
import { otherLanguage } from '../words.ts'
import { html, type Html } from './html.ts'
import type { PageProse } from './page-prose.ts'

/** What every section of a page is told from. */
export type Page = {
  readonly edition: Edition
  readonly language: Language
  readonly prose: PageProse
  /** Every path of the folder: a page links only to what is there. */
  readonly files: readonly string[]
  readonly offers: readonly MadeOffer[]
}

/** `index.html` is in the language of the dataset, the other one says which it is. */
export function pageName(language: Language, main: Language): string {
  return language === main ? 'index.html' : `index.${language}.html`
}

/** The read-me as a page: a name in its language, since somebody links to it. */
export const ABOUT = { fr: 'a-propos.html', en: 'about.html' } as const

/** A row of the page, to be linked to from anywhere. */
export function rowId({ id }: Feature): string {
  return `f-${id}`
}

/** Operator's words: cut off from the direction of what is around, and in their own language if it is the other one. */
export function titleHtml(named: FeatureFamily, language: Language): Html {
  const title = titleOf(named, language)
  const { lang } = inEither(named.title, language)
  return lang === undefined ? html`<bdi>${title}</bdi>` : html`<bdi lang="${lang}">${title}</bdi>`
}

/** A text of the operator, with its language if that is not the one of the page. */
export function inEither(
  text: Bilingual,
  language: Language,
): { readonly text: string | undefined; readonly lang?: Language } {
  const other = otherLanguage(language)
  if (text[language] !== undefined || text[other] === undefined) return { text: text[language] }
  return { text: text[other], lang: other }
}
