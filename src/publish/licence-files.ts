import type { Edition } from './edition.ts'
import { LICENCE_WORDS, licenceText } from './listed-licences.ts'
import type { FolderFile, ReadablePublication } from './publication.ts'
import type { Both } from '../domain/service.ts'
import { inBoth, updatedOn } from './words.ts'

/** The licence in all the forms in which it is looked for: its text, REUSE, a sidecar a CSV, and a notice. */
export function licenceFiles(edition: Edition, csvPaths: readonly string[]): readonly FolderFile[] {
  const { publication, tier } = edition
  const licence = publication.licences[tier]
  const notice = noticeOf(edition)
  // Beside each CSV, which cannot say it itself: the licence of a file that is moved alone.
  const sidecar = `SPDX-FileCopyrightText: ${copyrightOf(publication)}\n\nSPDX-License-Identifier: ${licence}\n`
  return [
    ...csvPaths.map((path) => ({ path: `${path}.license`, text: sidecar })),
    { path: `LICENSES/${licence}.txt`, text: licenceText(licence) },
    { path: 'REUSE.toml', text: reuseToml(edition) },
    ...(notice === undefined ? [] : [{ path: 'NOTICE', text: notice }]),
  ]
}

/**
 * The notice that the licences of Open Data Commons ask a reuser to keep (ODbL 4.3, ODC-By 4.3), with the addresses that
 * they ask for where it is printed. Undefined: this licence wants no such file.
 */
function noticeOf(edition: Edition): string | undefined {
  const id = edition.publication.licences[edition.tier]
  if (id !== 'ODbL-1.0' && id !== 'ODC-By-1.0') return undefined
  const { publication, title, address } = edition
  const sentence = attributionOf(edition)?.[publication.language] ?? ''
  const lines = [sentence, '', ...(address === undefined ? [] : [`${title[publication.language]}, ${address}`])]
  return `${[...lines, `${LICENCE_WORDS[id].title}: ${LICENCE_WORDS[id].address}`].join('\n')}\n`
}

/** The sentence that a reuser must give, word for word; undefined: the licence asks for none. */
export function attributionOf({ publication, title, address, tier }: Edition): Both | undefined {
  const { service, licences, created } = publication
  return LICENCE_WORDS[licences[tier]].sentence?.({
    publisher: service.publisher?.name ?? service.name,
    title,
    address,
    updated: inBoth((l) => updatedOn(created, l)),
  })
}

/** `REUSE.toml`: whose the files of the folder are, and under which licence. */
function reuseToml({ publication, name, tier }: Edition): string {
  const { service, licences } = publication
  const email = service.publisher?.email
  const supplier = `${publisherName(service)}${email === undefined ? '' : ` <${email}>`}`
  return `version = 1
SPDX-PackageName = ${quoted(name)}
SPDX-PackageSupplier = ${quoted(supplier)}

[[annotations]]
path = ["**"]
precedence = "closest"
SPDX-FileCopyrightText = ${quoted(copyrightOf(publication))}
SPDX-License-Identifier = ${quoted(licences[tier])}
`
}

// A string of JSON is one of TOML.
function quoted(text: string): string {
  return JSON.stringify(text)
}

/** `2026 Ville d’Exemple`: whose data it is, and since when this version is. */
function copyrightOf({ service, created }: ReadablePublication): string {
  return `${created.slice(0, 4)} ${publisherName(service)}`
}

/** Who signs the data; without a publisher the service itself. On one line. */
export function publisherName({ publisher, name }: ReadablePublication['service']): string {
  return (publisher?.name ?? name).replaceAll(/\s+/g, ' ')
}
