import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { dayOfText, periodOf } from '../../src/domain/calendar.ts'
import { isSealed } from '../../src/protect/index.ts'
import { renderFolders, type Publication } from '../../src/publish/index.ts'
import { DAY_FEATURE, day, examplePublication, fileOf, MONTH_DEVICE } from './example-publication.ts'

const BOTH = [DAY_FEATURE, MONTH_DEVICE]

function summaryOf(publication: Publication) {
  return renderFolders(publication, isSealed)[0]
}

describe('renderFolders', () => {
  it('makes a folder a tier, data first, what describes it last', () => {
    const folders = renderFolders(examplePublication({}, BOTH), isSealed)
    expect(folders.map(({ name, files }) => [name, ...files.map(({ path }) => path)])).toEqual([
      [
        'mes-demarches',
        'data/day-feature.csv',
        'data/features.csv',
        'data/quality.csv',
        'data/gaps.csv',
        'data/breaks.csv',
        'data/day-feature.csv-metadata.json',
        'data/features.csv-metadata.json',
        'data/quality.csv-metadata.json',
        'data/gaps.csv-metadata.json',
        'data/breaks.csv-metadata.json',
        'data/day-feature.csv.license',
        'data/features.csv.license',
        'data/quality.csv.license',
        'data/gaps.csv.license',
        'data/breaks.csv.license',
        'LICENSES/etalab-2.0.txt',
        'REUSE.toml',
        'LISEZMOI.md',
        'README.md',
        'CONFIDENTIALITE.md',
        'PRIVACY.md',
        'CHANGELOG.md',
        'a-propos.html',
        'about.html',
        'latest.json',
        'latest.schema.json',
        'feed.atom',
        'badge/api-calcul.svg',
        'badge/api-calcul.json',
        'badge/dossier.svg',
        'badge/dossier.json',
        'badge/simulateur.svg',
        'badge/simulateur.json',
        'embed/api-calcul.html',
        'embed/api-calcul.svg',
        'embed/dossier.html',
        'embed/dossier.svg',
        'embed/simulateur.html',
        'embed/simulateur.svg',
        'dcat.jsonld',
        'index.html',
        'index.en.html',
        'datapackage.json',
        'SHA256SUMS',
      ],
      [
        'mes-demarches-detail',
        'data/month-feature-device.csv',
        'data/features.csv',
        'data/quality.csv',
        'data/gaps.csv',
        'data/breaks.csv',
        'data/month-feature-device.csv-metadata.json',
        'data/features.csv-metadata.json',
        'data/quality.csv-metadata.json',
        'data/gaps.csv-metadata.json',
        'data/breaks.csv-metadata.json',
        'data/month-feature-device.csv.license',
        'data/features.csv.license',
        'data/quality.csv.license',
        'data/gaps.csv.license',
        'data/breaks.csv.license',
        'LICENSES/ODbL-1.0.txt',
        'REUSE.toml',
        'NOTICE',
        'LISEZMOI.md',
        'README.md',
        'CONFIDENTIALITE.md',
        'PRIVACY.md',
        'CHANGELOG.md',
        'a-propos.html',
        'about.html',
        'feed.atom',
        'dcat.jsonld',
        'index.html',
        'index.en.html',
        'datapackage.json',
        'SHA256SUMS',
      ],
    ])
  })

  it('leaves a tier without a table without files', () => {
    expect(renderFolders(examplePublication(), isSealed)[1]).toEqual({ name: 'mes-demarches-detail', files: [] })
  })

  it('gives the same bytes for the same publication', () => {
    expect(renderFolders(examplePublication({}, BOTH), isSealed)).toEqual(
      renderFolders(examplePublication({}, BOTH), isSealed),
    )
  })

  it.each([
    { change: (publication: Publication) => ({ tables: [{ ...publication.tables[0]! }] }), why: 'a table' },
    { change: (publication: Publication) => ({ quality: { ...publication.quality } }), why: 'the line ledger' },
  ])('refuses what is not sealed: $why', ({ change }) => {
    const publication = examplePublication()
    expect(() => renderFolders({ ...publication, ...change(publication) }, isSealed)).toThrow(TypeError)
  })

  it('ends every file with one line feed, and writes no carriage return and no byte order mark', () => {
    for (const { files } of renderFolders(examplePublication({}, BOTH), isSealed))
      for (const { path, text } of files) expect([path, /^(?!\uFEFF)[^\r]*[^\n]\n$/.test(text)]).toEqual([path, true])
  })
})

describe('the sheets beside the tables', () => {
  const french = summaryOf(examplePublication())

  it('features: sorted by code, dated from the service where the feature is not', () => {
    expect(fileOf(french, 'data/features.csv')).toBe(`fonctionnalite,titre_fr,titre_en,clients,valide_du,valide_au
api-calcul,API de calcul,Calculation API,all,2026-01-01,
dossier,"Suivi, « étape | par étape »",,humans,2026-01-05,2026-12-31
simulateur,Simulateur d’aides,Benefit simulator,humans,2026-01-01,
`)
  })

  it('features: the title of the dataset’s language is never empty', () => {
    const { since, ...undated } = examplePublication({ language: 'en' })
    expect(since).toBeDefined()
    expect(fileOf(summaryOf(undated), 'data/features.csv')).toBe(`feature,title_fr,title_en,clients,valid_from,valid_to
api-calcul,API de calcul,Calculation API,all,,
dossier,"Suivi, « étape | par étape »","Suivi, « étape | par étape »",humans,2026-01-05,2026-12-31
simulateur,Simulateur d’aides,Benefit simulator,humans,,
`)
  })

  it('quality: by month and fate, small numbers hidden', () => {
    expect(fileOf(french, 'data/quality.csv')).toBe(`mois,devenir,lignes
2026-03,counted,4665
2026-03,failed,37
2026-03,partial,
2026-03,redirect,
2026-03,robot,120
`)
  })

  it('quality: sorted by month, then fate, however it came', () => {
    const quality = examplePublication().quality
    const rows = quality.rows.toReversed()
    const text = fileOf(
      renderFolders(examplePublication({ quality: { ...quality, rows } }), () => true)[0],
      'data/quality.csv',
    )
    expect(text).toBe(fileOf(french, 'data/quality.csv'))
  })

  it.each([
    { grid: ['2026-03-01', '2026-03-02', '2026-03-05'], gaps: 'debut,fin\n2026-03-03,2026-03-04\n', why: 'two days' },
    {
      grid: ['2026-02-28', '2026-03-02'],
      gaps: 'debut,fin\n2026-03-01,2026-03-01\n',
      why: 'one day, over a month’s end',
    },
    { grid: ['2026-03-01', '2026-03-02'], gaps: 'debut,fin\n', why: 'none' },
    { grid: [], gaps: 'debut,fin\n', why: 'no day at all' },
  ])('gaps: $why', ({ grid, gaps }) => {
    const publication = examplePublication({ grid: grid.map((text) => dayOfText(text)!) })
    expect(fileOf(summaryOf(publication), 'data/gaps.csv')).toBe(gaps)
  })

  it('breaks: the header alone', () => {
    expect(fileOf(french, 'data/breaks.csv')).toBe('date,fonctionnalite,rupture\n')
    expect(fileOf(summaryOf(examplePublication({ language: 'en' })), 'data/breaks.csv')).toBe('date,feature,break\n')
  })

  it('are read by another library, each row as long as its header', () => {
    for (const { files } of renderFolders(examplePublication({}, BOTH), isSealed))
      for (const { text } of files.filter(({ path }) => path.endsWith('.csv'))) expect(() => parse(text)).not.toThrow()
  })
})

describe('read-me', () => {
  const [summary, detail] = renderFolders(examplePublication({}, BOTH), isSealed)
  const lisezmoi = fileOf(summary, 'LISEZMOI.md')
  const readme = fileOf(detail, 'README.md')

  it.each([
    { says: '# Mes démarches\u00A0: usage par fonctionnalité', why: 'what it is' },
    { says: 'du 1er mars 2026 au 5 mars 2026', why: 'the span, months in our own words' },
    {
      says: '| `requetes` | Requêtes qui sont une utilisation de la fonctionnalité | requêtes |',
      why: 'a column, its unit',
    },
    { says: '| `jour` | Jour civil, Europe/Paris | AAAA-MM-JJ |', why: 'a day is a day of a time zone' },
    { says: '0 et 1 à 10 se ressemblent', why: 'what empty means' },
    { says: 'Le seuil de 11 porte sur des requêtes, pas sur des personnes', why: 'what k counts' },
    {
      says: 'Périodes couvertes en partie, ou pas encore closes, dans `data/day-feature.csv` : 5 mars 2026.',
      why: 'partial periods',
    },
    { says: '| `dossier` | Suivi, « étape \\| par étape » | Personnes |', why: 'titles stay text' },
    { says: 'la liste comptage, version 2026-03', why: 'the robots' },
    { says: 'Le format `combined` n’a pas : hôte et durée.', why: 'fields that a format lacks' },
    { says: 'toute requête compte comme celle d’une personne', why: 'a format without agents' },
    {
      says: '\nVille d’Exemple - Données originales téléchargées sur https://data.example.fr/mes-demarches/, mise à jour du 5 mars 2026\n',
      why: 'the sentence to cite',
    },
    { says: '[Ville d’Exemple](<https://example.fr>), <opendata@example.fr>', why: 'the contact' },
    { says: '[`mes-demarches-detail/`](<https://data.example.fr/mes-demarches-detail/>)', why: 'the other tier' },
    {
      says: `types={'fonctionnalite': 'VARCHAR', 'requetes': 'BIGINT', 'entrees': 'BIGINT', 'erreurs': 'BIGINT'}`,
      why: 'how to read it',
    },
    {
      says: '`month-feature-device`, dans le dossier de l’autre niveau de détail, n’est pas protégé',
      why: 'an exact table fills the holes of all others',
    },
  ])('LISEZMOI.md says $why', ({ says }) => {
    expect(lisezmoi).toContain(says)
  })

  it.each([
    { says: 'from 1 March 2026 to 5 March 2026', why: 'the span' },
    { says: '| `terminal` | Kind of device', why: 'headers as in the file, meaning in English' },
    {
      says: '\nContains information from Usage of Mes démarches in detail, which is made available here under the Open Database License (ODbL).\n',
      why: 'the sentence to cite',
    },
    { says: 'Addresses to give with it: Usage of Mes démarches in detail', why: 'its title in English' },
    { says: 'offer any database made from it under the same licence', why: 'share alike' },
    { says: '(<https://data.example.fr/mes-demarches/>)', why: 'the other tier' },
  ])('README.md says $why', ({ says }) => {
    expect(readme).toContain(says)
  })

  it('speaks of visits only to say that there are none', () => {
    for (const text of [lisezmoi, readme, fileOf(summary, 'README.md'), fileOf(detail, 'LISEZMOI.md')])
      expect(text.match(/visit\w*/gi)).toHaveLength(2)
    expect(fileOf(summary, 'datapackage.json')).not.toMatch(/visit/i)
  })

  it('says where the web server leaves requests out of its log', () => {
    const partial = summaryOf(examplePublication({ isPartialLog: true }))
    expect(fileOf(partial, 'README.md')).toContain('the web server leaves some requests out of its log')
    expect(fileOf(partial, 'LISEZMOI.md')).toContain('le serveur web n’inscrit pas certaines requêtes')
    const whole = summaryOf(examplePublication())
    expect(fileOf(whole, 'README.md')).not.toContain('the web server leaves')
  })

  it('leaves out what nobody gave', () => {
    const { publicationUrl, ...publication } = examplePublication({
      service: { id: 'aides', name: 'Aides', hosts: [] },
      formats: [],
      grid: [],
      partial: new Map(),
      created: '2026-03-05T00:00:00Z',
    })
    expect(publicationUrl).toBeDefined()
    const text = fileOf(summaryOf(publication), 'LISEZMOI.md')
    expect(text).toContain('# Aides\u00A0: usage par fonctionnalité\n')
    expect(text).toContain('\nAides - Données originales, mise à jour du 5 mars 2026\n')
    expect(text).not.toMatch(/undefined|Formats de journaux|en partie seulement|Autre niveau|Exception/)
  })

  it('points to the other tier beside it where there is no public address', () => {
    const { publicationUrl, ...publication } = examplePublication({}, BOTH)
    expect(publicationUrl).toBeDefined()
    expect(fileOf(summaryOf(publication), 'README.md')).toContain('(<../mes-demarches-detail/>)')
  })

  it.each([
    { licence: 'CC0-1.0', says: 'Aucune mention n’est exigée' },
    { licence: 'PDDL-1.0', says: 'Aucune mention n’est exigée' },
    {
      licence: 'CC-BY-4.0',
      says: 'Mes démarches\u00A0: usage par fonctionnalité © Ville d’Exemple, https://data.example.fr/mes-demarches/, CC BY 4.0',
    },
    { licence: 'CC-BY-SA-4.0', says: 'CC BY-SA 4.0' },
    { licence: 'ODC-By-1.0', says: 'which is made available under the ODC Attribution License.' },
  ] as const)('cites as $licence asks', ({ licence, says }) => {
    const folder = summaryOf(examplePublication({ licences: { summary: licence, detail: 'ODbL-1.0' } }))
    expect(fileOf(folder, 'LISEZMOI.md')).toContain(says)
    expect(fileOf(folder, `LICENSES/${licence}.txt`).length).toBeGreaterThan(5000)
  })

  it('tells that a table by status or client counts more than uses', () => {
    const specs = [{ ...MONTH_DEVICE, name: 'month-feature-client', dimensions: ['client'] as const }]
    const table = { ...examplePublication().tables[0]!, spec: specs[0]!, categories: [[]], rows: [] }
    const byStatus = { ...table, spec: { ...specs[0]!, name: 'by-status', dimensions: ['status'] as const } }
    const folder = renderFolders(examplePublication({ tables: [table, byStatus] }), () => true)[1]
    expect(fileOf(folder, 'README.md')).toContain(
      'Requests for the feature that succeeded, whoever the client is, robots included',
    )
    expect(fileOf(folder, 'README.md')).toContain('Requests for the feature, whatever the answer')
  })

  it('names partial months and weeks by their own words', () => {
    const partial = new Map([['month-feature-device', [periodOf('month', day('2026-03-05'))]]])
    const folder = renderFolders(examplePublication({ partial }, BOTH), isSealed)[1]
    expect(fileOf(folder, 'README.md')).toContain('in `data/month-feature-device.csv`: March 2026.')
  })
})
