import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AUDIT_NUMBERS } from '../../src/domain/observed-features.ts'
import { configurationCandidates, readConfiguration } from '../../src/config/index.ts'
import { dayOfText } from '../../src/domain/calendar.ts'
import { REFERRERS } from '../../src/domain/dictionary.ts'
import type { Configuration } from '../../src/domain/service.ts'
import { SKETCH } from './sketch.ts'

const FILE = 'comptage.yaml'
const SERVICE = 'service: { name: Aide }\n'
const FEATURES = 'features: [ { id: aide, match: /aide } ]\n'

function read(text: string) {
  return readConfiguration(text, FILE, { folder: '/srv/conf' })
}

function configurationOf(text: string): Configuration {
  const { configuration, problems } = read(text)
  expect(problems).toEqual([])
  return configuration!
}

/** Like `YAML_SYNTAX 1:2 …`, then what the problem says. */
function problemsIn(text: string): string[] {
  const { configuration, problems } = read(text)
  expect(configuration === undefined).toBe(problems.length > 0)
  return problems.map((problem) => {
    if (!('place' in problem)) throw new Error(`${problem.code} has no place`)
    const { code, place, ...rest } = problem
    const { first, expected, known, ...facts } = { first: undefined, expected: undefined, known: undefined, ...rest }
    const words = Object.entries(facts).map(([name, value]) => `${name}=${String(value)}`)
    if (expected !== undefined) words.push(`expected=${Object.values(expected).join(':')}`)
    if (first !== undefined) words.push(`first=${first.line}:${first.column}`)
    if (known !== undefined) words.push(`known=${known.length}`)
    expect(place.file).toBe(FILE)
    return `${code} ${place.line}:${place.column} ${words.join(' ')}`
  })
}

describe('what a file says', () => {
  const at = (line: number, column: number) => ({ file: FILE, line, column })

  it('reads the sketch of the documentation', () => {
    expect(configurationOf(SKETCH)).toEqual({
      file: '/srv/conf/comptage.yaml',
      service: {
        id: 'mes-demarches',
        name: 'Mes démarches',
        url: 'https://demarches.example.fr',
        hosts: ['demarches.example.fr'],
        publisher: { name: 'Ville d’Exemple', url: 'https://example.fr', email: 'opendata@example.fr' },
      },
      timezone: 'Europe/Paris',
      language: 'fr',
      logs: [
        {
          path: { value: '/var/log/nginx/access.log*', place: at(10, 11) },
          format: { value: 'auto', place: at(11, 13) },
        },
      ],
      sources: [],
      malformedLimit: 0.05,
      features: [
        {
          id: 'simulateur',
          title: { fr: 'Simulateur d’aides', en: 'Benefit simulator' },
          match: [
            { value: '/simulateur', place: at(17, 14) },
            { value: '/simulateur/**', place: at(17, 27) },
          ],
          examples: [],
          clients: 'humans',
          partial: 'exclude',
          assets: 'exclude',
        },
        {
          id: 'dossier',
          title: { fr: 'Suivi du dossier' },
          match: [{ value: 'GET,POST /demarches/:numero/dossier', place: at(20, 14) }],
          examples: [{ value: '/demarches/12/dossier', place: at(21, 17) }],
          clients: 'humans',
          partial: 'exclude',
          assets: 'exclude',
        },
        {
          id: 'api-calcul',
          title: { fr: 'api-calcul' },
          match: [{ value: 'POST /api/v1/calculate', place: at(24, 14) }],
          examples: [],
          clients: 'all',
          partial: 'exclude',
          assets: 'exclude',
        },
      ],
      ignore: [
        { value: '/health', place: at(26, 11) },
        { value: '/metrics', place: at(26, 20) },
      ],
      case: 'sensitive',
      referrers: [],
      datasets: [
        { value: { name: 'day-feature', period: 'day', dimensions: [], acceptRisk: false }, place: at(29, 5) },
        {
          value: { name: 'month-feature-device', period: 'month', dimensions: ['device'], acceptRisk: false },
          place: at(30, 5),
        },
      ],
      k: 11,
      promise: 0.79,
      graceHours: 48,
      silenceHours: 336,
      families: [],
      revisionHours: 840,
      licences: { summary: 'etalab-2.0', detail: 'ODbL-1.0' },
      audit: AUDIT_NUMBERS,
      output: '/srv/open-data',
      publicationUrl: 'https://data.example.fr/',
      publicationUrlPlace: { file: 'comptage.yaml', line: 32, column: 21 },
    } satisfies Configuration)
  })

  it('reads every other key', () => {
    const text = `service: { name: Aide, hosts: [ WWW.Example.org, démarches.example.fr, www.example.org. ] }
since: 2026-01-01
language: en
logs:
  - { path: logs/*.log, format: combined, timezone: UTC, decompress: internal, until: 2026-05-01 }
features:
  - { id: a_1, title: Help, match: /a, examples: POST /a, from: 2026-02-01, until: 2026-02-01, partial: count, assets: count }
case: insensitive
referrers: [ Portail.example.fr ]
datasets:
  - { by: [ hour, status, feature, month ], name: par-heure, measures: [ requests, bytes, requests ], protection: exact, accept_risk: true }
protection: { k: 3, grace: 2d, silence: 7d, revision_window: 30d }
licences: { summary: CC0-1.0 }
privacy: { retention: six mois, contact: dpo@example.fr, purpose: améliorer }
state: /var/lib/comptage
output: ../open-data
publication: { url: https://data.example.fr/usage, words: What for }
events: [ { date: 2026-02-03, text: { fr: Campagne }, feature: a_1 } ]
`
    const configuration = configurationOf(text)
    expect(configuration).toMatchObject({
      service: { id: 'aide', hosts: ['www.example.org', 'xn--dmarches-b1a.example.fr'] },
      since: dayOfText('2026-01-01'),
      logs: [{ path: { value: '/srv/conf/logs/*.log' }, format: { value: 'combined' }, timezone: 'UTC' }],
      case: 'insensitive',
      referrers: ['portail.example.fr'],
      k: 3,
      graceHours: 48,
      silenceHours: 168,
      revisionHours: 720,
      licences: { summary: 'CC0-1.0', detail: 'ODbL-1.0' },
      audit: AUDIT_NUMBERS,
      output: '/srv/open-data',
      publicationUrl: 'https://data.example.fr/usage/',
      voice: {
        words: { en: 'What for' },
        events: [{ date: dayOfText('2026-02-03'), text: { fr: 'Campagne' }, feature: 'a_1' }],
      },
    })
    expect(configuration.features).toEqual([
      {
        id: 'a_1',
        title: { en: 'Help' },
        match: [{ value: '/a', place: at(7, 36) }],
        examples: [{ value: 'POST /a', place: at(7, 50) }],
        clients: 'humans',
        partial: 'count',
        assets: 'count',
        from: dayOfText('2026-02-01'),
        until: dayOfText('2026-02-01'),
      },
    ])
    expect(configuration.datasets.map(({ value }) => value)).toEqual([
      {
        name: 'par-heure',
        period: 'month',
        dimensions: ['hour', 'status'],
        measures: ['requests', 'bytes'],
        level: 'exact',
        acceptRisk: true,
      },
    ])
  })

  it('needs no more than a name and a feature', () => {
    const configuration = configurationOf(SERVICE + FEATURES)
    expect(configuration.service).toEqual({ id: 'aide', name: 'Aide', hosts: [] })
    expect(configuration.logs).toEqual([])
    expect(configuration.datasets.map(({ value }) => value.name)).toEqual(['day-feature', 'month-feature'])
    expect(configuration).not.toHaveProperty('output')
  })

  it.each([
    { name: 'Mes démarches', id: 'mes-demarches', why: 'accents are dropped' },
    { name: 'L’État & ses aides !', id: 'l-etat-ses-aides', why: 'all else parts words' },
    { name: `${'a'.repeat(99)} b`, id: 'a'.repeat(99), why: 'no hyphen is left by the cut at 100' },
  ])('names the service, $why', ({ name, id }) => {
    expect(configurationOf(`service: { name: "${name}" }\n${FEATURES}`).service.id).toBe(id)
  })

  it.each([
    { written: '5%', limit: 0.05, why: 'a percentage' },
    { written: '0.2 %', limit: 0.002, why: 'with a space' },
    { written: '100%', limit: 1, why: 'never stop' },
    { written: '0.25', limit: 0.25, why: 'a share' },
    { written: '0', limit: 0, why: 'from the first' },
  ])('reads malformed_limit, $why', ({ written, limit }) => {
    expect(configurationOf(`${SERVICE}${FEATURES}malformed_limit: ${written}`).malformedLimit).toBeCloseTo(limit, 10)
  })

  it.each([
    { written: '36h', hours: 36 },
    { written: '2d', hours: 48 },
    { written: '0h', hours: 0 },
  ])('reads a grace of $written', ({ written, hours }) => {
    expect(configurationOf(`${SERVICE}${FEATURES}protection: { grace: ${written} }`).graceHours).toBe(hours)
  })

  it('takes `no`, `on` and days as text', () => {
    const { features } = configurationOf(`${SERVICE}features: [ { id: no, title: 2026-01-01, match: on } ]`)
    expect(features[0]).toMatchObject({ id: 'no', title: { fr: '2026-01-01' }, match: [{ value: 'on' }] })
  })

  it('gives places in a file with CRLF and a byte order mark', () => {
    const { features } = configurationOf(`\uFEFF${SERVICE}${FEATURES}`.replaceAll('\n', '\r\n'))
    expect(features[0]?.match[0]?.place).toEqual(at(2, 32))
  })

  it('follows aliases, and places them where they stand', () => {
    const { features } = configurationOf(
      `${SERVICE}features:\n  - &a { id: aa, match: &m [ /a ] }\n  - { id: bb, match: *m }\n`,
    )
    expect(features[1]?.match).toEqual([{ value: '/a', place: at(3, 30) }])
  })
})

it('calls a machine as a service may not be called, and its folder: no file has its name', () => {
  const ids = ['web-detail', 'con', 'a'.repeat(100)]
  const entries = ids.map((id) => `{ id: ${id}, path: ${id}.tally }`).join(', ')
  const { sources } = configurationOf(`${SERVICE}${FEATURES}sources: [ ${entries} ]\n`)
  expect(sources.map(({ id }) => id)).toEqual(ids)
})

describe('quotes are advised where they mend', () => {
  const written = (value: string) =>
    `service: { name: ${value}, id: ${value} }\nfeatures: [ { id: ${value}, title: ${value}, match: /aide } ]\n` +
    `families: [ { id: ${value}, title: ${value} } ]\nsources: [ { id: ${value}, path: ${value} } ]\n` +
    `datasets: [ { name: ${value}, by: [ day, feature ] } ]\n`

  it.each(['0', '7', '12', '2026', '1.5', '1.', '1e5', 'true'])('%s', (value) => {
    const placesOf = (problems: readonly string[]) => problems.map((told) => /key=\S+/.exec(told)?.[0])
    const plain = problemsIn(written(value))
    const stay = placesOf(problemsIn(written(`"${value}"`)))
    expect(plain).toHaveLength(9)
    expect(placesOf(plain.filter((told) => !told.includes('isUnquoted')))).toEqual(stay)
  })

  it('of null where it is a code, which it may be: as a title it is nothing', () => {
    const advised = problemsIn(written('null')).filter((told) => told.includes('isUnquoted'))
    expect(advised.map((told) => /key=(\S+)/.exec(told)?.[1]).sort()).toEqual([
      'datasets[0].name',
      'families[0].id',
      'features[0].id',
      'service.id',
      'sources[0].id',
    ])
  })
})

describe('what is wrong with a file', () => {
  it.each([
    // The whole file
    {
      text: '',
      why: 'empty',
      problems: [
        'CONFIG_MISSING_KEY 1:1 key=service expected=mapping:name',
        'CONFIG_MISSING_KEY 1:1 key=features expected=list',
      ],
    },
    { text: '- a\n', why: 'a list', problems: ['CONFIG_VALUE 1:1 key= value= expected=mapping:'] },
    { text: 'hello', why: 'one word', problems: ['CONFIG_VALUE 1:1 key= value= expected=mapping:'] },
    {
      text: '203.0.113.9 - LEAK-user [10/Oct/2026:13:55:36 +0200] "GET /LEAK HTTP/1.1" 200 512\n',
      why: 'a log, of which nothing may be shown',
      problems: ['CONFIG_VALUE 1:1 key= value= expected=mapping:'],
    },
    {
      text: '203.0.113.9 - LEAK-user [10/Oct/2026:13:55:36 +0200] "GET /LEAK?q=a: b HTTP/1.1" 200 512\n',
      why: 'a log whose line has a colon and is a mapping so',
      problems: [
        'CONFIG_MISSING_KEY 1:1 key=service expected=mapping:name',
        'CONFIG_MISSING_KEY 1:1 key=features expected=list',
      ],
    },
    {
      text: '{ "service": "LEAK", "features": "LEAK", "timezone": "LEAK", "LEAK": "LEAK" }\n',
      why: 'a JSON log with keys that are called as ours',
      problems: ['CONFIG_VALUE 1:1 key= value= expected=mapping:'],
    },
    {
      text: '{"sources":[{"path":"/u/LEAK"},{"path":"/u/LEAK"}],"datasets":[{"name":"LEAK"},{"name":"LEAK"}]}\n',
      why: 'a JSON log with lists that are called as ours, and hold something twice',
      problems: [
        'CONFIG_MISSING_KEY 1:1 key=service expected=mapping:name',
        'CONFIG_MISSING_KEY 1:1 key=features expected=list',
      ],
    },
    {
      text: '{"@timestamp":"2026-03-10","service":{"name":"LEAK","id":"LEAK LEAK","url":"/u/LEAK"},"LEAK":{"LEAK":1},"url":{"path":"/u/LEAK"},"source":{"ip":"LEAK"},"language":"LEAK","timezone":"LEAK"}\n',
      why: 'a JSON log with a service, as the Elastic Common Schema names it',
      problems: ['CONFIG_MISSING_KEY 1:1 key=features expected=list'],
    },
    {
      text: '{"message":"GET","service":{"id":"LEAK"},"http":{},"url":{"path":"/u/LEAK"},"features":[{"id":"LEAK"},{"id":"LEAK"}]}\n',
      why: 'a JSON log with a service and features among more that is not ours',
      problems: ['CONFIG_VALUE 1:1 key= value= expected=mapping:'],
    },
    {
      text: '{"service":{"name":"Aide"},"features":[{"id":"aide","match":"/a","until":"soon"}],"timzone":"UTC"}\n',
      why: 'a configuration that is JSON is told what is wrong',
      problems: [
        'CONFIG_VALUE 1:74 key=features[0].until value=soon expected=day',
        'CONFIG_UNKNOWN_KEY 1:83 key=timzone nearest=timezone known=21',
      ],
    },
    {
      text: `${SERVICE}features:\n  - { id: aa, match: /a }\n"/LEAK?a=1": 2\n`,
      why: 'a key that is no word',
      problems: ['CONFIG_UNKNOWN_KEY 4:1 key=… known=21'],
    },
    // Events
    {
      text: `${SERVICE}${FEATURES}events:\n  - { date: 2026-03-01, text: Essai, feature: aides }\n  - { date: 2026-03-01, text: Essai, feature: blog }\n`,
      why: 'events of features that are none, one of them misspelt',
      problems: [
        'CONFIG_VALUE 4:47 key=events[0].feature value=aides nearest=aide expected=feature',
        'CONFIG_VALUE 5:47 key=events[1].feature value=blog expected=feature',
      ],
    },
    {
      text: `${SERVICE}${FEATURES}publication: { words: {} }\nevents: [ { date: mars, text: {} }, { text: Essai } ]\n`,
      why: 'events and words that say nothing',
      problems: [
        'CONFIG_VALUE 3:23 key=publication.words value={} expected=text',
        'CONFIG_VALUE 4:19 key=events[0].date value=mars expected=day',
        'CONFIG_VALUE 4:31 key=events[0].text value={} expected=title',
        'CONFIG_MISSING_KEY 4:37 key=events[1].date expected=day',
      ],
    },
    // YAML
    { text: 'a: "x', why: 'a quote is open', problems: ['YAML_SYNTAX 1:6 yamlCode=MISSING_CHAR'] },
    { text: 'service:\n\tname: x\n', why: 'tab', problems: ['YAML_SYNTAX 2:1 yamlCode=TAB_AS_INDENT'] },
    ...[
      { text: 'a: [a]*.log', column: 7 },
      { text: '- {a,b}.log', column: 8 },
      { text: 'a: [ [0-9].log ]', column: 11 },
      { text: 'a: { b: [c]/[d] }', column: 12 },
      { text: 'a: [b] c', column: 8 },
    ].map(({ text, column }) => ({
      text,
      why: `text behind a bracket, ${text}`,
      problems: [`YAML_SYNTAX 1:${column} yamlCode=TEXT_BEHIND_BRACKET`],
    })),
    { text: 'a: "b" c', why: 'text behind a quote', problems: ['YAML_SYNTAX 1:8 yamlCode=UNEXPECTED_TOKEN'] },
    { text: 'a: @b', why: 'a sign that begins no text', problems: ['YAML_SYNTAX 1:4 yamlCode=BAD_SCALAR_START'] },
    { text: 'a: !secret b', why: 'unknown tag', problems: ['YAML_SYNTAX 1:4 yamlCode=TAG_RESOLVE_FAILED'] },
    { text: 'a: 1\n---\nb: 2\n', why: 'two documents', problems: ['YAML_SYNTAX 2:1 yamlCode=MULTIPLE_DOCS'] },
    { text: 'a: &b c\nd: *e\n', why: 'alias of nothing', problems: ['YAML_SYNTAX 2:4 yamlCode=BAD_ALIAS'] },
    {
      text: `${SERVICE}features:\n  - { id: aa, match: /a }\n${SERVICE}languaje: fr\n`,
      why: 'a key twice hides no other problem',
      problems: [
        'YAML_SYNTAX 4:1 yamlCode=DUPLICATE_KEY first=1:1',
        'CONFIG_UNKNOWN_KEY 5:1 key=languaje nearest=language known=21',
      ],
    },
    // Keys
    {
      text: `${SERVICE}features:\n  - id: aide\n    macth: /aide\n`,
      why: 'a misspelt key is not missing as well',
      problems: ['CONFIG_UNKNOWN_KEY 4:5 key=features[0].macth nearest=match known=10'],
    },
    {
      text: `service:\n  url: https://example.fr\n${FEATURES}`,
      why: 'missing in a mapping, which starts with its first key',
      problems: ['CONFIG_MISSING_KEY 2:3 key=service.name expected=text'],
    },
    {
      text: `${SERVICE}features: [ { match: /a } ]\nzzzzzz: 1\n`,
      why: 'unlike anything',
      problems: [
        'CONFIG_MISSING_KEY 2:13 key=features[0].id expected=feature-id',
        'CONFIG_UNKNOWN_KEY 3:1 key=zzzzzz known=21',
      ],
    },
    // Values
    {
      text: `${SERVICE}features: [ { id: 12, match: 5 } ]`,
      why: 'numbers',
      problems: [
        'CONFIG_VALUE 2:19 key=features[0].id value=12 isUnquoted=true expected=feature-id',
        'CONFIG_VALUE 2:30 key=features[0].match value=5 expected=pattern',
      ],
    },
    {
      text: `${SERVICE}features:\n  - id: Aide\n    match: [ /a, 7 ]\n    title: =SOMME(A1)\n    examples: {}\n`,
      why: 'forms',
      problems: [
        'CONFIG_VALUE 3:9 key=features[0].id value=Aide expected=feature-id',
        'CONFIG_VALUE 4:18 key=features[0].match[1] value=7 expected=pattern',
        'CONFIG_VALUE 5:12 key=features[0].title value==SOMME(A1) expected=title',
        'CONFIG_VALUE 6:15 key=features[0].examples value={} expected=pattern',
      ],
    },
    {
      text: `${SERVICE}features: [ { id: aa, match: [], title: {} }, { id: bb, match: "", title: { fr: "\\tx", de: y } } ]`,
      why: 'nothing where something is wanted',
      problems: [
        'CONFIG_VALUE 2:30 key=features[0].match value=[] expected=list',
        'CONFIG_VALUE 2:41 key=features[0].title value={} expected=title',
        'CONFIG_VALUE 2:64 key=features[1].match value= expected=pattern',
        'CONFIG_VALUE 2:81 key=features[1].title.fr value=x expected=without:U+0009',
        'CONFIG_UNKNOWN_KEY 2:88 key=features[1].title.de known=2',
      ],
    },
    {
      text: `${SERVICE}${FEATURES}ignore:\nlogs: /var/log/a\n`,
      why: 'lists',
      problems: [
        'CONFIG_VALUE 3:8 key=ignore value= expected=list',
        'CONFIG_VALUE 4:7 key=logs value=/var/log/a expected=list',
      ],
    },
    {
      text: `service:\n  name: 日本\n${FEATURES}`,
      why: 'a name that gives no id',
      problems: ['CONFIG_MISSING_KEY 2:3 key=service.id expected=service-id'],
    },
    {
      text: `service: { id: essai-detail, name: Essai, url: "https://moi:secret@example.fr/" }\n${FEATURES}`,
      why: 'an id that names the detailed folder of another, and a password',
      problems: [
        'CONFIG_VALUE 1:16 key=service.id value=essai-detail expected=service-id',
        'CONFIG_VALUE 1:48 key=service.url value=https://…@example.fr/ expected=url',
      ],
    },
    {
      text: `service:\n  name: Usages en détail\n${FEATURES}`,
      why: 'a name that gives such an id',
      problems: ['CONFIG_MISSING_KEY 2:3 key=service.id expected=service-id'],
    },
    {
      text: `service: { id: x, name: [], url: ftp://example.fr, hosts: [ "a b", "http://example.fr", "a..b:80" ] }\n${FEATURES}`,
      why: 'service',
      problems: [
        'CONFIG_VALUE 1:16 key=service.id value=x expected=service-id',
        'CONFIG_VALUE 1:25 key=service.name value=[] expected=text',
        'CONFIG_VALUE 1:34 key=service.url value=ftp://example.fr expected=url',
        'CONFIG_VALUE 1:61 key=service.hosts[0] value=a b expected=host',
        'CONFIG_VALUE 1:68 key=service.hosts[1] value=http://example.fr expected=host',
        'CONFIG_VALUE 1:89 key=service.hosts[2] value=a..b:80 expected=host',
      ],
    },
    ...['x> <img src=x', 'javascript:alert(1)', 'a@b@c', '@b'].map((email) => ({
      text: `service: { name: Essai, publisher: { name: Ville, email: "${email}" } }\n${FEATURES}`,
      why: `no address of mail: ${email}`,
      problems: [`CONFIG_VALUE 1:58 key=service.publisher.email value=${email} expected=email`],
    })),
    {
      text: `${SERVICE}${FEATURES}publication: { url: "https://[x/" }\nreferrers: [ 1.2.3.4.5 ]`,
      why: 'addresses that only look right',
      problems: [
        'CONFIG_VALUE 3:21 key=publication.url value=https://[x/ expected=url',
        'CONFIG_VALUE 4:14 key=referrers[0] value=1.2.3.4.5 expected=referrer-host',
      ],
    },
    // A table would have two rows of one name, and the sum of both where it goes on: of an intranet's http://search/, say.
    ...REFERRERS.flatMap((word) => [word, word.toUpperCase(), `${word}.`]).map((host) => ({
      text: `${SERVICE}${FEATURES}referrers: [ portail.example.fr, ${host} ]`,
      why: `a host that is called as a word of the table: ${host}`,
      problems: [`CONFIG_VALUE 3:34 key=referrers[1] value=${host} expected=referrer-host`],
    })),
    {
      text: `${SERVICE}${FEATURES}language: de\ncase: insensitiv\nsince: 2026-02-30\n`,
      why: 'closed lists and days',
      problems: [
        'CONFIG_VALUE 3:11 key=language value=de expected=one-of:fr,en',
        'CONFIG_VALUE 4:7 key=case value=insensitiv nearest=insensitive expected=one-of:sensitive,insensitive',
        'CONFIG_VALUE 5:8 key=since value=2026-02-30 expected=day',
      ],
    },
    {
      text: `${SERVICE}${FEATURES}malformed_limit: 5\nprotection: { k: 2, grace: 48 }\n`,
      why: 'quantities',
      problems: [
        'CONFIG_VALUE 3:18 key=malformed_limit value=5 expected=share',
        'CONFIG_VALUE 4:18 key=protection.k value=2 expected=integer-between:3:1000000',
        'CONFIG_VALUE 4:28 key=protection.grace value=48 expected=duration',
      ],
    },
    {
      text: `${SERVICE}${FEATURES}protection: { k: 1000001 }\n`,
      why: 'a threshold that no folder is read back with',
      problems: ['CONFIG_VALUE 3:18 key=protection.k value=1000001 expected=integer-between:3:1000000'],
    },
    ...['con', 'prn', 'aux', 'nul', 'com1', 'lpt9'].map((name) => ({
      text: `service: { id: ${name}, name: A }\nfeatures: [ { id: ${name}, match: /a } ]\ndatasets: [ { name: ${name}, by: [ day, feature ] } ]\n`,
      why: `no file that Windows cannot open: ${name}`,
      problems: [
        `CONFIG_VALUE 1:16 key=service.id value=${name} expected=service-id`,
        `CONFIG_VALUE 2:19 key=features[0].id value=${name} expected=feature-id`,
        `CONFIG_VALUE 3:21 key=datasets[0].name value=${name} expected=dataset-name`,
      ],
    })),
    {
      text: `service: { name: A A, 1: a, "": a }\nfeatures: [ { id: aa, match: /a, __proto__: { id: b } } ]\n"": a\n1.50: a\n`,
      why: 'keys that are no words, but show nobody',
      problems: [
        'CONFIG_UNKNOWN_KEY 1:23 key=service.1 known=5',
        'CONFIG_UNKNOWN_KEY 1:29 key=service."" known=5',
        'CONFIG_UNKNOWN_KEY 2:34 key=features[0].__proto__ known=10',
        'CONFIG_UNKNOWN_KEY 3:1 key="" known=21',
        'CONFIG_UNKNOWN_KEY 4:1 key=… known=21',
      ],
    },
    {
      text: `service: { name: A A }\nfeatures: [ { id: aa, match: /a, <<: { id: b } } ]\n`,
      why: 'a merge, by its name',
      problems: ['CONFIG_UNKNOWN_KEY 2:34 key=features[0].<< known=10'],
    },
    {
      text: `${SERVICE}${FEATURES}malformed_limit: 101%\nprotection: { k: eleven, silence: 2w }\n`,
      why: 'quantities as text',
      problems: [
        'CONFIG_VALUE 3:18 key=malformed_limit value=101% expected=share',
        'CONFIG_VALUE 4:18 key=protection.k value=eleven expected=integer-between:3:1000000',
        'CONFIG_VALUE 4:35 key=protection.silence value=2w expected=duration',
      ],
    },
    {
      text: `${SERVICE}${FEATURES}logs: [ { path: a, format: json, fields: { time: ts, status: [], tagret: uri } } ]\n`,
      why: 'keys of JSON lines',
      problems: [
        'CONFIG_VALUE 3:62 key=logs[0].fields.status value=[] expected=list',
        'CONFIG_UNKNOWN_KEY 3:66 key=logs[0].fields.tagret nearest=target known=13',
      ],
    },
    {
      text: `${SERVICE}${FEATURES}logs: [ { path: a, format: json, fields: { time: ts, status: code } } ]\n`,
      why: 'neither a request nor a target',
      problems: ['CONFIG_MISSING_KEY 3:42 key=logs[0].fields.target expected=text'],
    },
    {
      text: `${SERVICE}${FEATURES}logs: [ { path: a, format: combined, fields: { time: ts, status: s, target: uri } } ]\n`,
      why: 'keys for a format that has none',
      problems: ['CONFIG_VALUE 3:28 key=logs[0].format value=combined expected=one-of:json,logfmt'],
    },
    {
      text: `${SERVICE}${FEATURES}timezone: Europe/Pari\nlogs: [ { path: a, timezone: "+02:00" } ]\n`,
      why: 'time zones',
      problems: ['UNKNOWN_TIMEZONE 3:11 value=Europe/Pari nearest=Europe/Paris', 'UNKNOWN_TIMEZONE 4:30 value=+02:00'],
    },
    {
      text: `${SERVICE}${FEATURES}timezone: paris\nlogs: [ { path: a, timezone: CET+1 }, { path: b, timezone: New York } ]\n`,
      why: 'time zones by their city, or by the name that clocks have',
      problems: [
        'UNKNOWN_TIMEZONE 3:11 value=paris nearest=Europe/Paris',
        'UNKNOWN_TIMEZONE 4:30 value=CET+1 nearest=Europe/Paris',
        'UNKNOWN_TIMEZONE 4:60 value=New York nearest=America/New_York',
      ],
    },
    {
      text: `${SERVICE}${FEATURES}licences: { summary: etalab-2, detail: GPL-3.0 }\n`,
      why: 'licences',
      problems: [
        'UNKNOWN_LICENCE 3:22 value=etalab-2 nearest=etalab-2.0 known=7',
        'UNKNOWN_LICENCE 3:40 value=GPL-3.0 known=7',
      ],
    },
    // Documents
    {
      text: `${SERVICE}features:\n  - openapi: ./openapi.yaml\n  - sitemap: https://example.fr/sitemap.xml\n`,
      why: 'documents that cannot be had; an entry of one lacks nothing',
      problems: [
        'IMPORT_REFUSED 3:14 path=/srv/conf/openapi.yaml why=unreadable errno=ENOENT',
        'IMPORT_REFUSED 4:14 path=https://example.fr/sitemap.xml why=remote',
      ],
    },
    {
      text: `${SERVICE}features:\n  - { openapi: a.yaml, by: tags, id: api }\n`,
      why: 'keys of a document are not those of a feature',
      problems: [
        'CONFIG_VALUE 3:28 key=features[0].by value=tags nearest=tag expected=one-of:tag,operation',
        'CONFIG_UNKNOWN_KEY 3:34 key=features[0].id beside=openapi known=8',
      ],
    },
    {
      text: `${SERVICE}features:\n  - openapi:\n  - sitemap: 3\n  - { openapi: [], by: tag }\n`,
      why: 'documents without a text',
      problems: [
        'CONFIG_VALUE 3:13 key=features[0].openapi value= expected=text',
        'CONFIG_VALUE 4:14 key=features[1].sitemap value=3 isUnquoted=true expected=text',
        'CONFIG_VALUE 5:16 key=features[2].openapi value=[] expected=text',
      ],
    },
    {
      text: `${SERVICE}features:\n  - { openapi: a, sitemap: b }\n  - { sitemap: a, by: tag }\n  - { id: a, match: /a, by: tag }\n  - { id: b, match: /b, sitemap: b }\n`,
      why: 'documents beside each other, or beside what is no document',
      problems: [
        'CONFIG_UNKNOWN_KEY 3:19 key=features[0].sitemap beside=openapi known=8',
        'CONFIG_UNKNOWN_KEY 4:19 key=features[1].by beside=sitemap known=7',
        'CONFIG_UNKNOWN_KEY 5:25 key=features[2].by beside=id known=10',
        'CONFIG_UNKNOWN_KEY 6:7 key=features[3].id beside=sitemap known=7',
        'CONFIG_UNKNOWN_KEY 6:14 key=features[3].match beside=sitemap known=7',
      ],
    },
    {
      text: `${SERVICE}features:\n  - opanapi: a.json\n  - { site_map: a.xml, clients: all }\n  - { idd: a, mach: /a }\n`,
      why: 'keys that are misspelt, of each kind of entry',
      problems: [
        'CONFIG_UNKNOWN_KEY 3:5 key=features[0].opanapi nearest=openapi known=8',
        'CONFIG_UNKNOWN_KEY 4:7 key=features[1].site_map nearest=sitemap known=7',
        'CONFIG_UNKNOWN_KEY 5:7 key=features[2].idd nearest=id known=10',
        'CONFIG_UNKNOWN_KEY 5:15 key=features[2].mach nearest=match known=10',
      ],
    },
    {
      text: `${SERVICE}features:\n  - {}\n  - { family: a, from: 2026-01-01 }\n`,
      why: 'what names neither a document nor a pattern is a feature',
      problems: [
        'CONFIG_MISSING_KEY 3:5 key=features[0].id expected=feature-id',
        'CONFIG_MISSING_KEY 3:5 key=features[0].match expected=pattern',
        'CONFIG_MISSING_KEY 4:5 key=features[1].id expected=feature-id',
        'CONFIG_MISSING_KEY 4:5 key=features[1].match expected=pattern',
      ],
    },
    // Families
    {
      text: `${SERVICE}families: [ { id: aides, title: Aides }, { id: dossier } ]\nfeatures:\n  - { id: aa, match: /a, family: aide }\n  - { id: bb, match: /b, family: voirie }\n  - { id: cc, match: /c, family: dossier }\n`,
      why: 'a family that is none, with the one that was meant',
      problems: [
        'CONFIG_VALUE 4:34 key=features[0].family value=aide nearest=aides expected=family',
        'CONFIG_VALUE 5:34 key=features[1].family value=voirie expected=family',
      ],
    },
    {
      text: `${SERVICE}${FEATURES}families: [ { id: aides }, { id: aides, title: =1 }, { id: Voirie, titel: x }, { title: Aides } ]`,
      why: 'families that are wrong',
      problems: [
        'DUPLICATE_ID 3:34 id=aides first=3:19',
        'CONFIG_VALUE 3:48 key=families[1].title value==1 expected=title',
        'CONFIG_VALUE 3:60 key=families[2].id value=Voirie expected=feature-id',
        'CONFIG_UNKNOWN_KEY 3:68 key=families[2].titel nearest=title known=2',
        'CONFIG_MISSING_KEY 3:80 key=families[3].id expected=feature-id',
      ],
    },
    {
      text: `${SERVICE}features: [ { id: aa, match: /a, family: aides } ]`,
      why: 'a family where none is declared',
      problems: ['CONFIG_VALUE 2:42 key=features[0].family value=aides expected=family'],
    },
    // Datasets
    ...[
      '[ feature ]',
      '[ day ]',
      '[ day, month, feature ]',
      '[ day, feature, feature ]',
      '[ day, feature, device, os, browser ]',
    ].map((by) => ({
      text: `${SERVICE}${FEATURES}datasets: [ { by: ${by} } ]`,
      why: `not one period, the feature and two more: ${by}`,
      problems: [`CONFIG_VALUE 3:19 key=datasets[0].by value=${by} expected=one-period-and-feature`],
    })),
    {
      text: `${SERVICE}${FEATURES}datasets: [ { by: [ days, feature ], protection: strong, accept_risk: no } ]`,
      why: 'words of a dataset',
      problems: [
        'CONFIG_VALUE 3:21 key=datasets[0].by[0] value=days nearest=day expected=one-of:day,week,month,quarter,year,feature,device,browser,os,status,method,client,referrer,hour,from',
        'CONFIG_VALUE 3:50 key=datasets[0].protection value=strong expected=one-of:threshold,cell-key,dp,exact',
        'CONFIG_VALUE 3:71 key=datasets[0].accept_risk value=no expected=boolean',
      ],
    },
    ...['gaps', 'features', 'par-an-2025', 'Jour', 'a_b'].map((name) => ({
      text: `${SERVICE}${FEATURES}datasets: [ { by: [ day, feature ], name: ${name} } ]`,
      why: `no name of a table: ${name}`,
      problems: [`CONFIG_VALUE 3:43 key=datasets[0].name value=${name} expected=dataset-name`],
    })),
    {
      text: `${SERVICE}${FEATURES}datasets:\n  - by: [ day, feature ]\n  - by: [ feature, day ]\n  - { by: [ month, feature ], name: day-feature }\n`,
      why: 'one name, three tables',
      problems: ['DUPLICATE_ID 5:9 id=day-feature first=4:9', 'DUPLICATE_ID 6:37 id=day-feature first=4:9'],
    },
    // Across keys
    {
      text: `${SERVICE}features: [ { id: aa, match: /a } ]\nsources:\n  - { id: web1, path: w.tally }\n  - { id: web2, path: w.tally }\n  - { id: WEB, path: x.tally }\n`,
      why: 'one tally of two machines, and a name that is none',
      problems: [
        'DUPLICATE_ID 5:23 id=w.tally first=4:23',
        'CONFIG_VALUE 6:11 key=sources[2].id value=WEB expected=machine-id',
      ],
    },
    {
      text: `${SERVICE}features:\n  - { id: aa, match: /a }\n  - { id: aa, match: 1, from: 2026-03-01, until: 2026-02-28 }\n`,
      why: 'clashes are told beside everything else',
      problems: [
        'DUPLICATE_ID 4:11 id=aa first=3:11',
        'CONFIG_VALUE 4:22 key=features[1].match value=1 expected=pattern',
        'CONFIG_VALUE 4:50 key=features[1].until value=2026-02-28 expected=day-from:2026-03-01',
      ],
    },
  ])('$why', ({ text, problems }) => {
    expect(problemsIn(text)).toEqual(problems)
    // The same places where lines end in CRLF.
    expect(problemsIn(text.replaceAll('\n', '\r\n'))).toEqual(problems)
  })

  it('cuts what it repeats to one line of 80 characters', () => {
    const [problem] = read(`${SERVICE}${FEATURES}since: "${'é 😀 '.repeat(400)}"`).problems
    expect(problem?.code === 'CONFIG_VALUE' && Array.from(problem.value)).toHaveLength(80)
    expect(problemsIn(`${SERVICE}${FEATURES}since:\n  - a\n  - b\n`)).toEqual([
      'CONFIG_VALUE 4:3 key=since value=- a - b expected=day',
    ])
  })

  it('refuses aliases of aliases that would fill the memory', () => {
    const lists = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(9)}]`)
    expect(problemsIn(['l0: &l0 [x]', ...lists].join('\n'))).toEqual(['YAML_SYNTAX 2:10 yamlCode=RESOURCE_EXHAUSTION'])
  })

  it.each([
    { text: '['.repeat(2_000_000), at: '1:501' },
    { text: `${SERVICE}a: ${'{b: '.repeat(100_000)}`, at: '2:2004' },
    { text: '- '.repeat(50_000), at: '1:1001' },
    { text: '? '.repeat(50_000), at: '1:1001' },
    { text: Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), at: '501:502' },
    { text: `a: |\n  b\n${'- '.repeat(501)}`, at: '3:1001' },
    { text: `${' '.repeat(500)}- a`, at: '1:501' },
  ])('refuses at $at a file that is nested without end, before the parser dies of it', ({ text, at }) => {
    expect(problemsIn(text)).toEqual([`YAML_SYNTAX ${at} yamlCode=TOO_DEEP`])
  })

  it('takes as many keys, lists and texts one below the other as there are', () => {
    const lines = Array.from(
      { length: 300 },
      (_, i) => `x${i}: |\n  - : ? [\ny${i}: ['-', ']', {a: [b]}]\nz${i}:\n- - a: b\n`,
    )
    expect(problemsIn(lines.join('')).filter((problem) => problem.startsWith('YAML'))).toEqual([])
  })

  it('survives a list that holds itself', () => {
    expect(problemsIn(`${SERVICE}features: &f [ *f ]`)[0]).toBe(
      'CONFIG_VALUE 2:16 key=features[0] value=*f expected=mapping:id,match',
    )
  })

  it('never throws, and gives either a configuration or problems in the order of the lines', () => {
    const lines = SKETCH.split('\n')
    const words = fc.constantFrom('', '12', '[]', '{}', 'null', '- ', '*a', '&a', '!x', '"', '\t', 'by:', '? ', 'day')
    const damage = fc.tuple(fc.nat(lines.length - 1), fc.nat(30), fc.oneof(words, fc.string()))
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (damages) => {
        const damaged = [...lines]
        for (const [line, column, word] of damages) {
          damaged[line] = damaged[line]!.slice(0, column) + word + damaged[line]!.slice(column + word.length)
        }
        const { configuration, problems } = read(damaged.join('\n'))
        expect(configuration === undefined).toBe(problems.length > 0)
        const places = problems.map((problem) => ('place' in problem ? problem.place.line : 0))
        expect(places).toEqual(places.toSorted((a, b) => a - b))
        expect(Math.min(1, ...places)).toBe(1)
      }),
      { numRuns: 100 },
    )
  })
})

it('looks beside the operator first, then in /etc', () => {
  expect(configurationCandidates('/srv/conf')).toEqual(['/srv/conf/comptage.yaml', '/etc/comptage/comptage.yaml'])
})
