import { readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../src/cli/load-configuration.ts'
import { readConfiguration } from '../../src/config/index.ts'
import type { Finding } from '../../src/domain/finding.ts'
import { MOST_ENTRIES, MOST_FAMILIES, MOST_K } from '../../src/domain/service.ts'
import {
  MOST_ADDRESS_SIGNS,
  MOST_FILE_NAME_SIGNS,
  MOST_NAME_SIGNS,
  MOST_SIGNS,
  unfitSign,
  unfitSignOfLines,
} from '../../src/domain/text.ts'
import { checkConfiguration, verifyFolder } from '../../src/pipeline/index.ts'
import { mainInProcess } from '../cli/main-in-process.ts'
import { combinedLine, runComptage, testFolder } from '../cli/run-comptage.ts'
import { Copy, ofThisVersion, publishTo, seal } from '../verify/published.ts'
import { tinyService } from '../publish/standards/services.ts'

const { fresh } = testFolder('texts')

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, n) => first + n)
}

const BIDI = [0x61c, 0x200e, 0x200f, ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)]
const WRITABLE = [...range(0, 0x1f), ...range(0x7f, 0x9f), 0x2028, 0x2029, 0xfffd, 0xfffe, 0xffff, ...BIDI]
const UNFIT = [...WRITABLE, ...range(0xd800, 0xdfff)]
/** One of each kind that the pure list was held to. */
const EACH = [...WRITABLE, 0xd800, 0xdbff, 0xdc00, 0xdfff]
const LISTED = new Set(UNFIT)
const FIT = range(0, 0x10ffff).filter((code) => !LISTED.has(code))
/** All that Unicode says is a form of one of them, and what is drawn as nothing before one. */
const FORMULAS = [
  ...range(0, 0x10ffff)
    .map((code) => String.fromCodePoint(code))
    .filter((sign) => /^[=+\-@\u2212]/.test(sign.normalize('NFKC'))),
  ...[0xad, 0x180e, 0x200b, 0x2060, 0x2800, 0xfff9, 0xfffa, 0xfffb, 0xe0001].map(
    (code) => `${String.fromCodePoint(code)}=`,
  ),
]

const named = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
const escaped = (text: string): string => JSON.stringify(text).replaceAll(/[\u007f-\uffff]/g, unicodeEscape)
const unicodeEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

describe('what a text may hold', () => {
  it('is the same list, code point by code point', () => {
    expect(UNFIT.filter((code) => unfitSign(`a${String.fromCodePoint(code)}b`) !== named(code))).toEqual([])
    expect(FIT.filter((code) => unfitSign(`a${String.fromCodePoint(code)}b`) !== undefined)).toEqual([])
    expect(UNFIT.filter((code) => unfitSignOfLines(String.fromCodePoint(code)) === undefined)).toEqual([9, 10])
  })

  it('is no half of a pair, also where the other half is in the next line', () => {
    expect(unfitSignOfLines('a\ud83d\n\ude00b')).toBe('U+D83D')
    expect(unfitSignOfLines('a\ud83d\ude00\nb')).toBeUndefined()
  })
})

/** What is wrong with one text of a configuration, which is otherwise sound. */
function problemsWith(key: string, text: string): readonly unknown[] {
  const lines = [
    `service: { id: essai, name: ${key === 'name' ? escaped(text) : 'Essai'}, publisher: { name: ${key === 'publisher' ? escaped(text) : 'Essai'} } }`,
    `privacy: { purpose: ${key === 'purpose' ? escaped(text) : 'Essai'} }`,
    `publication: { words: ${key === 'words' ? escaped(text) : 'Essai'} }`,
    `events: [ { date: 2026-03-01, text: { fr: ${key === 'event' ? escaped(text) : 'Essai'} } } ]`,
    `logs: [ { path: a.log, format: ${key === 'format' ? escaped(text) : 'combined'} } ]`,
    `features: [ { id: ${key === 'id' ? escaped(text) : 'aide'}, title: { en: Help, fr: ${key === 'title' ? escaped(text) : 'Aide'} }, match: ${key === 'match' ? escaped(`/${text}`) : '/a'} } ]`,
    `datasets: [ { by: [day, feature], name: ${key === 'table' ? escaped(text) : 'jours'} } ]`,
  ]
  return readConfiguration(lines.join('\n'), 'comptage.yaml', { folder: '/' }).problems
}

describe('the configuration', () => {
  it.each(['name', 'publisher', 'title', 'match', 'event'])('refuses each of them in a text on one line: %s', (key) => {
    for (const code of EACH)
      expect(problemsWith(key, `a${String.fromCodePoint(code)}b`)).toMatchObject([
        { code: 'CONFIG_VALUE', expected: { kind: 'without', sign: named(code) } },
      ])
  })

  it.each(['purpose', 'words', 'format'])('lets LF and TAB lay out a text of several lines: %s', (key) => {
    const passed = EACH.filter((code) => problemsWith(key, `a${String.fromCodePoint(code)}b`).length === 0)
    expect(passed).toEqual([9, 10])
  })

  it.each(FORMULAS)('refuses what a spreadsheet takes for a formula: %s', (sign) => {
    for (const key of ['title', 'event', 'name', 'publisher']) {
      expect(problemsWith(key, `${sign}1`)).toMatchObject([{ code: 'CONFIG_VALUE', expected: { kind: 'title' } }])
      expect(problemsWith(key, `1${sign}1`)).toEqual([])
    }
  })

  it.each([
    { key: 'name', most: MOST_NAME_SIGNS, why: 'an index of services leaves out longer ones' },
    { key: 'publisher', most: MOST_NAME_SIGNS, why: 'an index of services leaves out longer ones' },
    { key: 'id', most: MOST_FILE_NAME_SIGNS, why: 'it names badges and embeds' },
    { key: 'table', most: MOST_FILE_NAME_SIGNS, why: 'it names files of at most 255 bytes' },
    { key: 'purpose', most: MOST_SIGNS, why: 'longer ones are not read back' },
    { key: 'words', most: MOST_SIGNS, why: 'longer ones are not read back' },
    { key: 'event', most: MOST_SIGNS, why: 'longer ones are not read back' },
  ])('has room for $most signs in $key: $why', ({ key, most }) => {
    expect(problemsWith(key, `${'a'.repeat(most)}\n`.slice(0, key === 'words' ? undefined : most))).toEqual([])
    expect(problemsWith(key, 'a'.repeat(most + 1))).toMatchObject([
      { code: 'CONFIG_VALUE', place: { file: 'comptage.yaml' }, expected: { kind: 'most-signs', most } },
    ])
  })

  it.each(['name', 'publisher', 'title', 'event'])(
    'asks for a sign that is seen in %s, without which no index has it',
    (key) => {
      for (const unseen of ['\u200B\u2800', '\u200B', '\u3164', '\u2800'])
        expect(problemsWith(key, unseen)).toMatchObject([{ code: 'CONFIG_VALUE', expected: { kind: 'title' } }])
      expect(problemsWith(key, '\u200Bab')).toEqual([])
    },
  )

  it('has room for 10,000 events, since more are not read back', () => {
    const problemsOf = (events: number) => {
      const all = '  - { date: 2026-03-01, text: a }\n'.repeat(events)
      const text = `service: { name: Essai }\nfeatures: [ { id: a, match: /a } ]\nevents:\n${all}`
      return readConfiguration(text, 'comptage.yaml', { folder: '/' }).problems
    }
    expect(problemsOf(MOST_ENTRIES)).toEqual([])
    expect(problemsOf(MOST_ENTRIES + 1)).toMatchObject([
      { code: 'CONFIG_VALUE', key: 'events', expected: { kind: 'most-entries', most: 10_000 } },
    ])
  })

  it.each([
    ['service.url', `, url: "https://e.example/${'a'.repeat(1_783)}" }`, 'most-signs', 1_800],
    [
      'service.publisher.url',
      `, publisher: { name: P, url: "https://e.example/${'a'.repeat(1_783)}" } }`,
      'most-signs',
      1_800,
    ],
    ['features[0].match', ` }\nfeatures: [ { id: a, match: [ ${'/a,'.repeat(10_001)} ] } ]`, 'most-entries', 10_000],
    ['features', ` }\nfeatures: [ ${'{ id: a, match: /a },'.repeat(10_001)} ]`, 'most-entries', 10_000],
  ] as const)('has no room in %s for what is not read back', (key, written, kind, most) => {
    const text = `service: { name: Essai${written}`
    const { problems } = readConfiguration(text, 'comptage.yaml', { folder: '/' })
    expect(problems).toContainEqual(expect.objectContaining({ key, expected: { kind, most } }))
  })

  it('has room for 1,000 families, of ids of 300 letters', () => {
    const problemsOf = (families: number, letters: number) => {
      const all = Array.from({ length: families }, (_, n) => `  - { id: ${`f${n}`.padEnd(letters, 'x')} }\n`).join('')
      const text = `service: { name: Essai }\nfeatures: [ { id: a, match: /a } ]\nfamilies:\n${all}`
      return readConfiguration(text, 'comptage.yaml', { folder: '/' }).problems
    }
    expect(problemsOf(MOST_FAMILIES, MOST_NAME_SIGNS)).toEqual([])
    expect(problemsOf(MOST_FAMILIES + 1, 10)).toMatchObject([{ expected: { kind: 'most-entries', most: 1_000 } }])
    expect(problemsOf(1, MOST_NAME_SIGNS + 1)).toMatchObject([{ expected: { kind: 'most-signs', most: 300 } }])
  })

  it('takes the block of YAML, with its line end, for the text', () => {
    const text = 'service:\n  name: >\n    Mes\n    démarches\nfeatures: [ { id: aide, match: /aide } ]\n'
    const { configuration } = readConfiguration(text, 'comptage.yaml', { folder: '/' })
    expect(configuration?.service).toMatchObject({ id: 'mes-demarches', name: 'Mes démarches' })
  })

  it.each(['=a', '+a', '-a', '@a', 'a=b', '!a', '.a'])('names no host that verify would not know: %s', (host) => {
    const text = `service: { name: Essai }\nreferrers: [ "${host}" ]\nfeatures: [ { id: a, match: /a } ]`
    const { problems } = readConfiguration(text, 'comptage.yaml', { folder: '/' })
    expect(problems).toMatchObject([{ code: 'CONFIG_VALUE', expected: { kind: 'referrer-host' } }])
  })
})

/** A feature an operation, with these summaries and paths, of a description in JSON. */
function imported(operations: readonly (readonly [path: string, summary: string])[]) {
  const paths = operations.map(([path, summary]) => `${escaped(path)}: { "get": { "summary": ${escaped(summary)} } }`)
  const folder = fresh({ 'a.json': `{ "openapi": "3.1.0", "paths": { ${paths.join(',')} } }` })
  return read('{ openapi: a.json, by: operation }', folder)
}

function read(entry: string, folder: string) {
  const text = `service: { name: Essai }\nfeatures: [ ${entry} ]\n`
  const { configuration, problems } = readConfiguration(text, 'comptage.yaml', { folder, read: readDocument })
  expect(problems).toEqual([])
  return configuration!
}

describe('a document of somebody else', () => {
  it('never holds one in a title or a pattern, and does not stop; check says so', () => {
    for (const codes of [EACH, range(0xd800, 0xd900), range(0xdc00, 0xdd00)]) {
      const signs = codes.map((code) => String.fromCodePoint(code))
      const configuration = imported(signs.map((sign, n) => [`/p${n}/a${sign}b`, `Aide${sign}s`]))
      expect(configuration.features).toHaveLength(signs.length)
      for (const { title, match } of configuration.features) {
        expect(title.fr).toMatch(/^Aide ?s$/)
        expect(match[0]?.value).toMatch(/^GET \/p\d+\/a(?:%[\dA-F]{2}){1,3}b$/)
      }
      // An end of a line, and a tab, become a blank without a word.
      const blanks = codes.filter((code) => /[\s\u0085]/.test(String.fromCodePoint(code))).length
      const { problems } = checkConfiguration(configuration)
      expect(problems).toMatchObject([{ code: 'IMPORT_CLEANED', path: 'a.json', titles: codes.length - blanks }])
    }
  })

  it('never holds one in the titles of a sitemap', () => {
    for (const code of WRITABLE.filter((one) => one !== 0xfffd)) {
      const url = `https://www.example.fr/aide${encodeURIComponent(String.fromCodePoint(code))}s`
      const { features } = read('sitemap: a.xml', fresh({ 'a.xml': `<urlset><url><loc>${url}</loc></url></urlset>` }))
      expect(features[0]?.title.fr).toMatch(/^Aide ?s$/)
    }
  })

  it.each([
    ...FORMULAS.map((sign) => ({
      written: `${sign} ${sign}2`,
      title: '2',
      removed: Array.from(sign, (one) => named(one.codePointAt(0)!)).toSorted(),
    })),
    { written: '\u200e=1', title: '1', removed: ['U+003D', 'U+200E'] },
    { written: '\u001b[31mA\u001b[0m', title: '[31mA[0m', removed: ['U+001B'] },
    { written: '\u202e', title: 'get-a', removed: ['U+202E'] },
    { written: '\u3164', title: 'get-a', removed: ['U+3164'] },
  ])('loses what a spreadsheet takes for a formula: $title', ({ written, title, removed }) => {
    const configuration = imported([['/a', written]])
    expect(configuration.features[0]?.title.fr).toBe(title)
    expect(checkConfiguration(configuration).problems).toMatchObject([{ titles: 1, removed }])
  })

  it('is cut between characters', () => {
    const { features } = imported([['/a', `${'a'.repeat(119)}🙂🙂`]])
    expect(features[0]?.title.fr).toBe(`${'a'.repeat(119)}🙂`)
  })
})

describe('verify', async () => {
  const [sample] = tinyService().features
  // A feature of each: to verify a folder anew for every one of them takes ten times as long.
  const features = EACH.map((code) => ({ ...sample!, id: `f${code}`, title: { fr: `T${code}x`, en: `T${code}x` } }))
  const folder = await publishTo(fresh(), ofThisVersion({ ...tinyService(), features }))
  const copy = new Copy(join(folder, '..'), fresh())
  const name = folder.split('/').at(-1)!
  const title = `T${WRITABLE[0]!}x`

  function findingsAfter(change: () => void): readonly Finding[] {
    change()
    seal(copy)
    const { findings } = verifyFolder({ folder: copy.path(name) })
    copy.restore()
    return findings
  }
  const told = ['CONTROL_CHARACTER', 'NOT_UTF8']

  /** Of a kind in a file the first twenty are told. */
  const TOLD = 20
  const twenties = (codes: readonly number[]) =>
    Array.from({ length: Math.ceil(codes.length / TOLD) }, (_, n) => codes.slice(n * TOLD, (n + 1) * TOLD))

  // LF ends a line.
  it.each(twenties(WRITABLE.filter((code) => code !== 10)))(
    'finds each of them in a CSV: %i and those after',
    (...codes) => {
      const sheet = copy.read(`${name}/data/features.csv`).split('\n')
      const findings = findingsAfter(() => {
        for (const code of codes) copy.edit(`${name}/data/features.csv`, `T${code}x`, `A${String.fromCodePoint(code)}`)
      })
      const found = findings.filter(({ code, file }) => told.includes(code) && file === 'data/features.csv')
      const lines = codes.map((code) => 1 + sheet.findIndex((line) => line.includes(`T${code}x`)))
      expect(new Set(found.map(({ line }) => line))).toEqual(new Set(lines))
    },
  )

  it.each(twenties(EACH))('finds each of them in a description: %i and those after', (...codes) => {
    const places = new Map(features.map(({ id }, n) => [id, `comptage.features.${n}.title.fr`]))
    const asked = codes.map((code) => places.get(`f${code}`)!)
    const findings = findingsAfter(() => {
      for (const [n, code] of codes.entries())
        copy.set(`${name}/datapackage.json`, asked[n]!, `A${String.fromCodePoint(code)}`)
    })
    const refused = findings.filter(({ code }) => code === 'DESCRIPTION_SHAPE').map(({ field }) => field)
    expect(new Set(refused)).toEqual(new Set(asked))
  })

  // All that `unfitSignOfLines` names, as above; TAB lays out a read-me.
  it('finds them in a read-me', () => {
    for (const code of [0, 9, 0x202e, 0xfffd]) {
      const findings = findingsAfter(() => copy.edit(`${name}/README.md`, '\n', `${String.fromCodePoint(code)}\n`))
      const files = findings.filter((finding) => told.includes(finding.code)).map(({ file }) => file)
      expect([code, ...files]).toEqual([code, ...(code === 9 ? [] : ['README.md'])])
    }
  })

  it.each(FORMULAS)('finds a formula: %s', (sign) => {
    const findings = findingsAfter(() => copy.edit(`${name}/data/features.csv`, title, `${sign}1`))
    expect(findings.map(({ code }) => code)).toContain('FORMULA')
  })

  it('finds nothing in the largest threshold and the longest addresses that the configuration accepts', async () => {
    const url = `https://e.example/${'a'.repeat(MOST_ADDRESS_SIGNS)}`.slice(0, MOST_ADDRESS_SIGNS)
    const folder = fresh({
      'comptage.yaml': `service: { name: Essai, url: "${url}", publisher: { name: P, url: "${url}" } }
features: [ { id: aide, match: /aide } ]
protection: { k: ${MOST_K} }
publication: { url: "${url.slice(0, -1)}/" }
`,
      'access.log': combinedLine({ request: 'GET /aide HTTP/1.1' }).repeat(30),
    })
    const [configuration, out, log] = ['comptage.yaml', 'out', 'access.log'].map((name) => join(folder, name))
    expect(await mainInProcess(['count', '-c', configuration!, '-o', out!, log!])).toMatchObject({ code: 0 })
    expect(verifyFolder({ folder: join(out!, 'essai') }).findings).toEqual([])
  })

  it('finds nothing in what the configuration accepts: all other characters of Unicode', async () => {
    const size = 4_000
    const titles = Array.from({ length: Math.ceil(FIT.length / size) }, (_, n) =>
      String.fromCodePoint(...FIT.slice(n * size, (n + 1) * size)),
    )
    const others = titles.map((text, n) => ({ ...sample!, id: `f${n}`, title: { fr: `x${text}`, en: `x${text}` } }))
    for (const { title: written } of others) expect(problemsWith('title', written.fr)).toEqual([])
    const all = await publishTo(fresh(), ofThisVersion({ ...tinyService(), features: [sample!, ...others] }))
    const controls = verifyFolder({ folder: all }).findings.filter(({ code }) =>
      [...told, 'FORMULA', 'DESCRIPTION_SHAPE', 'LINE_TOO_LONG'].includes(code),
    )
    expect(controls).toEqual([])
  })
})

describe('the program', () => {
  it('shows and publishes nothing of a hostile document that a terminal or a spreadsheet obeys', async () => {
    const folder = fresh({
      'a.json': `{ "openapi": "3.1.0", "paths": { "/aide": { "get": { "summary": "=A\\u001b[2J\\u202eB" } } } }`,
      'comptage.yaml':
        'service: { name: Essai }\nlanguage: en\nfeatures: [ { openapi: a.json, by: operation } ]\noutput: out\n',
    })
    writeFileSync(join(folder, 'access.log'), combinedLine({ request: 'GET /aide HTTP/1.1' }).repeat(30))
    const checked = await runComptage(['check', '-c', join(folder, 'comptage.yaml')])
    expect(checked.stderr).toContain('1 title of a.json came without U+001B, U+003D, U+202E')
    const counted = await runComptage([
      'count',
      '-c',
      join(folder, 'comptage.yaml'),
      '-o',
      join(folder, 'out'),
      join(folder, 'access.log'),
    ])
    const verified = await runComptage(['verify', join(folder, 'out/essai')])
    expect([checked, counted, verified].map(({ code }) => code)).toEqual([0, 0, 0])
    for (const { stdout, stderr } of [checked, counted, verified])
      expect(`${Buffer.from(stdout, 'latin1').toString()}${stderr}`.replaceAll('\n', '')).not.toMatch(
        /[\p{Cc}\p{Bidi_Control}]/u,
      )
  })

  it('has room in 255 bytes for every name of a file, also of a part and while it is written', async () => {
    const [id, table] = ['i'.repeat(MOST_FILE_NAME_SIGNS), 't'.repeat(MOST_FILE_NAME_SIGNS)]
    const folder = fresh({
      'comptage.yaml': `service: { name: Essai }\nfeatures: [ { id: ${id}, match: /aide } ]\ndatasets: [ { by: [day, feature], name: ${table} } ]\n`,
      'access.log': combinedLine({ request: 'GET /aide HTTP/1.1' }).repeat(30),
    })
    const [configuration, log, out] = ['comptage.yaml', 'access.log', 'out'].map((name) => join(folder, name))
    const { code } = await runComptage(['count', '-c', configuration!, '-o', out!, log!])
    expect(code).toBe(0)
    expect(verifyFolder({ folder: join(out!, 'essai') }).findings).toEqual([])
    const names = readdirSync(out!, { recursive: true, encoding: 'utf8' }).map((path) => basename(path))
    expect(names).toEqual(expect.arrayContaining([`${id}.html`, `${table}.csv-metadata.json`]))
    for (const name of names) expect(`.${name}-2026.4194304.tmp`.length).toBeLessThanOrEqual(255)
  })
})
