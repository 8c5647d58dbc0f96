import type { Language } from '../../domain/service.ts'
import type { Edition } from '../edition.ts'
import type { Prose } from './words/prose.ts'

/** What every section of a page is told from. */
export type Page = {
  readonly edition: Edition
  readonly language: Language
  readonly prose: Prose
  /** Every path of the folder: a page links only to what is there. */
  readonly files: readonly string[]
}

/** `index.html` is in the language of the dataset, the other one says which it is. */
export function pageName(language: Language, main: Language): string {
  return language === main ? 'index.html' : `index.${language}.html`
}
