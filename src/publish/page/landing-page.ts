import type { Language } from '../../domain/service.ts'
import type { Edition } from '../edition.ts'
import { updatedOn } from '../readme/telling.ts'
import { html, jsonOf, styleOf, type Html } from './html.ts'
import type { Page } from './page.ts'
import { schemaOrg } from './schema-org.ts'
import { detail } from './sections/detail.ts'
import { features } from './sections/features.ts'
import { files as filesSection } from './sections/files.ts'
import { licence } from './sections/licence.ts'
import { opening } from './sections/opening.ts'
import { overviewOf } from './sections/overview.ts'
import { quality } from './sections/quality.ts'
import { reading } from './sections/reading.ts'
import { tiles } from './sections/tiles.ts'
import { STYLE } from './style.ts'
import { ENGLISH } from './words/english.ts'
import { FRENCH } from './words/french.ts'

/**
 * The page of a folder, for people: one file without script, which loads nothing and shows the figures of this folder alone.
 *
 * @param files every path of the folder, so that no link leads nowhere
 */
export function landingPage(edition: Edition, language: Language, files: readonly string[]): string {
  const page: Page = { edition, language, prose: language === 'fr' ? FRENCH : ENGLISH, files }
  return `${
    html`<!doctype html>
      <html lang="${language}">
        ${head(page)}
        <body>
          ${opening(page)}
          <main>
            ${edition.tier === 'summary' ? summary(page) : html`${tiles(page, undefined)}${detail(page)}`}
            ${quality(page)} ${filesSection(page)} ${licence(page)}
          </main>
          ${foot(page)}
        </body>
      </html>`.markup
  }\n`
}

function summary(page: Page): Html {
  const overview = overviewOf(page)
  if (overview === undefined)
    return html`${tiles(page, undefined)}
      <p>${page.prose.features.none}</p>`
  const hasRows = overview.active.length + overview.ended.length > 0
  return html`${tiles(page, overview)} ${hasRows ? reading(page, overview) : undefined} ${features(page, overview)}`
}

// Nothing may run and nothing may be loaded, whatever a title holds.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

function head({ edition, language, prose }: Page): Html {
  return html`<head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="description" content="${prose.lede(edition.publication.service.name, undefined)} ${prose.notPeople}" />
    <title>${edition.title[language]}</title>
    <link rel="icon" href="data:," />
    ${styleOf(STYLE)} ${jsonOf(schemaOrg(edition, language))}
  </head>`
}

function foot({ edition, language, prose }: Page): Html {
  const { version, created, programVersion, service } = edition.publication
  const email = service.publisher?.email
  const contact = email === undefined ? undefined : html` · ${prose.contact} <a href="mailto:${email}">${email}</a>`
  return html`<footer>
    <p>${prose.foot(version, updatedOn(created, language))}${contact}<br />${prose.madeWith(programVersion)}</p>
  </footer>`
}
