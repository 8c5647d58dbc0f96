import { daysText, endsOf } from '../../domain/calendar.ts'
import type { Language } from '../../domain/service.ts'
import type { Edition } from '../edition.ts'
import { FORMATS, loneFile } from '../offer.ts'
import { LICENCE_WORDS } from '../listed-licences.ts'
import { descriptionOf, keywordsOf } from '../metadata/data-package.ts'
import type { FolderFile } from '../publication.ts'
import { parquetPath } from '../shapes/parquet-files.ts'
import { frame } from './frame.ts'
import { html, jsonOf, type Html } from './html.ts'
import { pageName, type Page } from './page.ts'
import { detail } from './sections/detail.ts'
import { features } from './sections/features.ts'
import { files as filesSection } from './sections/files.ts'
import { licence } from './sections/licence.ts'
import { opening } from './sections/opening.ts'
import type { Overview } from './overview.ts'
import { quality } from './sections/quality.ts'
import { reading } from './sections/reading.ts'
import { sentences } from './sections/sentences.ts'
import { total, totalCaption } from './sections/total.ts'
import { verdictsSection, type Verdicts } from './sections/verdicts.ts'
import { events, words } from './sections/voice.ts'
import { STYLE, STYLE_OF_FAMILIES, STYLE_OF_VOICE } from './style.ts'
import { pageProse } from './page-prose.ts'

/** Programs that read feeds look for it. */
const FEED = 'feed.atom'
const FEED_LINK = html`<link rel="alternate" type="application/atom+xml" href="${FEED}" /> `

type LandingFacts = Pick<Page, 'files' | 'offers'> & {
  readonly overview: Overview | undefined
  readonly verdicts: Verdicts | undefined
}

/** The pages of a folder, in the language of the dataset and in the other one. */
export function landingPages(edition: Edition, around: LandingFacts): readonly FolderFile[] {
  return (['fr', 'en'] as const).map((language) => ({
    path: pageName(language, edition.publication.language),
    text: landingPage(edition, language, around),
  }))
}

// For people: it shows the figures of this folder alone.
function landingPage(
  edition: Edition,
  language: Language,
  { files, offers, overview, verdicts }: LandingFacts,
): string {
  const page: Page = { edition, language, prose: pageProse(language), files, offers }
  return frame(page, {
    title: edition.title[language],
    description: `${page.prose.lede(undefined)} ${page.prose.notPeople}`,
    style: styleFor(edition),
    head: html`${files.includes(FEED) ? FEED_LINK : undefined}${jsonOf(schemaOrg(page))}`,
    body: html`${opening(page)}
      <main>
        ${edition.tier === 'summary' ? summary(page, overview, verdicts) : inDetail(page)} ${quality(page)}
        ${filesSection(page)} ${licence(page)}
      </main>`,
  })
}

function styleFor({ publication: { voice, families } }: Edition): string {
  return [
    STYLE,
    ...(voice === undefined ? [] : [STYLE_OF_VOICE]),
    ...(families === undefined ? [] : [STYLE_OF_FAMILIES]),
  ].join('')
}

function summary(page: Page, overview: Overview | undefined, verdicts: Verdicts | undefined): Html {
  if (overview === undefined) return withWords(page, html`<p>${page.prose.features.none}</p>`)
  const hasRows = overview.active.length + overview.ended.length > 0
  return html`<section class="first">
      ${total(page, overview)} ${sentences(page, overview)} ${totalCaption(page, overview)}${events(page, overview)}
    </section>
    ${withWords(page, features(page, overview))} ${verdicts && verdictsSection(page, verdicts)}
    ${hasRows ? reading(page, overview) : undefined}`
}

function inDetail(page: Page): Html {
  return withWords(page, detail(page))
}

function withWords(page: Page, rest: Html): Html {
  return html`${words(page)}${rest}`
}

/** The dataset in the words of schema.org, for search engines. */
function schemaOrg({ edition, language, prose, offers }: Page): object {
  const { publication, tier, title, address, days } = edition
  const { service, version, created, licences } = publication
  const publisher = service.publisher ?? { name: service.name, url: service.url }
  const span = endsOf(days)
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': address,
    url: address,
    name: title[language],
    description: descriptionOf(service.name)[language],
    inLanguage: language,
    version,
    isAccessibleForFree: true,
    keywords: keywordsOf(language),
    license: LICENCE_WORDS[licences[tier]].address,
    creator: { '@type': 'Organization', name: publisher.name, url: publisher.url },
    dateModified: created.slice(0, 10),
    temporalCoverage: span && Object.values(daysText(span)).join('/'),
    variableMeasured: measuresOf(edition, language),
    measurementTechnique: prose.measured,
    distribution: [
      ...edition.data.flatMap(({ parts }) =>
        parts.flatMap(({ path }) => [
          download(path, FORMATS.csv.mediaType, address),
          ...(publication.hasParquet === true ? [download(parquetPath(path), FORMATS.parquet.mediaType, address)] : []),
        ]),
      ),
      ...offers.flatMap((made) => {
        const file = loneFile(made)
        return file === undefined ? [] : [download(file.path, FORMATS[made.offer.format].mediaType, address)]
      }),
    ],
  }
}

function measuresOf({ publication, tables, data }: Edition, language: Language): readonly object[] {
  const names = new Set(tables.map(({ spec }) => spec.name))
  const columns = data
    .filter(({ sheet }) => names.has(sheet.name))
    .flatMap(({ sheet }) => sheet.columns.filter((column) => column.isKey !== true))
  const measures = new Map(columns.map((column) => [column.name[publication.language], column.title[language]]))
  return [...measures].map(([name, description]) => ({ '@type': 'PropertyValue', name, description }))
}

function download(path: string, mediaType: string, address: string | undefined): object {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return { '@type': 'DataDownload', name, contentUrl: `${address ?? ''}${path}`, encodingFormat: mediaType }
}
