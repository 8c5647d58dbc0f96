import { dateInWords } from '../../words.ts'
import { html, type Html } from '../html.ts'
import type { Overview } from '../overview.ts'
import { inEither, rowId, titleHtml, type Page } from '../page.ts'
import { markLabel } from '../place-marks.ts'
import { voiceProse } from '../voice-words.ts'
import type { EventDrawn, Mark } from '../series.ts'

/** What the team says of its service; a blank line begins a paragraph. */
export function words({ edition, language }: Page): Html | undefined {
  const said = edition.publication.voice?.words
  if (said === undefined) return undefined
  const { text, lang } = inEither(said, language)
  const paragraphs = paragraphsOf(text ?? '')
  return html`<section class="words" aria-labelledby="words">
    <h2 id="words">${voiceProse(language).words}</h2>
    ${paragraphs.map((paragraph) => (lang === undefined ? html`<p dir="auto">${paragraph}</p>` : html`<p dir="auto" lang="${lang}">${paragraph}</p>`))}
  </section>`
}

/** As Markdown parts them. */
export function paragraphsOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim())
  return lines
    .join('\n')
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
}

/** The events that are marked on charts, by their numbers: what the marks say, in words. */
export function events(page: Page, { drawn }: Overview): Html | undefined {
  const { all } = drawn.events
  if (all.length === 0) return undefined
  return html`<ol class="events note" aria-label="${voiceProse(page.language).events}">
    ${all.map((one) => eventHtml(one, page))}${drawn.events.areMore ? html`<li><a href="data/events.csv">${voiceProse(page.language).more}</a></li>` : undefined}
  </ol>`
}

function eventHtml({ number, event: { date, text, feature: id } }: EventDrawn, { edition, language }: Page): Html {
  const feature = edition.publication.features.find((one) => one.id === id)
  const { text: said, lang } = inEither(text, language)
  const about =
    feature === undefined ? undefined : html`<a href="#${rowId(feature)}">${titleHtml(feature, language)}</a>, `
  const words = lang === undefined ? html`<bdi>${said}</bdi>` : html`<bdi lang="${lang}">${said}</bdi>`
  return html`<li><span class="v">${number}</span> ${dateInWords(date, language)}, ${about}${words}</li>`
}

/** The numbers over the lines of a chart. They are said in the list, so nobody hears them here. */
export function marksHtml(marks: readonly Mark[], slots: number): readonly Html[] {
  return marks.map((mark) => {
    const left = Math.round((1000 * mark.at) / slots) / 10
    const top = mark.level * LEVEL
    return html`<span class="v" aria-hidden="true" style="left:${left}%;top:${top}rem">${markLabel(mark)}</span>`
  })
}

/** A circle is 1.1rem high. */
const LEVEL = 1.2
