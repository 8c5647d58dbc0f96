import type { Language } from '../../../domain/service.ts'
import { html, type Html } from '../html.ts'
import { sentenceOf, type TextPiece } from '../insight-words.ts'
import { insightsOf } from '../insights.ts'
import type { Overview } from '../overview.ts'
import { rowId, titleHtml, type Page } from '../page.ts'

/** Three to five sentences by fixed rules, each linked to the row that it tells of. */
export function sentences(page: Page, overview: Overview): Html | undefined {
  const said = toldSentences(overview, page.language)
  if (said.length === 0) return undefined
  return html`<dl class="told" aria-label="${page.prose.inShort}">
    ${said.map(
      ({ heading, text }) =>
        html`<div>
          <dt>${heading}</dt>
          <dd>${text}</dd>
        </div>`,
    )}
  </dl>`
}

/** @param page where its rows are, if not on the page that says it */
export function toldSentences(
  overview: Overview,
  language: Language,
  page = '',
): readonly { readonly heading: string; readonly text: readonly Html[] }[] {
  return insightsOf(overview)
    .map((insight) => sentenceOf(insight, overview, language))
    .map(({ heading, pieces }) => ({ heading, text: pieces.map((piece) => pieceHtml(piece, language, page)) }))
}

function pieceHtml(piece: TextPiece, language: Language, page: string): Html {
  if (typeof piece === 'string') return html`${piece}`
  if ('to' in piece) return html`<a href="${page}#${piece.to}">${piece.text}</a>`
  const { feature } = piece.series
  return html`<a href="${page}#${rowId(feature)}">${titleHtml(feature, language)}</a>`
}
