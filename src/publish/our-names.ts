const DATA = String.raw`data/[a-z0-9-]+\.(?:csv(?:-metadata\.json|\.license)?|parquet)`
const TEXTS = '(?:LISEZMOI|README|CONFIDENTIALITE|PRIVACY|CHANGELOG)\\.md'
const PAGES = String.raw`(?:index(?:\.(?:fr|en))?|a-propos|about)\.html`
const OTHERS = String.raw`LICENSES/[A-Za-z0-9.-]+\.txt|NOTICE|REUSE\.toml|datapackage\.json|dcat\.jsonld|SHA256SUMS`

const OURS = new RegExp(`^(?:${DATA}|${TEXTS}|${PAGES}|${OTHERS})$`)

/** Whether the program gives this name, relative to the folder, to a file: no other is ever written or removed. */
export function isOurName(path: string): boolean {
  return OURS.test(path)
}
