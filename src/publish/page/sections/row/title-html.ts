import type { Feature } from '../../../../domain/feature.ts'
import type { Language } from '../../../../domain/service.ts'
import { titleOf } from '../../../columns/features-sheet.ts'
import { otherLanguage } from '../../../words.ts'
import { html, type Html } from '../../html.ts'

/** Operator's words: cut off from the direction of what is around, and in their own language if it is the other one. */
export function titleHtml(feature: Feature, language: Language): Html {
  const title = titleOf(feature, language)
  const other = otherLanguage(language)
  const isForeign = feature.title[language] === undefined && feature.title[other] !== undefined
  return isForeign ? html`<bdi lang="${other}">${title}</bdi>` : html`<bdi>${title}</bdi>`
}
