import type { Publisher, Language } from '../../domain/service.ts'
import { addressOf, otherFolderOf, type Edition } from '../edition.ts'
import type { MadeOffer } from '../offer.ts'
import { attributionOf } from '../licence-files.ts'
import { LICENCE_WORDS } from '../listed-licences.ts'
import { block, code, link, mail, plain } from '../markdown.ts'
import { asksFor, NOTHING_TO_CITE, PARTIAL_LOG, robotsLeftOut } from '../read-me-and-page-words.ts'
import { dataSections, type DataSection, type Telling } from './data-sections.ts'
import { listedWithAnd, otherLanguage, saidOf, gridInWords } from '../words.ts'
import { hasSizes } from '../levels.ts'
import { readMeProse } from './read-me-prose.ts'
import { fileOfText, type Text } from './folder-text.ts'

/** The file of it: README.md, or LISEZMOI.md. */
export function readMe(text: Text, language: Language): string {
  return fileOfText(text, readMeProse(language).otherLanguage)
}

/** What a person who opens the folder reads. */
export function readMeText(edition: Edition, offers: readonly MadeOffer[], language: Language): Text {
  const telling: Telling = { edition, offers, language, prose: readMeProse(language) }
  const { service } = edition.publication
  const sections = [
    ...dataSections(telling),
    ...methodSections(telling),
    readingSection(telling),
    { heading: 'check', paragraphs: [telling.prose.check, block('sh', CHECKS)] },
    licenceSection(telling),
    contactSection(telling),
  ] as const
  return {
    title: plain(edition.title[language]),
    opening: [
      telling.prose.opening(
        link(plain(service.name), service.url),
        gridInWords(edition.days, language),
        hasSizes(edition),
      ),
      ...wordsOf(telling),
    ],
    sections: sections.map(({ heading, paragraphs }) => ({
      id: heading,
      heading: telling.prose.heading[heading],
      paragraphs,
    })),
  }
}

/** What the operator says of the service, in their language if not in this one. */
function wordsOf({ edition, language }: Telling): readonly string[] {
  const { words } = edition.publication.voice ?? {}
  const said = words?.[language] ?? words?.[otherLanguage(language)]
  return said === undefined ? [] : [plain(said)]
}

const CHECKS = 'sha256sum -c SHA256SUMS\ncomptage verify .'

/** What the figures cannot say, and what they were read from. */
function methodSections(telling: Telling): readonly DataSection[] {
  return [
    { heading: 'notOffered', paragraphs: [telling.prose.notOffered] },
    { heading: 'robots', paragraphs: [robots(telling), ...formats(telling)] },
  ]
}

function robots({ edition, language }: Telling): string {
  const { list, version } = edition.publication.robots
  return robotsLeftOut(plain(list), plain(version))[language]
}

function formats({ edition, language, prose }: Telling): readonly string[] {
  const { formats: read, isPartialLog } = edition.publication
  if (read.length === 0) return []
  const names = read.map(({ name }) => code(name))
  const lacks = read.flatMap(({ name, lacks }) => {
    const fields = lacks.map((field) => prose.field[field])
    return saidOf(fields, language, (all) => prose.lacks(code(name), all))
  })
  const noAgent = read.some((format) => format.lacks.includes('agent')) ? [prose.noAgent] : []
  const partialLog = isPartialLog === true ? [PARTIAL_LOG[language]] : []
  return [[prose.formats(listedWithAnd(names, language)), ...lacks, ...noAgent, ...partialLog].join(' ')]
}

/** One line for each of three common readers: all files of the first table, however many years it has. */
function readingSection({ edition, prose }: Telling): DataSection {
  const { language } = edition.publication
  const [first] = edition.data
  // Codes are text, whatever they look like: 007, null, true.
  const typed = first?.sheet.columns.filter(({ isKey, type }) => isKey !== true || type === 'string') ?? []
  const types = (say: (name: string) => string, [text, number]: readonly [string, string]) =>
    typed.map(({ isKey, name }) => `${say(name[language])}${isKey === true ? text : number}`).join(', ')
  const paths = first?.parts.map(({ path }) => `'${path}'`) ?? []
  const quoted = (name: string) => `'${name}': `
  const pandas = `dtype={${types(quoted, ["'str'", "'Int64'"])}}, keep_default_na=False, na_values=['']`
  const classes = types((name) => `${name} = `, ["'character'", "'numeric'"])
  const all = paths.join(', ')
  const isSplit = paths.length > 1
  const lines = [
    `DuckDB   SELECT * FROM read_csv(${isSplit ? `[${all}]` : all}, types={${types(quoted, ["'VARCHAR'", "'BIGINT'"])}});`,
    isSplit
      ? `pandas   pandas.concat((pandas.read_csv(path, ${pandas}) for path in [${all}]), ignore_index=True)`
      : `pandas   pandas.read_csv(${all}, ${pandas})`,
    isSplit
      ? `R        do.call(rbind, lapply(c(${all}), read.csv, colClasses = c(${classes})))`
      : `R        read.csv(${all}, colClasses = c(${classes}))`,
  ]
  return { heading: 'reading', paragraphs: [prose.reading, block('text', lines.join('\n'))] }
}

/** The licence, and the sentence that a reuser must give, word for word. */
function licenceSection(telling: Telling): DataSection {
  const { edition, prose } = telling
  const id = edition.publication.licences[edition.tier]
  const { title, address } = LICENCE_WORDS[id]
  const text = `LICENSES/${id}.txt`
  return {
    heading: 'licence',
    paragraphs: [prose.licence(link(title, address), link(text, text)), ...attribution(telling)],
  }
}

function attribution({ edition, language, prose }: Telling): readonly string[] {
  const { publication, title, address, tier } = edition
  const sentences = attributionOf(edition)
  if (sentences === undefined) return [NOTHING_TO_CITE[language]]
  const main = publication.language
  const licence = LICENCE_WORDS[publication.licences[tier]]
  return [
    prose.cite,
    block('text', [...new Set([sentences[language], sentences[main]])].join('\n')),
    prose.citeAddresses(plain(title[language]), address, licence.address),
    asksFor(licence.asks)[language],
  ]
}

/** Who answers, and where the other tier is, if there is one. */
function contactSection({ edition, prose }: Telling): DataSection {
  const { publication } = edition
  const { service } = publication
  const other = otherFolderOf(edition)
  return {
    heading: 'contact',
    paragraphs: [
      prose.contact(service.publisher ? contactText(service.publisher) : link(plain(service.name), service.url)),
      ...(other === undefined ? [] : [prose.otherTier(otherFolder(other, publication.publicationUrl))]),
    ],
  }
}

export function contactText({ name, url, email }: Publisher): string {
  return [link(plain(name), url), ...(email === undefined ? [] : [mail(email)])].join(', ')
}

function otherFolder(name: string, publicationUrl: string | undefined): string {
  return link(`\`${name}/\``, addressOf(publicationUrl, name) ?? `../${name}/`)
}
