import { html, type Html } from '../html.ts'
import { sentenceOf, type Piece } from '../insight-words.ts'
import { insightsOf } from '../insights.ts'
import type { Overview } from '../overview.ts'
import { rowId, titleHtml, type Page } from '../page.ts'

/** Three to five sentences by fixed rules, each linked to the row that it tells of. */
export function sentences(page: Page, overview: Overview): Html | undefined {
  const said = insightsOf(overview).map((insight) => sentenceOf(insight, overview, page.language))
  if (said.length === 0) return undefined
  return html`<dl class="told" aria-label="${page.prose.inShort}">
    ${said.map(
      ({ heading, pieces }) =>
        html`<div>
          <dt>${heading}</dt>
          <dd>${pieces.map((piece) => pieceHtml(piece, page))}</dd>
        </div>`,
    )}
  </dl>`
}

function pieceHtml(piece: Piece, { language }: Page): Html {
  if (typeof piece === 'string') return html`${piece}`
  if ('to' in piece) return html`<a href="#${piece.to}">${piece.text}</a>`
  const { feature } = piece.series
  return html`<a href="#${rowId(feature)}">${titleHtml(feature, language)}</a>`
}
