import type { FindingCode, FindingText, Report } from '../../domain/finding.ts'
import { schemaOrgIn } from './check-page.ts'
import { parseJson } from './read-published-text.ts'

/** Files that follow from the description and the figures, by the code of a difference. */
const CODES: readonly (readonly [RegExp, FindingCode])[] = [
  [/\.csv-metadata\.json$/, 'CSVW_DIFFERS'],
  [/\.csv\.license$/, 'SIDECAR_DIFFERS'],
  [/^LICENSES\//, 'LICENCE_TEXT_DIFFERS'],
  [/^REUSE\.toml$/, 'REUSE_DIFFERS'],
  [/^NOTICE$/, 'NOTICE_DIFFERS'],
  [/^(?:README\.md|LISEZMOI\.md|about\.html|a-propos\.html)$/, 'READ_ME_DIFFERS'],
  [/^(?:PRIVACY|CONFIDENTIALITE)\.md$/, 'PRIVACY_DIFFERS'],
  [/^CHANGELOG\.md$/, 'CHANGELOG_DIFFERS'],
  [/^index(?:\...)?\.html$/, 'PAGE_DIFFERS'],
  [/^dcat\.jsonld$/, 'DCAT_DIFFERS'],
  [/^datapackage\.json$/, 'DESCRIPTION_DIFFERS'],
]

type Compared = {
  readonly path: string
  readonly found: string
  /** As this program writes it, from the description and the figures of the folder. */
  readonly expected: string
}

/**
 * Holds a file to the same file, made anew.
 *
 * @param isOurs whether this very version made the folder: then every byte has to be the same, else what the JSON says
 */
export function compareRendered(compared: Compared, isOurs: boolean, report: Report): void {
  const { path, found, expected } = compared
  const code = CODES.find(([pattern]) => pattern.test(path))?.[1] ?? 'PROGRAM_FILE_DIFFERS'
  if (found === expected) return
  if (compareInside(compared, code, isOurs, report)) return
  // The texts of licences are those of their authors, whatever the version, and none writes an empty file.
  if (isOurs || code === 'LICENCE_TEXT_DIFFERS' || found === '')
    report({ code, file: path, ...firstDifference(found, expected) })
}

/** @returns whether what a file says in JSON differs, and was told */
function compareInside(compared: Compared, code: FindingCode, isOurs: boolean, report: Report): boolean {
  if (compared.path.endsWith('.html')) return compareSchemaOrg(compared, isOurs, report)
  return JSON_FILE.test(compared.path) && compareFacts(compared, code, isOurs, report)
}

/** A later version says more of `latest.json`. */
const SCHEMA_OF_LATEST = 'latest.schema.json'

// A badge is words for people.
const JSON_FILE = /^(?!badge\/).*\.(?:json|jsonld)$/

// Words for people; another version may say it otherwise.
const TEXTS = new Set([
  'title',
  'description',
  'label',
  'labels',
  'dc:title',
  'dc:description',
  'dct:title',
  'dct:description',
  'cite',
  'sources',
  'name',
  'measurementTechnique',
  'variableMeasured',
  'files',
  // Of such a text, among others: the description tells those of the CSVs, too.
  'dcat:byteSize',
])
const TEXTS_BUT_NAMES = new Set([...TEXTS].filter((key) => key !== 'name'))

/** @returns whether a difference was found, and told */
function compareFacts(
  { path, found, expected }: Compared,
  code: FindingCode,
  isOurs: boolean,
  report: Report,
): boolean {
  if (!isOurs && path === SCHEMA_OF_LATEST) return false
  const [left, right] = [parseJson(path, found, () => undefined), parseJson(path, expected, () => undefined)]
  // No JSON, which was told: it differs as a text does.
  if (left === undefined) return false
  const passes = isOurs ? undefined : (key: string) => TEXTS_BUT_NAMES.has(key)
  // Files for programs promise to get more properties, never others.
  const mayLack = !isOurs && code === 'PROGRAM_FILE_DIFFERS'
  const differences = compareJson(left, right, passes, mayLack)
  for (const difference of differences)
    report({ file: path, ...(path === 'datapackage.json' ? inDescription(difference) : { code, ...difference }) })
  return differences.length > 0
}

function compareSchemaOrg({ path, found, expected }: Compared, isOurs: boolean, report: Report): boolean {
  const [left, right] = [schemaOrgIn(found), schemaOrgIn(expected)]
  // Cut, or another page: it differs before what it tells search engines.
  if (left === undefined && isOurs) return false
  const parse = (text = '') => parseJson(path, text, () => undefined)
  const differences = compareJson(parse(left), parse(right), isOurs ? undefined : (key) => TEXTS.has(key))
  for (const difference of differences) report({ code: 'SCHEMA_ORG_DIFFERS', file: path, ...difference })
  return differences.length > 0
}

const PLACES: readonly (readonly [RegExp, FindingCode])[] = [
  [/^resources\.\d+\.schema\b/, 'SCHEMA_DIFFERS'],
  [/^resources\.\d+\.bytes$/, 'BYTES_DIFFER'],
  [/^resources\.\d+\.hash$/, 'HASH_DIFFERS'],
  [/^resources\.\d+\.comptage\.parts\.\d+\.bytes$/, 'BYTES_DIFFER'],
  [/^resources\.\d+\.comptage\.parts\.\d+\.hash$/, 'HASH_DIFFERS'],
  [/^resources\.\d+\.comptage\.parts\.\d+\.rows$/, 'ROWS_DIFFER'],
  [/^resources\.\d+\.(?:path|comptage\.parts)\b/, 'PARTS_DIFFER'],
  [/^licenses\b/, 'LICENCE_DIFFERS'],
  [/^comptage\.files\b/, 'FILES_DIFFER'],
  [/^(?:name|id|homepage)$/, 'NAME_DIFFERS'],
]

/** What a description says of a file is expected of the file, and what was made of the file is what was found, as with checksums. */
function inDescription(difference: Difference): Difference & { readonly code: FindingCode } {
  const { found, expected, field = '' } = difference
  const code = PLACES.find(([pattern]) => pattern.test(field))?.[1] ?? 'DESCRIPTION_DIFFERS'
  return OF_FILE.has(code) ? { ...difference, code, found: expected, expected: found } : { ...difference, code }
}

const OF_FILE: ReadonlySet<FindingCode> = new Set(['BYTES_DIFFER', 'HASH_DIFFERS', 'ROWS_DIFFER'])

function firstDifference(found: string, expected: string) {
  const [left, right] = [found.split('\n'), expected.split('\n')]
  const line = left.findIndex((text, position) => text !== right[position])
  const at = line < 0 ? left.length : line
  return { line: at + 1, found: lineText(left[at]), expected: lineText(right[at]) }
}

function lineText(line = ''): FindingText {
  return line === '' ? NOTHING : line
}

/** A place where two values differ. */
type Difference = { readonly field?: string; readonly found: FindingText; readonly expected: FindingText }

/** Differences of one file that are worth telling: the rest follows from them, or is found in the next round. */
const MOST = 5

/**
 * Where a value of JSON is not what it should be, whatever the order of keys.
 *
 * @param passes whether what stands under this key is not compared: texts, which another version words otherwise
 * @param mayLack whether an object that was found may lack properties
 */
function compareJson(
  found: unknown,
  expected: unknown,
  passes: (key: string) => boolean = () => false,
  mayLack = false,
): readonly Difference[] {
  const differences: Difference[] = []
  compare(found, expected, '')
  return differences

  function compare(a: unknown, b: unknown, place: string): void {
    if (differences.length >= MOST) return
    if (isObject(a) && isObject(b) && Array.isArray(a) === Array.isArray(b)) compareInside(a, b, place)
    else if (a !== b)
      differences.push({ ...(place !== '' && { field: place }), found: valueText(a), expected: valueText(b) })
  }

  function compareInside(a: object, b: object, place: string): void {
    const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
    for (const key of mayLack && !Array.isArray(a) ? left.keys() : new Set([...left.keys(), ...right.keys()]))
      if (!passes(key)) compare(left.get(key), right.get(key), place === '' ? key : `${place}.${key}`)
  }
}

const NOTHING: FindingText = { is: 'nothing' }

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function valueText(value: unknown): FindingText {
  return value === undefined ? NOTHING : JSON.stringify(value)
}
