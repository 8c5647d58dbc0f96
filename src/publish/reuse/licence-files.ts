import { licenceText } from '../licence.ts'
import type { Edition } from '../edition.ts'
import type { FolderFile } from '../publication.ts'
import { noticeOf } from './notice-of.ts'
import { reuseToml, sidecarOf } from './reuse-toml.ts'

/** The licence in all the forms in which it is looked for: its text, REUSE, a sidecar a CSV, and a notice. */
export function licenceFiles(edition: Edition, csvPaths: readonly string[]): readonly FolderFile[] {
  const { publication, tier } = edition
  const licence = publication.licences[tier]
  const notice = noticeOf(edition)
  return [
    ...csvPaths.map((path) => ({ path: `${path}.license`, text: sidecarOf(edition) })),
    { path: `LICENSES/${licence}.txt`, text: licenceText(licence) },
    { path: 'REUSE.toml', text: reuseToml(edition) },
    ...(notice === undefined ? [] : [{ path: 'NOTICE', text: notice }]),
  ]
}
