import type { Language } from '../../domain/service.ts'
import { html, styleOf, type Html } from './html.ts'
import type { Page } from './page.ts'
import { updatedOn } from '../words.ts'

// Nothing may run and nothing may be loaded, whatever a title holds.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

type Framed = {
  readonly title: string
  readonly description: string
  readonly style: string
  /** What stands in the head besides. */
  readonly head?: Html
  readonly body: Html
}

/** A page of a dataset. */
export function frame(page: Page, framed: Framed): string {
  return pageFrame(page.language, { ...framed, foot: foot(page) })
}

/** A whole page: one file without script, which loads nothing. */
export function pageFrame(
  language: Language,
  { title, description, style, head, body, foot }: Framed & { readonly foot: Html },
): string {
  return `${
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="description" content="${description}" />
          <title>${title}</title>
          <link rel="icon" href="data:," />
          ${styleOf(style)} ${head}
        </head>
        <body>
          ${body} ${foot}
        </body>
      </html>`.markup
  }\n`
}

function foot({ edition, language, prose }: Page): Html {
  const { version, created, programVersion, service } = edition.publication
  const email = service.publisher?.email
  const contact = email === undefined ? undefined : html` · ${prose.contact} <a href="mailto:${email}">${email}</a>`
  return html`<footer>
    <p>${prose.foot(version, updatedOn(created, language))}${contact}<br />${prose.madeWith(programVersion)}</p>
  </footer>`
}
