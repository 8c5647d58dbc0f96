import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import type { FindingCode } from '../../src/domain/finding.ts'
import type { Copy } from './published.ts'

export type Corruption = {
  readonly why: string
  readonly code: FindingCode
  readonly change: (copy: Copy) => void
  /** The folder that is verified; absent: the summary. */
  readonly folder?: string
}

const S = 'mes-demarches'
const D = 'mes-demarches-detail'
const DAY = `${S}/data/day-feature.csv`
const MONTH = `${S}/data/month-feature.csv`
const DEVICE = `${D}/data/month-feature-device.csv`
const DESCRIPTION = `${S}/datapackage.json`

/** Lines of a file, changed. */
function lines(copy: Copy, path: string, change: (lines: string[]) => string[]): void {
  copy.write(path, change(copy.read(path).split('\n')).join('\n'))
}

/** The figures of the row with this key. */
function put(copy: Copy, path: string, key: string, figures: string): void {
  lines(copy, path, (all) => all.map((line) => (line.startsWith(key) ? `${key}${figures}` : line)))
}

/** Each is sealed again after it was made: no checksum, size or hash tells of it. */
export const CORRUPTIONS: readonly Corruption[] = [
  // 1. the folder
  { why: 'a file of nobody', code: 'FILE_UNKNOWN', change: (copy) => copy.write(`${S}/access.log`, '203.0.113.9\n') },
  {
    why: 'a file of nobody beside the data',
    code: 'FILE_UNKNOWN',
    change: (copy) => copy.write(`${S}/data/.day.tmp`, 'x'),
  },
  { why: 'a folder of nobody', code: 'FILE_UNKNOWN', change: (copy) => mkdirSync(copy.path(`${S}/raw`)) },
  {
    why: 'another licence beside the right one',
    code: 'FILE_UNEXPECTED',
    change: (copy) => copy.write(`${S}/LICENSES/CC0-1.0.txt`, copy.read(`${S}/LICENSES/etalab-2.0.txt`)),
  },
  {
    why: 'a year of a table that is not cut into years',
    code: 'FILE_UNEXPECTED',
    change: (copy) => copy.write(`${S}/data/quality-2025.csv`, copy.read(`${S}/data/quality.csv`)),
  },
  { why: 'no licence', code: 'FILE_MISSING', change: (copy) => rmSync(copy.path(`${S}/LICENSES/etalab-2.0.txt`)) },
  { why: 'no French read-me', code: 'FILE_MISSING', change: (copy) => rmSync(copy.path(`${S}/LISEZMOI.md`)) },
  { why: 'no table', code: 'FILE_MISSING', change: (copy) => rmSync(copy.path(DAY)) },
  {
    why: 'a link out of the folder',
    code: 'FILE_NOT_REGULAR',
    change: (copy) => {
      rmSync(copy.path(`${S}/NOTICE`), { force: true })
      symlinkSync('/etc/passwd', copy.path(`${S}/NOTICE`))
    },
  },
  {
    why: 'data behind a link',
    code: 'FILE_NOT_REGULAR',
    change: (copy) => {
      renameSync(copy.path(`${S}/data`), copy.path('elsewhere'))
      symlinkSync('../elsewhere', copy.path(`${S}/data`))
    },
  },
  {
    why: 'a list of files that leaves one out',
    code: 'FILES_DIFFER',
    change: (copy) => copy.set(DESCRIPTION, 'comptage.files.0', undefined),
  },
  // 2. texts
  {
    why: 'a byte that is no UTF-8',
    code: 'NOT_UTF8',
    change: (copy) =>
      copy.write(`${S}/README.md`, Buffer.concat([Buffer.from(copy.read(`${S}/README.md`)), Buffer.from([0xff, 10])])),
  },
  {
    why: 'an escape sequence in a read-me',
    code: 'CONTROL_CHARACTER',
    change: (copy) => copy.edit(`${S}/README.md`, '\n', '\u001b[2J\n'),
  },
  {
    why: 'an escape sequence in a title, hidden in JSON',
    code: 'CONTROL_CHARACTER',
    change: (copy) => copy.set(DESCRIPTION, 'comptage.features.0.title.fr', 'Aide\u001b]0;x\u0007'),
  },
  { why: 'half of the description', code: 'JSON_SYNTAX', change: (copy) => copy.edit(DESCRIPTION, /\}\n$/, '') },
  {
    why: 'JSON nested a hundred thousand deep',
    code: 'JSON_TOO_DEEP',
    change: (copy) => copy.write(DESCRIPTION, `${'['.repeat(100_000)}${']'.repeat(100_000)}\n`),
  },
  // 3. the description
  {
    why: 'the profile of another version',
    code: 'DESCRIPTION_SHAPE',
    change: (copy) => copy.set(DESCRIPTION, '$schema', 'https://datapackage.org/profiles/1.0/datapackage.json'),
  },
  {
    why: 'no list of features',
    code: 'DESCRIPTION_SHAPE',
    change: (copy) => copy.set(DESCRIPTION, 'comptage.features', undefined),
  },
  {
    why: 'another description of the dataset',
    code: 'DESCRIPTION_DIFFERS',
    change: (copy) => copy.set(DESCRIPTION, 'description', 'Visites par personne.'),
  },
  {
    why: 'a property of nobody',
    code: 'DESCRIPTION_DIFFERS',
    change: (copy) => copy.set(DESCRIPTION, 'comptage.noiseKey', '00ff'),
  },
  {
    why: 'keys in another order',
    code: 'DESCRIPTION_DIFFERS',
    change: (copy) => lines(copy, DESCRIPTION, (all) => [...all.slice(0, 2), all[3]!, all[2]!, ...all.slice(4)]),
  },
  {
    why: 'the name of another dataset',
    code: 'NAME_DIFFERS',
    change: (copy) => copy.set(DESCRIPTION, 'name', 'autre'),
  },
  {
    why: 'an address that is not that of the folder',
    code: 'NAME_DIFFERS',
    change: (copy) => copy.set(DESCRIPTION, 'homepage', 'https://data.example.fr/autre/'),
  },
  {
    why: 'a summary that calls itself a detail',
    code: 'TIER_DIFFERS',
    folder: D,
    change: (copy) => copy.set(`${D}/datapackage.json`, 'comptage.tier', 'summary'),
  },
  {
    why: 'a column for addresses',
    code: 'COLUMN_UNKNOWN',
    change: (copy) => copy.set(DESCRIPTION, 'resources.day-feature.schema.fields.2.name', 'adresse'),
  },
  {
    why: 'a schema that lowers the threshold, and the figure to go with it',
    code: 'SCHEMA_DIFFERS',
    change: (copy) => copy.set(DESCRIPTION, 'resources.day-feature.schema.fields.2.constraints.minimum', 1),
  },
  {
    why: 'a schema without its primary key',
    code: 'SCHEMA_DIFFERS',
    change: (copy) => copy.set(DESCRIPTION, 'resources.day-feature.schema.primaryKey', undefined),
  },
  {
    why: 'a schema that takes any fate',
    code: 'SCHEMA_DIFFERS',
    change: (copy) => copy.set(DESCRIPTION, 'resources.quality.schema.fields.1.constraints.enum.5', '203.0.113.9'),
  },
  {
    why: 'a licence that nobody knows',
    code: 'LICENCE_UNKNOWN',
    change: (copy) => copy.set(DESCRIPTION, 'licenses.0.name', 'all-rights-reserved'),
  },
  {
    why: 'the address of another licence',
    code: 'LICENCE_DIFFERS',
    change: (copy) => copy.set(DESCRIPTION, 'licenses.0.path', 'https://example.org/licence'),
  },
  {
    why: 'a version that the list of versions does not end with',
    code: 'HISTORY_DIFFERS',
    change: (copy) =>
      copy.set(DESCRIPTION, 'comptage.history', [{ version: '1.0.0', created: '2026-02-01T00:00:00Z', changes: [] }]),
  },
  {
    why: 'a major change in a minor version',
    code: 'VERSION_RECIPE',
    change: (copy) => {
      copy.set(DESCRIPTION, 'version', '1.1.0')
      copy.set(DESCRIPTION, 'comptage.history', [
        { version: '1.0.0', created: '2026-02-01T00:00:00Z', changes: [] },
        {
          version: '1.1.0',
          created: '2026-03-05T05:00:00Z',
          changes: [{ kind: 'columns-changed', table: 'day-feature' }],
        },
      ])
    },
  },
  {
    why: 'made before its last day',
    code: 'CREATED_TOO_EARLY',
    change: (copy) => copy.set(DESCRIPTION, 'created', '2026-02-27T00:00:00Z'),
  },
  {
    why: 'a revision in silence',
    code: 'REVISION_UNTOLD',
    change: (copy) =>
      copy.set(DESCRIPTION, 'comptage.ledger', {
        closed: [],
        revisions: [{ table: 'day-feature', period: '2026-02-01', revision: 1 }],
      }),
  },
  {
    why: 'in part covered, a day after the span',
    code: 'PARTIAL_UNKNOWN',
    change: (copy) => copy.set(DESCRIPTION, 'resources.day-feature.comptage.partial', ['2026-03-01']),
  },
  {
    why: 'in part covered, a day that does not exist',
    code: 'PARTIAL_UNKNOWN',
    change: (copy) => copy.set(DESCRIPTION, 'resources.day-feature.comptage.partial', ['2026-02-30']),
  },
  {
    why: 'a table with a threshold of its own',
    code: 'THRESHOLD_DIFFERS',
    change: (copy) => copy.set(DESCRIPTION, 'resources.day-feature.comptage.protection.k', 5),
  },
  {
    why: 'less noise than the views ask for',
    code: 'PROTECTION_NUMBERS',
    folder: D,
    change: (copy) => copy.set(`${D}/datapackage.json`, 'resources.0.comptage.protection.variance', 1),
  },
  {
    why: 'a rosier promise than the protection holds',
    code: 'DISCLOSURE_DIFFERS',
    change: (copy) => copy.set(DESCRIPTION, 'resources.day-feature.comptage.disclosure.presence', 0.5),
  },
  {
    why: 'a breakdown at a bare threshold',
    code: 'TABLE_RULE_BROKEN',
    folder: D,
    change: (copy) =>
      copy.set(`${D}/datapackage.json`, 'resources.0.comptage.protection', {
        level: 'threshold',
        k: 11,
        companion: 'next-working-day',
      }),
  },
  // 4. rows
  { why: 'a header in the other language', code: 'CSV_HEADER', change: (copy) => copy.edit(DAY, 'jour', 'day') },
  {
    why: 'a column more in the header',
    code: 'CSV_HEADER',
    change: (copy) => copy.edit(DAY, 'erreurs', 'erreurs,adresse'),
  },
  { why: 'no end of the last line', code: 'CSV_ENDING', change: (copy) => copy.edit(DAY, /\n$/, '') },
  { why: 'lines that end with CRLF', code: 'CONTROL_CHARACTER', change: (copy) => copy.edit(DAY, '\n', '\r\n') },
  { why: 'quotes where none are needed', code: 'CSV_QUOTES', change: (copy) => copy.edit(DAY, ',aide,', ',"aide",') },
  { why: 'a quote that does not end', code: 'CSV_QUOTES', change: (copy) => copy.edit(DAY, ',aide,', ',"aide,') },
  { why: 'a blank line', code: 'CSV_FIELDS', change: (copy) => copy.edit(DAY, /\n$/, '\n\n') },
  { why: 'a comment', code: 'CSV_FIELDS', change: (copy) => copy.edit(DAY, '\n', '\n# etalab-2.0\n') },
  { why: 'a row with a field more', code: 'CSV_FIELDS', change: (copy) => copy.edit(DAY, /\n$/, ',203.0.113.9\n') },
  {
    why: 'a line of a hundred thousand signs',
    code: 'LINE_TOO_LONG',
    change: (copy) => copy.edit(DAY, /\n$/, `\n${'x'.repeat(100_000)}\n`),
  },
  { why: 'a mark in front', code: 'CSV_HEADER', change: (copy) => copy.write(DAY, `\uFEFF${copy.read(DAY)}`) },
  {
    why: 'a day that does not exist',
    code: 'DATE_INVALID',
    change: (copy) => copy.edit(DAY, '2026-02-28,aide', '2026-02-29,aide'),
  },
  {
    why: 'a month in another form',
    code: 'DATE_INVALID',
    change: (copy) => copy.edit(MONTH, '2026-02,aide', '2026-2,aide'),
  },
  {
    why: 'a day before the span',
    code: 'DATE_OUTSIDE_GRID',
    change: (copy) => copy.edit(DAY, '\n2026-01-20', '\n2026-01-19,aide,130,78,\n2026-01-20'),
  },
  {
    why: 'a day after the span',
    code: 'DATE_OUTSIDE_GRID',
    change: (copy) => copy.edit(DAY, /\n$/, '\n2026-03-01,aide,220,132,\n'),
  },
  { why: 'a figure of 3', code: 'COUNT_BELOW_THRESHOLD', change: (copy) => copy.edit(DAY, /rare,,,\n/, 'rare,3,,\n') },
  { why: 'a true zero', code: 'COUNT_BELOW_THRESHOLD', change: (copy) => copy.edit(DAY, /rare,,,\n/, 'rare,0,,\n') },
  {
    why: 'a small one among the fates',
    code: 'COUNT_BELOW_THRESHOLD',
    change: (copy) => copy.edit(`${S}/data/quality.csv`, /partial,\n/, 'partial,7\n'),
  },
  {
    why: 'a small one in the detail',
    code: 'COUNT_BELOW_THRESHOLD',
    folder: D,
    change: (copy) => copy.edit(DEVICE, /unknown,,\n/, 'unknown,4,\n'),
  },
  { why: 'a leading zero', code: 'NUMBER_FORM', change: (copy) => copy.edit(DAY, /aide,(\d+)/, 'aide,0$1') },
  { why: 'a fraction', code: 'NUMBER_FORM', change: (copy) => copy.edit(DAY, /aide,(\d+)/, 'aide,$1.5') },
  { why: 'a formula', code: 'NUMBER_FORM', change: (copy) => copy.edit(DAY, /aide,(\d+)/, 'aide,=$1') },
  {
    why: 'more than a number can say',
    code: 'NUMBER_FORM',
    change: (copy) => copy.edit(DAY, /aide,(\d+)/, 'aide,9999999999999999'),
  },
  { why: 'an empty key', code: 'VALUE_MISSING', change: (copy) => copy.edit(DAY, ',aide,', ',,') },
  {
    why: 'a title that a spreadsheet takes for a formula',
    code: 'FORMULA',
    change: (copy) => copy.edit(`${S}/data/features.csv`, /^aide,[^,]+/m, 'aide,@SUM(1)'),
  },
  {
    why: 'an address for a feature',
    code: 'WORD_UNKNOWN',
    change: (copy) => copy.edit(DAY, ',aide,', ',203.0.113.9,'),
  },
  {
    why: 'a device of no list',
    code: 'WORD_UNKNOWN',
    folder: D,
    change: (copy) => copy.edit(DEVICE, 'desktop', 'iphone-12-pro'),
  },
  {
    why: 'a fate of no list',
    code: 'WORD_UNKNOWN',
    change: (copy) => copy.edit(`${S}/data/quality.csv`, 'robot', 'robot-x'),
  },
  {
    why: 'a feature that nobody described',
    code: 'FEATURE_UNKNOWN',
    change: (copy) => copy.edit(DAY, ',aide,', ',jean-dupont,'),
  },
  { why: 'a row twice', code: 'KEY_TWICE', change: (copy) => lines(copy, DAY, (all) => all.toSpliced(2, 0, all[1]!)) },
  {
    why: 'a fate twice',
    code: 'KEY_TWICE',
    change: (copy) => lines(copy, `${S}/data/quality.csv`, (all) => all.toSpliced(2, 1, all[1]!)),
  },
  {
    why: 'two rows in the other order',
    code: 'ROW_ORDER',
    change: (copy) => lines(copy, DAY, ([head = '', a = '', b = '', ...rest]) => [head, b, a, ...rest]),
  },
  {
    why: 'two fates in the other order',
    code: 'ROW_ORDER',
    change: (copy) =>
      lines(copy, `${S}/data/quality.csv`, ([head = '', a = '', b = '', ...rest]) => [head, b, a, ...rest]),
  },
  {
    why: 'the row of a hidden feature left out',
    code: 'ROW_MISSING',
    change: (copy) => copy.edit(DAY, '2026-02-05,rare,,,\n', ''),
  },
  {
    why: 'the first row of a feature left out, of logs that were read once',
    code: 'ROW_MISSING',
    change: (copy) => copy.edit(DAY, /\n2026-01-20,aide,[^\n]*/, ''),
  },
  {
    why: 'the row of a category left out',
    code: 'ROW_MISSING',
    folder: D,
    change: (copy) => copy.edit(DEVICE, /\n2026-02,aide,unknown,[^\n]*/, ''),
  },
  {
    why: 'a fate left out',
    code: 'ROW_MISSING',
    change: (copy) => copy.edit(`${S}/data/quality.csv`, /\n2026-02,redirect,[^\n]*/, ''),
  },
  {
    why: 'a day left out',
    code: 'PERIOD_MISSING',
    change: (copy) => lines(copy, DAY, (all) => all.filter((line) => !line.startsWith('2026-02-05'))),
  },
  {
    why: 'a row before the first day of a feature',
    code: 'ROW_OUTSIDE_SERVICE',
    change: (copy) => copy.edit(DAY, '\n2026-01-21', '\n2026-01-20,rare,,,\n2026-01-21'),
  },
  {
    why: 'a period that is not closed',
    code: 'PERIOD_OPEN',
    change: (copy) =>
      copy.set(DESCRIPTION, 'comptage.ledger', {
        closed: [{ kind: 'day', through: '2026-02-20', open: [] }],
        revisions: [],
      }),
  },
  {
    why: 'a title that the description does not have',
    code: 'RECORD_DIFFERS',
    change: (copy) => copy.edit(`${S}/data/features.csv`, 'Fonctionnalité aide', 'Jean Dupont'),
  },
  {
    why: 'a feature left out of the code book',
    code: 'RECORD_DIFFERS',
    change: (copy) => copy.edit(`${S}/data/features.csv`, /\nrare,[^\n]*/, ''),
  },
  {
    why: 'a break that no version made',
    code: 'RECORD_DIFFERS',
    change: (copy) => copy.edit(`${S}/data/breaks.csv`, /\n$/, '\n2026-02-01,aide,autre définition\n'),
  },
  {
    why: 'a gap that ends before it begins',
    code: 'GAP_INVALID',
    change: (copy) => copy.edit(`${S}/data/gaps.csv`, /\n$/, '\n2026-01-31,2026-01-30\n'),
  },
  {
    why: 'a gap beyond the span',
    code: 'GAP_INVALID',
    change: (copy) => copy.edit(`${S}/data/gaps.csv`, /\n$/, '\n2026-02-27,2026-03-04\n'),
  },
  {
    why: 'a day without a line that is told apart',
    code: 'GAP_TELLS',
    change: (copy) => {
      copy.edit(`${S}/data/gaps.csv`, /\n$/, '\n2026-01-30,2026-01-30\n')
      copy.edit(DAY, /^(?:2026-01-30,.*\n)+/m, '')
    },
  },
  {
    why: 'a day hushed up',
    code: 'PERIOD_MISSING',
    change: (copy) => copy.edit(DAY, /^(?:2026-01-30,.*\n)+/m, ''),
  },
  // 5. what figures say together
  {
    why: 'more entries than requests',
    code: 'ENTRIES_ABOVE_REQUESTS',
    change: (copy) => copy.edit(DAY, '2026-01-20,aide,100,60', '2026-01-20,aide,100,9999'),
  },
  {
    why: 'entries that leave 5 requests',
    code: 'ENTRIES_TELL',
    change: (copy) => copy.edit(DAY, /dossier,40,24/, 'dossier,40,35'),
  },
  {
    why: 'entries of hidden requests',
    code: 'ENTRIES_TELL',
    change: (copy) => copy.edit(DAY, /dossier,40,24/, 'dossier,,24'),
  },
  {
    why: 'one hidden day beneath a shown month',
    code: 'TOTAL_TELLS',
    change: (copy) => copy.edit(DAY, '2026-02-07,aide,154,92', '2026-02-07,aide,,'),
  },
  {
    why: 'a day that does not add up',
    code: 'TOTAL_DIFFERS',
    change: (copy) => copy.edit(DAY, /2026-02-07,aide,(\d)/, '2026-02-07,aide,9$1'),
  },
  {
    why: 'a month that does not add up',
    code: 'TOTAL_DIFFERS',
    change: (copy) => copy.edit(MONTH, /2026-02,aide,(\d)/, '2026-02,aide,9$1'),
  },
  {
    why: 'a month in part, shown beside its days',
    code: 'PARTIAL_TOTAL_SHOWN',
    change: (copy) => copy.set(DESCRIPTION, 'resources.month-feature.comptage.partial', ['2026-02']),
  },
  {
    why: 'more uses among the fates than are shown',
    code: 'QUALITY_SUM_DIFFERS',
    change: (copy) => copy.edit(`${S}/data/quality.csv`, /counted,(\d)/, 'counted,9$1'),
  },
  {
    why: 'a detail where the summary hides',
    code: 'DETAIL_TELLS',
    folder: D,
    change: (copy) => copy.edit(DEVICE, /2026-01,rare,desktop,,/, '2026-01,rare,desktop,29,'),
  },
  {
    why: 'a small total in one category',
    code: 'CATEGORY_DOMINATES',
    folder: D,
    change: (copy) => {
      put(copy, MONTH, '2026-01,dossier,', '40,,')
      put(copy, DEVICE, '2026-01,dossier,desktop,', '39,')
    },
  },
  {
    why: 'two folders of two versions',
    code: 'TIERS_DIFFER',
    change: (copy) => copy.set(`${D}/datapackage.json`, 'version', '1.0.1'),
  },
  {
    why: 'two folders with other lines',
    code: 'TIERS_DIFFER',
    folder: D,
    change: (copy) => copy.edit(`${S}/data/quality.csv`, /robot,(\d)/, 'robot,9$1'),
  },
  // 6. what follows from them
  {
    why: 'a licence with a word changed',
    code: 'LICENCE_TEXT_DIFFERS',
    change: (copy) => copy.edit(`${S}/LICENSES/etalab-2.0.txt`, 'gratuit', 'payant'),
  },
  {
    why: 'the licence of another tier beside a file',
    code: 'SIDECAR_DIFFERS',
    change: (copy) => copy.edit(`${DAY}.license`, 'etalab-2.0', 'ODbL-1.0'),
  },
  { why: 'another owner', code: 'REUSE_DIFFERS', change: (copy) => copy.edit(`${S}/REUSE.toml`, 'Ville', 'Village') },
  {
    why: 'a notice without the name of the licence',
    code: 'NOTICE_DIFFERS',
    folder: D,
    change: (copy) => copy.edit(`${D}/NOTICE`, 'Open Database License', 'licence'),
  },
  {
    why: 'a table description that names another file',
    code: 'CSVW_DIFFERS',
    change: (copy) => copy.edit(`${DAY}-metadata.json`, 'day-feature.csv', 'month-feature.csv'),
  },
  {
    why: 'a table description with another type',
    code: 'CSVW_DIFFERS',
    change: (copy) => copy.edit(`${DAY}-metadata.json`, 'nonNegativeInteger', 'decimal'),
  },
  {
    why: 'a portal description under another licence',
    code: 'DCAT_DIFFERS',
    change: (copy) =>
      copy.edit(
        `${S}/dcat.jsonld`,
        '"dct:license": {\n        "@id": "https://www.etalab',
        '"dct:license": {\n        "@id": "https://xxx.etalab',
      ),
  },
  {
    why: 'a portal description of another period',
    code: 'DCAT_DIFFERS',
    change: (copy) => copy.edit(`${S}/dcat.jsonld`, '2026-01-20', '2020-01-01'),
  },
  {
    why: 'a portal description that leaves a table out',
    code: 'DCAT_DIFFERS',
    change: (copy) => copy.set(`${S}/dcat.jsonld`, '@graph.1', undefined),
  },
  {
    why: 'a catalogue that leaves a dataset out',
    code: 'CATALOGUE_DIFFERS',
    change: (copy) => {
      copy.set('catalog.jsonld', '@graph.0.dcat:dataset.1', undefined)
    },
  },
  ...['', '{', 'null', '{"@graph":[]}\n'].map((text) => ({
    why: `a catalogue that is ${JSON.stringify(text)}`,
    code: 'CATALOGUE_DIFFERS' as const,
    change: (copy: Copy) => copy.write('catalog.jsonld', text),
  })),
  {
    why: 'a digit of the page of all services',
    code: 'SERVICES_DIFFER',
    change: (copy) => copy.edit('index.html', /(?<=<b>[^<]*)\d/, '0'),
  },
  {
    why: 'a service that the page in the other language leaves out',
    code: 'SERVICES_DIFFER',
    change: (copy) => copy.edit('index.en.html', /<tr role="row">\s*<th role="rowheader".*?<\/tr>/s, ''),
  },
  {
    why: 'another version in the feed of all services',
    code: 'SERVICES_DIFFER',
    change: (copy) => copy.edit('feed.atom', '#edition-1.0.0', '#edition-1.0.1'),
  },
  {
    why: 'a read-me that promises visitors',
    code: 'READ_ME_DIFFERS',
    change: (copy) => copy.edit(`${S}/README.md`, 'requests', 'visitors'),
  },
  {
    why: 'a page of the read-me with another threshold',
    code: 'READ_ME_DIFFERS',
    change: (copy) => copy.edit(`${S}/a-propos.html`, 'inférieur à 11', 'inférieur à 100'),
  },
  {
    why: 'a page of the read-me with a script',
    code: 'PAGE_ACTIVE',
    change: (copy) => copy.edit(`${S}/about.html`, '</body>', '<script>alert(1)</script></body>'),
  },
  {
    why: 'another sentence to cite',
    code: 'READ_ME_DIFFERS',
    change: (copy) => copy.edit(`${S}/LISEZMOI.md`, 'Données originales', 'Données'),
  },
  {
    why: 'a rosier page about privacy',
    code: 'PRIVACY_DIFFERS',
    change: (copy) => copy.edit(`${S}/PRIVACY.md`, 'below 11', 'below 100'),
  },
  {
    why: 'the same in French',
    code: 'PRIVACY_DIFFERS',
    change: (copy) => copy.edit(`${S}/CONFIDENTIALITE.md`, 'inférieur à 11', 'inférieur à 100'),
  },
  {
    why: 'a changelog of other versions',
    code: 'CHANGELOG_DIFFERS',
    change: (copy) => copy.edit(`${S}/CHANGELOG.md`, '## 1.0.0', '## 1.2.0'),
  },
  {
    why: 'another figure on the page',
    code: 'PAGE_DIFFERS',
    change: (copy) => copy.edit(`${S}/index.html`, /<td>(\d)/, '<td>9$1'),
  },
  ...[
    { file: 'latest.json', of: /"value":(\d)/, to: '"value":9$1' },
    { file: 'latest.schema.json', of: '2020-12', to: '2019-09' },
    { file: 'badge/ID.json', of: /"message":"(\d|≥)/, to: '"message":"9$1' },
    { file: 'badge/ID.svg', of: />(\d+)/, to: '>9$1' },
    { file: 'embed/ID.svg', of: /<text class="f"[^>]*>/, to: '$&9' },
    { file: 'embed/ID.html', of: '<b>', to: '<b>9' },
  ].map(({ file, of, to }) => ({
    why: `another digit in ${file}`,
    code: 'PROGRAM_FILE_DIFFERS' as const,
    change: (copy: Copy) => copy.edit(`${S}/${file.replace('ID', 'aide')}`, of, to),
  })),
  {
    why: 'another figure in the table for spreadsheets',
    code: 'PROGRAM_FILE_DIFFERS',
    change: (copy) => copy.edit(`${S}/tableur-mois.csv`, /;(\d)/, ';9$1'),
  },
  {
    why: 'ends of lines that a spreadsheet does not need',
    code: 'PROGRAM_FILE_DIFFERS',
    change: (copy) => copy.edit(`${S}/tableur-mois.csv`, '\r\n', '\n'),
  },
  {
    why: 'another figure in the feed',
    code: 'PROGRAM_FILE_DIFFERS',
    change: (copy) => copy.edit(`${S}/feed.atom`, /(?<=\()\d/, '9'),
  },
  {
    why: 'a feed of another dataset',
    code: 'PROGRAM_FILE_DIFFERS',
    change: (copy) => copy.edit(`${S}/feed.atom`, '<id>https://', '<id>https://x'),
  },
  {
    why: 'another licence for search engines',
    code: 'SCHEMA_ORG_DIFFERS',
    change: (copy) => copy.edit(`${S}/index.html`, '"license":"https://www', '"license":"https://xxx'),
  },
  {
    why: 'a page with a script',
    code: 'PAGE_ACTIVE',
    change: (copy) => copy.edit(`${S}/index.html`, '</body>', '<script>alert(1)</script></body>'),
  },
  {
    why: 'a page that loads a picture',
    code: 'PAGE_ACTIVE',
    change: (copy) =>
      copy.edit(`${S}/index.en.html`, '</body>', '<img src="https://tracker.example.org/x.gif"></body>'),
  },
  ...[
    { where: '</style>', with: '@import "https://t.example.org/x";</style>', why: 'a style sheet that loads another' },
    {
      where: '</body>',
      with: '<style>p{color:red}\n\np{background:url(x)}',
      why: 'a style sheet that is never closed',
    },
    { where: '</body>', with: '<p style="background:\nurl(//t.example.org/x)">', why: 'a style that loads a picture' },
    { where: '</body>', with: "<svg><rect fill='URL(//t.example.org/x#a)'/>", why: 'a paint that is loaded' },
    { where: '</body>', with: '<svg><rect filter=url(//t.example.org/x#a) />', why: 'a filter without quotes' },
    { where: '</body>', with: '<p onclick="alert(1)">', why: 'a paragraph that runs something' },
    { where: '</body>', with: '<p title=">" ONFOCUS = "alert(1)">', why: 'the same behind a bracket in quotes' },
    { where: '</body>', with: '<svg/onload=alert(1)>', why: 'a drawing that runs something' },
    { where: '</body>', with: '<p\nonclick=alert(1)>', why: 'the same at the start of a line' },
  ].map(({ where, with: what, why }) => ({
    why,
    code: 'PAGE_ACTIVE' as const,
    change: (copy: Copy) => copy.edit(`${S}/index.html`, where, what),
  })),
  {
    why: 'a page that may run what it holds',
    code: 'PAGE_ACTIVE',
    change: (copy) => copy.edit(`${S}/index.html`, 'Content-Security-Policy', 'x'),
  },
  {
    why: 'a link to a file that is not there',
    code: 'LINK_BROKEN',
    change: (copy) => copy.edit(`${S}/README.md`, '(PRIVACY.md)', '(PRIVATE.md)'),
  },
  {
    why: 'a link on the page to a file that is not there',
    code: 'LINK_BROKEN',
    change: (copy) => copy.edit(`${S}/index.html`, 'href="LISEZMOI.md"', 'href="LISEZ-MOI.md"'),
  },
  {
    why: 'a link out of the folder',
    code: 'LINK_OUTSIDE',
    change: (copy) => copy.edit(`${S}/README.md`, '(PRIVACY.md)', '(../../etc/passwd)'),
  },
  {
    why: 'a link that runs',
    code: 'LINK_OUTSIDE',
    change: (copy) => copy.edit(`${S}/index.html`, 'href="LISEZMOI.md"', 'href="javascript:alert(1)"'),
  },
]
