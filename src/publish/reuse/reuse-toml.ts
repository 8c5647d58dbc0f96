import type { Edition } from '../edition.ts'
import { copyrightOf, publisherName } from './copyright-of.ts'

/** `REUSE.toml`: whose the files of the folder are, and under which licence. */
export function reuseToml({ publication, name, tier }: Edition): string {
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

/** Beside each CSV, which cannot say it itself: the licence of a file that is moved alone. */
export function sidecarOf({ publication, tier }: Edition): string {
  return `SPDX-FileCopyrightText: ${copyrightOf(publication)}\n\nSPDX-License-Identifier: ${publication.licences[tier]}\n`
}

// A string of JSON is one of TOML.
function quoted(text: string): string {
  return JSON.stringify(text)
}
